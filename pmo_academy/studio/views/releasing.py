"""Put a draft on top of a later edition; withdraw a course, and bring it back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import StaleError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import service as learning
from pmo_academy.learning.queries import find_withdrawal, get_latest_edition, list_in_progress
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import queries
from pmo_academy.studio.forms.publishing import WithdrawalForm
from pmo_academy.studio.queries.impact import dependants_of
from pmo_academy.studio.rules.merging import Side
from pmo_academy.studio.service import taking_over
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import course_draft, locked_course_draft, render_course


@bp.get("/courses/<code>/later-edition")
@requires(Permission.AUTHOR_COURSES)
def show_later_edition(code: str) -> ResponseReturnValue:
    """Show what was published meanwhile, and what both changed."""
    return _take_over_page(code)


@bp.post("/courses/<code>/later-edition")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def take_over(code: str) -> ResponseReturnValue:
    """Put the draft on top of the later edition, with a side chosen for what both changed."""
    sides = {
        name.removeprefix("side:"): Side(value)
        for name, value in request.form.items()
        if name.startswith("side:") and value in set(Side)
    }
    try:
        with transaction():
            taking_over.take_over(
                locked_course_draft(code),
                sides,
                number=request.form.get("number", 0, type=int),
                seen=request.form.get("seen", ""),
                by=current_person().id,
            )
    except StaleError as problem:
        flash(str(problem), "warning")
        return _take_over_page(code, sides=sides, status=409)
    flash(_("What was published meanwhile is taken over."), "success")
    return redirect(url_for(".show_publish", code=code), 303)


@bp.get("/courses/<code>/withdrawal")
@requires(Permission.AUTHOR_COURSES)
def show_withdrawal(code: str) -> ResponseReturnValue:
    """Show what a withdrawal would mean, or that it holds."""
    return _withdrawal_page(code, WithdrawalForm(formdata=None))


@bp.post("/courses/<code>/withdrawal")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def withdraw_course(code: str) -> ResponseReturnValue:
    """Offer the course to nobody new."""
    form = WithdrawalForm()
    if not form.validate():
        return _withdrawal_page(code, form, status=422)
    with transaction():
        learning.withdraw_course(code, reason=form.reason.data or "", by=current_person())
    flash(_("%(code)s is withdrawn. Who is in it finishes it.", code=code), "success")
    return redirect(url_for(".show_withdrawal", code=code), 303)


@bp.post("/courses/<code>/withdrawal/ending")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def offer_again(code: str) -> ResponseReturnValue:
    """Bring the course back into the catalogue."""
    with transaction():
        learning.offer_again(code, by=current_person())
    flash(_("%(code)s is offered again.", code=code), "success")
    return redirect(url_for(".show_withdrawal", code=code), 303)


def _take_over_page(
    code: str, *, sides: dict[str, Side] | None = None, status: int = 200
) -> ResponseReturnValue:
    draft = course_draft(code)
    merging, number, theirs = taking_over.merging_of(draft)
    files = queries.files_of(draft)
    both = [
        (
            path,
            "\n".join(queries.lines_of(files.get(path))),
            "\n".join(queries.lines_of(theirs.get(path))),
        )
        for path in merging.conflicts
    ]
    return render_course(
        "studio/take_over.html",
        draft,
        current="studio.show_publish",
        heading=_("Take over what was published"),
        status=status,
        taken=merging.taken,
        both=both,
        sides=sides or {},
        number=number,
        seen=taking_over.mark_of(draft),
    )


def _withdrawal_page(code: str, form: WithdrawalForm, *, status: int = 200) -> ResponseReturnValue:
    edition = get_latest_edition(code)
    return render(
        "studio/withdrawal.html",
        status=status,
        edition=edition,
        withdrawal=find_withdrawal(edition.code),
        dependants=dependants_of(edition.code),
        in_progress=len(list_in_progress(edition.code)),
        form=form,
    )
