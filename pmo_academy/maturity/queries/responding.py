"""What a respondent sees: own rounds and own answers, nobody else's."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.queries import list_completed_courses
from pmo_academy.maturity.models import (
    Answer,
    Invitation,
    Mode,
    Response,
    Round,
    RoundState,
)
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.maturity.queries.learning import CourseChoice, list_courses, way_to_target
from pmo_academy.maturity.queries.results import find_latest, find_target
from pmo_academy.maturity.queries.rounds import out_of_scope
from pmo_academy.maturity.rules.questionnaire import Section, count_done, sections_of
from pmo_academy.people.models import Person, Team

_RECEIPT_LENGTH = 10


@dataclass(frozen=True, kw_only=True)
class OwnRound:
    """A round to which the reader is invited."""

    id: UUID
    invitation_id: UUID
    draft_id: UUID | None
    team_id: UUID
    team_name: str
    model_edition_id: UUID
    title: str
    mode: Mode
    threshold: int
    opens_on: date
    closes_on: date
    days_left: int
    state: RoundState
    took_part_on: date | None
    contact: str
    sections: tuple[Section, ...]
    instruction: str

    @property
    def takes_answers(self) -> bool:
        """Tell whether the reader may still answer."""
        return self.state is RoundState.OPEN and self.took_part_on is None

    def section(self, slug: str) -> Section:
        """Return a section by its place in the address, or raise NotFoundError."""
        for section in self.sections:
            if section.slug == slug:
                return section
        raise NotFoundError


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """An answer as it is stored."""

    choice: str = ""
    comment: str = ""
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class OpenInvitation:
    """A questionnaire that waits for the reader, and how far it is."""

    round_id: UUID
    title: str
    team_name: str
    closes_on: date
    days_left: int
    sections_done: int
    sections_total: int
    has_started: bool

    @property
    def is_complete(self) -> bool:
        """Tell whether every question is answered, so that only submitting is left."""
        return self.sections_done == self.sections_total


def get_own_round(round_id: UUID, *, for_person: Person) -> OwnRound:
    """Return a round to which this person is invited, or raise NotFoundError."""
    row = (
        session()
        .execute(_own_rounds().where(Round.id == round_id), {"invited_id": for_person.id})
        .first()
    )
    if row is None:
        raise NotFoundError
    return _own_round(row)


def list_own_rounds(person: Person) -> Sequence[OwnRound]:
    """Return the rounds to which this person is invited, the next to close first."""
    rows = session().execute(
        _own_rounds().order_by(Round.closes_on.desc(), Round.id), {"invited_id": person.id}
    )
    return sorted((_own_round(row) for row in rows), key=_urgency)


def list_open_invitations(person: Person) -> Sequence[OpenInvitation]:
    """Return the questionnaires that this person may answer now, the next to close first."""
    return with_progress([own for own in list_own_rounds(person) if own.takes_answers])


def with_progress(rounds: Sequence[OwnRound]) -> Sequence[OpenInvitation]:
    """Say of each of these rounds how many sections are done."""
    answered = _answered_by_draft([own.draft_id for own in rounds if own.draft_id])
    return [
        OpenInvitation(
            round_id=own.id,
            title=own.title,
            team_name=own.team_name,
            closes_on=own.closes_on,
            days_left=own.days_left,
            sections_done=count_done(own.sections, answered=answered.get(own.draft_id, set())),
            sections_total=len(own.sections),
            has_started=own.draft_id in answered,
        )
        for own in rounds
    ]


def list_answers(own: OwnRound) -> Mapping[str, AnswerRow]:
    """Return the reader's answers by item; those of a submitted sheet are not given out."""
    if own.draft_id is None or own.took_part_on is not None:
        return {}
    rows = session().execute(
        select(Answer.item, Answer.choice, Answer.comment, Answer.version).where(
            Answer.response_id == own.draft_id
        )
    )
    return {
        row.item: AnswerRow(choice=row.choice, comment=row.comment, version=row.version)
        for row in rows
    }


def receipt_code(own: OwnRound) -> str:
    """Return a code that says somebody took part; it comes from the invitation, not the sheet."""
    digest = hashlib.sha256(b"receipt" + own.invitation_id.bytes).digest()
    return base64.b32encode(digest).decode()[:_RECEIPT_LENGTH]


def find_recommended_course(own: OwnRound, *, for_person: Person) -> CourseChoice | None:
    """Return the course that serves the team's latest result most, else the first to begin with.

    Only courses that the person has not completed and can begin.
    """
    completed = list_completed_courses(for_person.id)
    courses = [course for course in list_courses() if not course.is_announced]
    latest, target = find_latest(own.team_id), find_target(own.team_id)
    if latest and latest.figures and target:
        way = way_to_target(
            latest.figures,
            rung=target.rung,
            courses=courses,
            completed=completed,
            raised=target.raised_points,
        )
        if way.plan:
            return way.plan[0].course
    to_begin = (
        course
        for course in courses
        if course.code not in completed and completed.keys() >= set(course.requires)
    )
    return next(to_begin, None)


@cache
def _own_rounds() -> Any:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    return (
        select(
            Round,
            Invitation.id.label("invitation_id"),
            Invitation.took_part_on,
            Response.id.label("draft_id"),
            Team.name.label("team_name"),
            Person.name.label("contact"),
        )
        .join(Invitation, Invitation.round_id == Round.id)
        .join(Team, Team.id == Round.team_id)
        .join(Person, Person.id == Round.opened_by)
        .outerjoin(
            Response,
            (Response.round_id == Round.id) & (Response.person_id == Invitation.person_id),
        )
        .where(Invitation.person_id == bindparam("invited_id"))
    )


def _own_round(row: Row[Any]) -> OwnRound:
    one: Round = row.Round
    model = model_of(one.model_edition_id)
    return OwnRound(
        id=one.id,
        invitation_id=row.invitation_id,
        draft_id=row.draft_id,
        team_id=one.team_id,
        team_name=row.team_name,
        model_edition_id=one.model_edition_id,
        title=one.title,
        mode=one.mode,
        threshold=one.threshold,
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        days_left=(one.closes_on - clock.today()).days,
        state=one.state_on(clock.today()),
        took_part_on=row.took_part_on,
        contact=row.contact,
        sections=sections_of(model, out_of_scope=out_of_scope(one)),
        instruction=model.instruction,
    )


def _urgency(own: OwnRound) -> tuple[bool, int]:
    """Put what waits for answers first, by its last day; the rest latest first."""
    day = own.closes_on.toordinal()
    return (not own.takes_answers, day if own.takes_answers else -day)


def _answered_by_draft(drafts: Sequence[UUID]) -> dict[UUID | None, set[str]]:
    answered: dict[UUID | None, set[str]] = {}
    if drafts:
        rows = session().execute(
            select(Answer.response_id, Answer.item).where(
                Answer.response_id.in_(drafts), Answer.choice != ""
            )
        )
        for draft_id, item in rows:
            answered.setdefault(draft_id, set()).add(item)
    return answered
