"""The job that publishes a draft at its moment, or writes down why it does not."""

from uuid import UUID

from flask import current_app

from pmo_academy.config import Settings
from pmo_academy.core import audit, jobs
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import DomainError
from pmo_academy.core.jobs import Task
from pmo_academy.people.queries import get_person
from pmo_academy.studio import queries
from pmo_academy.studio.service.publishing import NotPublishableError, Wish, publish
from pmo_academy.studio.service.releases import RELEASE
from pmo_academy.studio.service.standing import standing_of

# Why something was not published, besides the obstacles: no author any more, or anything else.
NO_AUTHOR, OTHER = "no-author", "other"


def register() -> None:
    """Let the runner know who publishes."""
    jobs.register(RELEASE, release)


def needs_second_person() -> bool:
    """Tell whether the installation asks for a second person."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.two_person_rule


def release(task: Task) -> None:
    """Publish what was planned, unless it was cancelled, published or changed meanwhile."""
    release_id = UUID(task.payload["release_id"])
    try:
        with transaction():
            problem = _release(release_id)
    except NotPublishableError as error:
        problem = error.obstacle.value
    except DomainError:
        problem = OTHER
    if problem:
        with transaction():
            _write_down(release_id, problem)


def _release(release_id: UUID) -> str:
    found = queries.find_release_by_id(release_id)
    if found is None or found[0].problem:
        return ""
    planned = found[0]
    draft = queries.lock_draft(found[1].kind, found[1].key)
    author = get_person(planned.by)
    if not (author.is_active and author.is_pmo_lead):
        return NO_AUTHOR
    publish(
        standing_of(draft),
        Wish(reach=planned.reach),
        seen=planned.digest,
        by=author,
        needs_second=needs_second_person(),
    )
    return ""


def _write_down(release_id: UUID, problem: str) -> None:
    found = queries.find_release_by_id(release_id)
    if found is not None:
        found[0].problem = problem
        audit.record("studio.release-stopped", subject=found[1].id, key=found[1].key, why=problem)
