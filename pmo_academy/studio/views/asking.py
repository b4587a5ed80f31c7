"""Questions of a draft put to their author as learners will see them; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from flask import url_for

from pmo_academy.authoring.media import medium_of
from pmo_academy.authoring.question_documents import question_document
from pmo_academy.authoring.rules.captions import CaptionError
from pmo_academy.authoring.rules.question_shapes import BankQuestion, HotSpot
from pmo_academy.core.office_checks import FileError
from pmo_academy.exams import service as exams
from pmo_academy.exams.rules.questions import AskedQuestion
from pmo_academy.exams.rules.reviewing import ReviewedQuestion
from pmo_academy.exams.rules.showing import ShownQuestion
from pmo_academy.studio.queries.banks import Desk
from pmo_academy.studio.rules.course_facts import bank_path

Fields = Mapping[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A question as a learner sees it, and after an answer with key and reasons."""

    shown: ShownQuestion
    reviewed: ReviewedQuestion | None = None
    error: str = ""


def published_form(desk: Desk, bank_key: str, question: BankQuestion) -> AskedQuestion | None:
    """Return a sound question as publishing would store it; None when its picture is no picture."""
    media = {}
    if isinstance(question, HotSpot):
        name = PurePosixPath(question.picture).name
        body = desk.files.get(f"courses/{desk.draft.key}/media/{name}", b"")
        try:
            media[name] = medium_of(name, body)
        except (FileError, CaptionError):
            return None
    file = bank_path(desk.draft.key, bank_key)
    document = question_document(question, file=file, media=media)
    return exams.ask(question.type, document, seed=0)


def as_shown(desk: Desk, asked: AskedQuestion, *, seed: int) -> AskedQuestion:
    """Return a question in the order of a seed, its picture taken from the draft."""
    document: dict[str, Any] = dict(asked.document)
    if document.get("picture"):
        name = PurePosixPath(document["picture"]["address"].partition("?")[0]).name
        address = url_for("studio.show_draft_medium", code=desk.draft.key, medium_name=name)
        document["picture"] = document["picture"] | {"address": address}
    shuffled = exams.ask(asked.type, document, seed=seed)
    return replace(asked, document=document, option_order=shuffled.option_order)


def try_question(asked: AskedQuestion, name: str, fields: Fields, *, is_judged: bool) -> Tried:
    """Show a question with what was answered so far, or judge the answer."""
    shown = exams.show(asked, name, fields)
    if not is_judged:
        return Tried(shown=shown)
    try:
        return Tried(shown=shown, reviewed=exams.judge(asked, name, fields))
    except exams.UnreadableAnswerError as problem:
        return Tried(shown=shown, error=str(problem))
