"""A row of our table as a question, and which columns there are."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel.speaklater import LazyString

from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext
from pmo_academy.studio.exchange.brought import BroughtQuestion
from pmo_academy.studio.exchange.drafts import Fields, NotTakenError, number, reasoned, short
from pmo_academy.studio.exchange.fitting import brought, refused

NAME, TYPE, QUESTION, ANSWER = "name", "type", "question", "answer"
TOLERANCE, UNIT, EXPLANATION, TAGS = "tolerance", "unit", "explanation", "tags"
OPTION, RIGHT, WHY = "option", "right", "why"
MOST_OPTIONS = 30
# How a cell begins that office software would run as a formula, as in core.csv_files.
FORMULA = r"(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\n])"

# What each column holds, as the template explains it.
COLUMNS: Mapping[str, LazyString] = {
    NAME: lazy_gettext("What you call the question; it becomes its key."),
    TYPE: lazy_gettext("single, multiple, true-false, numeric, short-text, ordering or matching."),
    QUESTION: lazy_gettext("The question or statement, in Markdown; no links, pictures or HTML."),
    ANSWER: lazy_gettext("true or false; the number; or the best form of a short text."),
    TOLERANCE: lazy_gettext("How far a number may be off; empty for not at all."),
    UNIT: lazy_gettext("The unit of a number, such as hours."),
    f"{OPTION} 1": lazy_gettext(
        "An option, a step in its order, the left side of a pair, a typical wrong number"
        " or word; one column for each, as many as you need."
    ),
    f"{RIGHT} 1": lazy_gettext(
        "x if option 1 is right; for matching the right side of the pair"
        " (with an empty option: it fits nothing);"
        " x at a short text if these words are right too."
    ),
    f"{WHY} 1": lazy_gettext(
        "What is said to somebody who chose it. For true-false:"
        " why 1 to those who chose true, why 2 to those who chose false."
    ),
    EXPLANATION: lazy_gettext("What to remember, said to everybody."),
    TAGS: lazy_gettext("Words to find it by, with commas between."),
}

_NUMBERED = re.compile(rf"({OPTION}|{RIGHT}|{WHY}) ?([1-9][0-9]?)")
_YES, _NO = ("x", "true", "yes", "1", "✓", "✔"), ("", "false", "no", "0")
_TRUE, _FALSE = ("true", "t", "yes", "1"), ("false", "f", "no", "0")


@dataclass(frozen=True)
class Choice:
    """What the three columns of one number hold."""

    number: int
    text: str
    right: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """The cells of a row by the names of their columns."""

    place: str
    cells: Mapping[str, str]
    letters: Mapping[str, str]
    has_comma: bool = False

    def get(self, name: str) -> str:
        """Return a cell; empty where there is none, or only blanks."""
        cell = self.cells.get(name, "")
        return cell if cell.strip() else ""

    def wrong(self, name: str, message: str) -> NotTakenError:
        """Say what is wrong with a cell, with its column."""
        letter = self.letters.get(name)
        where = (
            _("column %(letter)s “%(name)s”", letter=letter, name=name)
            if letter
            else _("the column “%(name)s” is missing", name=name)
        )
        return NotTakenError(f"{where}: {message}")

    def choices(self) -> Iterator[Choice]:
        """Give what the numbered columns hold, without those that are empty."""
        for at in range(1, MOST_OPTIONS + 1):
            text, right, why = (self.get(f"{name} {at}") for name in (OPTION, RIGHT, WHY))
            if text or right or why:
                yield Choice(at, text, right, why)

    def number(self, name: str) -> Decimal:
        """Return the number in a cell; a comma is one where columns are parted by semicolons."""
        text = self.get(name).strip()
        if not text:
            raise self.wrong(name, _("is empty; it must hold a number"))
        if self.has_comma and text.count(",") == 1 and "." not in text:
            text = text.replace(",", ".")
        try:
            return number(text)
        except NotTakenError as reason:
            hint = _("; write 1000 or 12.5") if "," in text else ""
            raise self.wrong(name, f"{reason}{hint}") from reason


def column_names(heads: Sequence[str]) -> list[str]:
    """Return the names of columns as we write them; unknown ones stay as they are."""
    return [_column_name(head) for head in heads]


def is_head(names: Sequence[str]) -> bool:
    """Tell whether a row names our columns."""
    return TYPE in names and QUESTION in names


def is_known(name: str) -> bool:
    """Tell whether a column is one of ours."""
    numbered = _NUMBERED.fullmatch(name)
    return name in COLUMNS or bool(numbered and int(numbered[2]) <= MOST_OPTIONS)


def question_of(row: Row) -> BroughtQuestion:
    """Return the question of a row, or why it cannot be taken."""
    name, stem = row.get(NAME).strip(), row.get(QUESTION)
    type_ = re.sub(r"[\s_]+", "-", row.get(TYPE).strip().lower())
    try:
        if type_ not in _READERS:
            known = ", ".join(_READERS)
            raise row.wrong(
                TYPE,
                _("“%(type)s” is none of %(known)s", type=short(row.get(TYPE), 40), known=known),
            )
        if not stem:
            raise row.wrong(QUESTION, _("is empty"))
        fields: Fields = {"type": type_, "stem": stem, **_READERS[type_](row)}
    except NotTakenError as reason:
        return refused(row.place, name or short(stem), str(reason))
    if explanation := row.get(EXPLANATION):
        fields["explanation"] = explanation
    tags = [tag.strip() for tag in row.get(TAGS).split(",") if tag.strip()]
    return brought(row.place, name or short(stem), fields, tags=tags)


def _column_name(head: str) -> str:
    name = " ".join(head.strip().lower().split())
    numbered = _NUMBERED.fullmatch(name)
    if numbered:
        return f"{numbered[1]} {numbered[2]}"
    return QUESTION if name == "stem" else name


def _options(row: Row) -> Fields:
    return {
        "options": [
            {"text": _text(row, one)}
            | ({"right": True} if _is_right(row, one) else {})
            | ({"why": one.why} if one.why else {})
            for one in row.choices()
        ]
    }


def _true_false(row: Row) -> Fields:
    verdict = row.get(ANSWER).strip().lower()
    if verdict not in (*_TRUE, *_FALSE):
        raise row.wrong(
            ANSWER, _("“%(verdict)s” is neither true nor false", verdict=short(verdict, 20))
        )
    whys = {"why_true": row.get(f"{WHY} 1"), "why_false": row.get(f"{WHY} 2")}
    return {"answer": verdict in _TRUE} | {name: why for name, why in whys.items() if why}


def _numeric(row: Row) -> Fields:
    fields: Fields = {"answer": row.number(ANSWER), "tolerance": Decimal(0)}
    if row.get(TOLERANCE):
        fields["tolerance"] = row.number(TOLERANCE)
    if row.get(UNIT):
        fields["unit"] = row.get(UNIT)
    misses = [
        reasoned({"value": row.number(f"{OPTION} {one.number}")}, one.why) for one in row.choices()
    ]
    return fields | ({"near_misses": misses} if misses else {})


def _short_text(row: Row) -> Fields:
    accepted = [row.get(ANSWER)] if row.get(ANSWER) else []
    misses = []
    for one in row.choices():
        if _is_right(row, one):
            accepted.append(_text(row, one))
        else:
            misses.append(reasoned({"text": _text(row, one)}, one.why))
    if not accepted:
        raise row.wrong(ANSWER, _("is empty, and no option is marked as right"))
    return {"accepted": accepted} | ({"near_misses": misses} if misses else {})


def _ordering(row: Row) -> Fields:
    return {"steps": [reasoned({"text": _text(row, one)}, one.why) for one in row.choices()]}


def _matching(row: Row) -> Fields:
    pairs, extra = [], []
    for one in row.choices():
        if not one.right:
            raise row.wrong(f"{RIGHT} {one.number}", _("the right side of the pair is empty"))
        if one.text:
            pairs.append(reasoned({"left": one.text, "right": one.right}, one.why))
        else:
            extra.append(reasoned({"right": one.right}, one.why))
    return {"pairs": pairs} | ({"extra": extra} if extra else {})


def _text(row: Row, one: Choice) -> str:
    if not one.text:
        raise row.wrong(
            f"{OPTION} {one.number}", _("is empty, though the columns beside it are not")
        )
    return one.text


def _is_right(row: Row, one: Choice) -> bool:
    mark = one.right.strip().lower()
    if mark not in (*_YES, *_NO):
        raise row.wrong(
            f"{RIGHT} {one.number}",
            _("“%(right)s” is neither x nor empty", right=short(one.right, 20)),
        )
    return mark in _YES


_READERS: Mapping[str, Callable[[Row], Fields]] = {
    "single": _options,
    "multiple": _options,
    "true-false": _true_false,
    "numeric": _numeric,
    "short-text": _short_text,
    "ordering": _ordering,
    "matching": _matching,
}
