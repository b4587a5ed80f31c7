"""One question: written in words, tried as a learner, saved into the draft."""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.rules.yaml_writing import written
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError, OutOfDateFormError
from pmo_academy.core.guards import only_reads, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.reports.items import VERDICTS, estimate_words
from pmo_academy.studio.forms.question_input import read_answers, read_typed
from pmo_academy.studio.forms.question_words import TYPE_HELP, TYPE_WORDS
from pmo_academy.studio.queries.banks import get_desk
from pmo_academy.studio.rules.bank_edits import Entry
from pmo_academy.studio.rules.question_fields import SIBLINGS, TYPES
from pmo_academy.studio.rules.question_remarks import check_question
from pmo_academy.studio.rules.question_typing import blank, tidied, typed_of
from pmo_academy.studio.rules.row_changes import UnknownRowError, change_rows, named
from pmo_academy.studio.service import banks
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import locked_course_draft, render_course
from pmo_academy.studio.views.writing import NEW, Writing, entry_of, page_values, standing_of

_ADDRESS = "/courses/<code>/questions/<module_key>/<question_key>"


@bp.get(_ADDRESS)
@requires(Permission.AUTHOR_COURSES)
def edit_question(code: str, module_key: str, question_key: str) -> ResponseReturnValue:
    """Show a question to be written, with preview, checks and how it fares."""
    return _page(_opened(code, module_key, question_key))


@bp.post(_ADDRESS)
@requires(Permission.AUTHOR_COURSES)
@submits_once
def save_question(code: str, module_key: str, question_key: str) -> ResponseReturnValue:
    """Keep the question in the draft; what cannot be kept is shown again with its reasons."""
    writing = _posted(code, module_key, question_key)
    entry = entry_of(writing)
    checked = check_question(entry, writing.desk.around)
    writing = replace(writing, typed=writing.typed | tidied(writing.typed))
    if checked.question is None:
        return _page(replace(writing, errors=checked.remarks), status=422)
    try:
        with transaction():
            key = _store(writing, entry)
    except banks.ChangedQuestionError as conflict:
        theirs = written(conflict.present) if conflict.present else ""
        mark = banks.question_mark(conflict.present)
        return _page(replace(writing, conflict=theirs or "–", seen=mark), status=409)
    if checked.faults:
        flash(_("Saved. Before it can be published, see what the checks say."), "warning")
    else:
        flash(_("Saved."), "success")
    return redirect(
        url_for(".edit_question", code=code, module_key=module_key, question_key=key), 303
    )


@bp.post(f"{_ADDRESS}/rows")
@requires(Permission.AUTHOR_COURSES)
@only_reads
def change_question_rows(code: str, module_key: str, question_key: str) -> ResponseReturnValue:
    """Show what is typed with one row more, less or elsewhere; nothing is stored."""
    writing = _posted(code, module_key, question_key)
    typed, wish = writing.typed, request.form.get("change", "")
    part_type = request.form.get("parts-new", "single")
    try:
        changed = change_rows(typed, wish, part_type=part_type)
    except UnknownRowError:
        raise OutOfDateFormError(_("This page is out of date. Open it again.")) from None
    says = _("The rows are changed. Nothing is saved yet.")
    return _page(replace(writing, typed=changed.typed, focus=named(changed.place), says=says))


@bp.post(f"{_ADDRESS}/preview")
@requires(Permission.AUTHOR_COURSES)
@only_reads
def preview_question(code: str, module_key: str, question_key: str) -> ResponseReturnValue:
    """Show what is typed as a learner sees it, or judge the answer tried; nothing is stored."""
    writing = _posted(code, module_key, question_key)
    if writing.typed["type"] == "cloze":
        writing = replace(writing, typed=writing.typed | tidied(writing.typed))
    writing = replace(writing, is_judged="preview-answer" in request.form)
    return _page(writing, fragment="studio/_question_side.html")


def _store(writing: Writing, entry: Entry) -> str:
    draft = locked_course_draft(writing.desk.draft.key)
    by, bank_key = current_person().id, writing.quiz.key
    if writing.is_new:
        return banks.add_question(draft, bank_key, entry, by=by)
    banks.save_question(draft, bank_key, entry, seen=writing.seen, by=by)
    return writing.key


def _opened(code: str, module_key: str, question_key: str) -> Writing:
    desk = get_desk(code)
    quiz, bank = desk.quiz(module_key), desk.bank(module_key)
    present = bank.find(question_key)
    if present is None and question_key != NEW:
        raise NotFoundError
    if present is None:
        wanted = request.args.get("type", "single")
        topic = request.args.get("topic") or next(iter(desk.facts.topics), "")
        typed = blank(wanted if wanted in TYPES else "single") | {"topic": topic, "item": ""}
    else:
        placed = {"topic": present.get("topic") or "", "item": present.get("item") or ""}
        typed = typed_of(present) | placed
    return Writing(
        desk=desk, quiz=quiz, bank=bank, key=question_key, typed=typed, present=present,
        seen=banks.question_mark(present),
    )  # fmt: skip


def _posted(code: str, module_key: str, question_key: str) -> Writing:
    desk = get_desk(code)
    quiz, bank = desk.quiz(module_key), desk.bank(module_key)
    present = bank.find(question_key)
    return Writing(
        desk=desk,
        quiz=quiz,
        bank=bank,
        key=question_key,
        typed=read_typed(request.form),
        present=present,
        seen=request.form.get("seen", ""),
        answers=read_answers(request.form),
    )


def _page(
    writing: Writing, *, status: int = 200, fragment: str = "studio/_question_form.html"
) -> ResponseReturnValue:
    values = page_values(writing)
    values["standing"] = standing_of(writing, values["asked"])
    values |= {
        "type_words": TYPE_WORDS,
        "type_help": TYPE_HELP,
        "sibling": SIBLINGS.get(writing.typed["type"], ""),
        "verdict_words": VERDICTS,
        "estimate_words": estimate_words,
    }
    if "HX-Request" in request.headers and fragment:
        return render(fragment, draft=writing.desk.draft, status=status, **values)
    return render_course(
        "studio/question.html",
        writing.desk.draft,
        current="studio.list_banks",
        heading=_("New question") if writing.is_new else _("Question %(key)s", key=writing.key),
        status=status,
        **values,
    )
