"""Ask for a review, decide on it, and say something about a line."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import publish_page, queries
from pmo_academy.studio.forms.publishing import CommentForm, ReviewForm, VerdictForm
from pmo_academy.studio.models import WorkingDraft
from pmo_academy.studio.rules.review import Verdict
from pmo_academy.studio.service import reviewing
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import course_draft, locked_course_draft, render_course
from pmo_academy.studio.views.publishing import page


@bp.post("/courses/<code>/reviews")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def request_review(code: str) -> ResponseReturnValue:
    """Ask somebody, or any other author, to look at the draft."""
    form = publish_page.offered(ReviewForm(), current_person())
    if not form.validate():
        return page(course_draft(code), {"review_form": form}, status=422)
    chosen = form.asked_of.data
    with transaction():
        reviewing.request_review(
            locked_course_draft(code),
            of=UUID(chosen) if chosen else None,
            note=form.note.data or "",
            by=current_person().id,
        )
    flash(_("Asked. It stands in their agenda."), "success")
    return redirect(url_for(".show_publish", code=code, _anchor="review"), 303)


@bp.post("/courses/<code>/reviews/withdrawal")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def take_request_back(code: str) -> ResponseReturnValue:
    """Ask nobody any more."""
    with transaction():
        reviewing.take_request_back(locked_course_draft(code), by=current_person().id)
    return redirect(url_for(".show_publish", code=code, _anchor="review"), 303)


@bp.post("/courses/<code>/reviews/verdict")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def decide_review(code: str) -> ResponseReturnValue:
    """Approve exactly what was seen, or send it back with a reason."""
    form = VerdictForm()
    is_sent_back = form.verdict.data == Verdict.SENT_BACK
    is_valid = form.validate()
    if is_sent_back and not form.verdict_reason.data:
        form.verdict_reason.errors = [_("Say what has to be changed.")]
        is_valid = False
    if not is_valid:
        return page(course_draft(code), {"verdict_form": form}, status=422)
    try:
        with transaction():
            reviewing.decide(
                locked_course_draft(code),
                Verdict(form.verdict.data),
                reason=form.verdict_reason.data or "",
                seen=form.seen.data or "",
                by=current_person().id,
            )
    except ConflictError as problem:
        flash(str(problem), "warning")
        return page(course_draft(code), status=409)
    flash(_("Sent back.") if is_sent_back else _("Approved."), "success")
    return redirect(url_for(".show_publish", code=code, _anchor="review"), 303)


@bp.get("/courses/<code>/lines")
@requires(Permission.AUTHOR_COURSES)
def show_lines(code: str) -> ResponseReturnValue:
    """Show a file line by line, with what is said about them."""
    form = CommentForm(formdata=None)
    form.line.data = request.args.get("line", 1, type=int)
    return _lines_page(course_draft(code), request.args.get("path", ""), form)


@bp.post("/courses/<code>/comments")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def comment_on_line(code: str) -> ResponseReturnValue:
    """Say something about a line."""
    path = request.form.get("path", "")
    form = CommentForm()
    if not form.validate():
        return _lines_page(course_draft(code), path, form, status=422)
    with transaction():
        said = reviewing.comment(
            locked_course_draft(code),
            path,
            form.line.data or 0,
            form.text.data or "",
            by=current_person().id,
        )
    anchor = f"comment-{said.id}"
    return redirect(url_for(".show_lines", code=code, path=path, _anchor=anchor), 303)


@bp.post("/courses/<code>/comments/<uuid:comment_id>/resolution")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def resolve_comment(code: str, comment_id: UUID) -> ResponseReturnValue:
    """Say that a comment is dealt with."""
    with transaction():
        said = queries.get_comment(locked_course_draft(code), comment_id)
        reviewing.resolve(said, by=current_person().id)
    return redirect(url_for(".show_publish", code=code, _anchor="comments"), 303)


@bp.post("/courses/<code>/comments/<uuid:comment_id>/reopening")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def reopen_comment(code: str, comment_id: UUID) -> ResponseReturnValue:
    """Say that a comment is not dealt with after all."""
    with transaction():
        reviewing.reopen(queries.get_comment(locked_course_draft(code), comment_id))
    return redirect(url_for(".show_publish", code=code, _anchor="comments"), 303)


def _lines_page(
    draft: WorkingDraft, path: str, form: CommentForm, *, status: int = 200
) -> ResponseReturnValue:
    files = queries.files_of(draft)
    texts = [name for name, body in files.items() if queries.lines_of(body)]
    path = path or f"courses/{draft.key}/course.yaml"
    if path not in files:
        raise NotFoundError
    comments = [one for one in queries.list_comments(draft, files) if one.path == path]
    return render_course(
        "studio/lines.html",
        draft,
        current="studio.show_publish",
        heading=_("Lines and comments"),
        status=status,
        path=path,
        paths=texts,
        lines=queries.lines_of(files[path]),
        comments=comments,
        commented={one.line for one in comments if one.line and not one.is_resolved},
        form=form,
    )
