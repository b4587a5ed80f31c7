"""A workshop as those see it who vote: the present question, their own vote, what was shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.maturity.models import (
    Invitation,
    Mode,
    Round,
    TopicState,
    Workshop,
    WorkshopVote,
)
from pmo_academy.maturity.queries.workshop import (
    Board,
    Live,
    TopicRow,
    get_board,
    people_invited,
    votes_given,
)
from pmo_academy.people.models import Person, Team


@dataclass(frozen=True, kw_only=True)
class OwnVote:
    """What the reader has voted in the ballot that is open."""

    choice: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Seat:
    """The reader's place in a workshop."""

    round_id: UUID
    title: str
    team_name: str
    mode: Mode
    threshold: int
    person_id: UUID
    board: Board
    own: OwnVote | None

    @property
    def topic(self) -> TopicRow | None:
        """The topic of the moment."""
        return self.board.current

    @property
    def is_voting(self) -> bool:
        """Tell whether votes are taken now."""
        return self.topic is not None and self.topic.state is TopicState.VOTING

    @property
    def ballot_token(self) -> str:
        """Name the ballot that the page shows."""
        return f"{self.topic.place}.{self.topic.ballot}" if self.topic else ""


@dataclass(frozen=True, kw_only=True)
class RunningWorkshop:
    """A workshop that the reader may take part in now."""

    round_id: UUID
    title: str
    team_name: str


def get_seat(round_id: UUID, *, for_person: Person) -> Seat:
    """Return the reader's place in the workshop of a round, or raise NotFoundError."""
    row = (
        session()
        .execute(
            select(Round, Team.name)
            .join(Team, Team.id == Round.team_id)
            .join(Invitation, Invitation.round_id == Round.id)
            .where(Round.id == round_id, Invitation.person_id == for_person.id)
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    one, team_name = row
    board = get_board(one)
    return Seat(
        round_id=one.id,
        title=one.title,
        team_name=team_name,
        mode=one.mode,
        threshold=one.threshold,
        person_id=for_person.id,
        board=board,
        own=_own_vote(board.current, for_person),
    )


def find_own_live(round_id: UUID, *, for_person: Person) -> Live:
    """Return how far a workshop is, for who may vote, or raise NotFoundError; one statement."""
    row = (
        session()
        .execute(
            select(Workshop.version, votes_given(), people_invited())
            .join(Invitation, Invitation.round_id == Workshop.round_id)
            .where(Workshop.round_id == round_id, Invitation.person_id == for_person.id)
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    return Live(version=row[0], votes=row[1], people=row[2], is_invited=True)


def list_running_workshops(person: Person) -> Sequence[RunningWorkshop]:
    """Return the workshops that this person may take part in now."""
    rows = session().execute(
        select(Round.id, Round.title, Team.name)
        .join(Team, Team.id == Round.team_id)
        .join(Workshop, Workshop.round_id == Round.id)
        .where(
            Workshop.finished_at.is_(None),
            exists().where(Invitation.round_id == Round.id, Invitation.person_id == person.id),
        )
        .order_by(Round.closes_on, Round.id)
    )
    return [RunningWorkshop(round_id=row[0], title=row[1], team_name=row[2]) for row in rows]


def _own_vote(topic: TopicRow | None, person: Person) -> OwnVote | None:
    if topic is None or topic.state is not TopicState.VOTING:
        return None
    row = (
        session()
        .execute(
            select(WorkshopVote.choice, WorkshopVote.reason).where(
                WorkshopVote.topic_id == topic.id,
                WorkshopVote.ballot == topic.ballot,
                WorkshopVote.person_id == person.id,
            )
        )
        .first()
    )
    return OwnVote(choice=row.choice, reason=row.reason) if row else None
