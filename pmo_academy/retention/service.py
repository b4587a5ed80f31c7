"""Fill somebody's practice, take their answers, and do as they wish."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.exams import service as exams
from pmo_academy.exams.events import AttemptSubmitted
from pmo_academy.exams.models import Question
from pmo_academy.exams.rules.questions import AskedQuestion
from pmo_academy.exams.rules.reading import Fields, to_fields
from pmo_academy.exams.rules.reviewing import ReviewedQuestion
from pmo_academy.learning.events import CourseCompleted
from pmo_academy.learning.queries import list_completed_courses
from pmo_academy.maturity.queries import get_team_target, list_gaps
from pmo_academy.people.models import Person
from pmo_academy.people.queries import get_person, list_own_teams
from pmo_academy.retention import queries
from pmo_academy.retention.models import Card, Reason, Review, Wish
from pmo_academy.retention.queries import Keys
from pmo_academy.retention.rules import scheduling, sessions

ANSWER = "answer"


class AlreadyDoneError(StaleError):
    """The page was opened before the question was answered elsewhere."""


def keep_missed(event: AttemptSubmitted) -> None:
    """React to an attempt: what was missed is practised from today."""
    if not event.missed:
        return
    known = queries.list_cards_by_keys(event.person_id)
    for one in dict.fromkeys(queries.list_keys(event.missed)):
        if one in known:
            known[one].due_on = min(known[one].due_on, clock.today())
        else:
            session().add(_card(event.person_id, one, Reason.MISSED))
    session().flush()


def fill_after(event: CourseCompleted) -> None:
    """React to a completed course: its questions may serve the gaps of the team."""
    fill(get_person(event.person_id), today=clock.today())


def fill(person: Person, *, today: date) -> None:
    """Add questions on the gaps of the person's teams, as many new ones as fit into a day."""
    practice = queries.get_practice(person.id, today=today)
    room = sessions.NEW_A_DAY - sum(one.begun_on is None for one in practice.cards)
    if room <= 0:
        return
    courses = list_completed_courses(person.id)
    items = _items_with_gaps(person) if courses else []
    if not items:
        return
    found = queries.find_unknown(person.id, items=items, courses=courses)
    found.sort(key=lambda one: items.index(one.item))
    session().add_all(_card(person.id, one.keys, Reason.GAP) for one in found[:room])
    session().flush()


def ask(card: Card, question: Question) -> AskedQuestion:
    """Return the question, its options in another order after each review."""
    reviewed = card.reviewed_on.toordinal() if card.reviewed_on else 0
    seed = (card.id.int + reviewed) % exams.LARGEST_SEED
    return exams.ask(question.type, question.document, seed=seed)


def keep_answer(card: Card, question: Question, *, fields: Fields, seen: str) -> None:
    """Keep the answer until it is rated; a page that is out of date changes nothing."""
    asked = ask(card, question)
    exams.judge(asked, ANSWER, fields)  # refuses what is no answer
    answer = exams.read_answer(asked, ANSWER, fields)
    if card.answered_id == question.id and card.answer == answer:
        return
    if seen != stamp(card, question):
        raise AlreadyDoneError(
            _("This question was answered in another tab, or has changed. Nothing was counted.")
        )
    card.answer, card.answered_id = answer, question.id
    session().flush()


def explain(card: Card, question: Question) -> ReviewedQuestion | None:
    """Return the answered question with its key and reasons; None before it is answered.

    When the question was corrected in between, it is asked once more.
    """
    if card.answered_id != question.id:
        return None
    asked = ask(card, question)
    return exams.judge(asked, ANSWER, to_fields(asked, ANSWER, card.answer))


def rate(card: Card, question: Question, *, felt: str, seen: str, today: date) -> None:
    """Count the answer and set the day on which the question comes back."""
    explained = explain(card, question)
    if seen != stamp(card, question) or explained is None:
        raise AlreadyDoneError(_("This answer was counted before. It counts once."))
    rating = scheduling.rating_of(is_right=explained.is_right, felt=felt)
    before = card.memory
    card.remember(scheduling.review(before, rating, today=today))
    card.begun_on = card.begun_on or today
    card.answer, card.answered_id = None, None
    predicted = scheduling.predicted(before, today=today)
    session().add(Review(card_id=card.id, reviewed_on=today, rating=rating, predicted=predicted))
    session().flush()


def skip(card: Card, *, today: date) -> None:
    """Let a question rest until tomorrow."""
    card.skipped_on = today


def put_off(person: Person, *, today: date) -> None:
    """Do not remind the person of practice before tomorrow."""
    _wish_of(person).put_off_on = today


def set_pause(person: Person, *, is_paused: bool) -> None:
    """Let practice rest until the person wants it again, or go on with it."""
    _wish_of(person).is_paused = is_paused


def stamp(card: Card, question: Question) -> str:
    """Return what tells a page that is out of date: the state of the card and its question."""
    return f"{card.version}.{question.id.hex}"


def _card(person_id: UUID, keys: Keys, reason: Reason) -> Card:
    course, quiz, question = keys
    return Card(
        person_id=person_id,
        course_code=course,
        quiz_key=quiz,
        question_key=question,
        reason=reason,
    )


def _wish_of(person: Person) -> Wish:
    wish = session().get(Wish, person.id)
    if wish is None:
        wish = Wish(person_id=person.id)
        session().add(wish)
    return wish


def _items_with_gaps(person: Person) -> Sequence[str]:
    """Return the items that the teams lack for their targets, the most pressing first.

    What is hidden to protect people chooses no question.
    """
    gaps = [gap for team in list_own_teams(person) for gap in list_gaps(get_team_target(team.id))]
    gaps.sort(key=lambda gap: -gap.priority)
    return list(dict.fromkeys(gap.item for gap in gaps if not gap.is_hidden))
