"""Work products are handed in, judged by a mentor or two colleagues, returned and accepted."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.learning import queries, service
from pmo_academy.learning.models import CourseCompletion, Review, Submission
from pmo_academy.learning.rules.reviewing import LINES
from tests import factories
from tests.cast import make_person

PAGE = "/learn/PA-51/work-product"
LINK = {"kind": "link", "link": "https://files.example.test/charter", "note": "Read twice."}
MET = {f"{line}-met": "yes" for line in LINES}
RUBRIC = dict.fromkeys(LINES, "A criterion.")


@pytest.fixture
def course(session, cast):
    """A course of one module that asks for a work product; Lena is in it."""
    edition = factories.make_course(
        session,
        modules=(factories.module("only", practice=False),),
        completes_with=["lessons", "work-product"],
        work_product={"title": "A charter", "html": "<p>Make it.</p>", "rubric": RUBRIC},
    )
    factories.enrolled(session, cast.lena)
    return edition


@pytest.fixture
def colleagues(session, cast, course):
    """Three colleagues who read the first lesson of the course."""
    people = [make_person(session, f"Peer {name}") for name in ("One", "Two", "Three")]
    session.commit()
    for person in people:
        enrolment = factories.enrolled(session, person)
        taken = queries.get_course("PA-51", for_person=person)
        service.finish_lesson(enrolment, queries.get_lesson(taken, "only-1"))
    session.commit()
    return people


def hand_in(visitor, person, *, way="mentor", expect=303, **changes):
    return visitor.post(
        f"{PAGE}/submissions", {**LINK, "way": way, **changes}, as_=person, expect=expect
    )


def review_of(session, person):
    wanted = select(Review).where(Review.reviewer_id == person.id, Review.closed_at.is_(None))
    return session.scalars(wanted).one()


def judge(visitor, session, person, *, expect=303, **changes):
    address = f"/me/reviews/{review_of(session, person).id}"
    return visitor.post(f"{address}/decision", {**MET, **changes}, as_=person, expect=expect)


def read_all(session, person):
    """Let the person go through every lesson."""
    taken, enrolment = queries.get_enrolled_course("PA-51", for_person=person)
    for step in taken.lessons:
        service.finish_lesson(enrolment, queries.get_lesson(taken, step.key))
    session.commit()


def test_a_mentor_returns_it_with_reasons_and_then_accepts(visitor, session, cast, course):
    read_all(session, cast.lena)
    assert "Work product: A charter" in visitor.get("/learn/PA-51", as_=cast.lena).words()
    hand_in(visitor, cast.lena)
    assert "Waits for Max Weber." in visitor.get(PAGE, as_=cast.lena).words()

    reason = {"used-met": "no", "used-reason": "Nobody has used it."}
    judge(visitor, session, cast.max, **reason)
    page = visitor.get(PAGE, as_=cast.lena)
    assert "Returned with reasons" in page.words()
    assert "Used by someone: not yet Nobody has used it." in page.words()
    assert not session.scalars(select(CourseCompletion)).all()

    hand_in(visitor, cast.lena, link="https://files.example.test/charter-2")
    judge(visitor, session, cast.max, comment="Clear now.")

    page = visitor.get(PAGE, as_=cast.lena)
    assert "Accepted" in page.words()
    assert "Clear now." in page.words()
    assert "Hand in" not in page.words()
    assert len(session.scalars(select(CourseCompletion)).all()) == 1
    assert queries.count_work_products(cast.lena.id) == {"accepted": 1, "returned": 1}
    assert "learning.work-product-judged" in set(session.scalars(select(AuditEntry.action)))


def test_a_manager_sees_where_it_stands_and_not_what_it_says(visitor, session, cast, course):
    page = f"/team/{cast.payments.id}/people/{cast.lena.id}"
    assert "Work product" not in visitor.get(page, as_=cast.max).words()
    hand_in(visitor, cast.lena, note="Only for those who judge.")

    words = visitor.get(page, as_=cast.ada).words()
    assert "Work product handed in, waiting for review" in words
    assert "Only for those who judge." not in words
    assert LINK["link"] not in visitor.get(page, as_=cast.ada).text

    judge(visitor, session, cast.max, **{"used-met": "no", "used-reason": "Nobody has used it."})
    words = visitor.get(page, as_=cast.max).words()
    assert "Work product returned, to be handed in anew" in words
    assert "Nobody has used it." not in words

    hand_in(visitor, cast.lena)
    judge(visitor, session, cast.max)
    assert "Work product accepted" in visitor.get(page, as_=cast.max).words()


def test_two_colleagues_have_to_accept_and_stay_unnamed(visitor, session, cast, colleagues):
    hand_in(visitor, cast.lena, way="peers")
    waiting = session.scalars(select(Review)).all()
    assert len(waiting) == 2
    first, second = (p for p in colleagues if p.id in {one.reviewer_id for one in waiting})

    judge(visitor, session, first)
    page = visitor.get(PAGE, as_=cast.lena)
    assert "Waits for 1 colleague." in page.words()
    assert "Peer" not in page.words()

    judge(visitor, session, second)
    assert "Accepted" in visitor.get(PAGE, as_=cast.lena).words()


def test_one_colleague_who_returns_it_decides(visitor, session, cast, colleagues):
    hand_in(visitor, cast.lena, way="peers")
    first, second = sorted(session.scalars(select(Review)).all(), key=lambda one: one.asked_at)
    by_id = {person.id: person for person in colleagues}

    judge(
        visitor, session, by_id[first.reviewer_id],
        **{"complete-met": "no", "complete-reason": "A line is open."},
    )  # fmt: skip

    visitor.get(f"/me/reviews/{second.id}", as_=by_id[second.reviewer_id], expect=404)
    assert "Returned with reasons" in visitor.get(PAGE, as_=cast.lena).words()


def test_work_is_shared_out_fairly(visitor, session, cast, colleagues):
    hand_in(visitor, cast.lena, way="peers")
    other = make_person(session, "Peer Four")
    session.commit()
    factories.enrolled(session, other)
    asked = {one.reviewer_id for one in session.scalars(select(Review))}
    (free,) = (one for one in colleagues if one.id not in asked)

    hand_in(visitor, other, way="peers")

    later = set(session.scalars(select(Review.reviewer_id).join(Submission).where(
        Submission.person_id == other.id)))  # fmt: skip
    assert free.id in later
    assert other.id not in later


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"link": "not an address"}, "Enter a whole address that begins with https:// or http://."),
        ({"kind": "file"}, "Choose a file."),
        ({"kind": ""}, "Choose a link or a file."),
        ({"way": ""}, "Choose who reads it."),
        ({"way": "peers"}, "Fewer than two colleagues are in this course."),
        ({"note": "x" * 2001}, "A note has at most 2,000 characters."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    visitor, session, cast, course, changes, words
):
    page = hand_in(visitor, cast.lena, expect=422, **{"note": "Typed.", **changes})

    assert words in page.words()
    assert changes.get("note") or "Typed." in page.words()
    assert not session.scalars(select(Submission)).all()


def test_a_file_goes_to_those_who_judge_it_and_to_nobody_else(visitor, session, cast, course):
    hand_in(visitor, cast.lena, kind="file", file=(BytesIO(b"Line one.\n"), "charter.txt"))
    review = review_of(session, cast.max)

    assert visitor.get(f"{PAGE}/1/file", as_=cast.lena).text == "Line one.\n"
    assert visitor.get(f"/me/reviews/{review.id}/file", as_=cast.max).text == "Line one.\n"
    visitor.get(f"/me/reviews/{review.id}/file", as_=cast.ada, expect=404)
    visitor.get(f"/me/reviews/{review.id}/file", as_=cast.lena, expect=404)
    visitor.get(f"{PAGE}/1/file", as_=cast.max, expect=404)
    visitor.get(f"{PAGE}/2/file", as_=cast.lena, expect=404)


def test_a_link_has_no_file(visitor, session, cast, course):
    hand_in(visitor, cast.lena)

    visitor.get(f"{PAGE}/1/file", as_=cast.lena, expect=404)
    visitor.get(f"/me/reviews/{review_of(session, cast.max).id}/file", as_=cast.max, expect=404)


def test_only_who_was_asked_judges_and_only_once(visitor, session, cast, course):
    hand_in(visitor, cast.lena)
    address = f"/me/reviews/{review_of(session, cast.max).id}"
    for other in (cast.lena, cast.olga, cast.ada):
        visitor.get(address, as_=other, expect=404)
        visitor.post(f"{address}/decision", MET, as_=other, expect=404)
        visitor.post(f"{address}/handover", as_=other, expect=404)

    visitor.post(f"{address}/decision", MET, as_=cast.max)
    visitor.post(f"{address}/decision", MET, as_=cast.max, expect=409)
    visitor.post(f"{address}/handover", as_=cast.max, expect=409)
    assert "What you said" in visitor.get(address, as_=cast.max).words()


def test_a_line_not_met_needs_its_reason_beside_it(visitor, session, cast, course):
    hand_in(visitor, cast.lena)

    page = judge(visitor, session, cast.max, expect=422, **{"used-met": "no", "fitting-met": ""})

    assert "Say what is missing, so that it can be mended." in page.words()
    assert "Choose whether this line is met." in page.words()
    assert review_of(session, cast.max)


def test_who_cannot_judge_lets_somebody_else(visitor, session, cast, colleagues):
    hand_in(visitor, cast.lena, way="peers")
    before = {one.reviewer_id: one for one in session.scalars(select(Review))}
    person = next(one for one in colleagues if one.id in before)

    visitor.post(f"/me/reviews/{before[person.id].id}/handover", as_=person)

    session.expire_all()
    open_now = set(session.scalars(select(Review.reviewer_id).where(Review.closed_at.is_(None))))
    assert len(open_now) == 2
    assert person.id not in open_now
    visitor.get(f"/me/reviews/{before[person.id].id}", as_=person, expect=404)


def test_a_mentor_without_anybody_beside_keeps_it(visitor, session, cast, course):
    hand_in(visitor, cast.lena)
    review = review_of(session, cast.max)

    page = visitor.post(f"/me/reviews/{review.id}/handover", as_=cast.max, expect=409)

    assert "Nobody else could judge this work product." in page.words()


def test_what_nobody_judges_in_a_week_goes_to_somebody_else(visitor, session, cast, colleagues):
    hand_in(visitor, cast.lena, way="peers")
    assert service.pass_on_overdue() == 0

    with clock.set_to(clock.now() + timedelta(days=8)):
        assert service.pass_on_overdue() == 2
    session.commit()

    states = sorted(session.scalars(select(Review.state)))
    assert states == ["asked", "asked", "passed-on", "passed-on"]


def test_without_a_manager_a_pmo_lead_is_the_mentor(visitor, session, cast, course):
    alone = make_person(session, "Alone")
    session.commit()
    factories.enrolled(session, alone)

    hand_in(visitor, alone)

    assert review_of(session, cast.ada)


def test_without_anybody_at_all_it_says_whom_to_ask(visitor, session, cast, course):
    cast.ada.is_pmo_lead = False
    alone = make_person(session, "Alone")
    session.commit()
    factories.enrolled(session, alone)

    page = hand_in(visitor, alone, expect=422)

    assert "Ask your administrator." in page.words()


def test_it_can_be_taken_back_until_it_is_judged(visitor, session, cast, course):
    hand_in(visitor, cast.lena)
    hand_in(visitor, cast.lena, expect=409)
    visitor.post(f"{PAGE}/withdrawal", as_=cast.lena)
    assert "Nothing waits for you" in visitor.get("/me/reviews", as_=cast.max).words()

    hand_in(visitor, cast.lena)
    judge(visitor, session, cast.max)
    visitor.post(f"{PAGE}/withdrawal", as_=cast.lena, expect=409)
    hand_in(visitor, cast.lena, expect=409)


def test_who_is_not_in_the_course_hands_nothing_in(visitor, session, cast, course):
    hand_in(visitor, cast.max, expect=404)
    visitor.post(f"{PAGE}/withdrawal", as_=cast.max, expect=404)
    visitor.post(f"{PAGE}/withdrawal", as_=cast.lena, expect=404)


def test_a_course_without_a_work_product_has_no_such_page(visitor, session, cast):
    factories.make_course(session)
    factories.enrolled(session, cast.lena)

    visitor.get(PAGE, as_=cast.lena, expect=404)


def test_the_agenda_tells_who_is_to_judge_and_who_has_to_mend(visitor, session, cast, course):
    hand_in(visitor, cast.lena)
    assert "Judge 1 work product of" in visitor.get("/me/agenda", as_=cast.max).words()

    judge(visitor, session, cast.max, **{"used-met": "no", "used-reason": "Nobody used it."})

    assert "Judge 1" not in visitor.get("/me/agenda", as_=cast.max).words()
    assert "Mend your work product of" in visitor.get("/me/agenda", as_=cast.lena).words()


def test_the_pages_need_few_queries(visitor, session, cast, colleagues):
    hand_in(visitor, cast.lena, way="peers")
    review = session.scalars(select(Review)).first()
    reviewer = next(one for one in colleagues if one.id == review.reviewer_id)

    assert visitor.get(PAGE, as_=cast.lena).queries <= 8
    assert visitor.get("/me/reviews", as_=reviewer).queries <= 6
    assert visitor.get(f"/me/reviews/{review.id}", as_=reviewer).queries <= 6
