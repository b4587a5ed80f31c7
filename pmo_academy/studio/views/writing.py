"""What the page of one question shows: what is typed, what the checks say, how it fares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pmo_academy.exams.rules.questions import AskedQuestion
from pmo_academy.exams.rules.regrading import is_corrected
from pmo_academy.reports.items import ItemRow, question_versions
from pmo_academy.studio.forms.question_boxes import Drawing, boxes_of
from pmo_academy.studio.forms.question_words import place_words
from pmo_academy.studio.queries import ChangeLine
from pmo_academy.studio.queries.banks import (
    Desk,
    count_past_answers,
    find_origin,
    find_quiz_answers,
)
from pmo_academy.studio.rules import bank_edits
from pmo_academy.studio.rules.bank_edits import BankText, Entry
from pmo_academy.studio.rules.course_facts import Quiz, bank_path
from pmo_academy.studio.rules.question_remarks import Checked, Remark, check_question
from pmo_academy.studio.rules.question_typing import Typed, is_same, tidied, value_of
from pmo_academy.studio.rules.row_changes import named
from pmo_academy.studio.views.asking import Tried, as_shown, published_form, try_question

NEW = "new"


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A question that somebody is writing."""

    desk: Desk
    quiz: Quiz
    bank: BankText
    key: str
    typed: Typed
    seen: str
    present: Entry | None = None
    errors: Sequence[Remark] = ()
    focus: str = ""
    answers: Mapping[str, list[str]] = field(default_factory=dict)
    is_judged: bool = False
    conflict: str = ""
    says: str = ""

    @property
    def is_new(self) -> bool:
        """Tell whether it is not in the bank yet."""
        return self.key == NEW

    @property
    def file(self) -> str:
        """The file of the bank."""
        return bank_path(self.desk.draft.key, self.quiz.key)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the question stands to the published one."""

    word: str
    row: ItemRow | None
    past: int
    origin: ChangeLine | None = None


def entry_of(writing: Writing) -> Entry:
    """Return what was typed as an entry of the bank; what did not change is the old entry."""
    typed, present = writing.typed, writing.present
    key = bank_edits.free_key(writing.bank.keys) if writing.is_new else writing.key
    placed = {"key": key, "topic": typed["topic"] or None, "item": typed["item"] or None}
    if present and is_same(typed, present):
        return bank_edits.arranged({**present, **placed})
    return bank_edits.arranged({**value_of(tidied(typed)), **placed})


def page_values(writing: Writing) -> dict[str, Any]:
    """Return everything that the page and its parts need."""
    checked = check_question(entry_of(writing), writing.desk.around)
    asked = _asked(writing, checked)
    drawing = Drawing(
        errors=writing.errors, pictures=writing.desk.facts.pictures, focus=writing.focus
    )
    return {
        "writing": writing,
        "boxes": boxes_of(writing.typed, drawing),
        "checked": checked,
        "remarks": [
            (field_of(one), place_words(writing.typed["type"], one.place), one)
            for one in checked.remarks
        ],
        "tried": _tried(writing, asked),
        "asked": asked,
    }


def field_of(remark: Remark) -> str:
    """Return the id of what a remark is about, as far as the page has it."""
    place = remark.place
    if len(place) == 2 and place[0] == "categories":
        return named((*place, "name"))
    if place and place[-1] in ("options", "steps", "pairs", "gaps", "items", "spots", "parts"):
        return f"{named(place)}-rows-group"
    if len(place) >= 2 and place[-2] == "accepted":
        return named(place[:-1])
    return named(place) or "stem"


def standing_of(writing: Writing, asked: AskedQuestion | None) -> Standing:
    """Compare with the published edition, and tell how the published question fares."""
    if writing.is_new:
        return Standing(word="new", row=None, past=0)
    answers = find_quiz_answers(writing.desk.draft.key, writing.quiz.key)
    rows = question_versions(answers, writing.key) if answers else []
    published = writing.desk.published_bank(writing.quiz.key).find(writing.key)
    if published is None:
        origin = find_origin(writing.desk.draft, writing.file, writing.key)
        return Standing(word="added", row=None, past=0, origin=origin)
    row = rows[0] if rows else None
    if published == entry_of(writing):
        return Standing(word="same", row=row, past=0)
    before = answers.versions[writing.key][-1].asked if answers and rows else None
    is_key = before is not None and asked is not None and is_corrected(before, asked)
    past = count_past_answers(answers, writing.key) if is_key else 0
    return Standing(word="key" if is_key else "changed", row=row, past=past)


def _asked(writing: Writing, checked: Checked) -> AskedQuestion | None:
    if checked.question is None or not checked.is_sound:
        return None
    return published_form(writing.desk, writing.quiz.key, checked.question)


def _tried(writing: Writing, asked: AskedQuestion | None) -> Tried | None:
    if asked is None:
        return None
    shown = as_shown(writing.desk, asked, seed=len(writing.key))
    return try_question(shown, "preview", writing.answers, is_judged=writing.is_judged)
