"""Review and publish: what changes for whom, and publishing it now or at a moment."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError, StaleError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.exams import service as exams
from pmo_academy.learning.queries import find_withdrawal, get_latest_edition
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import publish_page, queries
from pmo_academy.studio.forms.publishing import PublishForm, ScheduleForm
from pmo_academy.studio.models import WorkingDraft
from pmo_academy.studio.releasing import needs_second_person
from pmo_academy.studio.rules.release import Reach
from pmo_academy.studio.service import publishing, releases
from pmo_academy.studio.service.publishing import NotPublishableError, Published, Wish
from pmo_academy.studio.service.releases import WrongMomentError
from pmo_academy.studio.service.standing import standing_of
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import locked_course_draft, render_course
from pmo_academy.studio.wording import change_words, obstacle_words


@bp.get("/courses/<code>/publish")
@requires(Permission.AUTHOR_COURSES)
def show_publish(code: str) -> ResponseReturnValue:
    """Show what changes for whom; without a draft, what is published."""
    draft = queries.find_draft(Kind.COURSE, code)
    if draft is None:
        return _published_page(code)
    return page(draft)


@bp.post("/courses/<code>/publish")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def publish_course(code: str) -> ResponseReturnValue:
    """Publish what was seen, once, for whom it is meant."""
    form = PublishForm()
    chosen = _chosen_regrades()
    if not form.validate() or (chosen and not form.reason.data):
        if chosen and not form.reason.data:
            form.reason.errors = [_("Say what was wrong, for those whose answers count now.")]
        return _again(code, {"form": form})
    wish = Wish(reach=Reach(form.reach.data), regrades=chosen, reason=form.reason.data or "")
    try:
        with transaction():
            done = publishing.publish(
                standing_of(locked_course_draft(code)),
                wish,
                seen=form.seen.data or "",
                by=current_person(),
                needs_second=needs_second_person(),
            )
    except NotPublishableError as problem:
        flash(obstacle_words(problem.obstacle.value), "warning")
        return _again(code, {}, status=409)
    except StaleError as problem:
        flash(str(problem), "warning")
        return _again(code, {}, status=409)
    flash(_said(done), "success")
    return redirect(url_for(".show_publish", code=code), 303)


@bp.post("/courses/<code>/schedule")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def schedule_publication(code: str) -> ResponseReturnValue:
    """Let what was seen be published at a moment."""
    form = ScheduleForm()
    if not form.validate():
        return _again(code, {"schedule": form})
    due_at = datetime.combine(form.due_on.data, form.due_time.data or time(), tzinfo=UTC)
    try:
        with transaction():
            releases.schedule(
                standing_of(locked_course_draft(code)),
                due_at,
                Reach(form.scheduled_reach.data),
                seen=form.seen.data or "",
                by=current_person().id,
                needs_second=needs_second_person(),
            )
    except WrongMomentError as problem:
        form.due_on.errors = [str(problem)]
        return _again(code, {"schedule": form})
    except NotPublishableError as problem:
        flash(obstacle_words(problem.obstacle.value), "warning")
        return _again(code, {}, status=409)
    flash(_("It will be published then, unless it is changed before."), "success")
    return redirect(url_for(".show_publish", code=code), 303)


@bp.post("/courses/<code>/schedule/cancellation")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def cancel_publication(code: str) -> ResponseReturnValue:
    """Let the draft not be published by itself."""
    with transaction():
        releases.cancel(locked_course_draft(code), by=current_person().id)
    flash(_("It will not be published by itself."), "success")
    return redirect(url_for(".show_publish", code=code), 303)


def page(
    draft: WorkingDraft, forms: Mapping[str, Any] | None = None, *, status: int = 200
) -> ResponseReturnValue:
    """Render the page of a draft; forms that were typed into keep what was typed."""
    reader = current_person()
    standing = standing_of(draft)
    values = publish_page.page_values(standing, reader, needs_second=needs_second_person())
    shown = {**publish_page.forms_for(standing, reader), **(forms or {})}
    for form in shown.values():
        if "seen" in form:
            form.seen.data = standing.digest
    return render_course(
        "studio/publish.html",
        draft,
        current="studio.show_publish",
        heading=_("Review and publish"),
        status=status,
        change_words=change_words,
        open_files=publish_page.OPEN_FILES,
        **values,
        **shown,
    )


def _again(code: str, forms: Mapping[str, Any], *, status: int = 422) -> ResponseReturnValue:
    draft = queries.find_draft(Kind.COURSE, code)
    if draft is None:
        raise NotFoundError
    return page(draft, forms, status=status)


def _chosen_regrades() -> dict[str, str]:
    """Read which regrades were chosen, each with the outcome that was shown."""
    return {
        name.removeprefix("regrade:"): value
        for name, value in request.form.items()
        if name.startswith("regrade:") and value
    }


def _said(done: Published) -> str:
    words = [_("Edition %(number)s of %(code)s is published.", number=done.number, code=done.code)]
    if done.moved.people:
        words.append(
            ngettext(
                "%(num)s person in progress moved to it.",
                "%(num)s people in progress moved to it.",
                done.moved.people,
            )
        )
    gains = sum(len(one.gains) for one in done.regraded)
    if done.regraded:
        words.append(ngettext("%(num)s answer counts now.", "%(num)s answers count now.", gains))
    return " ".join(words)


def _published_page(code: str) -> ResponseReturnValue:
    edition = get_latest_edition(code)
    return render(
        "studio/published.html",
        edition=edition,
        corrected=exams.list_corrected(f"{edition.code}/"),
        withdrawal=find_withdrawal(edition.code),
    )
