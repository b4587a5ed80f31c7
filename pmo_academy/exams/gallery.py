"""The gallery's page of question types, each in every state; for development and tests only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import public
from pmo_academy.core.web import render
from pmo_academy.exams import gallery_samples
from pmo_academy.exams.rules.confidence import mark_all
from pmo_academy.exams.rules.questions import AskedQuestion
from pmo_academy.exams.rules.reading import to_fields
from pmo_academy.exams.rules.reviewing import ReviewedQuestion, own_part, review
from pmo_academy.exams.rules.showing import ShownQuestion, show

bp = Blueprint("question_gallery", __name__, url_prefix="/ui", template_folder="templates")

Answer = list[Any] | None

_SURENESS = [(True, 3), (True, 3), (False, 3), (True, 2), (False, 2), (False, 1), (True, None)]


@dataclass(frozen=True, kw_only=True)
class AskedState:
    """A question as it is asked, in one state."""

    name: str
    question: ShownQuestion
    error: str = ""
    is_disabled: bool = False


@dataclass(frozen=True, kw_only=True)
class TypeOnPage:
    """One type in every state."""

    type: str
    asked: tuple[AskedState, ...]
    reviewed: tuple[tuple[str, ReviewedQuestion], ...]


@bp.get("/question-types")
@public
def show_types() -> ResponseReturnValue:
    """Show every type of question in every state."""
    return render(
        "gallery/question_types.html", samples=list(_types()), sureness=mark_all(_SURENESS)
    )


def _types() -> Iterator[TypeOnPage]:
    picture = url_for("static", filename="mark.svg")
    for question, right, wrong in gallery_samples.samples(picture):
        yield TypeOnPage(
            type=question.type,
            asked=(
                _asked(question, "not answered", None),
                _asked(question, "answered", right),
                _asked(question, "refused", None, error="Choose from the answers shown."),
                _asked(question, "closed", wrong, is_disabled=True),
            ),
            reviewed=(
                ("right", review(question, right)),
                ("wrong", review(question, wrong)),
                ("left empty", review(question, None)),
                ("without its key", own_part(review(question, wrong))),
            ),
        )


def _asked(
    question: AskedQuestion,
    state: str,
    answer: Answer,
    *,
    error: str = "",
    is_disabled: bool = False,
) -> AskedState:
    name = f"{question.type}-{state.replace(' ', '-')}"
    shown = show(question, name, to_fields(question, name, answer))
    return AskedState(name=state, question=shown, error=error, is_disabled=is_disabled)
