"""Somebody's practice on a day, and single cards of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.exams.models import Question
from pmo_academy.learning.models import CourseEdition
from pmo_academy.people.models import Person
from pmo_academy.retention.models import Card, Review, Wish
from pmo_academy.retention.queries.joins import with_question
from pmo_academy.retention.rules import sessions
from pmo_academy.retention.rules.freshness import Fresh, freshness
from pmo_academy.retention.rules.scheduling import Rating, recall


@dataclass(frozen=True, kw_only=True)
class CardRow:
    """A question in somebody's practice, without its words."""

    id: UUID
    course_code: str
    course_title: str
    due_on: date
    begun_on: date | None
    reviewed_on: date | None
    skipped_on: date | None
    stability: float | None
    is_answered: bool


@dataclass(frozen=True, kw_only=True)
class CourseFreshness:
    """How fresh a course is for somebody, by how many questions that were reviewed."""

    code: str
    title: str
    fresh: Fresh
    cards: int


@dataclass(frozen=True, kw_only=True)
class Practice:
    """Everything about somebody's practice that a page tells on a day."""

    today: date
    cards: Sequence[CardRow]
    is_paused: bool
    is_put_off: bool

    @cached_property
    def waiting(self) -> Sequence[CardRow]:
        """The rest of today's session, in its order."""
        return sessions.choose(self.cards, today=self.today)

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return sessions.minutes(len(self.waiting))

    @property
    def done(self) -> int:
        """How many questions were answered today."""
        return sessions.done_today(self.cards, today=self.today).done

    @property
    def is_due(self) -> bool:
        """Tell whether to remind of it."""
        return bool(self.waiting) and not self.is_paused and not self.is_put_off

    @property
    def next_on(self) -> date | None:
        """The next day after today with something to practise."""
        return sessions.next_day(self.cards, today=self.today)

    @cached_property
    def courses(self) -> Sequence[CourseFreshness]:
        """The freshness of each course that was practised, by code."""
        known = [one for one in self.cards if one.reviewed_on]
        titles = {one.course_code: one.course_title for one in known}
        return [
            _course(code, title, [one for one in known if one.course_code == code], self.today)
            for code, title in sorted(titles.items())
        ]


@dataclass(frozen=True, kw_only=True)
class ReviewedToday:
    """An answer of today: the question, how it went, and when it comes back."""

    stem: str
    course_title: str
    went: Rating
    due_on: date


def get_practice(person_id: UUID, *, today: date) -> Practice:
    """Return somebody's practice; one statement."""
    rows = session().execute(_practice(), {"person_id": person_id}).all()
    wish: Wish | None = rows[0].Wish if rows else None
    return Practice(
        today=today,
        cards=[_row(row) for row in rows if row.id],
        is_paused=wish.is_paused if wish else False,
        is_put_off=wish is not None and wish.put_off_on == today,
    )


def get_card(
    card_id: UUID, *, for_person: Person, for_change: bool = False
) -> tuple[Card, Question]:
    """Return a person's own card with its question, or raise NotFoundError."""
    wanted = with_question(select(Card, Question)).where(
        Card.id == card_id, Card.person_id == for_person.id
    )
    if for_change:
        wanted = wanted.with_for_update(of=Card).execution_options(populate_existing=True)
    row = session().execute(wanted).first()
    if row is None:
        raise NotFoundError
    return row[0], row[1]


def list_reviewed(person_id: UUID, *, today: date) -> Sequence[ReviewedToday]:
    """Return what somebody answered today, what comes back first on top."""
    rows = session().execute(
        with_question(
            select(
                Question.document["stem"].as_string().label("stem"),
                CourseEdition.title.label("course_title"),
                Review.rating.label("went"),
                Card.due_on,
            ).select_from(Card)
        )
        .join(Review, Review.card_id == Card.id)
        .where(Card.person_id == person_id, Review.reviewed_on == today)
        .order_by(Card.due_on, Card.id)
    )
    return [ReviewedToday(**row._asdict()) for row in rows]


@cache
def _practice() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    cards = (
        with_question(
            select(
                Card.id,
                Card.person_id,
                Card.course_code,
                CourseEdition.title.label("course_title"),
                Card.due_on,
                Card.begun_on,
                Card.reviewed_on,
                Card.skipped_on,
                Card.stability,
                Card.answered_id,
            ).select_from(Card)
        )
        .where(Card.person_id == bindparam("person_id"))
        .subquery()
    )
    return (
        select(Person.id.label("whose"), Wish, *cards.c)
        .select_from(Person)
        .outerjoin(Wish, Wish.person_id == Person.id)
        .outerjoin(cards, cards.c.person_id == Person.id)
        .where(Person.id == bindparam("person_id"))
        .order_by(cards.c.due_on, cards.c.id)
    )


def _row(row: Any) -> CardRow:
    return CardRow(
        id=row.id,
        course_code=row.course_code,
        course_title=row.course_title,
        due_on=row.due_on,
        begun_on=row.begun_on,
        reviewed_on=row.reviewed_on,
        skipped_on=row.skipped_on,
        stability=row.stability,
        is_answered=row.answered_id is not None,
    )


def _course(code: str, title: str, cards: Sequence[CardRow], today: date) -> CourseFreshness:
    recalls = [
        recall(one.stability, one.reviewed_on, today=today)
        for one in cards
        if one.stability is not None and one.reviewed_on is not None
    ]
    return CourseFreshness(code=code, title=title, fresh=freshness(recalls), cards=len(cards))
