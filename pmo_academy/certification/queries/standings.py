"""Where outside certificates stand today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmo_academy.certification.queries import claims
from pmo_academy.certification.queries.credentials import HeldCredential
from pmo_academy.certification.rules.renewal import Standing, stand


@dataclass(frozen=True, kw_only=True)
class Held:
    """A certificate of a person, and where its cycle stands; None where there is no cycle."""

    credential: HeldCredential
    standing: Standing | None


def list_standings(held: Sequence[HeldCredential], *, today: date) -> Sequence[Held]:
    """Work out where each of these certificates stands, with one query for all."""
    activities = claims.list_activities([one.cycle_id for one in held if one.cycle_id])
    return [
        Held(
            credential=one,
            standing=stand(
                one.certificate.credit, activities[one.cycle_id], cycle=one.window, today=today
            )
            if one.cycle_id and one.window
            else None,
        )
        for one in held
    ]
