"""Notes on paragraphs and bookmarks: in the lesson, and all of them on one page."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries, service
from pmo_academy.learning.models import KeptKind, Lesson
from pmo_academy.learning.queries import KeptPlace, TakenCourse
from pmo_academy.learning.rules.paragraphs import paragraphs
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.learning.views.lessons import get_own_lesson, lesson_page
from pmo_academy.people.sign_in import current_person


@bp.post("/learn/<code>/<lesson_key>/notes")
@requires(Permission.LEARN)
@submits_once
def write_note(code: str, lesson_key: str) -> ResponseReturnValue:
    """Keep a note on the chosen paragraph."""
    course, lesson, enrolment = get_own_lesson(code, lesson_key)
    parts = paragraphs(lesson.html)
    number = request.form.get("paragraph", 0, type=int)
    chosen = next((one for one in parts if one.number == number), parts[0])
    text, problem = _typed()
    if problem:
        return lesson_page(course, lesson, enrolment, note_error=problem, note_on=chosen.number)
    with transaction():
        note = service.write_note(
            current_person(), course.edition.code, lesson, at=chosen, text=text
        )
    flash(_("Kept. Only you can see it."), "success")
    return redirect(_place(course, lesson, anchor=f"note-{note.id}"), 303)


@bp.post("/learn/<code>/<lesson_key>/bookmark")
@requires(Permission.LEARN)
@repeats_safely
def set_bookmark(code: str, lesson_key: str) -> ResponseReturnValue:
    """Set or take away the bookmark of a lesson."""
    course, lesson, _enrolment = get_own_lesson(code, lesson_key)
    is_on = request.form.get("on") == "1"
    with transaction():
        service.bookmark(current_person(), course.edition.code, lesson.key, is_on=is_on)
    return redirect(_place(course, lesson, anchor="kept"), 303)


@bp.get("/me/notes")
@requires(Permission.LEARN)
def list_notes() -> ResponseReturnValue:
    """Show everything that the reader keeps, of all courses or of one."""
    return _page()


@bp.get("/me/notes/notes.md")
@requires(Permission.LEARN)
def download_notes() -> ResponseReturnValue:
    """Give everything that the reader keeps as one text."""
    text = "\n".join(_lines(queries.list_kept(current_person().id)))
    headers = {"Content-Disposition": "attachment; filename=notes.md"}
    return Response(text + "\n", mimetype="text/markdown", headers=headers)


@bp.post("/me/notes/<uuid:note_id>/text")
@requires(Permission.LEARN)
@submits_once
def change_note(note_id: UUID) -> ResponseReturnValue:
    """Give a note other words."""
    note = queries.get_note(note_id, for_person_id=current_person().id)
    text, problem = _typed()
    if problem:
        return _page(changing=note_id, error=problem)
    with transaction():
        service.change_note(note, text)
    return redirect(url_for(".list_notes", _anchor=f"note-{note.id}"), 303)


@bp.post("/me/notes/<uuid:note_id>/deletion")
@requires(Permission.LEARN)
@submits_once
def delete_note(note_id: UUID) -> ResponseReturnValue:
    """Delete a note; the next page offers to put it back."""
    note = queries.get_note(note_id, for_person_id=current_person().id)
    with transaction():
        service.delete_note(note)
    return redirect(url_for(".list_notes", deleted=note.id), 303)


@bp.post("/me/notes/<uuid:note_id>/restoration")
@requires(Permission.LEARN)
@submits_once
def restore_note(note_id: UUID) -> ResponseReturnValue:
    """Undo a deletion."""
    note = queries.get_note(note_id, for_person_id=current_person().id, is_deleted=True)
    with transaction():
        service.put_note_back(note)
    return redirect(url_for(".list_notes", _anchor=f"note-{note.id}"), 303)


def _place(course: TakenCourse, lesson: Lesson, *, anchor: str) -> str:
    code = course.edition.code
    return url_for(".show_lesson", code=code, lesson_key=lesson.key, _anchor=anchor)


def _typed() -> tuple[str, str]:
    """Return the words that were typed, and what is wrong with them."""
    text = request.form.get("text", "").replace("\r\n", "\n").strip()
    if not text:
        return "", str(_("Write a word or two first."))
    if len(text) > service.MOST_LETTERS:
        return text, str(_("A note has at most 4,000 characters."))
    return text, ""


def _page(*, changing: UUID | None = None, error: str = "") -> ResponseReturnValue:
    code = request.args.get("course", "").upper()
    everything = queries.list_kept(current_person().id)
    courses = {one.kept.course_code: one.course_title for one in everything}
    chosen = code if code in courses else ""
    return render(
        "learning/notes.html",
        status=422 if error else 200,
        kept=[one for one in everything if chosen in ("", one.kept.course_code)],
        courses=courses,
        chosen=chosen,
        deleted=request.args.get("deleted", type=UUID),
        changing=changing,
        typed=request.form.get("text", ""),
        error=error,
    )


def _lines(kept: Sequence[KeptPlace]) -> Iterator[str]:
    lesson = ""
    for one in kept:
        title = f"{one.course_title}: {one.lesson_title}"
        if title != lesson:
            yield f"\n## {title}\n" if lesson else f"## {title}\n"
            lesson = title
        if one.kept.kind is KeptKind.BOOKMARK:
            yield f"* {_('Bookmark')}\n"
        else:
            yield f"> {one.kept.excerpt}\n\n{one.kept.text}\n"
