"""Questions out of files of other products: looked at first, then chosen, then added."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.csv_files import csv_file, csv_text
from pmo_academy.core.db import release, transaction
from pmo_academy.core.errors import NotFoundError, OutOfDateFormError
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.uploads import carries_file
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio.exchange.brought import BroughtFile, OfferedFile, UnreadableFileError
from pmo_academy.studio.exchange.formats import FORMATS, read_file
from pmo_academy.studio.exchange.limits import MOST_BYTES
from pmo_academy.studio.exchange.sources import ENCODINGS
from pmo_academy.studio.exchange.table_writer import template_csv, template_xlsx
from pmo_academy.studio.forms.question_words import TYPE_WORDS
from pmo_academy.studio.queries.banks import Desk, get_desk
from pmo_academy.studio.service import bringing_questions as bringing
from pmo_academy.studio.service.bringing_questions import Proposal
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import locked_course_draft, render_course

_ADDRESS = "/courses/<code>/questions/<module_key>/import"
_TEMPLATES = {"csv": template_csv, "xlsx": template_xlsx}
_LONGEST_NAME = 100


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A file with what was said about it, as it came or as the page carries it on."""

    name: str
    body: bytes
    encoding: str
    topic: str

    @property
    def source(self) -> str:
        """The file as a form can hold it."""
        return base64.b64encode(self.body).decode()

    def read(self) -> BroughtFile:
        """Read the file; raises UnreadableFileError."""
        release()
        return read_file(self.name, self.body, encoding=self.encoding or None)


@bp.get(_ADDRESS)
@requires(Permission.AUTHOR_COURSES)
def show_question_import(code: str, module_key: str) -> ResponseReturnValue:
    """Ask for a file with questions."""
    return _form_page(get_desk(code), module_key)


@bp.post(_ADDRESS)
@requires(Permission.AUTHOR_COURSES)
@carries_file
@repeats_safely
def review_question_import(code: str, module_key: str) -> ResponseReturnValue:
    """Say what is in the file, what can be taken and what is lost; nothing is stored."""
    desk = get_desk(code)
    desk.quiz(module_key)
    brought = request.files.get("file")
    if brought is None or not brought.filename:
        return _form_page(desk, module_key, error=_("Choose a file."))
    sent = Sent(
        name=brought.filename[:_LONGEST_NAME],
        body=brought.read(MOST_BYTES + 1),
        encoding=request.form.get("encoding", ""),
        topic=request.form.get("topic", ""),
    )
    try:
        found = sent.read()
    except UnreadableFileError as problem:
        place = _("Line %(line)s, column %(column)s", line=problem.line, column=problem.column)
        return _form_page(desk, module_key, error=f"{place}: {problem}")
    return _review(get_desk(code), module_key, sent, found)


@bp.post(f"{_ADDRESS}/application")
@requires(Permission.AUTHOR_COURSES)
@carries_file
@submits_once
def apply_question_import(code: str, module_key: str) -> ResponseReturnValue:
    """Add the chosen questions of the reviewed file to the draft, all in one change."""
    sent = _carried()
    found = _read_again(sent)
    with transaction():
        draft = locked_course_draft(code)
        desk = get_desk(code)
        desk.quiz(module_key)
        chosen = _chosen(bringing.propose(desk, module_key, found, topic=sent.topic))
        bringing.add_brought(
            desk, draft, module_key, chosen, pictures=found.pictures, by=current_person().id
        )
    if not chosen:
        flash(_("Nothing was chosen, so nothing was added."), "warning")
    else:
        flash(
            ngettext("%(num)s question was added.", "%(num)s questions were added.", len(chosen)),
            "success",
        )
    return redirect(url_for(".show_bank", code=code, module_key=module_key), 303)


@bp.post(f"{_ADDRESS}/refused")
@requires(Permission.AUTHOR_COURSES)
@carries_file
@repeats_safely
def download_refused_questions(code: str, module_key: str) -> ResponseReturnValue:
    """Give the questions that cannot be taken, with place and reason, as a table."""
    get_desk(code).quiz(module_key)
    refused = _read_again(_carried()).refused
    rows = [(one.place, one.name, "; ".join(one.losses)) for one in refused]
    head = (_("Place"), _("Question"), _("Reason"))
    return csv_file(f"refused-{code}-{module_key}", csv_text(head, rows))


@bp.get(f"{_ADDRESS}/templates/<ending>")
@requires(Permission.AUTHOR_COURSES)
def download_question_template(code: str, module_key: str, ending: str) -> ResponseReturnValue:
    """Give a table to be filled in."""
    get_desk(code).quiz(module_key)
    if ending not in _TEMPLATES:
        raise NotFoundError
    return given(_TEMPLATES[ending]())


def given(offered: OfferedFile) -> Response:
    """Return a file to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{offered.name}"'}
    return Response(offered.content, content_type=offered.media_type, headers=headers)


def _form_page(desk: Desk, module_key: str, *, error: str = "") -> ResponseReturnValue:
    quiz = desk.quiz(module_key)
    return render_course(
        "studio/import.html",
        desk.draft,
        current="studio.list_banks",
        heading=_("Bring questions"),
        status=422 if error else 200,
        quiz=quiz,
        topics=desk.facts.topics,
        topic=request.form.get("topic", ""),
        encoding=request.form.get("encoding", ""),
        encodings=ENCODINGS,
        formats=FORMATS,
        most=MOST_BYTES // 1_000_000,
        error=error,
    )


def _review(desk: Desk, module_key: str, sent: Sent, found: BroughtFile) -> ResponseReturnValue:
    proposals = bringing.propose(desk, module_key, found, topic=sent.topic)
    return render_course(
        "studio/import_review.html",
        desk.draft,
        current="studio.list_banks",
        heading=_("Questions of %(name)s", name=sent.name),
        quiz=desk.quiz(module_key),
        sent=sent,
        found=found,
        proposals=proposals,
        topics=desk.facts.topics,
        type_words=TYPE_WORDS,
    )


def _carried() -> Sent:
    """Read the file that the page carries along, byte for byte."""
    try:
        body = base64.b64decode(request.form.get("source", ""), validate=True)
    except (binascii.Error, ValueError):
        raise OutOfDateFormError(_("This page is out of date. Open it again.")) from None
    return Sent(
        name=request.form.get("name", "")[:_LONGEST_NAME],
        body=body,
        encoding=request.form.get("encoding", ""),
        topic=request.form.get("topic", ""),
    )


def _read_again(sent: Sent) -> BroughtFile:
    try:
        return sent.read()
    except UnreadableFileError:
        raise OutOfDateFormError(_("This page is out of date. Open it again.")) from None


def _chosen(proposals: Sequence[Proposal]) -> list[Proposal]:
    places = set(request.form.getlist("chosen"))
    return [one for at, one in enumerate(proposals) if str(at) in places and one.can_be_added]
