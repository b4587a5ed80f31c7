"""What differs between two banks, or two questions: keys first, then what came and went, words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pmo_academy.authoring.rules import question_shapes as questions
from pmo_academy.authoring.rules.question_checks import BankSource
from pmo_academy.studio.rules.changes import Change, ChangeKind
from pmo_academy.studio.rules.question_keys import is_new_key, key_lines
from pmo_academy.studio.rules.words import paired, word_difference

# A part of a question: what it is, its words, and what is said about it.
Part = tuple[str, str, str]


def bank_changes(before: BankSource | None, after: BankSource | None) -> Iterator[Change]:
    """Give what differs between the questions of two banks; either may be missing."""
    olds = _by_key(before)
    news = _by_key(after)
    for key, (at, question) in news.items():
        place = _place(after, at, question)
        if key not in olds:
            yield Change(kind=ChangeKind.QUESTION_ADDED, **place, after=key_lines(question))
        else:
            yield from _changes(olds[key][1], question, place)
    for key, (_at, question) in olds.items():
        if key not in news:
            place = {**_place(before, 0, question), "line": 1}
            yield Change(kind=ChangeKind.QUESTION_REMOVED, **place, before=key_lines(question))


def check_changes(before: Any, after: Any, place: Mapping[str, Any]) -> Iterator[Change]:
    """Give what differs between the checks of a lesson; either may be missing."""
    if before is not None and after is not None:
        if is_new_key(before, after):
            yield _key_change(ChangeKind.CHECK_KEY, before, after, place)
        yield from text_changes(before, after, place)
    elif before is not None:
        yield _words("check", before.stem, "", place)
    elif after is not None:
        yield _words("check", "", after.stem, place)


def text_changes(before: Any, after: Any, place: Mapping[str, Any]) -> Iterator[Change]:
    """Give the words of a question that changed, part by part."""
    named_before, named_after = dict(_named(before)), dict(_named(after))
    for name in {**named_before, **named_after}:
        old, new = named_before.get(name, ""), named_after.get(name, "")
        if old != new:
            yield _words(name, old, new, place)
    olds, news = _parts(before), _parts(after)
    for name in dict.fromkeys(part[0] for part in (*olds, *news)):
        yield from _part_changes(
            name,
            {text: why for kind, text, why in olds if kind == name},
            {text: why for kind, text, why in news if kind == name},
            place,
        )


def _changes(before: Any, after: Any, place: Mapping[str, Any]) -> Iterator[Change]:
    if is_new_key(before, after):
        yield _key_change(ChangeKind.KEY, before, after, place)
    if before.topic != after.topic:
        yield Change(
            kind=ChangeKind.QUESTION_TOPIC, **place, before=(before.topic,), after=(after.topic,)
        )
    if before.item != after.item:
        yield Change(
            kind=ChangeKind.SETTING,
            **place,
            part="item",
            before=(before.item or "",),
            after=(after.item or "",),
        )
    yield from text_changes(before, after, place)


def _key_change(kind: ChangeKind, before: Any, after: Any, place: Mapping[str, Any]) -> Change:
    return Change(kind=kind, **place, before=key_lines(before), after=key_lines(after))


def _words(part: str, before: str, after: str, place: Mapping[str, Any]) -> Change:
    pieces = word_difference(before, after)
    return Change(kind=ChangeKind.WORDS, **place, part=part, pieces=pieces)


def _part_changes(
    name: str, before: Mapping[str, str], after: Mapping[str, str], place: Mapping[str, Any]
) -> Iterator[Change]:
    for old, new in paired(list(before), list(after)):
        if old != new:
            yield _words(name, old or "", new or "", place)
        why, why_now = before.get(old or "", ""), after.get(new or "", "")
        if why != why_now and old is not None and new is not None:
            yield _words("why", why, why_now, place)


def _by_key(bank: BankSource | None) -> dict[str, tuple[int, Any]]:
    return {one.key: (at, one) for at, one in enumerate(bank.bank.questions)} if bank else {}


def _place(bank: BankSource | None, at: int, question: Any) -> dict[str, Any]:
    assert bank is not None  # noqa: S101 - a question stands in a bank
    line = bank.document.problem(("questions", at), "").line
    return {
        "file": bank.document.file,
        "line": line,
        "key": question.key,
        "title": question.stem,
    }


# Fields that a question has once, by type besides what every question has.
_ONCE: Mapping[str, tuple[str, ...]] = {
    "true-false": ("why_true", "why_false"),
    "numeric": ("unit",),
    "cloze": ("text",),
    "hot-spot": ("picture", "alt"),
}


def _named(question: Any) -> Iterator[tuple[str, str]]:
    for name in ("stem", *_ONCE.get(question.type, ()), "explanation"):
        yield name, getattr(question, name) or ""


def _parts(question: Any) -> list[Part]:
    return list(_PARTS.get(question.type, _no_parts)(question))


def _no_parts(_question: Any) -> Iterator[Part]:
    return iter(())


def _options(question: Any) -> Iterator[Part]:
    return (("option", one.text, one.why) for one in question.options)


def _near_numbers(question: questions.Numeric) -> Iterator[Part]:
    return (("near-miss", f"{one.value:f}", one.why) for one in question.near_misses)


def _steps(question: questions.Ordering) -> Iterator[Part]:
    return (("step", one.text, one.why) for one in question.steps)


def _pairs(question: questions.Matching) -> Iterator[Part]:
    yield from (("pair", f"{one.left} → {one.right}", one.why) for one in question.pairs)
    yield from (("extra", one.right, one.why) for one in question.extra)


def _forms(question: questions.ShortText) -> Iterator[Part]:
    yield from (("accepted", form, "") for form in question.accepted)
    yield from (("near-miss", one.text, one.why) for one in question.near_misses)


def _gaps(question: questions.Cloze) -> Iterator[Part]:
    for gap in question.gaps:
        yield from (("accepted", f"{gap.key}: {form}", "") for form in gap.accepted)
        yield from (("option", f"{gap.key}: {one.text}", one.why) for one in gap.options)
        yield from (("near-miss", f"{gap.key}: {one.text}", one.why) for one in gap.near_misses)
        yield "gap", gap.key, gap.why


def _sorted(question: questions.Categorise) -> Iterator[Part]:
    yield from (("category", name, "") for name in question.categories)
    yield from (("item", one.text, one.why) for one in question.items)


def _spots(question: questions.HotSpot) -> Iterator[Part]:
    return (("spot", one.text, one.why) for one in question.spots)


def _case(question: questions.Case) -> Iterator[Part]:
    for at, part in enumerate(question.parts, start=1):
        yield from (("part", f"{at}. {text}", "") for _name, text in _named(part) if text)
        yield from (("part", f"{at}. {text}", why) for _name, text, why in _parts(part))


_PARTS: Mapping[str, Callable[[Any], Iterator[Part]]] = {
    "single": _options,
    "multiple": _options,
    "numeric": _near_numbers,
    "ordering": _steps,
    "matching": _pairs,
    "short-text": _forms,
    "cloze": _gaps,
    "categorise": _sorted,
    "hot-spot": _spots,
    "case": _case,
}
