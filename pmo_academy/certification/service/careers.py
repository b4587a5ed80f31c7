"""Say where somebody stands on the ladder, and where they want to go."""

from collections.abc import Mapping

from pmo_academy.certification.models import CareerAim, CompetenceRating, Side
from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ForbiddenError
from pmo_academy.core.words import gettext as _
from pmo_academy.people.models import Person


def rate(person: Person, steps: Mapping[str, int], *, by: Person) -> None:
    """Keep one's own view, or that of the manager; a later one takes its place."""
    side = Side.OWN if by.id == person.id else Side.MANAGER
    for competence, step in steps.items():
        kept = session().get(CompetenceRating, (person.id, competence, side))
        if kept is None:
            session().add(
                CompetenceRating(
                    person_id=person.id, competence=competence, side=side, step=step, rated_by=by.id
                )
            )
        elif kept.step != step or kept.rated_by != by.id:
            kept.step, kept.rated_by, kept.rated_at = step, by.id, clock.now()
    session().flush()
    audit.record("certification.competences-rated", subject=person.id, by=by.id)


def aim_at(person: Person, stage: str, *, by: Person) -> None:
    """Keep the stage that somebody wants to reach."""
    if by.id != person.id:
        raise ForbiddenError(_("Everybody chooses their own aim."))
    kept = session().get(CareerAim, person.id)
    if kept is None:
        session().add(CareerAim(person_id=person.id, stage=stage))
    else:
        kept.stage = stage
    session().flush()
    audit.record("certification.aim-chosen", subject=person.id, by=by.id)
