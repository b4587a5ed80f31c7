"""What the fields of questions are called, by type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l

TYPE_WORDS: Mapping[str, Any] = {
    "single": _l("Single choice"),
    "multiple": _l("Multiple choice"),
    "true-false": _l("True or false"),
    "numeric": _l("Number"),
    "ordering": _l("Ordering"),
    "matching": _l("Matching"),
    "short-text": _l("Short text"),
    "cloze": _l("Text with gaps"),
    "categorise": _l("Categorise"),
    "hot-spot": _l("Point on a picture"),
    "case": _l("Case with parts"),
}

TYPE_HELP: Mapping[str, Any] = {
    "single": _l("One of several options is right."),
    "multiple": _l("At least two options are right, and at least one is wrong."),
    "true-false": _l("A statement that holds or does not."),
    "numeric": _l("A number, right within a tolerance."),
    "ordering": _l("Steps to be put in their order."),
    "matching": _l("Pairs that belong together."),
    "short-text": _l("A word or a few, in one of several forms."),
    "cloze": _l("Gaps to fill by typing or choosing."),
    "categorise": _l("Things to be sorted."),
    "hot-spot": _l("One of several points on a picture is right."),
    "case": _l("A situation with two to five questions about it."),
}


@dataclass(frozen=True, kw_only=True)
class RowWords:
    """How rows are headed: all of them, one of them, and the button for one more."""

    all: Any
    one: Any
    add: Any
    help: Any = ""


ROWS: Mapping[str, RowWords] = {
    "options": RowWords(all=_l("Options"), one=_l("Option"), add=_l("Add an option")),
    "steps": RowWords(
        all=_l("Steps"),
        one=_l("Step"),
        add=_l("Add a step"),
        help=_l("Write them in the right order; learners see them mixed."),
    ),
    "pairs": RowWords(all=_l("Pairs"), one=_l("Pair"), add=_l("Add a pair")),
    "extra": RowWords(
        all=_l("What fits nothing"),
        one=_l("Extra"),
        add=_l("Add something that fits nothing"),
        help=_l("Stands among what can be chosen and belongs to no line."),
    ),
    "near_misses": RowWords(
        all=_l("Typical mistakes"),
        one=_l("Mistake"),
        add=_l("Add a typical mistake"),
        help=_l("Who answers so is told the reason instead of a plain “wrong”."),
    ),
    "gaps": RowWords(
        all=_l("Gaps"),
        one=_l("Gap"),
        add=_l("Show the gaps of the text"),
        help=_l("Mark a gap in the text by a short name in braces, such as {sponsor}."),
    ),
    "categories": RowWords(all=_l("Categories"), one=_l("Category"), add=_l("Add a category")),
    "items": RowWords(all=_l("What is sorted"), one=_l("Thing"), add=_l("Add something to sort")),
    "spots": RowWords(
        all=_l("Points"),
        one=_l("Point"),
        add=_l("Add a point"),
        help=_l("From the left and from the top, in percent of the picture. Exactly one is right."),
    ),
    "parts": RowWords(all=_l("Parts"), one=_l("Part"), add=_l("Add a part")),
}

_MARKDOWN = _l("Markdown: **bold**, *italic*, lists.")
_FIELDS: Mapping[str, tuple[Any, Any]] = {
    "stem": (_l("Question"), _l("The last paragraph asks; what stands before sets the scene.")),
    "text": (_l("Text"), ""),
    "why": (_l("Reason"), ""),
    "right": (_l("This is right"), ""),
    "answer": (_l("Right answer"), ""),
    "why_true": (_l("What is said to those who chose “true”"), ""),
    "why_false": (_l("What is said to those who chose “false”"), ""),
    "tolerance": (_l("Tolerance"), _l("So far above or below still counts as right.")),
    "unit": (_l("Unit"), _l("Such as days or %.")),
    "value": (_l("Wrong number"), ""),
    "left": (_l("Left"), ""),
    "right-text": (_l("Belongs to it"), ""),
    "accepted": (
        _l("Accepted words"),
        _l("One form on each line. Capitals and hyphens do not matter."),
    ),
    "key": (_l("Name"), ""),
    "name": (_l("Name"), ""),
    "category": (_l("Belongs to"), ""),
    "picture": (_l("Picture"), _l("From the media of this course.")),
    "alt": (_l("What the picture shows, for those who do not see it"), ""),
    "x": (_l("From the left, in percent"), ""),
    "y": (_l("From the top, in percent"), ""),
    "topic": (_l("Topic"), ""),
    "item": (_l("Item of the maturity model"), ""),
    "explanation": (_l("Explanation"), _l("Shown to everybody after answering.")),
}
_SPECIAL: Mapping[tuple[str, str], tuple[Any, Any]] = {
    ("true-false", "stem"): (_l("Statement"), ""),
    ("case", "stem"): (_l("Situation"), _MARKDOWN),
    ("cloze", "stem"): (_l("Task"), ""),
    ("cloze", "text"): (
        _l("Text with gaps"),
        _l("Mark a gap by a short name in braces: The {sponsor} decides."),
    ),
}


def field_words(
    question_type: str, name: str, *, is_text: bool = True, is_inner: bool = False
) -> tuple[str, str]:
    """Return the label of a field, and help if it needs any; an inner one stands in a row."""
    if name == "right" and is_text:
        name = "right-text"
    special = None if is_inner else _SPECIAL.get((question_type, name))
    label, help_text = special or _FIELDS[name]
    return str(label), str(help_text)


def row_words(name: str, number: int, key: str = "") -> str:
    """Return how one row is headed: Option 2, or Gap {sponsor}."""
    one = str(ROWS[name].one)
    return f"{one} {{{key}}}" if key else _("%(thing)s %(number)s", thing=one, number=number)


def place_words(question_type: str, place: Sequence[str | int]) -> str:
    """Say where in a question something stands: Option 2: Reason."""
    words = []
    for at, step in enumerate(place):
        after = place[at + 1] if at + 1 < len(place) else None
        if isinstance(step, int):
            continue
        if step in ROWS:
            words.append(row_words(step, after + 1) if isinstance(after, int) else ROWS[step].all)
        elif step in _FIELDS:
            is_text = not (place[0] in ("options", "spots") and step == "right")
            is_inner = at > 0
            words.append(field_words(question_type, step, is_text=is_text, is_inner=is_inner)[0])
    return ": ".join(str(one) for one in words) or _("Question")
