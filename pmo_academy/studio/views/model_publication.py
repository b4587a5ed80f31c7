"""The draft of a model is published, after it was shown what that means."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.queries import list_model_editions
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError, StaleError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.publishing import compare_draft
from pmo_academy.maturity.rules.model_codes import VERSION
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio.queries.model_drafts import ModelDraft, get_model_draft, standing_of
from pmo_academy.studio.releasing import needs_second_person
from pmo_academy.studio.service import model_drafts
from pmo_academy.studio.service.drafts import seen_mark
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.model_frame import render_model, statement_of


@bp.get("/models/<model_code>/draft/publication")
@requires(Permission.MANAGE_MODELS)
def show_model_publication(model_code: str) -> ResponseReturnValue:
    """Show what publishing the draft means, and propose its version."""
    return _page(get_model_draft(model_code))


@bp.post("/models/<model_code>/draft/publication")
@requires(Permission.MANAGE_MODELS)
@submits_once
def publish_model_draft(model_code: str) -> ResponseReturnValue:
    """Publish the draft that was shown under the version that was typed."""
    one = get_model_draft(model_code)
    version = request.form.get("version", "").strip()
    error = _objection(one, version)
    if error:
        return _page(one, version=version, error=error, status=422)
    seen = request.form.get("seen", "")
    try:
        with transaction():
            model_drafts.publish(
                model_code,
                version=version,
                seen=seen,
                by=current_person().id,
                needs_second=needs_second_person(),
            )
    except (StaleError, model_drafts.SecondPersonError) as refusal:
        return _page(one, version=version, error=str(refusal), status=409)
    except ConflictError:
        words = _("It cannot be published as it is. What is missing is listed below.")
        return _page(one, version=version, error=words, status=409)
    flash(
        _(
            "%(code)s %(version)s is published. New rounds can use it.",
            code=one.code,
            version=version,
        ),
        "success",
    )
    return redirect(url_for(".list_models"), 303)


def _objection(one: ModelDraft, version: str) -> str:
    """Say why the draft may not have this version."""
    if not VERSION.fullmatch(version):
        return _("Write the version as two or three numbers, such as 1.0 or 1.0.2.")
    objection = compare_draft({**one.document, "version": version}).objection
    return _("Choose another version: %(why)s.", why=objection) if objection else ""


def _page(
    one: ModelDraft, *, version: str = "", error: str = "", status: int = 200
) -> ResponseReturnValue:
    standing = standing_of(one)
    statement = statement_of(one, standing)
    card = next((card for card in list_model_editions() if card.code == one.code), None)
    return render_model(
        "studio/model_publication.html",
        one,
        current="studio.show_model_publication",
        heading=_("Publish %(code)s", code=one.code),
        status=status,
        statement=statement,
        version=version or statement.version,
        error=error,
        seen=seen_mark(one.body),
        running=sum(each.running for each in card.versions) if card else 0,
        model=standing.comparison.model,
    )
