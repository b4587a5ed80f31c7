"""What the workshop of a round agreed on."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.maturity.models import TopicState, Workshop, WorkshopTopic

_SETTLED = (TopicState.AGREED, TopicState.NOT_AGREED)


def agreed_values(round_id: UUID) -> Mapping[str, float]:
    """Give the value of each item that was talked through, agreed on or not."""
    rows = session().execute(
        select(WorkshopTopic.item, WorkshopTopic.value)
        .join(Workshop, Workshop.id == WorkshopTopic.workshop_id)
        .where(
            Workshop.round_id == round_id,
            WorkshopTopic.state.in_(_SETTLED),
            WorkshopTopic.value.is_not(None),
        )
    )
    return {row.item: row.value for row in rows}
