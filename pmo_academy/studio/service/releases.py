"""Decide that a draft is published at a moment, or that it is not."""

from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import UUID

from pmo_academy.core import audit, clock, jobs
from pmo_academy.core.db import session
from pmo_academy.core.errors import DomainError
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.models import Release, WorkingDraft
from pmo_academy.studio.rules.release import Reach
from pmo_academy.studio.service.publishing import refuse_obstacles
from pmo_academy.studio.service.standing import Standing

RELEASE = "studio.release"
LATEST = timedelta(days=366)


class WrongMomentError(DomainError):
    """The moment lies behind us or too far ahead."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


def schedule(
    standing: Standing,
    due_at: datetime,
    reach: Reach,
    *,
    seen: str,
    by: UUID,
    needs_second: bool,
) -> Release:
    """Let a draft be published at a moment, if it is then exactly what it is now."""
    if not clock.now() < due_at < clock.now() + LATEST:
        raise WrongMomentError(_("Choose a moment within the year to come."))
    refuse_obstacles(standing, seen=seen, needs_second=needs_second)
    cancel(standing.draft, by=by)
    release = Release(
        draft_id=standing.draft.id, due_at=due_at, digest=standing.digest, reach=reach, by=by
    )
    session().add(release)
    session().flush()
    jobs.put(RELEASE, {"release_id": str(release.id)}, due_at=due_at)
    audit.record(
        "studio.scheduled",
        subject=standing.draft.id,
        by=by,
        key=standing.draft.key,
        due_at=due_at.isoformat(),
    )
    return release


def cancel(draft: WorkingDraft, *, by: UUID) -> None:
    """Let a draft not be published by itself; without a plan nothing happens."""
    release = queries.find_release(draft.id)
    if release is None:
        return
    session().delete(release)
    session().flush()
    audit.record("studio.schedule-cancelled", subject=draft.id, by=by, key=draft.key)
