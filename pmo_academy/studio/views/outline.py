"""The outline of a course: modules and lessons in order, added, moved, removed, with undo."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import queries
from pmo_academy.studio.forms.courses import PartForm
from pmo_academy.studio.models import WorkingDraft
from pmo_academy.studio.outline_page import outline_page
from pmo_academy.studio.service import courses, drafts
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import course_draft, locked_course_draft, render_course

HERE = "studio.show_outline"


@bp.get("/courses/<code>")
@requires(Permission.AUTHOR_COURSES)
def show_outline(code: str) -> ResponseReturnValue:
    """Show the outline with what is wrong where."""
    return _page(code)


@bp.post("/courses/<code>/modules")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def add_module(code: str) -> ResponseReturnValue:
    """Add a module at the end."""
    form = PartForm(request.form)
    if not form.validate():
        return _page(code, form=form, adding="", status=422)
    with transaction():
        key = courses.add_module(
            locked_course_draft(code), str(form.title.data), by=current_person().id
        )
    return redirect(url_for(".show_outline", code=code, _anchor=f"module-{key}"), 303)


@bp.post("/courses/<code>/modules/<module_key>/lessons")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def add_lesson(code: str, module_key: str) -> ResponseReturnValue:
    """Add a lesson at the end of a module and lead to it."""
    form = PartForm(request.form)
    if not form.validate():
        return _page(code, form=form, adding=module_key, status=422)
    with transaction():
        draft = locked_course_draft(code)
        key = courses.add_lesson(draft, module_key, str(form.title.data), by=current_person().id)
    return redirect(url_for(".edit_text", code=code, text_kind="lessons", text_key=key), 303)


@bp.post("/courses/<code>/moves")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def move_part(code: str) -> ResponseReturnValue:
    """Move a lesson or a module: `to` names the place, "module-key:2" or "2", counted from 0."""
    kind, key = request.form.get("kind", ""), request.form.get("key", "")
    module_key, _colon, place = request.form.get("to", "").rpartition(":")
    if not place.isdecimal() or kind not in ("lesson", "module"):
        raise NotFoundError
    with transaction():
        draft = locked_course_draft(code)
        if kind == "lesson":
            courses.move_lesson(draft, key, module_key, int(place), by=current_person().id)
        else:
            courses.move_module(draft, key, int(place), by=current_person().id)
    flash(_place_in_words(draft, kind, key), "success")
    return redirect(url_for(".show_outline", code=code, _anchor=f"{kind}-{key}"), 303)


@bp.post("/courses/<code>/removals")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def remove_part(code: str) -> ResponseReturnValue:
    """Remove a lesson, or a module with its lessons; the page offers to undo it."""
    kind, key = request.form.get("kind", ""), request.form.get("key", "")
    if kind not in ("lesson", "module"):
        raise NotFoundError
    remove = courses.remove_lesson if kind == "lesson" else courses.remove_module
    with transaction():
        remove(locked_course_draft(code), key, by=current_person().id)
    flash(_("Removed. You can undo it below."), "success")
    return redirect(url_for(".show_outline", code=code), 303)


@bp.post("/courses/<code>/undo")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def undo_change(code: str) -> ResponseReturnValue:
    """Take back one change."""
    number = request.form.get("number", 0, type=int)
    try:
        with transaction():
            draft = locked_course_draft(code)
            drafts.undo(draft, number, by=current_person().id)
        flash(_("Undone."), "success")
    except ConflictError as problem:
        flash(str(problem), "error")
    return redirect(url_for(".show_outline", code=code), 303)


@bp.get("/courses/<code>/discarding")
@requires(Permission.AUTHOR_COURSES)
def show_discarding(code: str) -> ResponseReturnValue:
    """Ask whether the draft is to be thrown away."""
    draft = course_draft(code)
    return render("studio/discard.html", draft=draft, changes=queries.list_changes(draft, most=10))


@bp.post("/courses/<code>/discarding")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def discard_draft(code: str) -> ResponseReturnValue:
    """Throw the draft away; what is published stays."""
    with transaction():
        drafts.discard(locked_course_draft(code), by=current_person().id)
    flash(_("The draft of %(code)s is thrown away.", code=code), "success")
    return redirect(url_for(".show_home"), 303)


def _page(
    code: str, *, form: PartForm | None = None, adding: str | None = None, status: int = 200
) -> ResponseReturnValue:
    draft = course_draft(code)
    page = outline_page(draft)
    return render_course(
        "studio/outline.html",
        draft,
        current=HERE,
        heading=page.title,
        status=status,
        page=page,
        form=form,
        adding=adding,
        last=next(iter(queries.list_changes(draft, most=1)), None),
    )


def _place_in_words(draft: WorkingDraft, kind: str, key: str) -> str:
    course = courses.read_course(draft)
    for at, module in enumerate(course["modules"], start=1):
        if kind == "module" and module["key"] == key:
            return _("“%(title)s” is module %(number)s now.", title=module["title"], number=at)
        if key in module["lessons"]:
            return _(
                "The lesson is number %(number)s of “%(title)s” now.",
                number=module["lessons"].index(key) + 1,
                title=module["title"],
            )
    raise NotFoundError
