"""Judging the work products of others: what waits, one of them, the verdict."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.uploads import given_out
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries, service
from pmo_academy.learning.forms import JudgementForm, line_names
from pmo_academy.learning.queries import ReviewTask
from pmo_academy.learning.rules.reviewing import DAYS_TO_REVIEW, ReviewState, SubmissionState
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.sign_in import current_person

GIVEN_SHOWN = 20


@bp.get("/me/reviews")
@requires(Permission.LEARN)
def list_reviews() -> ResponseReturnValue:
    """Show what waits for the reader's judgement, and what they judged."""
    person = current_person()
    return render(
        "learning/reviews.html",
        waiting=queries.list_reviews(person),
        given=queries.list_given_reviews(person, most=GIVEN_SHOWN),
        days=DAYS_TO_REVIEW,
    )


@bp.get("/me/reviews/<uuid:review_id>")
@requires(Permission.LEARN)
def show_review(review_id: UUID) -> ResponseReturnValue:
    """Show a work product with the four lines to judge it by."""
    task = queries.get_review(review_id, for_person=current_person())
    return _page(task, JudgementForm(formdata=None))


@bp.post("/me/reviews/<uuid:review_id>/decision")
@requires(Permission.LEARN)
@submits_once
def decide_review(review_id: UUID) -> ResponseReturnValue:
    """Take the verdict on each line."""
    task = queries.get_review(review_id, for_person=current_person())
    form = JudgementForm()
    if not form.validate():
        return _page(task, form, status=422)
    try:
        with transaction():
            outcome = service.decide(task.review, form.verdicts(), comment=form.comment.data or "")
    except service.HandInError as problem:
        for name, message in problem.problems.items():
            form[name].errors = [message]
        return _page(task, form, status=422)
    flash(_words(task.author, outcome), "success")
    return redirect(url_for(".list_reviews"), 303)


@bp.post("/me/reviews/<uuid:review_id>/handover")
@requires(Permission.LEARN)
@submits_once
def pass_review_on(review_id: UUID) -> ResponseReturnValue:
    """Let somebody else judge it."""
    task = queries.get_review(review_id, for_person=current_person())
    with transaction():
        service.pass_on(task.review)
    flash(_("Somebody else has been asked. It no longer waits for you."), "success")
    return redirect(url_for(".list_reviews"), 303)


@bp.get("/me/reviews/<uuid:review_id>/file")
@requires(Permission.LEARN)
def give_reviewed_file(review_id: UUID) -> ResponseReturnValue:
    """Give the file to whoever judges it."""
    task = queries.get_review(review_id, for_person=current_person())
    return given_out(queries.file_of(task.submission))


def _page(task: ReviewTask, form: JudgementForm, *, status: int = 200) -> ResponseReturnValue:
    return render(
        "learning/review.html",
        status=status,
        task=task,
        form=form,
        is_open=task.review.state is ReviewState.ASKED,
        line_names=line_names(),
    )


def _words(author: str, outcome: SubmissionState) -> str:
    words = {
        SubmissionState.ACCEPTED: _("Accepted. %(name)s is told.", name=author),
        SubmissionState.RETURNED: _("Returned with your reasons. %(name)s is told.", name=author),
    }
    waits = _("Thank you. It is decided when the other colleague has read it too.")
    return str(words.get(outcome, waits))
