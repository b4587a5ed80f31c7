"""What a course is about, and what its modules are called and ask."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio.forms.courses import AboutForm, ModuleForm
from pmo_academy.studio.rules import outline
from pmo_academy.studio.service import courses
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import course_draft, locked_course_draft, render_course


@bp.get("/courses/<code>/about")
@requires(Permission.AUTHOR_COURSES)
def show_about(code: str) -> ResponseReturnValue:
    """Show what the course is about, to change it."""
    form = AboutForm()
    form.offer()
    form.filled_from(courses.read_course(course_draft(code)))
    return _about_page(code, form)


@bp.post("/courses/<code>/about")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def describe_course(code: str) -> ResponseReturnValue:
    """Store what the course is about."""
    form = AboutForm(request.form)
    form.offer()
    if not form.validate():
        return _about_page(code, form, status=422)
    with transaction():
        draft = locked_course_draft(code)
        courses.refuse_stale(draft, request.form.get("seen", ""))
        before = courses.read_course(draft)
        courses.describe(draft, form.values(before), by=current_person().id)
    flash(_("Saved."), "success")
    return redirect(url_for(".show_about", code=code), 303)


@bp.get("/courses/<code>/modules/<module_key>")
@requires(Permission.AUTHOR_COURSES)
def edit_module(code: str, module_key: str) -> ResponseReturnValue:
    """Show what a module is called and how its quiz draws, to change it."""
    form = ModuleForm()
    form.offer()
    form.filled_from(_module(courses.read_course(course_draft(code)), module_key))
    return _module_page(code, module_key, form)


@bp.post("/courses/<code>/modules/<module_key>")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def change_module(code: str, module_key: str) -> ResponseReturnValue:
    """Store what a module is called and how its quiz draws."""
    form = ModuleForm(request.form)
    form.offer()
    if not form.validate():
        return _module_page(code, module_key, form, status=422)
    with transaction():
        draft = locked_course_draft(code)
        courses.refuse_stale(draft, request.form.get("seen", ""))
        courses.change_module(
            draft,
            module_key,
            form.values(),
            practice="practice" in (form.extras.data or ()),
            by=current_person().id,
        )
    flash(_("Saved."), "success")
    return redirect(url_for(".show_outline", code=code, _anchor=f"module-{module_key}"), 303)


def _about_page(code: str, form: AboutForm, *, status: int = 200) -> ResponseReturnValue:
    draft = course_draft(code)
    return render_course(
        "studio/about.html",
        draft,
        current="studio.show_about",
        heading=_("What the course is about"),
        status=status,
        form=form,
        mark=request.form.get("seen") or courses.course_mark(draft),
    )


def _module_page(
    code: str, module_key: str, form: ModuleForm, *, status: int = 200
) -> ResponseReturnValue:
    draft = course_draft(code)
    module = _module(courses.read_course(draft), module_key)
    return render_course(
        "studio/module.html",
        draft,
        current="studio.show_outline",
        part=True,
        heading=_("Module: %(title)s", title=module["title"]),
        status=status,
        form=form,
        module_key=module_key,
        mark=request.form.get("seen") or courses.course_mark(draft),
    )


def _module(course: outline.Course, key: str) -> dict[str, Any]:
    for module in course.get("modules") or ():
        if module["key"] == key:
            return dict(module)
    raise NotFoundError
