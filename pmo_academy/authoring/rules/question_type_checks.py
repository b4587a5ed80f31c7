"""What makes a question of one type unanswerable or ambiguous; one function for each type."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pmo_academy.authoring.rules.problems import Path
from pmo_academy.authoring.rules.question_shapes import (
    Case,
    Categorise,
    Cloze,
    Gap,
    HotSpot,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    ShortText,
    Single,
    WrongForm,
)
from pmo_academy.exams.rules.typed_words import folded, is_meant

Finding = tuple[Path, str]

GAP = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
_WORDS = re.compile(r"\w+")


def findings(question: Any) -> Iterator[Finding]:
    """Give what is wrong with a question, each with its place within."""
    check = _CHECKS.get(question.type)
    yield from check(question) if check else ()


def normalised(text: str) -> str:
    """Return the words of a text alone, in lower case."""
    return " ".join(_WORDS.findall(text.casefold()))


def _in_single(question: Single) -> Iterator[Finding]:
    right = sum(option.right for option in question.options)
    if right != 1:
        yield ("options",), f"has {right} right options; single choice has exactly one"
    yield from _doubles([one.text for one in question.options], "options", "text")


def _in_multiple(question: Multiple) -> Iterator[Finding]:
    right = sum(option.right for option in question.options)
    if right < 2 or right == len(question.options):
        wanted = "multiple choice has at least two, and at least one wrong option"
        yield ("options",), f"has {right} right options; {wanted}"
    yield from _doubles([one.text for one in question.options], "options", "text")


def _in_numeric(question: Numeric) -> Iterator[Finding]:
    for at, miss in enumerate(question.near_misses):
        if abs(miss.value - question.answer) <= question.tolerance:
            yield ("near_misses", at, "value"), "counts as right: it lies within the tolerance"
    yield from _doubles([str(one.value) for one in question.near_misses], "near_misses", "value")


def _in_ordering(question: Ordering) -> Iterator[Finding]:
    yield from _doubles([one.text for one in question.steps], "steps", "text")


def _in_matching(question: Matching) -> Iterator[Finding]:
    yield from _doubles([one.left for one in question.pairs], "pairs", "left")
    rights = [normalised(pair.right) for pair in question.pairs]
    yield from _doubles([one.right for one in question.pairs], "pairs", "right")
    for at, extra in enumerate(question.extra):
        if normalised(extra.right) in rights:
            yield ("extra", at, "right"), "stands among the pairs, so it does fit something"


def _doubles(texts: Sequence[str], name: str, field: str) -> Iterator[Finding]:
    counts: Counter[str] = Counter()
    for at, text in enumerate(texts):
        counts[text.casefold()] += 1
        if counts[text.casefold()] == 2:
            yield (name, at, field), f"'{text}' stands here twice"


def _in_short_text(question: ShortText) -> Iterator[Finding]:
    yield from _forms(question.accepted, question.near_misses)


def _in_cloze(question: Cloze) -> Iterator[Finding]:
    marked = GAP.findall(question.text)
    keys = [gap.key for gap in question.gaps]
    for key in marked:
        if key not in keys:
            yield ("text",), f"marks the gap '{key}', which is not among the gaps"
    if len(set(marked)) < len(marked):
        yield ("text",), "marks a gap twice; each has its own key"
    for at, gap in enumerate(question.gaps):
        if gap.key not in marked:
            yield ("gaps", at, "key"), f"is not in the text; write {{{gap.key}}} where it belongs"
        for place, message in _in_gap(gap):
            yield ("gaps", at, *place), message
    yield from _doubles(keys, "gaps", "key")


def _in_gap(gap: Gap) -> Iterator[Finding]:
    if bool(gap.accepted) == bool(gap.options):
        yield ("key",), "needs either 'accepted' words to type or 'options' to choose from"
    if gap.options:
        right = sum(option.right for option in gap.options)
        if right != 1:
            yield ("options",), f"has {right} right options; a gap has exactly one"
        yield from _doubles([one.text for one in gap.options], "options", "text")
    yield from _forms(gap.accepted, gap.near_misses)


def _in_categorise(question: Categorise) -> Iterator[Finding]:
    for at, one in enumerate(question.items):
        if one.category not in question.categories:
            yield ("items", at, "category"), f"there is no category '{one.category}'"
    used = {one.category for one in question.items}
    for at, name in enumerate(question.categories):
        if name not in used:
            yield ("categories", at), "nothing belongs here; two to four categories are all used"
        if name in question.categories[:at]:
            yield ("categories", at), f"'{name}' stands here twice"
    yield from _doubles([one.text for one in question.items], "items", "text")


def _in_hot_spot(question: HotSpot) -> Iterator[Finding]:
    right = sum(spot.right for spot in question.spots)
    if right != 1:
        yield ("spots",), f"has {right} right points; a picture has exactly one"
    yield from _doubles([one.text for one in question.spots], "spots", "text")


def _in_case(question: Case) -> Iterator[Finding]:
    for at, part in enumerate(question.parts):
        for place, message in findings(part):
            yield ("parts", at, *place), message


def _forms(accepted: Sequence[str], near_misses: Sequence[WrongForm]) -> Iterator[Finding]:
    for at, form in enumerate(accepted):
        if not folded(form):
            yield ("accepted", at), "holds no letter or digit, so nobody could type it"
    for at, miss in enumerate(near_misses):
        if is_meant(miss.text, accepted):
            yield ("near_misses", at, "text"), "counts as right: it is one of the accepted forms"
    yield from _doubles([one.text for one in near_misses], "near_misses", "text")


_CHECKS: Mapping[str, Callable[[Any], Iterator[Finding]]] = {
    "single": _in_single,
    "multiple": _in_multiple,
    "numeric": _in_numeric,
    "ordering": _in_ordering,
    "matching": _in_matching,
    "short-text": _in_short_text,
    "cloze": _in_cloze,
    "categorise": _in_categorise,
    "hot-spot": _in_hot_spot,
    "case": _in_case,
}
