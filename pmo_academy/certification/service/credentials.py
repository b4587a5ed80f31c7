"""Add an outside certificate, begin its next cycle, take it out."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from pmo_academy.certification.models import Claim, Credential, Cycle
from pmo_academy.certification.queries import claims as claim_queries
from pmo_academy.certification.queries import credentials as queries
from pmo_academy.certification.queries.credentials import HeldCredential
from pmo_academy.certification.rules.cycles import Window, following_window, present_window
from pmo_academy.certification.rules.documents import read_certificate
from pmo_academy.certification.rules.renewal import Category, Unit, carried_over, stand
from pmo_academy.certification.service.claims import forget_files
from pmo_academy.certification.service.drafts import propose_for_cycle
from pmo_academy.certification.service.entries import EntryError
from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.people.models import Person

EARLIEST = date(1984, 1, 1)  # the year of the first certificate in project management


def add_credential(person: Person, *, rules_key: str, earned_on: date) -> Credential:
    """Add a certificate that the person holds, with the cycle that covers today.

    Courses completed in this cycle are proposed as claims.
    """
    problems = {}
    rules = queries.find_addable(rules_key, for_person=person)
    if rules is None:
        problems["rules_key"] = _("Choose a certification that you have not added yet.")
    if earned_on > clock.today():
        problems["earned_on"] = _("Enter a day that is not in the future.")
    elif earned_on < EARLIEST:
        problems["earned_on"] = _("Enter the year in full, such as 2024.")
    if rules is None or problems:
        raise EntryError(problems)
    credential = Credential(person_id=person.id, rules_key=rules_key, earned_on=earned_on)
    session().add(credential)
    session().flush()
    credit = read_certificate(rules.document).credit
    if credit.cycle_years is not None:
        window = present_window(earned_on, years=credit.cycle_years, today=clock.today())
        _begin_cycle(credential.id, rules.id, window, unit=credit.unit, person_id=person.id)
    audit.record("certification.credential-added", subject=credential.id, by=person.id)
    return credential


def begin_next_cycle(held: HeldCredential, *, by: Person) -> None:
    """Append the cycle after the one that has ended, under the rules of today."""
    if held.window is None or clock.today() <= held.window.ends_on:
        raise ConflictError(_("The present cycle has not ended yet."))
    rules = queries.get_latest_rules(held.certificate.key)
    credit = read_certificate(rules.document).credit
    if credit.cycle_years is None:
        raise ConflictError(_("The length of a cycle is not published; check with the body."))
    window = following_window(held.window.ends_on, years=credit.cycle_years)
    cycle = _begin_cycle(held.id, rules.id, window, unit=credit.unit, person_id=by.id)
    _carry_over(held, held.window, cycle)
    audit.record("certification.cycle-begun", subject=held.id, by=by.id)


def remove_credential(held: HeldCredential, *, by: Person) -> None:
    """Take out a certificate that was added by mistake: one without logged claims."""
    if claim_queries.count_logged(held.id):
        raise ConflictError(_("Delete its claims first, then remove the certification."))
    cycles = select(Cycle.id).where(Cycle.credential_id == held.id)
    brought = set(
        session().scalars(
            select(Claim.file_id).where(Claim.cycle_id.in_(cycles), Claim.file_id.is_not(None))
        )
    )
    session().execute(delete(Claim).where(Claim.cycle_id.in_(cycles)))
    forget_files({one for one in brought if one})
    session().execute(delete(Cycle).where(Cycle.credential_id == held.id))
    session().execute(delete(Credential).where(Credential.id == held.id))
    audit.record("certification.credential-removed", subject=held.id, by=by.id)


def _begin_cycle(
    credential_id: UUID, rules_id: UUID, window: Window, *, unit: Unit, person_id: UUID
) -> Cycle:
    cycle = Cycle(
        credential_id=credential_id,
        rules_id=rules_id,
        starts_on=window.starts_on,
        ends_on=window.ends_on,
    )
    session().add(cycle)
    session().flush()
    if unit is Unit.PDU:
        propose_for_cycle(cycle, person_id=person_id)
    return cycle


def _carry_over(held: HeldCredential, ended: Window, cycle: Cycle) -> None:
    """Move as much of a surplus into the next cycle as the rules of the ended one allow."""
    if held.cycle_id is None:
        return
    credit = held.certificate.credit
    activities = claim_queries.list_activities([held.cycle_id])[held.cycle_id]
    hours = carried_over(credit, stand(credit, activities, cycle=ended, today=clock.today()))
    if not hours:
        return
    session().add(
        Claim(
            cycle_id=cycle.id,
            title=_("Carried over from the cycle that ended on %(day)s", day=day(ended.ends_on)),
            category=Category.EDUCATION,
            started_on=cycle.starts_on,
            ended_on=cycle.starts_on,
            ways_of_working=int(hours * claim_queries.QUARTERS),
        )
    )
    session().flush()
