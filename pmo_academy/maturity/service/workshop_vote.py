"""Vote on the present question of a workshop."""

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.core.errors import StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import TopicState, Workshop, WorkshopTopic, WorkshopVote
from pmo_academy.maturity.queries.workshop_seat import Seat


def vote(seat: Seat, *, ballot: str, choice: int, reason: str) -> None:
    """Store the reader's vote in the open ballot, in place of an earlier one.

    Nothing else is written that names the person: no line in the audit trail, no submission key.
    """
    topic = _open_topic(seat)
    if topic is None or f"{topic.place}.{topic.ballot}" != ballot:
        raise StaleError(_("This question takes no more votes, so yours was not sent. See below."))
    given = (
        session()
        .scalars(
            select(WorkshopVote).where(
                WorkshopVote.topic_id == topic.id,
                WorkshopVote.ballot == topic.ballot,
                WorkshopVote.person_id == seat.person_id,
            )
        )
        .first()
    )
    if given is not None:
        given.choice, given.reason = choice, reason
    else:
        session().add(
            WorkshopVote(
                topic_id=topic.id,
                ballot=topic.ballot,
                person_id=seat.person_id,
                choice=choice,
                reason=reason,
            )
        )
    session().flush()


def _open_topic(seat: Seat) -> WorkshopTopic | None:
    """Find the topic that takes votes now, and let nobody show it before the vote is stored."""
    session().execute(
        select(Workshop.id).where(Workshop.id == seat.board.id).with_for_update(read=True)
    )
    return (
        session()
        .scalars(
            select(WorkshopTopic)
            .where(
                WorkshopTopic.workshop_id == seat.board.id,
                WorkshopTopic.state == TopicState.VOTING,
            )
            .execution_options(populate_existing=True)
        )
        .first()
    )
