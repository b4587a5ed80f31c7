"""Drafts of models: begun, copied, looked back on, thrown away."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.queries import list_model_editions
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import queries
from pmo_academy.studio.forms.model_fields import Typed, read
from pmo_academy.studio.forms.model_items import copy_groups
from pmo_academy.studio.queries.model_drafts import get_model_draft, get_published_model
from pmo_academy.studio.rules.model_outline import order_of
from pmo_academy.studio.service import model_drafts
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.model_frame import render_model


@bp.get("/models/<model_code>/<int:number>")
@requires(Permission.MANAGE_MODELS)
def show_model_version(model_code: str, number: int) -> ResponseReturnValue:
    """Show a published version to be read; it never changes."""
    one = get_published_model(model_code, number)
    return render("studio/model_edition.html", one=one, model=one.model)


@bp.post("/models/<model_code>/draft")
@requires(Permission.MANAGE_MODELS)
@repeats_safely
def begin_model_draft(model_code: str) -> ResponseReturnValue:
    """Begin the next version of a model, or go on with it."""
    with transaction():
        model_drafts.begin_next_version(model_code, by=current_person().id)
    return redirect(url_for(".show_model_draft", model_code=model_code), 303)


@bp.get("/models/copy")
@requires(Permission.MANAGE_MODELS)
def show_model_copy() -> ResponseReturnValue:
    """Ask for the code and the title of a new model, and what it is a copy of."""
    return _copy_page(Typed(values={"source": request.args.get("of", "")}))


@bp.post("/models/copy")
@requires(Permission.MANAGE_MODELS)
@submits_once
def copy_model() -> ResponseReturnValue:
    """Begin a new model as a copy."""
    typed = read(copy_groups(_sources()), request.form)
    if not typed.problems:
        source, number = typed.values["source"].split(" ")
        try:
            with transaction():
                model_drafts.begin_copy(
                    source,
                    int(number),
                    new_code=typed.values["code"],
                    title=typed.values["title"],
                    by=current_person().id,
                )
        except ConflictError as refusal:
            typed.problems["code"] = str(refusal)
        else:
            return redirect(url_for(".show_model_draft", model_code=typed.values["code"]), 303)
    return _copy_page(typed, status=422)


@bp.get("/models/<model_code>/draft")
@requires(Permission.MANAGE_MODELS)
def show_model_draft(model_code: str) -> ResponseReturnValue:
    """Show the domains and items of a draft."""
    one = get_model_draft(model_code)
    return render_model(
        "studio/model_draft.html",
        one,
        current="studio.show_model_draft",
        heading=one.value["title"],
        order=model_drafts.mark_of(order_of, one.value),
    )


@bp.get("/models/<model_code>/draft/history")
@requires(Permission.MANAGE_MODELS)
def show_model_history(model_code: str) -> ResponseReturnValue:
    """Show who changed what."""
    one = get_model_draft(model_code)
    return render_model(
        "studio/model_history.html",
        one,
        current="studio.show_model_history",
        heading=_("History"),
        changes=queries.list_changes(one.draft),
    )


@bp.post("/models/<model_code>/draft/changes/<int:change_number>/undoing")
@requires(Permission.MANAGE_MODELS)
@submits_once
def undo_model_change(model_code: str, change_number: int) -> ResponseReturnValue:
    """Take the last change back."""
    try:
        with transaction():
            model_drafts.undo(model_code, change_number, by=current_person().id)
    except ConflictError as refusal:
        flash(str(refusal), "warning")
    else:
        flash(_("Taken back."), "success")
    return redirect(url_for(".show_model_draft", model_code=model_code), 303)


@bp.post("/models/<model_code>/draft/changes/<int:change_number>/restoration")
@requires(Permission.MANAGE_MODELS)
@submits_once
def restore_model_change(model_code: str, change_number: int) -> ResponseReturnValue:
    """Bring the model back as it was after a change."""
    with transaction():
        model_drafts.restore(model_code, change_number, by=current_person().id)
    flash(
        _("The model is again as it was after change %(number)s.", number=change_number), "success"
    )
    return redirect(url_for(".show_model_history", model_code=model_code), 303)


@bp.get("/models/<model_code>/draft/discarding")
@requires(Permission.MANAGE_MODELS)
def show_model_discarding(model_code: str) -> ResponseReturnValue:
    """Ask whether the draft shall go."""
    one = get_model_draft(model_code)
    return render_model(
        "studio/model_discarding.html", one, current="", heading=_("Throw this draft away?")
    )


@bp.post("/models/<model_code>/draft/discarding")
@requires(Permission.MANAGE_MODELS)
@submits_once
def discard_model_draft(model_code: str) -> ResponseReturnValue:
    """Throw the draft away with its history."""
    with transaction():
        model_drafts.discard(model_code, by=current_person().id)
    flash(_("The draft of %(code)s is gone. What is published stays.", code=model_code), "success")
    return redirect(url_for(".list_models"), 303)


def _sources() -> list[tuple[str, str]]:
    return [
        (f"{card.code} {version.number}", f"{card.code} {version.version}")
        for card in list_model_editions()
        for version in card.versions
    ]


def _copy_page(typed: Typed, *, status: int = 200) -> ResponseReturnValue:
    return render(
        "studio/model_copy.html", status=status, groups=copy_groups(_sources()), typed=typed
    )
