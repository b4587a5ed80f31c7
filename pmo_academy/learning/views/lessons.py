"""The lesson player: read, answer the check, go on."""

from collections.abc import Mapping, Sequence

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.exams import service as exams
from pmo_academy.learning import onward, queries, service
from pmo_academy.learning.models import Enrolment, Lesson
from pmo_academy.learning.queries import TakenCourse
from pmo_academy.learning.rules.progress import neighbours
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.learning.views.kept import kept_in
from pmo_academy.learning.views.packages import package_on_page, with_frame
from pmo_academy.people.sign_in import current_person

CHECK = "answer"


@bp.get("/learn/<code>/<lesson_key>")
@requires(Permission.LEARN)
def show_lesson(code: str, lesson_key: str) -> ResponseReturnValue:
    """Show a lesson to somebody who is in the course; lead others to the course."""
    course = queries.get_course(code, for_person=current_person())
    lesson = queries.get_lesson(course, lesson_key)
    if course.enrolment is None:
        return redirect(url_for(".show_course", code=course.edition.code))
    return lesson_page(course, lesson, course.enrolment)


@bp.post("/learn/<code>/<lesson_key>/completion")
@requires(Permission.LEARN)
@repeats_safely
def finish_lesson(code: str, lesson_key: str) -> ResponseReturnValue:
    """Mark the lesson as done and lead to the next step."""
    with transaction():
        course, lesson, enrolment = get_own_lesson(code, lesson_key)
        service.finish_lesson(enrolment, lesson)
    _before, after = neighbours(course.path, lesson.id)
    if after is None:
        return redirect(url_for(".show_course", code=course.edition.code), 303)
    return redirect(onward.url_of(course.edition.code, after), 303)


@bp.post("/learn/<code>/<lesson_key>/place")
@requires(Permission.LEARN)
@repeats_safely
def keep_place(code: str, lesson_key: str) -> ResponseReturnValue:
    """Remember the paragraph that the person is reading."""
    paragraph = request.form.get("paragraph", 0, type=int)
    with transaction():
        _course, lesson, enrolment = get_own_lesson(code, lesson_key)
        service.keep_place(enrolment, lesson, paragraph=paragraph)
    return "", 204


@bp.post("/learn/<code>/<lesson_key>/check")
@requires(Permission.LEARN)
@repeats_safely
def answer_check(code: str, lesson_key: str) -> ResponseReturnValue:
    """Tell whether the answer to the lesson's check is right, and why; nothing is kept."""
    course, lesson, enrolment = get_own_lesson(code, lesson_key)
    if not lesson.check_type:
        raise NotFoundError
    return lesson_page(course, lesson, enrolment, fields=request.form.to_dict(flat=False))


def get_own_lesson(code: str, lesson_key: str) -> tuple[TakenCourse, Lesson, Enrolment]:
    """Return a lesson of a course that the reader is in, or raise NotFoundError."""
    course, enrolment = queries.get_enrolled_course(code, for_person=current_person())
    return course, queries.get_lesson(course, lesson_key), enrolment


def lesson_page(
    course: TakenCourse,
    lesson: Lesson,
    enrolment: Enrolment,
    *,
    fields: Mapping[str, Sequence[str]] | None = None,
    note_error: str = "",
    note_on: int = 0,
) -> ResponseReturnValue:
    """Show the lesson, after a check with what was answered, after a refused note with that."""
    question = service.check_of(lesson)
    reviewed, error = None, ""
    if question and fields is not None:
        try:
            reviewed = exams.judge(question, CHECK, fields)
        except exams.UnreadableAnswerError as problem:
            error = str(problem)
    before, after = neighbours(course.path, lesson.id)
    package = package_on_page(lesson, enrolment) if lesson.part else None
    is_last_place = enrolment.last_lesson_id == lesson.id
    page = render(
        "learning/lesson.html",
        fragment="learning/_check.html",
        status=422 if error or note_error else 200,
        course=course,
        lesson=lesson,
        step=next(step for step in course.lessons if step.ref == lesson.id),
        number=1 + next(n for n, step in enumerate(course.lessons) if step.ref == lesson.id),
        before=before,
        after=after,
        paragraph=enrolment.last_paragraph if is_last_place and fields is None else 0,
        shown=exams.show(question, CHECK, fields or {}) if question else None,
        reviewed=reviewed,
        error=error,
        kept=kept_in(lesson, course.edition.code, current_person().id),
        note_error=note_error,
        note_on=note_on,
        package=package,
    )
    return with_frame(page, package) if package else page
