"""Domains and items of a model's draft are moved up and down, and taken away."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio.rules import model_outline
from pmo_academy.studio.rules.model_outline import DOWN, UP, Value, order_of
from pmo_academy.studio.service import model_drafts
from pmo_academy.studio.service.drafts import OverwritingError
from pmo_academy.studio.views.blueprint import bp


@bp.post("/models/<model_code>/draft/domains/<domain_code>/position")
@requires(Permission.MANAGE_MODELS)
@repeats_safely
def move_model_domain(model_code: str, domain_code: str) -> ResponseReturnValue:
    """Move a domain up or down by one; the same page sent twice moves once."""
    return _move(
        model_code,
        lambda value: model_outline.moved_domain(value, domain_code, _step()),
        what=_("Domain %(code)s moved", code=domain_code),
        anchor=f"domain-{domain_code}",
    )


@bp.post("/models/<model_code>/draft/items/<item_code>/position")
@requires(Permission.MANAGE_MODELS)
@repeats_safely
def move_model_item(model_code: str, item_code: str) -> ResponseReturnValue:
    """Move an item up or down among those of its tier; the same page sent twice moves once."""
    return _move(
        model_code,
        lambda value: model_outline.moved_item(value, item_code, _step()),
        what=_("Question %(code)s moved", code=item_code),
        anchor=f"item-{item_code}",
    )


@bp.post("/models/<model_code>/draft/domains/<domain_code>/removal")
@requires(Permission.MANAGE_MODELS)
@submits_once
def remove_model_domain(model_code: str, domain_code: str) -> ResponseReturnValue:
    """Take a domain away with its items."""
    return _remove(
        model_code,
        lambda value: model_outline.without_domain(value, domain_code),
        what=_("Domain %(code)s removed", code=domain_code),
    )


@bp.post("/models/<model_code>/draft/items/<item_code>/removal")
@requires(Permission.MANAGE_MODELS)
@submits_once
def remove_model_item(model_code: str, item_code: str) -> ResponseReturnValue:
    """Take an item away."""
    return _remove(
        model_code,
        lambda value: model_outline.without_item(value, item_code),
        what=_("Question %(code)s removed", code=item_code),
    )


def _step() -> int:
    return UP if request.form.get("direction") == "up" else DOWN


def _move(
    model_code: str, alter: Callable[[Value], Value], *, what: str, anchor: str
) -> ResponseReturnValue:
    try:
        with transaction():
            change = model_drafts.write_part(
                model_code,
                alter,
                part=order_of,
                seen=request.form.get("seen", ""),
                what=what,
                by=current_person().id,
            )
    except OverwritingError:
        flash(_("The order was changed meanwhile; this is how it stands now."), "warning")
    else:
        flash(what if change else _("It stands at the end already."), "success")
    return redirect(url_for(".show_model_draft", model_code=model_code, _anchor=anchor), 303)


def _remove(model_code: str, alter: Callable[[Value], Value], *, what: str) -> ResponseReturnValue:
    with transaction():
        model_drafts.write_part(
            model_code,
            alter,
            what=what,
            by=current_person().id,
        )
    flash(_("%(what)s. Undo brings it back.", what=what), "success")
    return redirect(url_for(".show_model_draft", model_code=model_code), 303)
