"""The answers to what people ask first; anybody may read them."""

from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import public
from pmo_academy.core.web import render
from pmo_academy.learning import queries
from pmo_academy.learning.views.blueprint import bp


@bp.get("/answers")
@public
def list_answers() -> ResponseReturnValue:
    """Show each question with its answer in a sentence."""
    return render("learning/answers.html", answers=queries.list_answers())


@bp.get("/answers/<answer_key>")
@public
def show_answer(answer_key: str) -> ResponseReturnValue:
    """Show one answer, read within a minute, and where to go on."""
    answer = queries.get_answer(answer_key)
    return render(
        "learning/answer.html",
        answer=answer,
        courses=queries.list_courses_of(answer),
        others=[one for one in queries.list_answers() if one.key != answer_key],
    )
