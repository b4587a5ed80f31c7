"""Let earlier answers to a question count by its corrected key, after a look at who moves."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError, StaleError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.exams import service as exams
from pmo_academy.people.sign_in import current_person
from pmo_academy.reports.forms import RegradeForm
from pmo_academy.reports.queries.items import get_quiz_answers
from pmo_academy.reports.regrading import Correcting, correcting
from pmo_academy.reports.views.blueprint import items_bp

PAGE = "/<code>/<module_key>/<question_key>/versions/<int:version>/regrades"


@items_bp.get(PAGE)
@requires(Permission.AUTHOR_COURSES)
def preview_regrade(
    code: str, module_key: str, question_key: str, version: int
) -> ResponseReturnValue:
    """Show what would change, and for whom, before anything does."""
    found = _find(code, module_key, question_key, version)
    return _page(found, RegradeForm(formdata=None), code, module_key)


@items_bp.post(PAGE)
@requires(Permission.AUTHOR_COURSES)
@submits_once
def regrade(code: str, module_key: str, question_key: str, version: int) -> ResponseReturnValue:
    """Let the answers count, if the outcome is still the one that was shown."""
    found = _find(code, module_key, question_key, version)
    form = RegradeForm()
    if not form.validate():
        return _page(found, form, code, module_key, status=422)
    is_by_key = form.basis.data == "key"
    wanted = found.by_key if is_by_key else found.with_point
    if wanted is None:
        raise NotFoundError
    digest = (form.digest_by_key if is_by_key else form.digest_with_point).data or ""
    try:
        with transaction():
            done = exams.regrade(
                wanted, reason=form.reason.data or "", digest=digest, by=current_person()
            )
    except StaleError as problem:
        flash(str(problem), "warning")
        return _page(found, form, code, module_key, status=409)
    flash(
        _(
            "Regraded: %(answers)s answers count that did not, %(people)s people pass by it.",
            answers=len(done.gains),
            people=len(done.passing),
        ),
        "success",
    )
    place = url_for(
        ".show_question", code=code, module_key=module_key, question_key=found.question_key
    )
    return redirect(place, 303)


def _find(code: str, module_key: str, question_key: str, version: int) -> Correcting:
    found = correcting(get_quiz_answers(f"{code}/{module_key}"), question_key, version)
    if found is None:
        raise NotFoundError
    return found


def _page(
    found: Correcting, form: RegradeForm, code: str, module_key: str, status: int = 200
) -> ResponseReturnValue:
    return render(
        "reports/regrade.html",
        status=status,
        found=found,
        effects=found.effects(),
        form=form,
        code=code,
        module_key=module_key,
    )
