"""The studio's home: every course and what is being written, and how to begin."""

from collections.abc import Sequence

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import queries
from pmo_academy.studio.forms.courses import NewCourseForm
from pmo_academy.studio.health_page import HealthRow, rows_of
from pmo_academy.studio.queries.pieces import CourseCard, list_course_cards
from pmo_academy.studio.queries.reviews import list_waiting
from pmo_academy.studio.service import courses, drafts, health
from pmo_academy.studio.views.blueprint import bp

SHOWN = 6


@bp.get("")
@requires(Permission.AUTHOR_COURSES)
def show_home() -> ResponseReturnValue:
    """Show the courses, those that are being written first."""
    cards = sorted(list_course_cards(), key=lambda card: not card.has_draft)
    rows = _health_rows(cards)
    return render(
        "studio/home.html",
        cards=cards,
        rows=rows[:SHOWN],
        row_count=len(rows),
        looked=health.last_look(),
        waiting=[one for one in list_waiting() if one.review and one.review.verdict is None],
    )


@bp.get("/health")
@requires(Permission.AUTHOR_COURSES)
def show_health() -> ResponseReturnValue:
    """Show everything in published courses that wants somebody."""
    rows = _health_rows(list_course_cards())
    return render("studio/health.html", rows=rows, looked=health.last_look())


@bp.post("/health/looks")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def look_over() -> ResponseReturnValue:
    """Let everything be looked over soon."""
    with transaction():
        health.ask()
    flash(_("It is being looked over. Open this page again in a minute."), "success")
    return redirect(url_for(".show_health"), 303)


@bp.get("/courses/new")
@requires(Permission.AUTHOR_COURSES)
def show_new_course() -> ResponseReturnValue:
    """Ask what the new course is called and what it begins from."""
    form = _new_course_form()
    if not form.start.data:
        form.start.data = courses.SMALL
    return render("studio/new_course.html", form=form)


@bp.post("/courses")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def create_course() -> ResponseReturnValue:
    """Begin the course and lead to its outline."""
    form = _new_course_form()
    if form.validate():
        try:
            with transaction():
                draft = courses.begin_course(
                    str(form.code.data),
                    str(form.title.data),
                    str(form.promise.data),
                    start=form.start.data,
                    by=current_person().id,
                )
            return redirect(url_for(".show_outline", code=draft.key), 303)
        except ConflictError as problem:
            form.code.errors = [str(problem)]
    return render("studio/new_course.html", status=422, form=form)


@bp.post("/courses/<code>/draft")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def begin_draft(code: str) -> ResponseReturnValue:
    """Begin the next edition of a published course, or go on with the draft there is."""
    if queries.latest_number(Kind.COURSE, code) is None:
        raise NotFoundError
    with transaction():
        drafts.begin(Kind.COURSE, code, by=current_person().id)
    return redirect(url_for(".show_outline", code=code), 303)


def _health_rows(cards: Sequence[CourseCard]) -> list[HealthRow]:
    writing = frozenset(card.code for card in cards if card.has_draft)
    return rows_of(health.list_findings(), writing)


def _new_course_form() -> NewCourseForm:
    form = NewCourseForm(request.form)
    published = [one for one in list_course_cards() if one.edition and not one.is_announced]
    form.offer([(one.code, one.title) for one in published])
    return form
