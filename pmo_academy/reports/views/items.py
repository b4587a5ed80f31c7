"""How questions work in practice: pages for those who write them."""

from flask.typing import ResponseReturnValue

from pmo_academy.core.csv_files import csv_file
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.exams.models import Correction
from pmo_academy.exams.queries import list_corrections
from pmo_academy.reports.item_list import items_csv
from pmo_academy.reports.items import (
    VERDICTS,
    corrected_keys,
    estimate_words,
    question_versions,
    quiz_items,
)
from pmo_academy.reports.queries.items import QuizAnswers, get_quiz_answers, list_quiz_uses
from pmo_academy.reports.views.blueprint import items_bp


@items_bp.context_processor
def words() -> dict[str, object]:
    """Give the pages the words of verdicts and figures."""
    return {"verdict_words": VERDICTS, "estimate_words": estimate_words}


@items_bp.get("")
@requires(Permission.AUTHOR_COURSES)
def list_quizzes() -> ResponseReturnValue:
    """Show every quiz with how often it was taken and passed."""
    return render("reports/item_quizzes.html", quizzes=list_quiz_uses())


@items_bp.get("/<code>/<module_key>")
@requires(Permission.AUTHOR_COURSES)
def show_quiz(code: str, module_key: str) -> ResponseReturnValue:
    """Show what to do with each question of a quiz, and why."""
    answers = get_quiz_answers(f"{code}/{module_key}")
    return render(
        "reports/item_quiz.html",
        items=quiz_items(answers),
        corrected=corrected_keys(answers, list_corrections(answers.question_ids)),
        code=code,
        module_key=module_key,
    )


@items_bp.get("/<code>/<module_key>/list.csv")
@requires(Permission.AUTHOR_COURSES)
def download_quiz(code: str, module_key: str) -> ResponseReturnValue:
    """Give the table of the page as a file."""
    return csv_file(
        f"questions-{code}-{module_key}",
        items_csv(quiz_items(get_quiz_answers(f"{code}/{module_key}"))),
    )


@items_bp.get("/<code>/<module_key>/<question_key>")
@requires(Permission.AUTHOR_COURSES)
def show_question(code: str, module_key: str, question_key: str) -> ResponseReturnValue:
    """Show every version of a question with who chose what, in counts only."""
    answers = get_quiz_answers(f"{code}/{module_key}")
    versions = question_versions(answers, question_key)
    if not versions:
        raise NotFoundError
    return render(
        "reports/item_question.html",
        versions=versions,
        corrections=_corrections(answers, question_key),
        quiz_title=answers.title,
        code=code,
        module_key=module_key,
    )


def _corrections(answers: QuizAnswers, question_key: str) -> dict[int, Correction]:
    """Return the versions of a question whose answers were regraded, by number."""
    known = list_corrections(answers.question_ids)
    return {
        version.number: known[one.id]
        for version in answers.versions[question_key]
        for one in version.questions
        if one.id in known
    }
