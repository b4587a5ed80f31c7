"""A workshop as its facilitators see it; votes exist here only after they were shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from uuid import UUID

from sqlalchemy import Exists, ScalarSelect, and_, exists, func, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import (
    Invitation,
    Round,
    TopicState,
    Workshop,
    WorkshopTopic,
    WorkshopVote,
)
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.maturity.rules.display import step_of, tier_of
from pmo_academy.maturity.rules.model import Item, Model
from pmo_academy.maturity.rules.scoring import Result
from pmo_academy.maturity.rules.workshop import (
    Outcome,
    Reason,
    outcome_of,
    result_with,
    spread,
    swing_items,
)
from pmo_academy.people.models import Person
from pmo_academy.people.queries import readable_team_ids

UNDECIDED = (TopicState.VOTING, TopicState.SHOWN)
WAITING = (TopicState.WAITING, TopicState.SKIPPED)


@dataclass(frozen=True, kw_only=True)
class Vote:
    """A vote that was shown; the name is None in an anonymous round."""

    choice: int
    reason: str
    name: str | None


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """The votes of one ballot, in an order that tells nothing."""

    number: int
    votes: tuple[Vote, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many chose each anchor."""
        return spread([vote.choice for vote in self.votes])

    @property
    def outcome(self) -> Outcome:
        """What the ballot came to."""
        return outcome_of([vote.choice for vote in self.votes], ballot=self.number)


Ballots = Sequence[Ballot]


@dataclass(frozen=True, kw_only=True)
class TopicRow:
    """An item of the agenda; before is its mean by the answers alone."""

    id: UUID
    place: int
    item: Item
    reason: Reason
    state: TopicState
    ballot: int
    value: float | None
    because: str
    before: float | None


@dataclass(frozen=True, kw_only=True)
class Board:
    """A workshop with its agenda, and what it does to the level."""

    id: UUID
    version: int
    is_finished: bool
    model: Model
    means: Mapping[str, float | None]
    topics: tuple[TopicRow, ...]

    @property
    def current(self) -> TopicRow | None:
        """The topic that people vote on or talk about now."""
        return next((topic for topic in self.topics if topic.state in UNDECIDED), None)

    @property
    def next_topic(self) -> TopicRow | None:
        """The first topic that nobody has talked about yet."""
        waiting = (topic for topic in self.topics if topic.state is TopicState.WAITING)
        return next(waiting, None)

    @cached_property
    def was(self) -> Result:
        """The stated result by the answers alone."""
        return self.result_with({})

    @cached_property
    def now(self) -> Result:
        """The stated result with what was agreed so far."""
        return self.result_with(self.decided)

    @property
    def decided(self) -> Mapping[str, float]:
        """The values that take the place of the means."""
        return {one.item.code: one.value for one in self.topics if one.value is not None}

    @cached_property
    def swinging(self) -> tuple[Item, ...]:
        """The items whose rounding still decides the level."""
        found = swing_items(self.model, self.now)
        return tuple(self.model.item_by_code[swing.item] for swing in found)

    def words(self, rung: int) -> str:
        """Name a rung: Control, basic."""
        tier = tier_of(self.model, rung)
        if tier is None:
            return self.model.floor_name
        return _("%(tier)s, %(step)s", tier=tier.name, step=self.model.steps[step_of(rung) - 1])

    def result_with(self, consensus: Mapping[str, float]) -> Result:
        """Work out the stated result with these values in place of the means."""
        return result_with(self.model, self.means, consensus=consensus)

    def result_if(self, topic: TopicRow, anchor: int) -> Result:
        """Work out the stated result if a topic were agreed at an anchor."""
        return self.result_with({**self.decided, topic.item.code: float(anchor)})


@dataclass(frozen=True, kw_only=True)
class Live:
    """What a page that follows a workshop asks for again and again."""

    version: int
    votes: int
    people: int
    is_invited: bool


def find_board(one: Round) -> Board | None:
    """Return the workshop of a round, None where there is none; the reader is checked."""
    workshop = session().scalars(select(Workshop).where(Workshop.round_id == one.id)).first()
    if workshop is None:
        return None
    model = model_of(one.model_edition_id)
    return Board(
        id=workshop.id,
        version=workshop.version,
        is_finished=workshop.finished_at is not None,
        model=model,
        means=workshop.means,
        topics=tuple(topic_row(row, model, workshop.means) for row in _topics(workshop.id)),
    )


