"""Present a case, appoint its two reviewers, give an opinion."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select

from pmo_academy.certification.models import PanelCase, PanelOpinion
from pmo_academy.certification.queries import panels, programmes
from pmo_academy.certification.rules.panels import state_of
from pmo_academy.certification.rules.requirements import Kind, PanelState
from pmo_academy.certification.service.awards import award_what_is_earned
from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, ForbiddenError, NotFoundError
from pmo_academy.core.words import gettext as _
from pmo_academy.people.models import Person


class ReviewersError(ConflictError):
    """These two cannot judge the case."""


def present(person: Person, programme_key: str, *, title: str, text: str, link: str) -> PanelCase:
    """Hand in a case for a programme; one at a time, and none once one was passed."""
    _require_panel(programme_key)
    session().scalar(select(Person.id).where(Person.id == person.id).with_for_update())
    earlier = panels.list_own_cases(person.id, programme_key)
    if any(one.case.state is not PanelState.RETURNED for one in earlier):
        raise ConflictError(_("A case of yours is with its reviewers, or was passed already."))
    number = session().scalar(
        select(func.coalesce(func.max(PanelCase.number), 0)).where(
            PanelCase.person_id == person.id, PanelCase.programme_key == programme_key
        )
    )
    case = PanelCase(
        person_id=person.id,
        programme_key=programme_key,
        number=(number or 0) + 1,
        title=title,
        text=text,
        link=link,
    )
    session().add(case)
    session().flush()
    audit.record("certification.case-presented", subject=case.id, by=person.id)
    return case


def appoint(
    case: PanelCase, reviewer_ids: tuple[UUID, UUID], *, meets_on: date | None, by: Person
) -> None:
    """Ask two people to judge a case; others can be asked while an opinion is not given."""
    first, second = reviewer_ids
    possible = {person_id for person_id, _name in panels.list_possible_reviewers(case.person_id)}
    if meets_on and meets_on < clock.today():
        raise ReviewersError(_("The conversation lies in the past. Choose a day to come."))
    if first == second:
        raise ReviewersError(_("Choose two different people."))
    if not {first, second} <= possible:
        raise ReviewersError(_("Choose PMO leads or managers; nobody judges their own case."))
    if case.state is not PanelState.WAITING:
        raise ConflictError(_("This case is decided."))
    given = {
        one.opinion.reviewer_id: one.opinion.seat
        for one in panels.list_opinions(case.id)
        if one.opinion.is_for is not None
    }
    if not set(given) <= {first, second}:
        raise ReviewersError(_("Who has given an opinion stays; choose who takes the other seat."))
    session().execute(
        delete(PanelOpinion).where(PanelOpinion.case_id == case.id, PanelOpinion.is_for.is_(None))
    )
    seats = [seat for seat in (1, 2) if seat not in given.values()]
    new = [one for one in (first, second) if one not in given]
    session().add_all(
        PanelOpinion(case_id=case.id, seat=seat, reviewer_id=one, asked_by=by.id, meets_on=meets_on)
        for seat, one in zip(seats, new, strict=True)
    )
    session().flush()
    audit.record("certification.reviewers-appointed", subject=case.id, by=by.id)


def give_opinion(case: PanelCase, *, is_for: bool, reasons: str, by: Person) -> PanelState:
    """Say what one of the two thinks; the second opinion decides the case."""
    opinions = [one.opinion for one in panels.list_opinions(case.id)]
    own = next((one for one in opinions if one.reviewer_id == by.id), None)
    if own is None or by.id == case.person_id:
        raise NotFoundError
    if by.id not in {
        person_id for person_id, _name in panels.list_possible_reviewers(case.person_id)
    }:
        raise ForbiddenError(
            _("You are no PMO lead or manager any more, so somebody else is asked.")
        )
    if own.is_for is not None:
        raise ConflictError(_("You have given your opinion already; it stays as it was."))
    own.is_for, own.reasons, own.given_at = is_for, reasons, clock.now()
    case.state = state_of([one.is_for for one in opinions])
    if case.state is not PanelState.WAITING:
        case.decided_at = clock.now()
    session().flush()
    audit.record("certification.opinion-given", subject=case.id, by=by.id, outcome=case.state.value)
    if case.state is PanelState.PASSED:
        award_what_is_earned(case.person_id)
    return case.state


def _require_panel(programme_key: str) -> None:
    programme = programmes.list_programmes().get(programme_key)
    if programme is None or all(one.kind is not Kind.PANEL for one in programme.requirements):
        raise NotFoundError
