"""One question: ask, explain, rate."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.exams import service as exams
from pmo_academy.exams.models import Question
from pmo_academy.exams.rules.reading import Fields
from pmo_academy.people.sign_in import current_day, current_person
from pmo_academy.retention import queries, service
from pmo_academy.retention.models import Card
from pmo_academy.retention.views.blueprint import bp, own_practice
from pmo_academy.retention.views.practice import next_address


@bp.get("/me/practice/cards/<uuid:card_id>")
@requires(Permission.LEARN)
def show_card(card_id: UUID) -> ResponseReturnValue:
    """Show a question of today's session; once it is answered, its key and reasons."""
    card, question = queries.get_card(card_id, for_person=current_person())
    return _card_page(card, question)


@bp.post("/me/practice/cards/<uuid:card_id>/answer")
@requires(Permission.LEARN)
@repeats_safely
def answer_card(card_id: UUID) -> ResponseReturnValue:
    """Keep the answer and explain it; it counts with its rating."""
    fields = request.form.to_dict(flat=False)
    try:
        with transaction():
            card, question = _get_for_change(card_id)
            service.keep_answer(card, question, fields=fields, seen=request.form.get("seen", ""))
    except exams.UnreadableAnswerError as problem:
        return _card_page(card, question, fields=fields, error=str(problem))
    except service.AlreadyDoneError as problem:
        flash(str(problem), "warning")
    return redirect(url_for(".show_card", card_id=card_id), 303)


@bp.post("/me/practice/cards/<uuid:card_id>/rating")
@requires(Permission.LEARN)
@repeats_safely
def rate_card(card_id: UUID) -> ResponseReturnValue:
    """Count the answer once, and lead to the next question."""
    felt, seen = request.form.get("felt", ""), request.form.get("seen", "")
    try:
        with transaction():
            card, question = _get_for_change(card_id)
            service.rate(card, question, felt=felt, seen=seen, today=current_day())
    except service.AlreadyDoneError as problem:
        flash(str(problem), "warning")
    return redirect(next_address(), 303)


@bp.post("/me/practice/cards/<uuid:card_id>/postponement")
@requires(Permission.LEARN)
@repeats_safely
def skip_card(card_id: UUID) -> ResponseReturnValue:
    """Let a question rest until tomorrow, and lead to the next."""
    with transaction():
        card, _question = _get_for_change(card_id)
        service.skip(card, today=current_day())
    return redirect(next_address(), 303)


def _get_for_change(card_id: UUID) -> tuple[Card, Question]:
    return queries.get_card(card_id, for_person=current_person(), for_change=True)


def _card_page(
    card: Card, question: Question, *, fields: Fields | None = None, error: str = ""
) -> ResponseReturnValue:
    practice = own_practice()
    if card.id not in {one.id for one in practice.waiting}:
        return redirect(next_address())
    asked = service.ask(card, question)
    return render(
        "retention/card.html",
        status=422 if error else 200,
        card=card,
        practice=practice,
        number=practice.done + 1,
        total=practice.done + len(practice.waiting),
        seen=service.stamp(card, question),
        shown=exams.show(asked, service.ANSWER, fields or {}),
        explained=service.explain(card, question),
        error=error,
    )
