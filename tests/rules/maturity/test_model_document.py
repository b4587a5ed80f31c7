import pytest

from pmo_academy.maturity.rules.document_reading import DocumentReader, Problem
from pmo_academy.maturity.rules.model_document import (
    ModelError,
    model_from,
    model_so_far,
    problems_in,
)
from tests.rules.maturity.example import PALM, palm_document


def told(document):
    return [str(problem) for problem in problems_in(document)]


def spoilt(*path, value):
    """The model file with one value replaced, or taken out if it is Ellipsis."""
    document = palm_document()
    place = document
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


FIRST_ITEM = ("domains", 0, "items", 0)


def test_palm_has_no_problems():
    assert problems_in(palm_document()) == []


def test_what_lacks_something_is_read_as_far_as_possible():
    model = model_so_far(spoilt("domains", 0, "items", value=[]))

    assert [domain.code for domain in model.domains][:2] == ["MND", "STD"]
    assert model.domains[0].items == ()


def test_palm_is_the_whole_instrument():
    core = [item.code for item in PALM.items if item.is_core]

    assert (PALM.code, PALM.version, PALM.major_version) == ("PALM", "1.0", "1")
    assert (len(PALM.domains), len(PALM.items), PALM.top_rung) == (10, 60, 9)
    assert set(core) == {
        *("MND-S1", "STD-S1", "DEV-S1"),
        *("AUT-C1", "RES-C1", "MUL-C1", "MON-C1"),
        *("MND-T1", "STR-T1", "VAL-T1"),
    }
    assert len(core) == 10
    assert {item.weight for item in PALM.items if item.is_core} == {2}
    assert {item.weight for item in PALM.items if not item.is_core} == {1}
    assert [sum(d.relevance[tier] for d in PALM.domains) for tier in "SCT"] == [19, 22, 20]


def test_every_pair_of_palm_has_two_items():
    pairs = [(item.domain, item.tier) for item in PALM.items]

    assert {pairs.count(pair) for pair in pairs} == {2}


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (None, "must hold named fields"),
        (spoilt("code", value=...), "the field code is missing"),
        (spoilt("version", value=1.0), "version: must be a text"),
        (spoilt("title", value=" "), "title: must be a text"),
        (spoilt("colour", value="blue"), "colour: there is no such field"),
        (spoilt("points", value=["a"] * 4), "points: must have exactly 5 entries"),
        (spoilt("perspectives", value=[]), "perspectives: must have at least one entry"),
        (spoilt("steps", value="basic"), "steps: must be a list"),
        (spoilt("tiers", 1, "code", value="S"), "tiers[1]: S stands here twice"),
        (spoilt("tiers", 2, value=...), "tiers: must have exactly 3 entries"),
        (spoilt("limits", "floor", value=True), "limits.floor: must be a number from 0 to 100"),
        (
            spoilt("limits", "pair_cover", value=1.1),
            "limits.pair_cover: must be a number from 0 to 1",
        ),
        (
            spoilt("limits", "steps", value=[60, 40, 80]),
            "limits.steps: must rise from step to step",
        ),
        (spoilt("limits", "core_block", value=2), "limits.core_block: must be below core_cap"),
        (
            spoilt("limits", "composite", "S", value=0.5),
            "limits.composite: must add up to 1",
        ),
        (
            spoilt("domains", 0, "relevance", "S", value=4),
            "domains[0].relevance.S: must be a whole number from 1 to 3",
        ),
        (
            spoilt("domains", 0, "relevance", "S", value=2),
            "domains[0].items: MND has 1 core items in tier S instead of 0",
        ),
        (
            spoilt(*FIRST_ITEM, "core", value=False),
            "domains[0].items: MND has 0 core items in tier S instead of 1",
        ),
        (
            spoilt("domains", 9, "items", slice(0, 2), value=[]),
            "domains[9].items: LRN has no item in tier S",
        ),
        (
            spoilt(*FIRST_ITEM, "weight", value=0),
            "domains[0].items[0].weight: must be a whole number from 1 to 3",
        ),
        (
            spoilt(*FIRST_ITEM, "weight", value=1.5),
            "domains[0].items[0].weight: must be a whole number from 1 to 3",
        ),
        (
            spoilt(*FIRST_ITEM, "core", value="yes"),
            "domains[0].items[0].core: must be true or false",
        ),
        (
            spoilt(*FIRST_ITEM, "tier", value="X"),
            "domains[0].items[0].tier: must be one of S, C, T",
        ),
        (
            spoilt(*FIRST_ITEM, "anchors", value=["a", "b", "c", "d"]),
            "domains[0].items[0].anchors: must have exactly 5 entries",
        ),
        (spoilt(*FIRST_ITEM, "code", value="STD-S1"), "items[6]: STD-S1 stands here twice"),
        (spoilt("domains", 1, "code", value="MND"), "domains[1]: MND stands here twice"),
        (spoilt("quick_form", 1, value="MND-S1"), "quick_form[1]: MND-S1 stands here twice"),
        (spoilt("quick_form", 1, value="MND-X9"), "quick_form[1]: there is no item MND-X9"),
        (
            spoilt("quick_form", value=["MND-S2"]),
            "quick_form: the core item MND-S1 is missing",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(document, problem):
    assert problem in told(document)


def test_a_model_whose_targets_miss_their_rung_is_not_sound():
    document = palm_document()
    document["limits"]["steps"] = [40, 55, 80]

    assert told(document) == [
        f"meeting all item targets of rung {rung} does not give that rung" for rung in (1, 4, 7)
    ]


def test_a_model_is_not_made_from_a_spoilt_document():
    with pytest.raises(ModelError, match=r"title: must be a text; .*weight") as refused:
        model_from({**spoilt(*FIRST_ITEM, "weight", value=9), "title": ""})

    assert [problem.path for problem in refused.value.problems] == [
        ("title",),
        ("domains", 0, "items", 0, "weight"),
    ]


@pytest.mark.parametrize("junk", [[], "text", 3, {}, {"domains": [{"items": [None]}]}])
def test_junk_is_told_not_stumbled_over(junk):
    assert told(junk)


def test_a_problem_without_a_place_is_its_message():
    assert str(Problem(path=(), message="empty")) == "empty"


def test_a_code_that_could_not_be_read_is_not_called_double():
    reader = DocumentReader()

    reader.unique(["", ""], ("codes",))

    assert reader.problems == []
