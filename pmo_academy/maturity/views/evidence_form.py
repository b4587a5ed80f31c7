"""Bring evidence: on the page of a team, and from a question of a questionnaire."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.office_checks import FileError
from pmo_academy.core.permissions import Permission
from pmo_academy.core.uploads import brought_file, takes_file
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms import EvidenceForm
from pmo_academy.maturity.models import Evidence, EvidenceKind
from pmo_academy.maturity.queries import EvidenceRow, OwnRound
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.service import Proposal, ProposalError
from pmo_academy.people.models import Person, Team
from pmo_academy.people.sign_in import current_person

bp = Blueprint("bringing", __name__, template_folder="../templates")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where evidence is brought: for which team and model, and where the form leads."""

    team: Team
    model: Model
    own: OwnRound | None
    action: str
    back: Callable[[Evidence], str]


@bp.get("/team/<uuid:team_id>/evidence/new")
@requires(Permission.RESPOND)
def show_form(team_id: UUID) -> ResponseReturnValue:
    """Show the form for a team; a new version begins with what the one before says."""
    place = _place_of_team(team_id)
    return _page(place, _begun(place), earlier=_earlier(place))


@bp.post("/team/<uuid:team_id>/evidence")
@requires(Permission.RESPOND)
@takes_file
@submits_once
def bring_evidence(team_id: UUID) -> ResponseReturnValue:
    """Take the evidence for a team."""
    return _take(_place_of_team(team_id))


@bp.get("/assess/<uuid:round_id>/evidence/new")
@requires(Permission.RESPOND)
def show_form_of_round(round_id: UUID) -> ResponseReturnValue:
    """Show the form beside a questionnaire; answers stay as they are."""
    place = _place_of_round(round_id)
    return _page(place, _begun(place))


@bp.post("/assess/<uuid:round_id>/evidence")
@requires(Permission.RESPOND)
@takes_file
@submits_once
def bring_evidence_of_round(round_id: UUID) -> ResponseReturnValue:
    """Take the evidence and lead back to the section of its question."""
    return _take(_place_of_round(round_id))


def _place_of_team(team_id: UUID) -> Place:
    person = current_person()
    team = queries.get_contributing_team(team_id, for_person=person)
    model = queries.find_model(queries.find_latest(team.id))
    if model is None:
        raise ConflictError(_("There is no maturity model yet. Ask your administrator to add one."))

    def back(evidence: Evidence) -> str:
        return url_for("evidence.show_piece", team_id=team.id, evidence_id=evidence.id)

    action = url_for(".bring_evidence", team_id=team.id)
    return Place(team=team, model=model, own=None, action=action, back=back)


def _place_of_round(round_id: UUID) -> Place:
    person = current_person()
    own = queries.get_own_round(round_id, for_person=person)
    team = queries.get_contributing_team(own.team_id, for_person=person)

    def back(evidence: Evidence) -> str:
        return _section_url(own, evidence.item)

    action = url_for(".bring_evidence_of_round", round_id=own.id)
    return Place(team=team, model=queries.model_of_round(own.id), own=own, action=action, back=back)


def _section_url(own: OwnRound, item: str) -> str:
    """Return the address of the question, or of the questionnaire where it takes no answers."""
    for section in own.sections:
        if own.takes_answers and any(one.code == item for one in section.items):
            return url_for("maturity.show_section", round_id=own.id, slug=section.slug)
    return url_for("maturity.show_round", round_id=own.id)


def _begun(place: Place) -> EvidenceForm:
    """Return the form as it opens: with the question, or with what is renewed."""
    earlier = _earlier(place)
    if earlier is None:
        form = EvidenceForm(
            formdata=None, item=request.args.get("item", ""), kind=EvidenceKind.LINK.value
        )
    else:
        form = EvidenceForm(
            formdata=None,
            item=earlier.item,
            kind=earlier.kind.value,
            title=earlier.title,
            link=earlier.link,
            text=earlier.text,
            renews=str(earlier.id),
        )
    form.offer(_questions(place))
    return form


def _earlier(place: Place) -> EvidenceRow | None:
    """Return the evidence of which this is a new version, as far as the reader may see it."""
    wanted = request.values.get("renews", "")
    if not wanted or place.own is not None:
        return None
    person = current_person()
    rows = queries.list_evidence(place.team.id, model_code=place.model.code)
    is_reader = queries.may_review(place.team.id, person=person)
    return next(
        (
            one
            for one in rows
            if str(one.id) == wanted and (is_reader or one.contributed_by == person.id)
        ),
        None,
    )


def _questions(place: Place) -> list[tuple[str, str]]:
    names = {domain.code: domain.name for domain in place.model.domains}
    if place.own is None:
        items = list(place.model.items)
        return [(one.code, f"{names[one.domain]}: {one.title}") for one in items]
    asked = [item for section in place.own.sections for item in section.items]
    return [(one.code, one.question) for one in asked]


def _take(place: Place) -> ResponseReturnValue:
    form, earlier = EvidenceForm(), _earlier(place)
    form.offer(_questions(place))
    if not _is_in_shape(form):
        return _page(place, form, earlier=earlier, status=422)
    try:
        with transaction():
            proposal = _proposal(place, form, earlier=earlier)
            evidence = service.propose_evidence(place.team, proposal, by=current_person())
    except ProposalError as problem:
        for name, message in problem.problems.items():
            form[name].errors = [message]
        return _page(place, form, earlier=earlier, status=422)
    flash(_("Your evidence is in. It counts once somebody else has accepted it."), "success")
    return redirect(place.back(evidence), 303)


def _is_in_shape(form: EvidenceForm) -> bool:
    """Check the fields; of the link, the file and the text only the chosen one matters."""
    is_fine = bool(form.validate())
    file = brought_file()
    if form.kind.data == EvidenceKind.FILE and isinstance(file, FileError):
        form.file.errors = [str(file)]
        return False
    return is_fine


def _proposal(place: Place, form: EvidenceForm, *, earlier: EvidenceRow | None) -> Proposal:
    file = brought_file()
    return Proposal(
        model_code=place.model.code,
        item=form.item.data,
        kind=EvidenceKind(form.kind.data),
        title=form.title.data or "",
        dated_on=form.dated_on.data,
        valid_until=form.valid_until.data,
        link=form.link.data or "",
        text=(form.text.data or "").strip(),
        file=None if isinstance(file, FileError) else file,
        kept_file_id=earlier.file_id if earlier else None,
    )


def _page(
    place: Place, form: EvidenceForm, *, earlier: EvidenceRow | None = None, status: int = 200
) -> ResponseReturnValue:
    item = place.model.item_by_code.get(form.item.data or "")
    back = _section_url(place.own, form.item.data or "") if place.own else _team_url(place)
    return render(
        "maturity/evidence_form.html",
        status=status,
        team=place.team,
        own=place.own,
        item=item,
        form=form,
        action=place.action,
        back=back,
        earlier=earlier,
        asks_file_again=status == 422 and brought_file() is not None,
    )


def _team_url(place: Place) -> str:
    person: Person = current_person()
    if queries.may_review(place.team.id, person=person):
        return url_for("evidence.show_evidence", team_id=place.team.id)
    return url_for("maturity.list_rounds")
