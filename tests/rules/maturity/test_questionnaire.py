import pytest

from pmo_academy.maturity.rules.questionnaire import (
    Status,
    count_done,
    sections_of,
    seen_token,
    seen_versions,
    will_count,
)
from tests.rules.maturity.example import ITEMS, PALM

ALL = sections_of(PALM, out_of_scope=())
FIRST = ALL[0]


def test_a_section_is_a_domain_with_its_code_in_the_address():
    assert [section.slug for section in ALL][:3] == ["mnd", "std", "dev"]
    assert sum(len(section.items) for section in ALL) == 60


def test_what_is_out_of_scope_is_not_asked():
    learning = [code for code in ITEMS if code.startswith("LRN")]

    sections = sections_of(PALM, out_of_scope=[*learning, "STD-S2"])

    assert len(sections) == 9
    assert [len(section.items) for section in sections[:2]] == [6, 5]


@pytest.mark.parametrize(
    ("answered", "status"), [(0, Status.NOT_STARTED), (1, Status.IN_PROGRESS), (6, Status.DONE)]
)
def test_a_section_is_done_when_every_question_has_an_answer(answered, status):
    codes = [item.code for item in FIRST.items][:answered]

    assert FIRST.status(codes) is status
    assert len(FIRST.open_in(codes)) == 6 - answered
    assert count_done(ALL, answered=codes) == (status is Status.DONE)


def test_half_of_the_questions_make_a_response_count():
    assert will_count(ALL, answered=ITEMS[:30])
    assert not will_count(ALL, answered=ITEMS[:29])


def test_a_token_carries_the_version_of_each_answer():
    token = seen_token(FIRST, {"MND-S1": 3, "MND-C1": 12})

    assert token == "3.0.12.0.0.0"
    assert seen_versions(FIRST, token) == {
        "MND-S1": 3, "MND-S2": 0, "MND-C1": 12, "MND-C2": 0, "MND-T1": 0, "MND-T2": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "token",
    ["", "1", "1.2.3", "1.2.3.4.5.x", "1.2.3.4.5.²", "1.2.3.4.5.-1", "1.2.3.4.5." + "9" * 10],
)
def test_a_token_of_something_else_has_seen_nothing(token):
    assert set(seen_versions(FIRST, token).values()) == {0}
