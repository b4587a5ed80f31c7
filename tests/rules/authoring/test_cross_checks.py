"""What is wrong between editions, and what belongs to none."""

import pytest

from pmo_academy.authoring.rules.kinds import Kind
from tests.rules.authoring.breaking import (
    ALPHA,
    ANNOUNCED,
    BANK,
    COURSE,
    CREDENTIAL,
    MODEL,
    PRODUCT,
    PROGRAMME,
    checked,
    problems_after,
    problems_in_files,
    small_content,
)

ADVANCED = "programmes/advanced.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            COURSE,
            "{MND-S1: 1,",
            "{MND-S1: 1, MND-X9: 1,",
            "12:21: the maturity model has no item MND-X9",
        ),
        (ALPHA, "item: MND-S1", "item: MND-X9", "4:7: the maturity model has no item MND-X9"),
        (BANK, "item: MND-S1", "item: MND-X9", "6:11: the maturity model has no item MND-X9"),
        (
            ALPHA,
            "](alpha.md)",
            "](omega.md)",
            "14:50: 'omega.md' leads nowhere; write other-lesson",
        ),
        (
            ALPHA,
            "](alpha.md)",
            "](alpha.md#top)",
            "14:50: 'alpha.md#top' leads nowhere; write othe",
        ),
        (
            ALPHA,
            "](alpha.md)",
            "](/learn/PA-01)",
            "14:50: '/learn/PA-01' leads nowhere; write othe",
        ),
        (
            ALPHA,
            "](alpha.md)",
            "](http://x.test/)",
            "14:50: 'http://x.test/' leads nowhere; write o",
        ),
        (
            ALPHA,
            "](alpha.md)",
            "](https:alpha)",
            "14:50: 'https:alpha' leads nowhere; write other-l",
        ),
        (
            PRODUCT,
            "](lessons/gamma.md)",
            "](gamma.md)",
            "9:28: 'gamma.md' leads nowhere; write othe",
        ),
        (ANNOUNCED, "requires: [PA-01]", "requires: [PA-09]", "11:12: there is no course PA-09"),
        (
            COURSE,
            "recommends: []",
            "recommends: [PA-02]",
            "11:14: PA-02 itself builds on PA-01: no",
        ),
        (
            COURSE,
            "requires: []",
            "requires: [PA-01]",
            "10:12: PA-01 itself builds on PA-01: nobody ",
        ),
        (PROGRAMME, "code: PA-01", "code: PA-09", "6:26: there is no course PA-09"),
        (ADVANCED, "key: beginner", "key: other", "6:28: there is no programme 'other'"),
        (
            PROGRAMME,
            "{kind: panel}",
            "{kind: programme, key: advanced}",
            "10:28: 'advanced' itself ",
        ),
    ],
)
def test_what_leads_nowhere_or_in_a_circle_is_told(name, old, new, problem):
    found = problems_after(name, old, new)

    assert any(one.startswith(f"{name}:{problem}") for one in found), found


@pytest.mark.parametrize("target", ["../../PA-01/lessons/beta.md", "https://www.example.org/x"])
def test_lessons_elsewhere_and_addresses_outside_can_be_linked(target):
    assert problems_after(ALPHA, "](alpha.md)", f"]({target})") == []


def test_a_wrong_model_is_told_at_its_place_and_items_are_not_compared_with_it():
    files = small_content() | {MODEL: b"code: MLAP\n"}

    assert problems_in_files(files) == [f"{MODEL}:1:7: must be PALM"]


def test_items_are_not_compared_without_a_model():
    files = small_content()
    del files[MODEL]

    assert problems_in_files(files) == []


@pytest.mark.parametrize(
    "name", ["readme.txt", "models/PALM.yaml", "models/palm.yml", "models/a/b.yaml", "courses/x"]
)
def test_what_belongs_to_no_edition_is_told(name):
    found = problems_in_files(small_content() | {name: b"x"})

    assert found == [
        f"{name}:1:1: content lies in courses/<CODE>/, models/, programmes/ or credentials/ under "
        "a name in lower case: move, rename or remove it"
    ]


def test_a_problem_stays_with_its_own_edition():
    files = small_content()
    files[COURSE] = b"nothing"
    files[CREDENTIAL] = b"\xff"
    files[ADVANCED] = b"key: advanced\n"

    wrong = {(draft.kind, draft.key) for draft in checked(files).drafts if draft.problems}

    assert wrong == {
        (Kind.COURSE, "PA-01"),
        (Kind.CREDENTIAL, "abc"),
        (Kind.PROGRAMME, "advanced"),
    }


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            PROGRAMME,
            "key: beginner",
            "key: starter",
            "1:6: must be 'beginner', as the file is calle",
        ),
        (PROGRAMME, "{kind: panel}", "{kind: course, code: PA-01}", "10:5: is asked for twice"),
        (
            CREDENTIAL,
            "key: abc",
            "key: abd",
            "1:6: must be 'abc', as the file is called, not 'abd'",
        ),
        (
            CREDENTIAL,
            "value: 23",
            "value: null",
            "6:5: an unknown figure needs a note that says so",
        ),
        (
            CREDENTIAL,
            "    note: Not published.\n",
            "",
            "16:5: confidence X needs a note that says w",
        ),
        (
            CREDENTIAL,
            "  total:",
            "  education_minimum:",
            "13:3: says nothing of how much is asked: ",
        ),
        (
            CREDENTIAL,
            "{value: 8, source: A page",
            "{value: -8, source: A page",
            "23:30: must be at ",
        ),
    ],
)
def test_each_problem_of_a_certificate_has_its_place(name, old, new, problem):
    found = problems_after(name, old, new)

    assert any(one.startswith(f"{name}:{problem}") for one in found), found
