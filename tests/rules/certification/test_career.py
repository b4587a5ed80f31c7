"""How far somebody is from a stage of the ladder."""

import pytest

from pmo_academy.certification.rules.career import courses_for, gaps, read_ladder

DOCUMENT = {
    "stages": [
        {
            "key": "manager", "title": "Manager", "level": "Control", "duties": ["Runs gates"],
            "profile": {"data": 2, "value": 1}, "programme": "control", "experiences": ["A gate"],
            "certificates": ["pmp"],
        },
        {
            "key": "head", "title": "Head", "level": "Strategic", "duties": ["Ranks"],
            "profile": {"data": 3, "value": 3}, "programme": "top", "experiences": ["A stop"],
        },
    ],
    "competences": [
        {"key": "data", "title": "Data", "steps": ["a", "b", "c", "d"], "courses": ["PA-06"]},
        {"key": "value", "title": "Value", "steps": ["a", "b", "c", "d"],
         "courses": ["PA-11", "PA-06"]},
    ],
    "quotations": [{"words": "a lot", "source": "Somebody"}],
}  # fmt: skip
LADDER = read_ladder(DOCUMENT)
STAGE = LADDER.stages[0]


def found(own=None, manager=None):
    return gaps(LADDER, STAGE, own=own or {}, manager=manager or {})


def test_a_ladder_is_read_with_what_was_left_out_empty():
    assert [stage.certificates for stage in LADDER.stages] == [("pmp",), ()]
    assert LADDER.quotations[0].currency == ""
    assert LADDER.stage("manager") is STAGE
    assert LADDER.stage("nobody") is None
    assert LADDER.stage(None) is None


@pytest.mark.parametrize(
    ("own", "manager", "lacking", "differs", "is_known"),
    [
        (None, None, 0, False, False),
        (0, None, 2, False, True),
        (None, 1, 1, False, True),
        (2, 1, 1, True, True),
        (1, 2, 1, True, True),
        (3, 3, 0, False, True),
    ],
)
def test_the_lower_of_two_views_counts(own, manager, lacking, differs, is_known):
    views = [{"data": step} if step is not None else {} for step in (own, manager)]

    gap = next(one for one in found(*views) if one.competence.key == "data")

    assert (gap.lacking, gap.differs, gap.is_known) == (lacking, differs, is_known)


def test_the_largest_gap_stands_first_and_brings_its_courses():
    both = found({"data": 1, "value": 1}, {"value": 0})
    deeper = found({"data": 0, "value": 0})

    assert [gap.competence.key for gap in deeper] == ["data", "value"]
    assert courses_for(deeper, completed=frozenset()) == ("PA-06", "PA-11")
    assert courses_for(both, completed=frozenset({"PA-06"})) == ("PA-11",)
    assert courses_for(found({"data": 2, "value": 1}), completed=frozenset()) == ()
