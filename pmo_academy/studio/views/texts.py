"""The editor of a text: write on the left, see it as a learner on the right."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import only_reads, repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import queries
from pmo_academy.studio.forms.texts import FORMS, TextForm
from pmo_academy.studio.models import WorkingDraft
from pmo_academy.studio.service import lesson_checks, texts
from pmo_academy.studio.service.drafts import OverwritingError, seen_mark
from pmo_academy.studio.service.texts import TextFile
from pmo_academy.studio.snippets import SNIPPETS
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import course_draft, locked_course_draft, render_course


@bp.get("/courses/<code>/texts/<text_kind>/<text_key>")
@requires(Permission.AUTHOR_COURSES)
def edit_text(code: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """Show a text to write on."""
    draft = course_draft(code)
    text = texts.read_text(draft, text_kind, text_key)
    form = FORMS[text_kind]()
    form.filled_from(text.fields, text.body)
    return _page(draft, text, form)


@bp.post("/courses/<code>/texts/<text_kind>/<text_key>")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def save_text(code: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """Save the text; where somebody else saved meanwhile, show both."""
    form = _sent_form(text_kind)
    try:
        with transaction():
            draft = locked_course_draft(code)
            text = texts.read_text(draft, text_kind, text_key)
            if not form.validate():
                return _page(draft, text, form, status=422)
            _save(draft, text, form)
    except OverwritingError as problem:
        return _both(code, text_kind, text_key, form, problem)
    flash(_("Saved."), "success")
    return redirect(url_for(".edit_text", code=code, text_kind=text_kind, text_key=text_key), 303)


@bp.post("/courses/<code>/texts/<text_kind>/<text_key>/autosave")
@requires(Permission.AUTHOR_COURSES)
@repeats_safely
def autosave_text(code: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """Save what was written so far; answers in words for the page's save state."""
    form = _sent_form(text_kind)
    try:
        with transaction():
            draft = locked_course_draft(code)
            text = texts.read_text(draft, text_kind, text_key)
            if not form.validate():
                messages = [str(one) for errors in form.errors.values() for one in errors]
                return {"message": _("Not saved: %(why)s", why=messages[0])}, 422
            body = _save(draft, text, form)
    except OverwritingError:
        words = _("Somebody else saved this meanwhile. Press “Save” to see both texts.")
        return {"message": words}, 409
    now = clock.now()
    return {
        "saved_at": now.isoformat(),
        "message": _("Saved %(time)s", time=f"{now:%H:%M}"),
        "seen": seen_mark(body),
    }


@bp.post("/courses/<code>/texts/<text_kind>/<text_key>/preview")
@requires(Permission.AUTHOR_COURSES)
@only_reads
def preview_text(code: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """Show the text as a learner sees it, with what the checks say; nothing is stored."""
    draft = course_draft(code)
    text = texts.read_text(draft, text_kind, text_key)
    form = _sent_form(text_kind)
    if not form.validate():
        form.title.data = form.title.data or text.key
    body = texts.with_changes(text, form.values(), form.body.data or "")
    seen = texts.see(draft, text.path, body)
    return render("studio/_seen.html", seen=seen, title=form.title.data)


@bp.post("/courses/<code>/texts/lessons/<lesson_key>/check")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def set_lesson_check(code: str, lesson_key: str) -> ResponseReturnValue:
    """Close a lesson with a question of its module's bank, or with none."""
    with transaction():
        draft = locked_course_draft(code)
        text = texts.read_text(draft, texts.LESSONS, lesson_key)
        chosen = request.form.get("question", "")
        lesson_checks.set_check(draft, text, chosen, by=current_person().id)
    flash(_("Saved."), "success")
    address = url_for(".edit_text", code=code, text_kind=texts.LESSONS, text_key=lesson_key)
    return redirect(f"{address}#check", 303)


def _sent_form(kind: str) -> TextForm:
    if kind not in FORMS:
        raise NotFoundError
    return FORMS[kind](request.form)


def _save(draft: WorkingDraft, text: TextFile, form: TextForm) -> bytes:
    body = texts.with_changes(text, form.values(), form.body.data or "")
    seen = request.form.get("seen", "")
    texts.save_text(draft, text, body, seen=seen, by=current_person().id)
    return body


def _page(
    draft: WorkingDraft, text: TextFile, form: TextForm, *, status: int = 200
) -> ResponseReturnValue:
    body = texts.with_changes(text, form.values(), form.body.data or "")
    files = queries.files_of(draft)
    is_lesson = text.kind == texts.LESSONS
    return render_course(
        "studio/text.html",
        draft,
        current="studio.show_outline",
        part=True,
        heading=str(form.title.data or text.key),
        status=status,
        text=text,
        form=form,
        seen=texts.see(draft, text.path, body, files=files),
        title=form.title.data,
        snippets=SNIPPETS,
        choices=lesson_checks.list_choices(draft, text.key, files) if is_lesson else [],
        changes=queries.list_changes(draft, path=text.path, most=8),
        mark=request.form.get("seen") or text.mark,
    )


def _both(
    code: str, text_kind: str, text_key: str, form: TextForm, problem: OverwritingError
) -> ResponseReturnValue:
    """Show what stands there now beside what was written; saving again takes the place of it."""
    draft = course_draft(code)
    text = texts.read_text(draft, text_kind, text_key)
    changes = queries.list_changes(draft, path=text.path, most=1)
    return render_course(
        "studio/text_both.html",
        draft,
        current="studio.show_outline",
        part=True,
        heading=_("Two people wrote this"),
        status=409,
        text=text,
        form=form,
        change=changes[0] if changes else None,
        mark=seen_mark(problem.present),
    )
