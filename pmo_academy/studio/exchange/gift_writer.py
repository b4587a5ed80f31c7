"""Writes questions of a bank as GIFT; what it cannot say is named."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pmo_academy.authoring.rules import question_shapes as shapes
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import OfferedFile
from pmo_academy.studio.exchange.drafts import NotTakenError, short
from pmo_academy.studio.exchange.gift_text import CATEGORY, CONTROLS

Question = Any
Notes = dict[str, None]

_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in CONTROLS} | {"\n": "\\n", "\r": ""})


def gift_of(questions: Iterable[Question], *, name: str = "questions") -> OfferedFile:
    """Return the questions as a file; each that cannot be said is named with the reason."""
    pieces: list[str] = []
    losses: list[str] = []
    topic = None
    for question in questions:
        notes: Notes = {}
        try:
            written = _written(question, notes)
        except NotTakenError as reason:
            losses.append(
                _(
                    "%(key)s is left out: %(reason)s (“%(stem)s”)",
                    key=question.key,
                    reason=reason,
                    stem=short(question.stem),
                )
            )
            continue
        if question.topic != topic:
            topic = question.topic
            pieces.append(f"{CATEGORY} {topic}\n")
        pieces.append(written)
        losses += [f"{question.key}: {note}" for note in notes]
    content = "\n".join(pieces).encode()
    return OfferedFile(
        name=f"{name}.gift.txt",
        media_type="text/plain; charset=utf-8",
        content=content,
        losses=tuple(losses),
    )


def _written(question: Question, notes: Notes) -> str:
    write = _WRITERS.get(question.type)
    if write is None:
        raise NotTakenError(_("GIFT has no questions of the type %(type)s", type=question.type))
    if question.item:
        notes[_("the item %(item)s it serves", item=question.item)] = None
    answers = "\n".join([*write(question, notes), *_explained(question.explanation)])
    stem = _escaped(question.stem)
    return f"::{_escaped(question.key)}::[markdown]{stem}{{{answers}\n}}\n"


def _explained(explanation: str) -> Iterator[str]:
    if explanation.strip():
        yield f"\t####{_text(explanation)}"


def _single(question: shapes.Single, _notes: Notes) -> Iterator[str]:
    yield ""
    for option in question.options:
        yield f"\t{'=' if option.right else '~'}{_text(option.text)}{_why(option.why)}"


def _multiple(question: shapes.Multiple, notes: Notes) -> Iterator[str]:
    notes[_part()] = None
    share = (Decimal(100) / sum(option.right for option in question.options)).quantize(
        Decimal("0.00001")
    )
    yield ""
    for option in question.options:
        points = f"{share:f}".rstrip("0").rstrip(".") if option.right else "-100"
        yield f"\t~%{points}%{_text(option.text)}{_why(option.why)}"


def _true_false(question: shapes.TrueFalse, _notes: Notes) -> Iterator[str]:
    whys = (question.why_false, question.why_true)
    wrong, right = whys if question.answer else whys[::-1]
    said = f"#{_text(wrong)}" if wrong or right else ""
    yield f"{'TRUE' if question.answer else 'FALSE'}{said}{_why(right)}"


def _numeric(question: shapes.Numeric, notes: Notes) -> Iterator[str]:
    if question.unit:
        notes[_("the unit %(unit)s", unit=question.unit)] = None
    yield "#"
    yield f"\t={question.answer:f}:{question.tolerance:f}"
    for miss in question.near_misses:
        if not miss.why:
            notes[
                _("the wrong number %(value)s, to which nothing is said", value=f"{miss.value:f}")
            ] = None
            continue
        yield f"\t=%0%{miss.value:f}:0{_why(miss.why)}"


def _short_text(question: shapes.ShortText, notes: Notes) -> Iterator[str]:
    said = [
        *question.accepted,
        *(text for one in question.near_misses for text in (one.text, one.why)),
    ]
    if any("->" in text for text in said):
        raise NotTakenError(_("in GIFT, answers with -> would make pairs"))
    yield ""
    for form in question.accepted:
        yield f"\t=%100%{_typed(form)}"
    for miss in question.near_misses:
        if not miss.why:
            notes[
                _("the wrong words “%(form)s”, to which nothing is said", form=short(miss.text, 40))
            ] = None
            continue
        yield f"\t=%0%{_typed(miss.text)}{_why(miss.why)}"


def _matching(question: shapes.Matching, notes: Notes) -> Iterator[str]:
    reasons = [*(one.why for one in question.pairs), *(one.why for one in question.extra)]
    if any(reasons):
        notes[_("the reasons of its pairs")] = None
    notes[_part()] = None
    yield ""
    for pair in question.pairs:
        if "->" in pair.left:
            raise NotTakenError(_("in GIFT, -> parts the two sides of a pair"))
        yield f"\t={_text(pair.left)} -> {_text(pair.right)}"
    for extra in question.extra:
        yield f"\t= -> {_text(extra.right)}"


def _typed(form: str) -> str:
    """Write words to type; a star of theirs is no wildcard."""
    return _text(form.replace("*", "\\*"))


def _part() -> str:
    return _("GIFT gives a part of the points for a part of the right options")


def _why(text: str) -> str:
    return f"#{_text(text)}" if text.strip() else ""


def _text(text: str) -> str:
    """Write a text; one that begins with a bracket says its format, lest it is taken for one."""
    form = "[markdown]" if text.lstrip().startswith("[") else ""
    return f"{form}{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.strip().translate(_ESCAPES)


_WRITERS: Mapping[str, Callable[[Any, Notes], Iterator[str]]] = {
    "single": _single,
    "multiple": _multiple,
    "true-false": _true_false,
    "numeric": _numeric,
    "short-text": _short_text,
    "matching": _matching,
}
