"""A round in review: agreement, careless sheets, and what is hidden."""

import pytest
from sqlalchemy import select, update

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import (
    CarelessDecision,
    Mode,
    Response,
    Result,
    Round,
    RoundState,
    Workshop,
)
from tests.features.maturity.factories import everywhere, make_example_round

REVIEW = "/assess/rounds/{}/review"
DECIDE = "/assess/rounds/{}/careless-decisions"


def make_ended(session, cast, *, careless=0, **fields):
    """The worked example in review; so many sheets are fast and flat."""
    one, _people = make_example_round(session, cast, **{"mode": Mode.ANONYMOUS, **fields})
    one.ended_at = clock.now()
    given = select(Response).where(Response.submitted_on.is_not(None))
    sheets = sorted(session.scalars(given), key=lambda sheet: str(sheet.document["answers"]))
    for sheet in sheets[:careless]:
        sheet.document = {**sheet.document, "flags": ["fast", "flat"]}
    session.commit()
    return one


def cells(page):
    return [cell.get_text() for cell in page.soup.select("article.card td")]


def test_the_worked_example_in_review(visitor, session, cast):
    one = make_ended(session, cast)

    page = visitor.get(REVIEW.format(one.id), as_=cast.max)

    words = page.words()
    assert one.state_on(clock.today()) is RoundState.ENDED
    assert "People see the work differently" in words
    assert "Krippendorff's alpha 0.57 over the whole form" in words
    assert "1 question that people see differently" in words
    assert "Agreement 0.65, distance 0.63." in words
    assert "No sheet shows enough signs to be left out" in words
    assert [button.get_text() for button in page.soup.select(".button--primary")] == [
        "Start the workshop"
    ]
    assert page.queries <= 10


def test_too_few_sheets_show_nothing_at_all(visitor, session, cast):
    one = make_ended(session, cast, careless=2)
    for sheet in session.scalars(select(Response)).all()[:4]:
        session.delete(sheet)
    session.commit()

    page = visitor.get(REVIEW.format(one.id), as_=cast.max)

    words = page.words()
    assert "Hidden to protect people" in words
    assert "Give people more time" in words
    assert "Close without a result" in words
    for hidden in ("alpha", "careless", "workshop", "Counted"):
        assert hidden not in words
    decision = {"leaves_out": "yes", "reason": "x"}
    visitor.post(DECIDE.format(one.id), decision, as_=cast.max, expect=409)


def test_a_few_new_sheets_after_reopening_show_nothing(visitor, session, cast):
    one = make_ended(session, cast)
    service.close_round(one, by=cast.max)
    one.closed_at = None
    session.add(
        Response(
            round_id=one.id, submitted_on=clock.today(),
            document={"answers": everywhere("4"), "comments": {}, "flags": []},
        )
    )  # fmt: skip
    session.commit()

    page = visitor.get(REVIEW.format(one.id), as_=cast.max)

    assert "Hidden to protect people" in page.words()
    visitor.post(f"/assess/rounds/{one.id}/workshop", as_=cast.max)
    assert session.scalar(select(Workshop)) is None


def test_signs_are_counted_by_kind_and_name_nobody(visitor, session, cast):
    one = make_ended(session, cast, careless=2, mode=Mode.NAMED)

    page = visitor.get(REVIEW.format(one.id), as_=cast.max)

    assert "2 sheets show at least two signs" in page.words()
    counts = [cell.get_text() for cell in page.soup.select("#careless ~ details td")]
    assert counts == ["2", "0", "2", "0"]
    assert "Respondent" not in page.words()


def test_leaving_out_changes_the_result_and_counting_again_brings_it_back(session, cast, visitor):
    one = make_ended(session, cast, careless=2)
    place, decide = REVIEW.format(one.id), DECIDE.format(one.id)

    page = visitor.get(place, as_=cast.max)
    form = page.form("careless-decisions") | {"reason": "Answered in 40 seconds"}
    del form["csrf_token"]
    visitor.post(decide, form, as_=cast.max)
    session.expire_all()

    assert session.get(Round, one.id).leaves_out_careless
    assert len(queries.load_answers(one).responses) == 6
    words = visitor.get(place, as_=cast.max).words()
    assert "Left out of the result" in words
    assert "2 sheets left out · Max Weber Answered in 40 seconds" in words

    visitor.post(decide, {"leaves_out": "no", "reason": "They were in a hurry"}, as_=cast.ada)
    session.expire_all()
    assert len(queries.load_answers(one).responses) == 8
    words = visitor.get(place, as_=cast.max).words()
    assert "Counted again · Ada Lind They were in a hurry" in words
    service.close_round(one, by=cast.max)
    assert queries.find_latest(cast.payments.id).figures.stated.rung == 4


def test_every_decision_is_logged_with_its_reason(session, cast, visitor):
    one = make_ended(session, cast, careless=3)

    visitor.post(DECIDE.format(one.id), {"leaves_out": "yes", "reason": "Fast"}, as_=cast.max)

    (row,) = session.scalars(select(CarelessDecision))
    assert (row.leaves_out, row.sheets, row.reason, row.decided_by) == (
        True, 3, "Fast", cast.max.id,
    )  # fmt: skip
    (entry,) = session.scalars(
        select(AuditEntry).where(AuditEntry.action == "maturity.careless-left-out")
    )
    assert (entry.by, entry.details) == (cast.max.id, {"sheets": 3})


