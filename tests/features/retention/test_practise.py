"""Practise what was missed: asked, explained, rated once, and back on its day."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.exams import service as exams
from pmo_academy.exams.models import Quiz
from pmo_academy.exams.rules.reading import to_fields
from pmo_academy.learning.models import Module
from pmo_academy.retention import queries, service
from pmo_academy.retention.models import Card, Phase, Rating, Reason, Review
from tests import factories
from tests.features.exams.answers import right_answer

KEY = ("WHY", "EXPLAINED", "NEAR", "ACCEPTED", "MISSED")


def take(session, person, quiz, *, wrong):
    """Hand a quiz in with so many wrong answers."""
    attempt = exams.start(quiz, person)
    for response in attempt.responses:
        answer = right_answer(response.asked, wrong=response.position <= wrong)
        exams.save_answer(attempt, response.position, answer=answer, seen=response.version)
    exams.submit(attempt, quiz)
    session.commit()


@pytest.fixture
def quiz(session, cast):
    """The quiz of a course that Lena is in: all types, each drawn."""
    factories.make_course(session, modules=(factories.module("m", types=factories.ALL_TYPES),))
    factories.enrolled(session, cast.lena)
    return session.scalars(select(Quiz).join(Module)).one()


@pytest.fixture
def missed(session, cast, quiz):
    """Lena missed everything, so each type of question waits."""
    take(session, cast.lena, quiz, wrong=len(factories.ALL_TYPES))


def practice_of(person):
    return queries.get_practice(person.id, today=clock.today())


def start(visitor, person):
    return visitor.post("/me/practice/sessions", as_=person).location


def id_in(address):
    return UUID(address.rsplit("/", 1)[1])


def fields(card_id, person, *, wrong=False):
    """What a browser sends for the right or a wrong answer to a card."""
    card, question = queries.get_card(card_id, for_person=person)
    asked = service.ask(card, question)
    answer = to_fields(asked, service.ANSWER, right_answer(asked, wrong=wrong))
    return {**answer, "seen": service.stamp(card, question)}


def answer(visitor, person, address, *, wrong=False):
    """Answer the card at this address and follow to its explanation."""
    given = fields(id_in(address), person, wrong=wrong)
    visitor.post(f"{address}/answer", given, as_=person)
    return visitor.get(address, as_=person)


def rate(visitor, person, address, page, felt="good"):
    seen = page.form("/rating")["seen"]
    return visitor.post(f"{address}/rating", {"seen": seen, "felt": felt}, as_=person).location


@pytest.mark.usefixtures("missed")
def test_what_was_missed_is_asked_explained_and_comes_back(visitor, session, cast):
    assert "5 questions for today About 3 min" in visitor.get("/me/practice", as_=cast.lena).words()
    address, asked = start(visitor, cast.lena), 0
    while "/cards/" in address:
        page = visitor.get(address, as_=cast.lena)
        assert not any(word in page.text for word in KEY)
        is_wrong = asked == 0
        page = answer(visitor, cast.lena, address, wrong=is_wrong)
        assert "EXPLAINED" in page.text
        assert ("How was it to recall?" in page.words()) is not is_wrong
        address = rate(visitor, cast.lena, address, page)
        asked += 1

    assert asked == 5
    assert address == "/me/practice/done"
    page = visitor.get(address, as_=cast.lena)
    assert "4 of 5 right" in page.words()
    assert "comes back tomorrow" in page.words()
    assert "comes back in 2 days" in page.words()
    ratings = sorted(session.scalars(select(Review.rating)))
    assert ratings == [Rating.AGAIN, *[Rating.GOOD] * 4]
    assert page.queries <= 10


@pytest.mark.usefixtures("missed")
def test_a_double_press_counts_once(visitor, session, cast):
    address = start(visitor, cast.lena)
    page = answer(visitor, cast.lena, address)
    rate(visitor, cast.lena, address, page, "easy")
    location = rate(visitor, cast.lena, address, page, "easy")

    assert len(session.scalars(select(Review)).all()) == 1
    assert "It counts once" in visitor.get(location, as_=cast.lena).words()


@pytest.mark.usefixtures("missed")
def test_a_tab_that_is_out_of_date_is_told(visitor, session, cast):
    address = start(visitor, cast.lena)
    card_id = id_in(address)
    older = fields(card_id, cast.lena, wrong=True)
    answer(visitor, cast.lena, address)

    visitor.post(f"{address}/answer", older, as_=cast.lena)

    page = visitor.get(address, as_=cast.lena)
    assert "answered in another tab" in page.words()
    assert page.words().count("Right.") == 1


@pytest.mark.usefixtures("missed")
def test_an_answer_must_be_there_and_nothing_is_rated_without(visitor, session, cast):
    address = start(visitor, cast.lena)
    page = visitor.get(address, as_=cast.lena)
    seen = page.form("/answer")["seen"]

    page = visitor.post(f"{address}/answer", {"seen": seen}, as_=cast.lena, expect=422)
    assert "Choose or enter an answer first" in page.words()
    assert not any(word in page.text for word in KEY)
    visitor.post(f"{address}/rating", {"seen": seen, "felt": "easy"}, as_=cast.lena)
    assert session.scalars(select(Review)).all() == []


@pytest.mark.usefixtures("missed")
def test_skipped_today_is_asked_tomorrow(visitor, cast):
    address = start(visitor, cast.lena)
    after = visitor.post(f"{address}/postponement", as_=cast.lena).location

    assert after != address
    assert visitor.get(address, as_=cast.lena, expect=302).location == after
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert len(practice_of(cast.lena).waiting) == 5


@pytest.mark.usefixtures("missed")
def test_home_reminds_until_not_now_or_a_pause(visitor, cast):
    def home():
        return visitor.get("/", as_=cast.lena).words()

    assert "Practise for 3 min" in home()
    visitor.post("/me/practice/postponement", as_=cast.lena)
    assert "Practise for" not in home()
    with clock.set_to(clock.now() + timedelta(days=1)):
        visitor.clients.clear()  # the session has ended meanwhile
        assert "Practise for 3 min" in home()
        visitor.post("/me/practice/pause", as_=cast.lena)
        assert "Practise for" not in home()
        assert "Practice is paused" in visitor.get("/me/practice", as_=cast.lena).words()
        visitor.post("/me/practice/resumption", as_=cast.lena)
        assert "Practise for 3 min" in home()


@pytest.mark.usefixtures("missed")
def test_a_corrected_question_takes_the_place_and_a_removed_one_is_gone(visitor, session, cast):
    cards = {row.id for row in practice_of(cast.lena).cards}
    start(visitor, cast.lena)
    first = session.scalars(select(Card).where(Card.question_key == "q1")).one()
    first.due_on -= timedelta(days=1)
    answer(visitor, cast.lena, f"/me/practice/cards/{first.id}")
    assert first.answered_id
    for edition in session.scalars(select(factories.CourseEdition)):
        edition.is_latest = False
    session.flush()
    short = factories.module("m", types=factories.ALL_TYPES[:3])
    factories.make_course(session, number=2, modules=(short,))

    after = {row.id for row in practice_of(cast.lena).cards}
    assert after < cards
    assert len(after) == 3
    for card_id in after:
        page = visitor.get(f"/me/practice/cards/{card_id}", as_=cast.lena)
        assert "EXPLAINED" not in page.text, "an answer to the old version explains nothing"


def test_missed_again_is_due_at_once(session, cast, quiz):
    take(session, cast.lena, quiz, wrong=1)
    card = session.scalars(select(Card)).one()
    assert card.reason is Reason.MISSED
    card.due_on = clock.today() + timedelta(days=30)
    session.commit()

    take(session, cast.lena, quiz, wrong=len(factories.ALL_TYPES))

    assert session.get(Card, card.id).due_on == clock.today()
    assert len(session.scalars(select(Card)).all()) == len(factories.ALL_TYPES)


def test_nothing_to_practise_says_what_will_come(visitor, cast):
    page = visitor.get("/me/practice", as_=cast.lena)
    assert "Questions you miss in a quiz come here" in page.words()
    assert start(visitor, cast.lena) == "/me/practice"
    assert visitor.get("/me/practice/done", as_=cast.lena, expect=302).location == "/me/practice"


@pytest.mark.usefixtures("missed")
def test_a_card_is_its_persons_alone(visitor, cast):
    address = start(visitor, cast.lena)
    for other in (cast.max, cast.ada, cast.olga):
        visitor.get(address, as_=other, expect=404)
        for action in ("answer", "rating", "postponement"):
            visitor.post(f"{address}/{action}", {"seen": "1.0"}, as_=other, expect=404)


@pytest.mark.usefixtures("missed")
def test_the_memory_of_fsrs_stands_in_columns(visitor, session, cast):
    address = start(visitor, cast.lena)
    rate(visitor, cast.lena, address, answer(visitor, cast.lena, address), "easy")

    card = session.scalars(select(Card).where(Card.reviewed_on.is_not(None))).one()
    assert card.phase is Phase.REVIEW
    assert card.stability == pytest.approx(8.2956)
    assert card.due_on - card.reviewed_on == timedelta(days=8)
    assert (card.answer, card.answered_id) == (None, None)
