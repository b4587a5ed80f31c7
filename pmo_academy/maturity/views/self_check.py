"""The self-check: twenty questions for anybody, a result that nobody stores unasked."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, current_app, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError, OutOfDateFormError, TooManyError
from pmo_academy.core.guards import public, repeats_safely
from pmo_academy.core.throttle import Throttle
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries
from pmo_academy.maturity.forms.self_check import asked_by_section, fields_of, read_self_check
from pmo_academy.maturity.queries import EditionRow
from pmo_academy.maturity.queries.self_checks import get_self_check, self_check_page
from pmo_academy.maturity.rules.answers import Answer
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.self_check import is_enough, quick_items
from pmo_academy.maturity.service import self_checks

bp = Blueprint("self_check", __name__, url_prefix="/self-check", template_folder="../templates")

keeping = Throttle(most=5, within=timedelta(hours=1))


@bp.get("")
@public
def show_start() -> ResponseReturnValue:
    """Say what the self-check is, how long it takes and what becomes of the answers."""
    editions = queries.list_latest_editions()
    if not editions:
        return render("maturity/self_check_none.html")
    chosen = _chosen(request.args.get("model"))
    return render(
        "maturity/self_check.html",
        chosen=chosen,
        others=[one for one in editions if one.id != chosen.id],
        count=len(quick_items(queries.model_of(chosen.id))),
    )


@bp.get("/questions")
@public
def ask_questions() -> ResponseReturnValue:
    """Ask the questions of the quick form on one page."""
    edition = _chosen(request.args.get("model"))
    return _questions(edition.id, answers={})


@bp.post("/result")
@public
@repeats_safely
def show_result() -> ResponseReturnValue:
    """Work out the result and show it; nothing is stored."""
    edition_id, model, answers = _read()
    if not is_enough(model, answers):
        return _questions(edition_id, answers=answers, status=422)
    return _result(edition_id, model, answers)


@bp.post("/kept")
@public
@repeats_safely
def keep_result() -> ResponseReturnValue:
    """Keep the answers behind a private link; the same page sent twice leads to the same link."""
    edition_id, model, answers = _read()
    if not is_enough(model, answers):
        return _questions(edition_id, answers=answers, status=422)
    token = _token(request.form.get("submission_key", ""))
    with transaction():
        if not self_checks.is_kept(token):
            if not keeping.lets_pass(request.remote_addr or ""):
                refusal = _("Several results were kept from here just now. Wait an hour, please.")
                return _result(edition_id, model, answers, refusal=refusal)
            try:
                self_checks.keep_self_check(answers, model_edition_id=edition_id, token=token)
            except TooManyError as problem:
                return _result(edition_id, model, answers, refusal=str(problem))
    flash(_("Your result is kept. The address of this page is the only way back to it."), "success")
    return redirect(url_for(".show_kept", kept_token=token), 303)


@bp.get("/kept/<kept_token>")
@public
def show_kept(kept_token: str) -> ResponseReturnValue:
    """Show a kept result to whoever has the link."""
    kept = get_self_check(self_checks.digest_of(kept_token))
    model = queries.model_of(kept.model_edition_id)
    response = make_response(
        render(
            "maturity/self_check_kept.html",
            page=self_check_page(model, kept.answers),
            kept=kept,
            token=kept_token,
            link=url_for(".show_kept", kept_token=kept_token, _external=True),
        )
    )
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


@bp.post("/kept/<kept_token>/deletion")
@public
@repeats_safely
def delete_kept(kept_token: str) -> ResponseReturnValue:
    """Delete what stands behind the link; who comes twice is told the same."""
    with transaction():
        self_checks.delete_self_check(kept_token)
    flash(_("The result is deleted. Nothing of it is left here."), "success")
    return redirect(url_for(".show_start"), 303)


def _chosen(code: str | None) -> EditionRow:
    """Give the model that the address names, else the first."""
    for edition in queries.list_latest_editions():
        if code in (None, "", edition.code):
            return edition
    raise NotFoundError


def _read() -> tuple[UUID, Model, Mapping[str, Answer]]:
    """Read the form with the edition that it was made for."""
    try:
        edition_id = UUID(request.form.get("edition", ""))
        model = queries.get_model(edition_id)
    except (ValueError, NotFoundError):
        message = _("This page is out of date. Open it again.")
        raise OutOfDateFormError(message) from None
    return edition_id, model, read_self_check(model, request.form)


def _token(key: str) -> str:
    """Make the private link of a page; only this installation can, and each page has its own."""
    if not 16 <= len(key) <= 64:
        raise OutOfDateFormError(
            _("This form is out of date. Open the page again and send it once more.")
        )
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, f"self-check {key}".encode(), hashlib.sha256).hexdigest()


def _questions(
    edition_id: UUID, *, answers: Mapping[str, Answer], status: int = 200
) -> ResponseReturnValue:
    model = queries.model_of(edition_id)
    return render(
        "maturity/self_check_questions.html",
        status=status,
        edition_id=edition_id,
        model=model,
        sections=list(asked_by_section(model)),
        answers=answers,
        count=len(quick_items(model)),
        is_refused=status == 422,
    )


def _result(
    edition_id: UUID, model: Model, answers: Mapping[str, Answer], *, refusal: str = ""
) -> ResponseReturnValue:
    return render(
        "maturity/self_check_result.html",
        status=429 if refusal else 200,
        page=self_check_page(model, answers),
        edition_id=edition_id,
        fields=fields_of(model, answers),
        refusal=refusal,
    )
