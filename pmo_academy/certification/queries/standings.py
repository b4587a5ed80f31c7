"""Where outside certificates stand today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmo_academy.certification.queries import claims
from pmo_academy.certification.queries.credentials import HeldCredential
from pmo_academy.certification.rules.forecast import Forecast, forecast
from pmo_academy.certification.rules.renewal import Activity, Standing, stand


@dataclass(frozen=True, kw_only=True)
class Held:
    """A certificate of a person, and where its cycle stands; None where there is no cycle."""

    credential: HeldCredential
    standing: Standing | None
    forecast: Forecast | None = None


def list_standings(held: Sequence[HeldCredential], *, today: date) -> Sequence[Held]:
    """Work out where each of these certificates stands, with one query for all."""
    activities = claims.list_activities([one.cycle_id for one in held if one.cycle_id])
    return [
        held_today(one, activities[one.cycle_id] if one.cycle_id else (), today=today)
        for one in held
    ]


def held_today(credential: HeldCredential, activities: Sequence[Activity], *, today: date) -> Held:
    """Return where one certificate stands, and where it goes at the present pace."""
    window, credit = credential.window, credential.certificate.credit
    if window is None:
        return Held(credential=credential, standing=None)
    return Held(
        credential=credential,
        standing=stand(credit, activities, cycle=window, today=today),
        forecast=forecast(credit, activities, cycle=window, today=today),
    )
