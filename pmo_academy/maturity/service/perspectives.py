"""From where an anonymous sheet looks at the PMO: concealed while a round runs, settled at closing.

While few people have handed in, a perspective on a sheet would name them. So a sheet bears only a
keyed digest of it, and every sheet bears one. Closing turns the digests into perspectives where
enough people stand behind each, and forgets the others for good.
"""

import hmac
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select

from pmo_academy.core.db import session
from pmo_academy.core.keyed import keyed_digest
from pmo_academy.maturity.models import HeardGroup, Invitation, Perspective, Round
from pmo_academy.maturity.rules.suppression import visible_groups
from pmo_academy.maturity.service import mixing
from pmo_academy.maturity.service.mixing import Row

CONCEALED = "perspective"


def conceal(perspective: Perspective, *, sheet_id: UUID, round_id: UUID, threshold: int) -> str:
    """Return what a sheet bears of its perspective; of a small group that is nothing readable."""
    kept = _groups_with_enough_invited(round_id, threshold=threshold)
    return _digest(sheet_id, perspective if perspective in kept else None)


def settle(one: Round) -> None:
    """Let the sheets of groups that may be shown say so, and all others forget their group."""
    kept = _groups_with_enough_heard(one) & _groups_with_enough_invited(
        one.id, threshold=one.threshold
    )

    def settled(sheet: Row) -> Row:
        document = dict(sheet["document"])
        digest = document.pop(CONCEALED, None)
        perspective = _read(sheet["id"], digest) if digest else sheet["perspective"]
        return {
            **sheet,
            "document": document,
            "perspective": perspective if perspective in kept else None,
        }

    mixing.change_sheets(one.id, settled)


def _read(sheet_id: UUID, digest: str) -> Perspective | None:
    """Find the perspective of a digest; none after the installation's secret has changed."""
    for perspective in Perspective:
        if hmac.compare_digest(_digest(sheet_id, perspective), digest):
            return perspective
    return None


def _digest(sheet_id: UUID, perspective: Perspective | None) -> str:
    return keyed_digest(
        sheet_id.hex, perspective.value if perspective else "", purpose="perspective of a sheet"
    )


def _groups_with_enough_invited(round_id: UUID, *, threshold: int) -> frozenset[Perspective]:
    return _with_enough(_count_invited(round_id), threshold=threshold)


def _groups_with_enough_heard(one: Round) -> frozenset[Perspective]:
    """Name the groups of which enough people count; one that nobody was asked from hides none."""
    rows = session().execute(
        select(HeardGroup.perspective, HeardGroup.counted).where(HeardGroup.round_id == one.id)
    )
    counted = {row.perspective: row.counted for row in rows}
    asked = _count_invited(one.id)
    return _with_enough({group: counted.get(group, 0) for group in asked}, threshold=one.threshold)


def _count_invited(round_id: UUID) -> Mapping[Perspective, int]:
    rows = session().execute(
        select(Invitation.perspective, func.count())
        .where(Invitation.round_id == round_id)
        .group_by(Invitation.perspective)
    )
    return {row[0]: row[1] for row in rows}


def _with_enough(counts: Mapping[Perspective, int], *, threshold: int) -> frozenset[Perspective]:
    by_group = {one.value: counts[one] for one in Perspective if one in counts}
    return frozenset(Perspective(name) for name in visible_groups(by_group, threshold))
