"""Cases for a panel: presenting one, appointing two reviewers, giving an opinion."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pmo_academy.certification.forms import CaseForm, OpinionForm, ReviewersForm
from pmo_academy.certification.queries import panels, programmes
from pmo_academy.certification.queries.panels import Case
from pmo_academy.certification.rules.requirements import Kind, PanelState
from pmo_academy.certification.service import panels as service
from pmo_academy.certification.views.blueprint import bp
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person


@bp.get("/programmes/<key>/case")
@requires(Permission.TRACK_CREDENTIALS)
def show_own_case(key: str) -> ResponseReturnValue:
    """Show what the reader presented, and the form for the next case."""
    return _own_page(key, CaseForm(formdata=None))


@bp.post("/programmes/<key>/case")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def present_case(key: str) -> ResponseReturnValue:
    """Hand in a case."""
    form = CaseForm()
    if not form.validate():
        return _own_page(key, form, status=422)
    with transaction():
        service.present(
            current_person(),
            key,
            title=form.title.data or "",
            text=form.text.data or "",
            link=form.link.data or "",
        )
    flash(_("Handed in. Your PMO lead appoints two reviewers."), "success")
    return redirect(url_for(".show_own_case", key=key), 303)


@bp.get("/cases")
@requires(Permission.TRACK_CREDENTIALS)
def list_cases() -> ResponseReturnValue:
    """Show the cases that the reader judges; a PMO lead sees all but their own."""
    cases = panels.list_cases(current_person(), may_run=_may_run())
    return render(
        "certification/cases.html",
        waiting=[one for one in cases if one.case.state is PanelState.WAITING],
        decided=[one for one in cases if one.case.state is not PanelState.WAITING],
    )


@bp.get("/cases/<uuid:case_id>")
@requires(Permission.TRACK_CREDENTIALS)
def show_case(case_id: UUID) -> ResponseReturnValue:
    """Show a case to its reviewers and to PMO leads."""
    return _page(_case(case_id), OpinionForm(formdata=None), ReviewersForm(formdata=None))


@bp.post("/cases/<uuid:case_id>/reviewers")
@requires(Permission.RUN_CERTIFICATION)
@submits_once
def appoint_reviewers(case_id: UUID) -> ResponseReturnValue:
    """Ask two people to judge the case."""
    case = _case(case_id, to_change=True)
    form = ReviewersForm()
    form.offer(panels.list_possible_reviewers(case.case.person_id))
    if not form.validate():
        return _page(case, OpinionForm(formdata=None), form, status=422)
    try:
        with transaction():
            service.appoint(
                case.case,
                (UUID(form.first.data), UUID(form.second.data)),
                meets_on=form.meets_on.data,
                by=current_person(),
            )
    except service.ReviewersError as problem:
        form.second.errors = [str(problem)]
        return _page(case, OpinionForm(formdata=None), form, status=422)
    flash(_("Both have been asked. The case stands in their list."), "success")
    return redirect(url_for(".show_case", case_id=case_id), 303)


@bp.post("/cases/<uuid:case_id>/opinion")
@requires(Permission.TRACK_CREDENTIALS)
@submits_once
def give_opinion(case_id: UUID) -> ResponseReturnValue:
    """Take the opinion of one of the two reviewers."""
    case = _case(case_id, to_change=True)
    form = OpinionForm()
    if not form.validate():
        return _page(case, form, ReviewersForm(formdata=None), status=422)
    with transaction():
        state = service.give_opinion(
            case.case,
            is_for=form.is_for.data == "yes",
            reasons=form.reasons.data or "",
            by=current_person(),
        )
    words = {
        PanelState.WAITING: _("Thank you. It is decided when the other reviewer has read it too."),
        PanelState.PASSED: _("Both of you are for it. %(name)s is told.", name=case.author),
        PanelState.RETURNED: _("It goes back with your reasons to %(name)s.", name=case.author),
    }
    flash(words[state], "success")
    return redirect(url_for(".list_cases"), 303)


def _may_run() -> bool:
    return bool(current_user.may(Permission.RUN_CERTIFICATION))


def _case(case_id: UUID, *, to_change: bool = False) -> Case:
    return panels.get_case(
        case_id, reader=current_person(), may_run=_may_run(), to_change=to_change
    )


def _own_page(key: str, form: CaseForm, *, status: int = 200) -> ResponseReturnValue:
    person = current_person()
    programme = programmes.list_programmes().get(key)
    if programme is None or all(one.kind is not Kind.PANEL for one in programme.requirements):
        raise NotFoundError
    cases = panels.list_own_cases(person.id, key)
    opinions = panels.list_opinions_of([one.case.id for one in cases])
    return render(
        "certification/own_case.html",
        status=status,
        key=key,
        programme=programme,
        cases=[(one, opinions.get(one.case.id, [])) for one in cases],
        form=form if all(one.case.state is PanelState.RETURNED for one in cases) else None,
    )


def _page(
    case: Case, opinion: OpinionForm, reviewers: ReviewersForm, *, status: int = 200
) -> ResponseReturnValue:
    opinions = panels.list_opinions(case.case.id)
    person_id = current_person().id
    own = next((one for one in opinions if one.opinion.reviewer_id == person_id), None)
    is_open = case.case.state is PanelState.WAITING
    may_appoint = _may_run() and is_open
    if may_appoint:
        reviewers.offer(panels.list_possible_reviewers(case.case.person_id))
    return render(
        "certification/case.html",
        status=status,
        case=case,
        opinions=opinions,
        form=opinion if is_open and own and own.opinion.is_for is None else None,
        reviewers=reviewers if may_appoint else None,
    )
