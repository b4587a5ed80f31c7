"""During a quiz: the questions, saving answers, the last look before handing in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from babel.dates import format_time
from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import DomainError
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import language
from pmo_academy.exams import forms, queries, service
from pmo_academy.exams.models import Attempt, Response
from pmo_academy.exams.rules.questions import is_complete
from pmo_academy.exams.rules.reading import Fields, to_fields
from pmo_academy.exams.rules.showing import ShownQuestion, show
from pmo_academy.exams.service import AlreadySubmittedError, Saved, TimeIsUpError
from pmo_academy.exams.views import timing
from pmo_academy.exams.views.blueprint import bp
from pmo_academy.people.sign_in import current_person

ON_ONE_PAGE = 5


@dataclass(frozen=True, kw_only=True)
class QuestionOnPage:
    """A question with what the person answered so far; no key, no reasons."""

    position: int
    shown: ShownQuestion
    is_flagged: bool
    confidence: int | None
    error: str = ""


@bp.get("/quiz/<uuid:quiz_id>/attempt/<int:number>")
@requires(Permission.LEARN)
def show_attempt(quiz_id: UUID, number: int) -> ResponseReturnValue:
    """Show the questions: all at once where they are few, else one by one."""
    attempt = queries.get_attempt(quiz_id, number, for_person=current_person())
    if timing.is_closed(attempt):
        return redirect(_result_of(attempt))
    return _attempt_page(attempt)


@bp.post("/quiz/<uuid:quiz_id>/attempt/<int:number>/answers")
@bp.post("/quiz/<uuid:quiz_id>/attempt/<int:number>/answers/<int:position>")
@requires(Permission.LEARN)
@repeats_safely
def save_answers(quiz_id: UUID, number: int, position: int | None = None) -> ResponseReturnValue:
    """Keep the answers of the page, or of one question; scripts get JSON, forms go on."""
    wants_json = request.accept_mimetypes.best == "application/json"
    try:
        attempt, saved = _save(quiz_id, number, only=position)
    except DomainError as problem:
        if isinstance(problem, TimeIsUpError):
            timing.hand_in(quiz_id, number)
        if wants_json:
            return jsonify(message=str(problem)), problem.status
        if isinstance(problem, AlreadySubmittedError):
            return _lead_to_result(quiz_id, number, problem)
        raise
    if wants_json:
        return _say_what_was_saved(attempt, saved)
    if not saved.is_whole:
        return _attempt_page(attempt, saved=saved, fields=_posted())
    return redirect(_after_saving(attempt), 303)


@bp.get("/quiz/<uuid:quiz_id>/attempt/<int:number>/check")
@requires(Permission.LEARN)
def show_check(quiz_id: UUID, number: int) -> ResponseReturnValue:
    """Show what is answered, missing or flagged, before handing in."""
    person = current_person()
    attempt = queries.get_attempt(quiz_id, number, for_person=person)
    if timing.is_closed(attempt):
        return redirect(_result_of(attempt))
    return render(
        "exams/check.html",
        clock=timing.clock_of(attempt),
        quiz=queries.get_quiz(quiz_id, for_person=person),
        attempt=attempt,
        rows=[(response, is_complete(response.answer)) for response in attempt.responses],
        unanswered=sum(not is_complete(response.answer) for response in attempt.responses),
        flagged=sum(response.is_flagged for response in attempt.responses),
        is_paged=len(attempt.responses) > ON_ONE_PAGE,
    )


@bp.post("/quiz/<uuid:quiz_id>/attempt/<int:number>/submission")
@requires(Permission.LEARN)
@repeats_safely
def submit_attempt(quiz_id: UUID, number: int) -> ResponseReturnValue:
    """Hand in; a second time leads to the same result. What is missing is shown first."""
    person = current_person()
    try:
        if "seen" in request.form:
            attempt, saved = _save(quiz_id, number)
            if not saved.is_whole:
                return _attempt_page(attempt, saved=saved, fields=_posted())
        with transaction():
            attempt = queries.get_attempt(quiz_id, number, for_person=person, for_change=True)
            is_running = attempt.is_open and not timing.is_over(attempt)
            if is_running and "seen" in request.form and _needs_a_look(attempt):
                return redirect(url_for(".show_check", quiz_id=quiz_id, number=number), 303)
            service.submit(attempt, queries.get_quiz(quiz_id, for_person=person))
    except TimeIsUpError as problem:
        timing.hand_in(quiz_id, number)
        return _lead_to_result(quiz_id, number, problem)
    except AlreadySubmittedError as problem:
        return _lead_to_result(quiz_id, number, problem)
    return redirect(_result_of(attempt), 303)


def _save(quiz_id: UUID, number: int, *, only: int | None = None) -> tuple[Attempt, Saved]:
    seen = forms.read_seen(request.form.get("seen", ""))
    changed = request.form.getlist("changed")
    answers = forms.answers_among(changed) if changed else list(seen)
    flags = forms.flags_among(changed) if changed else list(seen)
    with transaction():
        attempt = queries.get_attempt(quiz_id, number, for_person=current_person(), for_change=True)
        saved = service.save_answers(attempt, _among(answers, only), fields=_posted(), seen=seen)
        for position in _among(forms.confidences_among(request.form), only):
            service.say_how_sure(attempt, position, level=request.form[f"sure-{position}"])
        for position in _among(flags, only):
            service.flag(attempt, position, is_flagged=f"flag-{position}" in request.form)
    return attempt, saved


def _among(positions: Iterable[int], only: int | None) -> list[int]:
    return [position for position in positions if only in (None, position)]


def _posted() -> Fields:
    return request.form.to_dict(flat=False)


def _needs_a_look(attempt: Attempt) -> bool:
    return any(
        response.is_flagged or not is_complete(response.answer) for response in attempt.responses
    )


def _attempt_page(
    attempt: Attempt, *, saved: Saved | None = None, fields: Fields | None = None
) -> ResponseReturnValue:
    saved = saved or Saved()
    errors = {**saved.refused, **saved.stale}
    is_paged = len(attempt.responses) > ON_ONE_PAGE
    current = _current(attempt) if is_paged else 1
    on_page = [r for r in attempt.responses if not is_paged or r.position == current]
    return render(
        "exams/attempt.html",
        status=_status_of(saved),
        quiz=queries.get_quiz(attempt.quiz_id, for_person=current_person()),
        attempt=attempt,
        clock=timing.clock_of(attempt),
        questions=[_on_page(response, fields, errors) for response in on_page],
        errors=errors,
        has_conflict=bool(saved.stale),
        seen=_seen(on_page),
        saved_words=_saved_words(max((r.saved_at for r in on_page if r.saved_at), default=None)),
        is_paged=is_paged,
        current=current,
        strip=[(r.position, is_complete(r.answer), r.is_flagged) for r in attempt.responses],
    )


def _on_page(
    response: Response, fields: Fields | None, errors: Mapping[int, str]
) -> QuestionOnPage:
    name = f"q{response.position}"
    is_refused = fields is not None and response.position in errors
    stored = to_fields(response.asked, name, response.answer)
    return QuestionOnPage(
        position=response.position,
        shown=show(response.asked, name, (fields or {}) if is_refused else stored),
        is_flagged=response.is_flagged,
        confidence=response.confidence,
        error=errors.get(response.position, ""),
    )


def _current(attempt: Attempt) -> int:
    """Return the question asked for, in the address or in the form it was answered in."""
    seen = request.form.get("seen", "")
    wanted = next(iter(forms.read_seen(seen))) if seen else request.args.get("question", type=int)
    return wanted if wanted and 1 <= wanted <= len(attempt.responses) else 1


def _status_of(saved: Saved) -> int:
    if saved.stale:
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY if saved.refused else HTTPStatus.OK


def _seen(responses: Iterable[Response]) -> str:
    return forms.write_seen({response.position: response.version for response in responses})


def _say_what_was_saved(attempt: Attempt, saved: Saved) -> ResponseReturnValue:
    if not saved.is_whole:
        message = " ".join([*saved.stale.values(), *saved.refused.values()])
        return jsonify(message=message), _status_of(saved)
    on_page = forms.read_seen(request.form["seen"])
    now = clock.now()
    return jsonify(
        saved_at=now.isoformat(),
        message=_saved_words(now),
        seen=_seen(r for r in attempt.responses if r.position in on_page),
    )


def _saved_words(moment: datetime | None) -> str:
    if moment is None:
        return ""
    time = format_time(moment, "HH:mm", locale=language())
    return str(_("Saved %(time)s UTC", time=time))


def _after_saving(attempt: Attempt) -> str:
    """Return where the pressed button leads: another question, the check, or back to the card."""
    wanted = request.form.get("go", "")
    quiz_id, number = attempt.quiz_id, attempt.number
    if wanted == "check":
        return url_for(".show_check", quiz_id=quiz_id, number=number)
    if wanted == "leave":
        return url_for(".show_quiz", quiz_id=quiz_id)
    question = int(wanted) if wanted.isdecimal() and len(wanted) < 4 else None
    return url_for(".show_attempt", quiz_id=quiz_id, number=number, question=question)


def _result_of(attempt: Attempt) -> str:
    return url_for(".show_result", quiz_id=attempt.quiz_id, number=attempt.number)


def _lead_to_result(quiz_id: UUID, number: int, problem: DomainError) -> ResponseReturnValue:
    flash(str(problem), "warning")
    return redirect(url_for(".show_result", quiz_id=quiz_id, number=number), 303)