def test_the_figures_do_not_tell_what_the_sheets_left_out_say(session, cast, visitor):
    """With few sheets, the difference of figures with and without them would be their answers."""
    one = make_ended(session, cast, careless=1)
    before = visitor.get(REVIEW.format(one.id), as_=cast.max)

    visitor.post(DECIDE.format(one.id), {"leaves_out": "yes", "reason": "Fast"}, as_=cast.max)

    after = visitor.get(REVIEW.format(one.id), as_=cast.max)
    assert "also those left out" in after.words()
    shown = [
        [cell.get_text() for cell in page.soup.select("article.card td")]
        for page in (before, after)
    ]
    assert shown[0] == shown[1] != []
    assert "alpha 0.57" in after.words()


def test_named_figures_follow_the_decision(session, cast, visitor):
    one = make_ended(session, cast, careless=2, mode=Mode.NAMED)
    before = visitor.get(REVIEW.format(one.id), as_=cast.max)

    visitor.post(DECIDE.format(one.id), {"leaves_out": "yes", "reason": "Fast"}, as_=cast.max)

    after = visitor.get(REVIEW.format(one.id), as_=cast.max)
    assert "also those left out" not in after.words()
    assert "Counted 6" in after.words()
    assert after.words("#main section:has(#agreement)") != before.words(
        "#main section:has(#agreement)"
    )


def test_not_so_many_are_left_out_that_nothing_could_be_shown(session, cast, visitor):
    one = make_ended(session, cast, careless=4)

    page = visitor.post(
        DECIDE.format(one.id), {"leaves_out": "yes", "reason": "Fast"}, as_=cast.max, expect=409
    )

    assert "no result could be shown" in page.words(".error-summary")
    assert page.one("textarea").get_text().strip() == "Fast"
    session.expire_all()
    assert not session.get(Round, one.id).leaves_out_careless


def test_a_decision_takes_a_reason_and_is_made_once(session, cast, visitor):
    one = make_ended(session, cast, careless=1)
    decide = DECIDE.format(one.id)

    empty = visitor.post(decide, {"leaves_out": "yes", "reason": " "}, as_=cast.max, expect=422)
    long = visitor.post(
        decide, {"leaves_out": "yes", "reason": "x" * 501}, as_=cast.max, expect=422
    )

    assert "Say why; the log shows it." in empty.words(".error-summary")
    assert "x" * 501 in long.one("textarea").get_text()
    visitor.post(decide, {"leaves_out": "no", "reason": "x"}, as_=cast.max, expect=409)
    visitor.post(decide, {"leaves_out": "yes", "reason": "x"}, as_=cast.max)
    visitor.post(decide, {"leaves_out": "yes", "reason": "x"}, as_=cast.max, expect=409)
    assert len(session.scalars(select(CarelessDecision)).all()) == 1


def test_a_workshop_works_with_the_sheets_that_count_now(session, cast, visitor):
    one = make_ended(session, cast, careless=1)
    visitor.post(f"/assess/rounds/{one.id}/workshop", as_=cast.max)
    before = session.scalars(select(Workshop)).one()
    means, version = dict(before.means), before.version

    visitor.post(DECIDE.format(one.id), {"leaves_out": "yes", "reason": "Fast"}, as_=cast.max)

    session.expire_all()
    after = session.scalars(select(Workshop)).one()
    assert after.means != means
    assert after.version == version + 1


def test_people_who_agree_on_everything_need_no_workshop(session, cast, visitor):
    one, _people = make_example_round(
        session, cast, mode=Mode.ANONYMOUS, sheets=[everywhere(3)] * 8
    )
    one.ended_at = clock.now()
    session.commit()

    page = visitor.get(REVIEW.format(one.id), as_=cast.max)

    assert "There is no question on which agreement is low" in page.words()
    assert [button.get_text() for button in page.soup.select(".button--primary")] == [
        "Close the round"
    ]
    visitor.post(f"/assess/rounds/{one.id}/workshop", as_=cast.max)
    again = visitor.get(REVIEW.format(one.id), as_=cast.max)
    assert "there is nothing to talk about" in again.words()


def test_before_the_last_answer_there_is_no_review_and_afterwards_nothing_to_decide(
    session, cast, visitor
):
    one, _people = make_example_round(session, cast, mode=Mode.ANONYMOUS)
    session.commit()
    place, decision = REVIEW.format(one.id), {"leaves_out": "yes", "reason": "x"}
    assert visitor.get(place, as_=cast.max, expect=302).location.endswith(f"/rounds/{one.id}")
    visitor.post(DECIDE.format(one.id), decision, as_=cast.max, expect=409)

    service.close_round(one, by=cast.max)
    session.commit()

    words = visitor.get(place, as_=cast.max).words()
    assert "This round was closed without a workshop" in words
    assert "alpha" not in words
    visitor.post(DECIDE.format(one.id), decision, as_=cast.max, expect=409)
    assert session.scalar(select(Result)) is not None


@pytest.mark.parametrize(
    ("who", "code"), [("max", 200), ("ada", 200), ("lena", 403), ("root", 403), ("olga", 404)]
)
def test_who_may_review(visitor, session, cast, who, code):
    one = make_ended(session, cast, careless=1)
    person = getattr(cast, who)

    visitor.get(REVIEW.format(one.id), as_=person, expect=code)
    visitor.post(
        DECIDE.format(one.id), {"leaves_out": "yes", "reason": "Fast"},
        as_=person, expect=303 if code == 200 else code,
    )  # fmt: skip


def test_a_named_round_without_answers_says_so(visitor, session, cast):
    one = make_ended(session, cast, mode=Mode.NAMED)
    session.execute(update(Response).values(submitted_on=None))
    session.commit()

    assert (
        "Nobody answered enough questions"
        in visitor.get(REVIEW.format(one.id), as_=cast.max).words()
    )
