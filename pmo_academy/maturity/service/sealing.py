"""Seal a sheet that is handed in: its answers become one document, and perhaps nobody's."""

from collections import Counter
from typing import Any

from sqlalchemy import delete, func, select, update

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.maturity.models import Answer, HeardGroup, Invitation, Mode, Perspective, Response
from pmo_academy.maturity.queries import OwnRound
from pmo_academy.maturity.rules.questionnaire import will_count
from pmo_academy.maturity.rules.suppression import visible_groups


def seal(draft: Response, *, own: OwnRound, invitation: Invitation) -> None:
    """Turn a draft into a submitted sheet; in an anonymous round its person is forgotten."""
    document = _document(draft)
    session().execute(delete(Answer).where(Answer.response_id == draft.id))
    if will_count(own.sections, answered=document["answers"].keys()):
        _count(invitation)
    if own.mode is Mode.NAMED:
        draft.document, draft.pages = document, {}
        draft.submitted_on = clock.today()
        return
    session().delete(draft)
    session().add(
        Response(
            round_id=own.id,
            perspective=_kept_perspective(own, invitation),
            submitted_on=own.opens_on,
            document=document,
        )
    )


def _document(draft: Response) -> dict[str, Any]:
    """Write down what was answered and said."""
    rows = session().execute(
        select(Answer.item, Answer.choice, Answer.comment)
        .where(Answer.response_id == draft.id)
        .order_by(Answer.item)
    )
    given = list(rows)
    return {
        "answers": {row.item: row.choice for row in given if row.choice},
        "comments": {row.item: row.comment for row in given if row.comment},
        "flags": [],
    }


def _count(invitation: Invitation) -> None:
    """Count the sheet for its perspective."""
    where = (
        HeardGroup.round_id == invitation.round_id,
        HeardGroup.perspective == invitation.perspective,
    )
    counted = session().execute(
        update(HeardGroup)
        .where(*where)
        .values(counted=HeardGroup.counted + 1)
        .returning(HeardGroup.counted)
    )
    if counted.first() is None:
        session().add(
            HeardGroup(round_id=invitation.round_id, perspective=invitation.perspective, counted=1)
        )


def _kept_perspective(own: OwnRound, invitation: Invitation) -> Perspective | None:
    """Return the perspective, None where so few people are asked from it that it would name one."""
    rows = session().execute(
        select(Invitation.perspective, func.count())
        .where(Invitation.round_id == own.id)
        .group_by(Invitation.perspective)
    )
    counts = Counter({perspective.value: count for perspective, count in rows})
    by_group = {one.value: counts[one.value] for one in Perspective}
    kept = visible_groups(by_group, own.threshold)
    return invitation.perspective if invitation.perspective.value in kept else None
