"""Pages on which a model's draft is written: items, domains, words, limits."""

from flask import url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.forms.model_settings import (
    limits_groups,
    setting_values,
    settings_from,
    words_groups,
)
from pmo_academy.studio.queries.model_drafts import ModelDraft
from pmo_academy.studio.rules import model_outline
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.model_item_parts import domain_part, item_part, new_item_part
from pmo_academy.studio.views.model_part_pages import Part, save_part, show_part


@bp.get("/models/<model_code>/draft/words")
@requires(Permission.MANAGE_MODELS)
def show_model_words(model_code: str) -> ResponseReturnValue:
    """Show the names and explanations of the model."""
    return show_part(model_code, _words)


@bp.post("/models/<model_code>/draft/words")
@requires(Permission.MANAGE_MODELS)
@submits_once
def save_model_words(model_code: str) -> ResponseReturnValue:
    """Save names and explanations."""
    return save_part(model_code, _words)


@bp.get("/models/<model_code>/draft/limits")
@requires(Permission.MANAGE_MODELS)
def show_model_limits(model_code: str) -> ResponseReturnValue:
    """Show the numbers that scoring compares with."""
    return show_part(model_code, _limits)


@bp.post("/models/<model_code>/draft/limits")
@requires(Permission.MANAGE_MODELS)
@submits_once
def save_model_limits(model_code: str) -> ResponseReturnValue:
    """Save the numbers that scoring compares with."""
    return save_part(model_code, _limits)


@bp.get("/models/<model_code>/draft/domains/new")
@requires(Permission.MANAGE_MODELS)
def show_new_model_domain(model_code: str) -> ResponseReturnValue:
    """Ask for a new domain."""
    return show_part(model_code, lambda one: domain_part(one, ""))


@bp.post("/models/<model_code>/draft/domains")
@requires(Permission.MANAGE_MODELS)
@submits_once
def add_model_domain(model_code: str) -> ResponseReturnValue:
    """Add a domain at the end."""
    return save_part(model_code, lambda one: domain_part(one, ""))


@bp.get("/models/<model_code>/draft/domains/<domain_code>")
@requires(Permission.MANAGE_MODELS)
def show_model_domain(model_code: str, domain_code: str) -> ResponseReturnValue:
    """Show a domain to be written."""
    return show_part(model_code, lambda one: domain_part(one, domain_code))


@bp.post("/models/<model_code>/draft/domains/<domain_code>")
@requires(Permission.MANAGE_MODELS)
@submits_once
def save_model_domain(model_code: str, domain_code: str) -> ResponseReturnValue:
    """Save the name and the relevance of a domain."""
    return save_part(model_code, lambda one: domain_part(one, domain_code))


@bp.get("/models/<model_code>/draft/domains/<domain_code>/items/new")
@requires(Permission.MANAGE_MODELS)
def show_new_model_item(model_code: str, domain_code: str) -> ResponseReturnValue:
    """Ask for a new item of a domain."""
    return show_part(model_code, lambda one: new_item_part(one, domain_code))


@bp.post("/models/<model_code>/draft/domains/<domain_code>/items")
@requires(Permission.MANAGE_MODELS)
@submits_once
def add_model_item(model_code: str, domain_code: str) -> ResponseReturnValue:
    """Add an item at the end of its domain."""
    return save_part(model_code, lambda one: new_item_part(one, domain_code))


@bp.get("/models/<model_code>/draft/items/<item_code>")
@requires(Permission.MANAGE_MODELS)
def show_model_item(model_code: str, item_code: str) -> ResponseReturnValue:
    """Show an item to be written."""
    return show_part(model_code, lambda one: item_part(one, item_code))


@bp.post("/models/<model_code>/draft/items/<item_code>")
@requires(Permission.MANAGE_MODELS)
@submits_once
def save_model_item(model_code: str, item_code: str) -> ResponseReturnValue:
    """Save an item."""
    return save_part(model_code, lambda one: item_part(one, item_code))


def _words(one: ModelDraft) -> Part:
    groups = words_groups(one.value)
    here = url_for(".show_model_words", model_code=one.code)
    return Part(
        heading=_("Words"),
        what=_("Words of the model"),
        groups=groups,
        values=lambda value: setting_values(groups, value),
        alter=lambda value, typed: model_outline.with_texts(value, settings_from(groups, typed)),
        current="studio.show_model_words",
        action=here,
        back=here,
    )


def _limits(one: ModelDraft) -> Part:
    groups = limits_groups(one.value)
    here = url_for(".show_model_limits", model_code=one.code)
    return Part(
        heading=_("Limits"),
        what=_("Limits of scoring"),
        groups=groups,
        values=lambda value: setting_values(groups, value),
        alter=lambda value, typed: model_outline.with_texts(value, settings_from(groups, typed)),
        current="studio.show_model_limits",
        action=here,
        back=here,
    )
