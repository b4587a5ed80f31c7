"""Handing in: the last look, once only, the result; and nothing told before."""

import re

import pytest
from sqlalchemy import select

from pmo_academy.core.audit import AuditEntry
from pmo_academy.exams import queries
from pmo_academy.exams.models import Attempt
from tests.factories import ALL_TYPES
from tests.features.exams.answers import fields_for, form_on

SECRETS = ("WHY", "EXPLAINED", "NEAR", "417", "835", "is_right", "near_miss", "ACCEPTED", "MISSED")


def path_of(attempt):
    return f"/quiz/{attempt.quiz_id}/attempt/{attempt.number}"


def hand_in(visitor, attempt, person, fields):
    form = form_on(visitor.get(path_of(attempt), as_=person))
    return visitor.post(f"{path_of(attempt)}/submission", {**form, **fields}, as_=person)


def test_a_whole_page_is_handed_in_and_passed(visitor, cast, attempt, session):
    page = hand_in(visitor, attempt, cast.lena, fields_for(attempt))

    assert page.location == f"{path_of(attempt)}/result"
    kept = session.scalars(select(Attempt)).one()
    assert (kept.right_count, kept.has_passed) == (5, True)
    words = visitor.get(page.location, as_=cast.lena).words()
    assert "Passed" in words
    assert "5 of 5 right, 100 %. To pass: 4 right, 80 %." in words


def test_one_wrong_answer_still_passes_and_two_do_not(visitor, cast, attempt, session):
    page = hand_in(visitor, attempt, cast.lena, fields_for(attempt, wrong=2))

    result = visitor.get(page.location, as_=cast.lena)
    assert "Not passed yet" in result.words()
    assert "3 of 5 right, 60 %" in result.words()
    assert "Review the 2 you missed" in result.words()
    assert "as often as you like" in result.words()
    assert "Worth reading again" in result.words()
    assert result.one("#missed")
    assert result.queries <= 10


def test_what_is_missing_is_shown_first(visitor, cast, attempt, session):
    fields = {k: v for k, v in fields_for(attempt).items() if not k.startswith(("q1", "q2"))}

    page = hand_in(visitor, attempt, cast.lena, {**fields, "flag-3": "y"})

    assert page.location == f"{path_of(attempt)}/check"
    check = visitor.get(page.location, as_=cast.lena)
    assert "2 questions are not answered, 1 is flagged" in check.words()
    assert session.scalars(select(Attempt)).one().submitted_at is None
    visitor.post(f"{path_of(attempt)}/submission", form_on(check, "/submission"), as_=cast.lena)
    assert session.scalars(select(Attempt)).one().right_count == 3


def test_nonsense_keeps_the_attempt_open(visitor, cast, attempt, session):
    form = form_on(visitor.get(path_of(attempt), as_=cast.lena))
    single = next(r for r in attempt.responses if r.question.type == "single").position

    visitor.post(
        f"{path_of(attempt)}/submission",
        {**form, **fields_for(attempt), f"q{single}": "17"},
        as_=cast.lena,
        expect=422,
    )

    assert session.scalars(select(Attempt)).one().is_open


def test_a_double_click_hands_in_once(visitor, cast, attempt, session):
    form = form_on(visitor.get(path_of(attempt), as_=cast.lena))
    data = {**form, **fields_for(attempt), "submission_key": "one and the same key"}

    first = visitor.post(f"{path_of(attempt)}/submission", data, as_=cast.lena)
    second = visitor.post(f"{path_of(attempt)}/submission", data, as_=cast.lena)

    assert first.location == second.location == f"{path_of(attempt)}/result"
    handed_in = select(AuditEntry).where(AuditEntry.action == "exams.submitted")
    assert len(session.scalars(handed_in).all()) == 1


def test_a_second_tab_cannot_change_what_was_handed_in(visitor, cast, attempt, session):
    form = form_on(visitor.get(path_of(attempt), as_=cast.lena))
    hand_in(visitor, attempt, cast.lena, fields_for(attempt))

    late = {**form, **fields_for(attempt, wrong=5)}
    page = visitor.post(f"{path_of(attempt)}/submission", late, as_=cast.lena)

    assert page.location == f"{path_of(attempt)}/result"
    assert session.scalars(select(Attempt)).one().right_count == 5


def test_a_long_quiz_is_looked_over_before(visitor, cast, long_attempt, answer_all):
    answer_all(long_attempt)
    check = visitor.get(f"{path_of(long_attempt)}/check", as_=cast.lena)

    assert "Every question is answered." in check.words()
    assert f"{path_of(long_attempt)}?question=4" in {a["href"] for a in check.soup.select("a")}
    visitor.post(f"{path_of(long_attempt)}/submission", as_=cast.lena)
    assert queries.get_attempt(
        long_attempt.quiz_id, long_attempt.number, for_person=cast.lena
    ).has_passed


def test_the_result_of_an_open_attempt_leads_to_the_attempt(visitor, cast, attempt):
    page = visitor.get(f"{path_of(attempt)}/result", as_=cast.lena, expect=302)

    assert page.location == path_of(attempt)


@pytest.mark.parametrize("wrong", [0, len(ALL_TYPES)])
def test_every_type_is_reviewed_with_its_reasons(visitor, cast, long_attempt, answer_all, wrong):
    answer_all(long_attempt, wrong=wrong)
    visitor.post(f"{path_of(long_attempt)}/submission", as_=cast.lena)

    page = visitor.get(f"{path_of(long_attempt)}/result", as_=cast.lena)

    for response in long_attempt.responses:
        key = response.question.key
        assert f"EXPLAINED {key}" in page.text
        assert f"WHY {key}" in page.text or response.question.type in ("numeric", "short-text")
    assert ("NEAR" in page.text) == bool(wrong)


def test_unanswered_questions_are_reviewed_as_such(visitor, cast, long_attempt):
    visitor.post(f"{path_of(long_attempt)}/submission", as_=cast.lena)

    page = visitor.get(f"{path_of(long_attempt)}/result", as_=cast.lena)

    # Ten questions, and the three parts of a case.
    assert page.text.count("You did not answer this one") == 13


def test_nothing_tells_the_key_before_handing_in(visitor, cast, attempt, long_attempt):
    """On the raw bytes of every response that a person gets before submission."""
    bodies = []

    def look(path):
        bodies.append(visitor.get(path, as_=cast.lena).response.get_data())

    look(f"/quiz/{attempt.quiz_id}")
    look(path_of(attempt))
    look(f"{path_of(attempt)}/check")
    for number in range(1, 7):
        look(f"{path_of(long_attempt)}?question={number}")
    seen = visitor.get(path_of(attempt), as_=cast.lena).form("/answers")["seen"]
    single = next(r for r in attempt.responses if r.question.type == "single").position
    script = {"Accept": "application/json"}
    for value, headers, expect in (
        ("0", script, 200),
        ("no", script, 422),
        ("no", {}, 422),
        ("1", script, 409),
        ("1", {}, 409),
    ):
        data = {"changed": f"q{single}", f"q{single}": value, "seen": seen}
        page = visitor.post(
            f"{path_of(attempt)}/answers", data, as_=cast.lena, headers=headers, expect=expect
        )
        bodies.append(page.response.get_data())

    for body in bodies:
        text = body.decode()
        assert [secret for secret in SECRETS if re.search(rf"\b{secret}\b", text)] == []
