"""Maturity models: what is published, and a new one from a file."""

import base64
import binascii

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring import queries
from pmo_academy.authoring.model_files import (
    CheckedModel,
    check_model_file,
    publish_model_file,
    read_model_file,
)
from pmo_academy.authoring.rules.strict_yaml import MAX_BYTES
from pmo_academy.authoring.wording import change_words
from pmo_academy.core.db import release, transaction
from pmo_academy.core.errors import ConflictError, OutOfDateFormError
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.rules.model_changes import least_version, size_of
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio.queries.model_drafts import list_model_drafts
from pmo_academy.studio.releasing import needs_second_person
from pmo_academy.studio.views.blueprint import bp


@bp.get("/models")
@requires(Permission.MANAGE_MODELS)
def list_models() -> ResponseReturnValue:
    """Show every model with its versions and the rounds that use them."""
    cards, drafts = queries.list_model_editions(), list_model_drafts()
    return render("studio/models.html", cards=cards, drafts=drafts)


@bp.get("/models/new")
@requires(Permission.MANAGE_MODELS)
def show_new_model() -> ResponseReturnValue:
    """Ask for the file of a model."""
    return _form_page()


@bp.post("/models/preview")
@requires(Permission.MANAGE_MODELS)
@repeats_safely
def preview_model() -> ResponseReturnValue:
    """Say what is wrong with the file, or what publishing it means; nothing is stored."""
    brought = request.files.get("file")
    if brought is None or not brought.filename:
        return _form_page(status=422, error=_("Choose the file of a model."))
    body = brought.read(MAX_BYTES + 1)
    release()
    checked = check_model_file(read_model_file(body))
    if checked.problems:
        return render(
            "studio/model_problems.html",
            status=422,
            problems=checked.problems,
            name=brought.filename[:100],
            lines=_lines(body),
        )
    return _preview(checked, body)


@bp.post("/models")
@requires(Permission.MANAGE_MODELS)
@submits_once
def publish_model() -> ResponseReturnValue:
    """Publish the model that was previewed; a published version never changes."""
    if needs_second_person():
        raise ConflictError(
            _("Two persons are needed: bring the file into the studio and let somebody publish it.")
        )
    with transaction():
        code = publish_model_file(read_model_file(_sent_file()), by=current_person().id)
    flash(_("%(code)s is published. New rounds can use it.", code=code), "success")
    return redirect(url_for(".list_models"), 303)


@bp.get("/models/<model_code>/<int:number>/file")
@requires(Permission.MANAGE_MODELS)
def download_model(model_code: str, number: int) -> ResponseReturnValue:
    """Give the file of a version as it was loaded."""
    body = queries.get_model_file(model_code, number)
    name = f"{model_code.lower()}-{number}.yaml"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(body, mimetype="application/yaml", headers=headers)


def _form_page(*, status: int = 200, error: str = "") -> ResponseReturnValue:
    cards = queries.list_model_editions()
    return render(
        "studio/model_new.html",
        status=status,
        error=error,
        cards=cards,
        most=f"{MAX_BYTES // 1000} kB",
    )


def _preview(checked: CheckedModel, body: bytes) -> ResponseReturnValue:
    comparison = checked.comparison
    assert comparison is not None  # noqa: S101 - a file without problems has been compared
    size = size_of(comparison.changes)
    latest = comparison.latest
    return render(
        "studio/model_preview.html",
        checked=checked,
        model=comparison.model,
        latest=latest,
        changes=[change_words(one) for one in comparison.changes],
        size=size.name.lower() if size else "",
        least=least_version(latest.version, size) if latest and size else "",
        source=base64.b64encode(body).decode(),
    )


def _sent_file() -> bytes:
    """Read the file that the preview sends along, byte for byte."""
    try:
        return base64.b64decode(request.form.get("source", ""), validate=True)
    except (binascii.Error, ValueError):
        raise OutOfDateFormError(_("This page is out of date. Open it again.")) from None


def _lines(body: bytes) -> list[str]:
    """Give the lines of the file, as far as they can be shown."""
    return [line[:200] for line in body.decode("utf-8", "replace").splitlines()]
