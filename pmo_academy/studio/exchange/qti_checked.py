"""Whether a question that was brought can be kept, and if not, why in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from pmo_academy.authoring.rules import question_shapes as shapes
from pmo_academy.authoring.rules.problems import ContentError
from pmo_academy.authoring.rules.question_type_checks import findings
from pmo_academy.authoring.rules.shapes import Shape
from pmo_academy.authoring.rules.shaping import shaped
from pmo_academy.authoring.rules.strict_yaml import Document

_SHAPES: Mapping[str, type[Shape]] = {
    "single": shapes.Single,
    "multiple": shapes.Multiple,
    "true-false": shapes.TrueFalse,
    "numeric": shapes.Numeric,
    "ordering": shapes.Ordering,
    "matching": shapes.Matching,
    "short-text": shapes.ShortText,
    "cloze": shapes.Cloze,
    "categorise": shapes.Categorise,
    "hot-spot": shapes.HotSpot,
    "case": shapes.Case,
}


def problem_with(question: Mapping[str, Any]) -> str | None:
    """Say what keeps a question from being one of ours; None when nothing does."""
    document = Document(file="", value=dict(question), values={(): (1, 1)}, names={})
    try:
        shape = shaped(document, _SHAPES[question["type"]])
    except ContentError as error:
        cause = error.__cause__
        place = cause.errors()[0]["loc"] if isinstance(cause, ValidationError) else ()
        return f"{_place(place)}{error.problems[0].message}"
    found = next(findings(shape), None)
    return f"{_place(found[0])}{found[1]}" if found else None


def _place(path: Sequence[str | int]) -> str:
    """Write a place within a question as "options 3, text: "."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f" {step + 1}"
        elif step not in _SHAPES:
            words += f", {step}" if words else step
    return f"{words}: " if words else ""
