"""Questions as exams store them: texts rendered, with key and reasons; one function a type."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pmo_academy.authoring.lesson_html import Media
from pmo_academy.authoring.rules import question_shapes as questions
from pmo_academy.authoring.rules.media_names import media_target
from pmo_academy.authoring.rules.question_type_checks import GAP
from pmo_academy.core.markdown import to_html, to_inline_html
from pmo_academy.learning.queries import media_address

Document = dict[str, Any]


def question_document(
    question: questions.Question | questions.BankQuestion, *, file: str, media: Media
) -> Document:
    """Return a question with its texts rendered, its key and its reasons.

    The file is where it stands, from which pictures are named.
    """
    document = _document(question)
    if isinstance(question, questions.HotSpot):
        document |= _picture(question, file=file, media=media)
    return document


def _document(question: Any) -> Document:
    return {
        "stem": to_html(question.stem),
        "explanation": to_html(question.explanation),
        **_ANSWERS[question.type](question),
    }


def _choice(question: questions.Single | questions.Multiple) -> Document:
    return {"options": _options(question.options)}


def _options(options: Sequence[questions.Option | questions.Spot]) -> list[Document]:
    return [
        {
            "text": to_inline_html(option.text),
            "right": option.right,
            "why": to_inline_html(option.why),
        }
        for option in options
    ]


def _true_false(question: questions.TrueFalse) -> Document:
    return {
        "answer": question.answer,
        "why_true": to_inline_html(question.why_true),
        "why_false": to_inline_html(question.why_false),
    }


def _numeric(question: questions.Numeric) -> Document:
    return {
        "answer": _digits(question.answer),
        "tolerance": _digits(question.tolerance),
        "unit": question.unit or "",
        "near_misses": [
            {"value": _digits(miss.value), "why": to_inline_html(miss.why)}
            for miss in question.near_misses
        ],
    }


def _ordering(question: questions.Ordering) -> Document:
    return {
        "steps": [
            {"text": to_inline_html(step.text), "why": to_inline_html(step.why)}
            for step in question.steps
        ]
    }


def _matching(question: questions.Matching) -> Document:
    return {
        "pairs": [
            {
                "left": to_inline_html(pair.left),
                "right": to_inline_html(pair.right),
                "why": to_inline_html(pair.why),
            }
            for pair in question.pairs
        ],
        "extra": [
            {"right": to_inline_html(extra.right), "why": to_inline_html(extra.why)}
            for extra in question.extra
        ],
    }


def _short_text(question: questions.ShortText) -> Document:
    return {
        "accepted": list(question.accepted),
        "near_misses": _wrong_forms(question.near_misses),
    }


def _cloze(question: questions.Cloze) -> Document:
    gaps = {gap.key: gap for gap in question.gaps}
    pieces = GAP.split(question.text)
    return {
        "pieces": [to_inline_html(piece) for piece in pieces[::2]],
        "gaps": [_gap(gaps[key]) for key in pieces[1::2]],
    }


def _gap(gap: questions.Gap) -> Document:
    """Return a gap; what to choose from stands by alphabet, which tells nothing."""
    return {
        "accepted": list(gap.accepted),
        "near_misses": _wrong_forms(gap.near_misses),
        "options": _options(sorted(gap.options, key=lambda option: option.text.casefold())),
        "why": to_inline_html(gap.why),
    }


def _categorise(question: questions.Categorise) -> Document:
    return {
        "categories": [to_inline_html(name) for name in question.categories],
        "items": [
            {
                "text": to_inline_html(one.text),
                "category": question.categories.index(one.category),
                "why": to_inline_html(one.why),
            }
            for one in question.items
        ],
    }


def _hot_spot(question: questions.HotSpot) -> Document:
    return {"options": _options(question.spots)}


def _picture(question: questions.HotSpot, *, file: str, media: Media) -> Document:
    """Return the picture with its measures, and each point in its pixels."""
    medium = media[str(media_target(file, question.picture))]
    width, height = medium.width or 1, medium.height or 1
    options = [
        option | {"x": round(spot.x * width / 100), "y": round(spot.y * height / 100)}
        for option, spot in zip(_options(question.spots), question.spots, strict=True)
    ]
    address = media_address(file.split("/")[1], medium.name, digest=medium.digest)
    picture = {"address": address, "width": width, "height": height, "alt": question.alt}
    return {"picture": picture, "options": options}


def _case(question: questions.Case) -> Document:
    return {"parts": [{"type": part.type, **_document(part)} for part in question.parts]}


def _wrong_forms(misses: Sequence[questions.WrongForm]) -> list[Document]:
    return [{"text": miss.text, "why": to_inline_html(miss.why)} for miss in misses]


def _digits(number: Decimal) -> str:
    return format(number, "f")


_ANSWERS: Mapping[str, Callable[[Any], Document]] = {
    "single": _choice,
    "multiple": _choice,
    "true-false": _true_false,
    "numeric": _numeric,
    "ordering": _ordering,
    "matching": _matching,
    "short-text": _short_text,
    "cloze": _cloze,
    "categorise": _categorise,
    "hot-spot": _hot_spot,
    "case": _case,
}
