"""The work product of a course: what to make, handing in, what became of it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.office_checks import FileError
from pmo_academy.core.permissions import Permission
from pmo_academy.core.uploads import brought_file, given_out, takes_file
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries, service
from pmo_academy.learning.forms import HandInForm, line_names
from pmo_academy.learning.queries import TakenCourse
from pmo_academy.learning.rules.progress import Requirement
from pmo_academy.learning.rules.reviewing import SubmissionState, Way
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.sign_in import current_person

_ENDED = (SubmissionState.RETURNED, SubmissionState.WITHDRAWN)


@bp.get("/learn/<code>/work-product")
@requires(Permission.LEARN)
def show_work_product(code: str) -> ResponseReturnValue:
    """Show what to make, by what it is judged, and what became of what was handed in."""
    course = _course(code)
    if course.enrolment is None:
        return redirect(url_for(".show_course", code=course.edition.code))
    return _page(course, HandInForm(formdata=None, kind="link", way=Way.MENTOR.value))


@bp.post("/learn/<code>/work-product/submissions")
@requires(Permission.LEARN)
@takes_file
@submits_once
def hand_in(code: str) -> ResponseReturnValue:
    """Take a link or a file and ask those who judge it."""
    course = _course(code)
    if course.enrolment is None:
        raise NotFoundError
    form = HandInForm()
    if not _is_in_shape(form):
        return _page(course, form, status=422)
    file = brought_file()
    what = service.HandedIn(
        way=Way(form.way.data),
        link=form.link.data or "",
        file=file if form.kind.data == "file" and not isinstance(file, FileError) else None,
        note=(form.note.data or "").strip(),
    )
    try:
        with transaction():
            service.hand_in(course.enrolment, course.edition.code, what)
    except service.HandInError as problem:
        for name, message in problem.problems.items():
            form[name].errors = [message]
        return _page(course, form, status=422)
    flash(_("Handed in. You will find the answer here and in your agenda."), "success")
    return redirect(url_for(".show_work_product", code=course.edition.code), 303)


@bp.post("/learn/<code>/work-product/withdrawal")
@requires(Permission.LEARN)
@submits_once
def withdraw_work_product(code: str) -> ResponseReturnValue:
    """Take back what nobody has decided about yet."""
    course = _course(code)
    own = queries.list_submissions(current_person().id, course.edition.code)
    if not own:
        raise NotFoundError
    with transaction():
        service.withdraw(own[0].submission)
    flash(_("Taken back. Those who were asked do not see it any more."), "success")
    return redirect(url_for(".show_work_product", code=course.edition.code), 303)


@bp.get("/learn/<code>/work-product/<int:number>/file")
@requires(Permission.LEARN)
def give_own_file(code: str, number: int) -> ResponseReturnValue:
    """Give back a file that the reader handed in."""
    submission = queries.get_submission(current_person().id, code.upper(), number)
    return given_out(queries.file_of(submission))


def _course(code: str) -> TakenCourse:
    course = queries.get_course(code, for_person=current_person())
    if not course.edition.document.get("work_product"):
        raise NotFoundError
    return course


def _is_in_shape(form: HandInForm) -> bool:
    """Check the fields; of the link and the file only the chosen one matters."""
    is_fine = bool(form.validate())
    file = brought_file()
    if form.kind.data == "file" and (file is None or isinstance(file, FileError)):
        form.file.errors = [str(file or _("Choose a file."))]
        return False
    return is_fine


def _page(course: TakenCourse, form: HandInForm, *, status: int = 200) -> ResponseReturnValue:
    own = queries.list_submissions(current_person().id, course.edition.code)
    return render(
        "learning/work_product.html",
        status=status,
        course=course,
        work_product=course.edition.document["work_product"],
        counts=Requirement.WORK_PRODUCT in course.edition.document.get("completes_with", ()),
        own=own,
        may_hand_in=not own or own[0].submission.state in _ENDED,
        form=form,
        line_names=line_names(),
        asks_file_again=status == 422 and brought_file() is not None,
    )