def get_board(one: Round) -> Board:
    """Return the workshop of a round, or raise NotFoundError; the reader is checked."""
    board = find_board(one)
    if board is None:
        raise NotFoundError
    return board


def list_ballots(topic: TopicRow) -> Ballots:
    """Return the ballots of a topic that were shown, the first one first."""
    last = topic.ballot - 1 if topic.state is TopicState.VOTING else topic.ballot
    rows = session().execute(
        select(WorkshopVote.ballot, WorkshopVote.choice, WorkshopVote.reason, Person.name)
        .outerjoin(Person, Person.id == WorkshopVote.person_id)
        .where(WorkshopVote.topic_id == topic.id, WorkshopVote.ballot <= last)
        .order_by(WorkshopVote.ballot, WorkshopVote.id)
    )
    return [
        Ballot(
            number=number,
            votes=tuple(
                Vote(choice=vote.choice, reason=vote.reason, name=vote.name) for vote in votes
            ),
        )
        for number, votes in groupby(rows, key=lambda row: row.ballot)
    ]


def find_live(round_id: UUID, *, for_person: Person) -> Live:
    """Return how far a workshop is, for who runs it, or raise NotFoundError; one statement."""
    row = (
        session()
        .execute(
            select(Workshop.version, votes_given(), people_invited(), _is_invited(for_person))
            .join(Round, Round.id == Workshop.round_id)
            .where(Round.id == round_id, Round.team_id.in_(readable_team_ids(for_person)))
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    return Live(version=row[0], votes=row[1], people=row[2], is_invited=row[3])


def votes_given() -> ScalarSelect[int]:
    """Count the votes of the ballot that is open."""
    return (
        select(func.count(WorkshopVote.id))
        .join(
            WorkshopTopic,
            and_(
                WorkshopTopic.id == WorkshopVote.topic_id,
                WorkshopTopic.ballot == WorkshopVote.ballot,
            ),
        )
        .where(WorkshopTopic.workshop_id == Workshop.id, WorkshopTopic.state == TopicState.VOTING)
        .correlate(Workshop)
        .scalar_subquery()
    )


def people_invited() -> ScalarSelect[int]:
    """Count who may take part in a workshop: everybody invited to its round who can sign in."""
    return (
        select(func.count(Invitation.id))
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.round_id == Workshop.round_id, Person.deactivated_at.is_(None))
        .correlate(Workshop)
        .scalar_subquery()
    )


def _is_invited(person: Person) -> Exists:
    return exists().where(
        Invitation.round_id == Workshop.round_id, Invitation.person_id == person.id
    )


def topic_row(row: WorkshopTopic, model: Model, means: Mapping[str, float | None]) -> TopicRow:
    """Give a topic its words."""
    return TopicRow(
        id=row.id,
        place=row.place,
        item=model.item_by_code[row.item],
        reason=Reason(row.reason),
        state=row.state,
        ballot=row.ballot,
        value=row.value,
        because=row.because,
        before=means.get(row.item),
    )


def _topics(workshop_id: UUID) -> Sequence[WorkshopTopic]:
    return (
        session()
        .scalars(
            select(WorkshopTopic)
            .where(WorkshopTopic.workshop_id == workshop_id)
            .order_by(WorkshopTopic.place)
        )
        .all()
    )


def workshop_record(round_id: UUID) -> Sequence[TopicRow]:
    """Return what a workshop talked about and what came of it; the reader is checked.

    For the report and the page of the team: each topic with its reason, its mean before, the value
    that stands (None: the mean before), whether people agreed, and why.
    """
    rows = (
        session()
        .execute(
            select(WorkshopTopic, Workshop.means, Round.model_edition_id)
            .join(Workshop, Workshop.id == WorkshopTopic.workshop_id)
            .join(Round, Round.id == Workshop.round_id)
            .where(Workshop.round_id == round_id)
            .order_by(WorkshopTopic.place)
        )
        .all()
    )
    return [topic_row(row, model_of(edition), means) for row, means, edition in rows]
