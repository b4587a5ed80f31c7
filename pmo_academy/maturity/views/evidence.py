"""The evidence of a team: what is claimed, what backs it, who reviews it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock, files, uploads
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ForbiddenError, NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms import ReturnForm
from pmo_academy.maturity.models import Evidence, EvidenceState
from pmo_academy.people.models import Person
from pmo_academy.people.queries import get_readable_team
from pmo_academy.people.sign_in import current_person

FILTERS = ("all", "waiting", "returned", "expired", "expiring")

bp = Blueprint("evidence", __name__, url_prefix="/team", template_folder="../templates")


@bp.get("/<uuid:team_id>/evidence")
@requires(Permission.READ_TEAM)
def show_evidence(team_id: UUID) -> ResponseReturnValue:
    """Show claims beside evidence by domain, and what would close the distance."""
    team = get_readable_team(team_id, for_person=current_person())
    page = queries.get_evidence_page(team.id)
    wanted = request.args.get("show", "all")
    return render(
        "maturity/evidence.html",
        team=team,
        page=page,
        shown=wanted if wanted in FILTERS else "all",
        today=clock.today(),
    )


@bp.get("/<uuid:team_id>/evidence/<uuid:evidence_id>")
@requires(Permission.RESPOND)
def show_piece(team_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    """Show a piece of evidence to those who review it and to who brought it."""
    return _piece(team_id, evidence_id, form=ReturnForm(formdata=None))


@bp.post("/<uuid:team_id>/evidence/<uuid:evidence_id>/acceptance")
@requires(Permission.RUN_ROUNDS)
@submits_once
def accept_piece(team_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    """Accept a piece of evidence; it counts at the next closing."""
    person = current_person()
    with transaction():
        service.accept_evidence(_reviewed(team_id, evidence_id, person), by=person)
    flash(_("Accepted. It counts in every round that closes while it is valid."), "success")
    return redirect(url_for(".show_evidence", team_id=team_id, show="waiting"), 303)


@bp.post("/<uuid:team_id>/evidence/<uuid:evidence_id>/return")
@requires(Permission.RUN_ROUNDS)
@submits_once
def return_piece(team_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    """Give a piece of evidence back with a reason."""
    person, form = current_person(), ReturnForm()
    evidence = _reviewed(team_id, evidence_id, person)
    if evidence.contributed_by != person.id and not form.validate():
        return _piece(team_id, evidence_id, form=form, status=422)
    with transaction():
        service.return_evidence(evidence, reason=(form.reason.data or "").strip(), by=person)
    flash(_("Returned with your reason; its contributor can bring a new version."), "success")
    return redirect(url_for(".show_evidence", team_id=team_id, show="waiting"), 303)


@bp.post("/<uuid:team_id>/evidence/<uuid:evidence_id>/withdrawal")
@requires(Permission.RESPOND)
@submits_once
def withdraw_piece(team_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    """Take own evidence back before anybody has reviewed it."""
    person = current_person()
    evidence, _row, _team = queries.get_evidence(team_id, evidence_id, for_person=person)
    with transaction():
        service.withdraw_evidence(evidence, by=person)
    flash(_("Taken back."), "success")
    if queries.may_review(team_id, person=person):
        return redirect(url_for(".show_evidence", team_id=team_id), 303)
    return redirect(url_for("maturity.list_rounds"), 303)


@bp.get("/<uuid:team_id>/evidence/<uuid:evidence_id>/file")
@requires(Permission.RESPOND)
def give_file(team_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    """Give out the file of a piece of evidence, to be saved."""
    evidence, _row, _team = queries.get_evidence(team_id, evidence_id, for_person=current_person())
    if evidence.file_id is None:
        raise NotFoundError
    return uploads.given_out(files.get_file(evidence.file_id))


def _reviewed(team_id: UUID, evidence_id: UUID, person: Person) -> Evidence:
    """Return evidence of a team that the reviewer reads; who only brought it may not review."""
    evidence, _row, _team = queries.get_evidence(team_id, evidence_id, for_person=person)
    if not queries.may_review(team_id, person=person):
        raise ForbiddenError(_("Managers of the team and PMO leads review its evidence."))
    return evidence


def _piece(
    team_id: UUID, evidence_id: UUID, *, form: ReturnForm, status: int = 200
) -> ResponseReturnValue:
    person = current_person()
    evidence, row, team = queries.get_evidence(team_id, evidence_id, for_person=person)
    is_reader = queries.may_review(team_id, person=person)
    is_own = evidence.contributed_by == person.id
    is_waiting = evidence.state is EvidenceState.PROPOSED
    reviewers = (
        queries.list_reviewers(team_id, without=evidence.contributed_by) if is_waiting else []
    )
    return render(
        "maturity/evidence_piece.html",
        status=status,
        team=team,
        piece=row,
        asked=queries.get_asked(team_id, row, shows_claim=is_reader),
        form=form,
        is_reader=is_reader,
        is_own=is_own,
        may_review=is_reader and is_waiting and not is_own,
        who_reviews=service.who_reviews(reviewers),
    )
