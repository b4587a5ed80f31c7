"""What was changed in a draft, by whom; and an earlier text brought back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import queries
from pmo_academy.studio.service import drafts, texts
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import course_draft, locked_course_draft, render_course

MOST = 200


@bp.get("/courses/<code>/changes")
@requires(Permission.AUTHOR_COURSES)
def list_course_changes(code: str) -> ResponseReturnValue:
    """Show the changes of a draft, the newest first."""
    draft = course_draft(code)
    return render_course(
        "studio/changes.html",
        draft,
        current="studio.list_course_changes",
        heading=_("History"),
        changes=queries.list_changes(draft, most=MOST),
        paths=queries.changed_paths(draft),
    )


@bp.post("/courses/<code>/texts/<text_kind>/<text_key>/restorations")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def restore_text(code: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """Bring back the text as it was after a change."""
    number = request.form.get("number", 0, type=int)
    with transaction():
        draft = locked_course_draft(code)
        path = texts.path_of(draft, text_kind, text_key)
        drafts.restore(draft, path, number, by=current_person().id)
    flash(_("The earlier text is back. The other one stays in the history."), "success")
    return redirect(url_for(".edit_text", code=code, text_kind=text_kind, text_key=text_key), 303)
