"""Questions about a lesson: asked by learners, answered by the course's authors."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries, service
from pmo_academy.learning.forms import AnswerForm, HidingForm, QuestionForm
from pmo_academy.learning.models import Lesson
from pmo_academy.learning.queries import AskedThread, TakenCourse
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.learning.views.lessons import get_own_lesson
from pmo_academy.people.queries import list_names
from pmo_academy.people.sign_in import current_person


@bp.get("/learn/<code>/<lesson_key>/questions")
@requires(Permission.LEARN)
def list_threads(code: str, lesson_key: str) -> ResponseReturnValue:
    """Show what was asked about a lesson, with the answers, and a place to ask."""
    course, lesson, _enrolment = get_own_lesson(code, lesson_key)
    return _lesson_page(course, lesson, QuestionForm(formdata=None))


@bp.post("/learn/<code>/<lesson_key>/questions")
@requires(Permission.LEARN)
@submits_once
def ask_question(code: str, lesson_key: str) -> ResponseReturnValue:
    """Ask the course's authors."""
    course, lesson, _enrolment = get_own_lesson(code, lesson_key)
    form = QuestionForm()
    if not form.validate():
        return _lesson_page(course, lesson, form, status=422)
    with transaction():
        service.ask_about_lesson(
            current_person(), course.edition.code, lesson.key, (form.text.data or "").strip()
        )
    flash(_("Asked. The answer comes here, and to your agenda."), "success")
    place = url_for(".list_threads", code=course.edition.code, lesson_key=lesson.key)
    return redirect(place, 303)


@bp.post("/me/questions/<uuid:thread_id>/withdrawal")
@requires(Permission.LEARN)
@submits_once
def withdraw_question(thread_id: UUID) -> ResponseReturnValue:
    """Take back a question that nobody has answered."""
    thread = queries.get_own_thread(thread_id, for_person_id=current_person().id)
    place = url_for(".list_threads", code=thread.course_code, lesson_key=thread.lesson_key)
    with transaction():
        service.withdraw_thread(thread)
    flash(_("Taken back."), "success")
    return redirect(place, 303)


@bp.get("/me/questions/<code>")
@requires(Permission.LEARN)
def list_own_threads(code: str) -> ResponseReturnValue:
    """Lead to the lesson of the reader's question that was answered last in a course."""
    thread = queries.get_last_answered(code.upper(), for_person_id=current_person().id)
    place = url_for(".list_threads", code=thread.course_code, lesson_key=thread.lesson_key)
    return redirect(f"{place}#question-{thread.id}")


@bp.get("/studio/lesson-questions")
@requires(Permission.AUTHOR_COURSES)
def list_asked_threads() -> ResponseReturnValue:
    """Show the authors what was asked: the open ones, or all others."""
    is_open = request.args.get("show") != "others"
    page = max(request.args.get("page", 1, type=int), 1)
    threads, total = queries.list_asked_threads(is_open=is_open, page=page)
    return render(
        "learning/asked_threads.html",
        threads=threads,
        total=total,
        page=page,
        size=queries.THREADS_ON_PAGE,
        is_open=is_open,
    )


@bp.get("/studio/lesson-questions/<uuid:thread_id>")
@requires(Permission.AUTHOR_COURSES)
def show_thread(thread_id: UUID) -> ResponseReturnValue:
    """Show one question to the authors, with its answers."""
    asked = queries.get_asked_thread(thread_id)
    return _thread_page(asked, AnswerForm(formdata=None), HidingForm(formdata=None))


@bp.post("/studio/lesson-questions/<uuid:thread_id>/answers")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def answer_question(thread_id: UUID) -> ResponseReturnValue:
    """Answer a question, which marks it as answered."""
    asked = queries.get_asked_thread(thread_id)
    form = AnswerForm()
    if not form.validate():
        return _thread_page(asked, form, HidingForm(formdata=None), status=422)
    with transaction():
        service.answer_thread(asked.thread, (form.text.data or "").strip(), by=current_person())
    flash(_("Answered. %(name)s finds it in the agenda.", name=asked.asker), "success")
    return redirect(url_for(".list_asked_threads"), 303)


@bp.post("/studio/lesson-questions/<uuid:thread_id>/reopening")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def reopen_question(thread_id: UUID) -> ResponseReturnValue:
    """Put a question back among the open ones."""
    asked = queries.get_asked_thread(thread_id)
    with transaction():
        service.reopen_thread(asked.thread, by=current_person())
    return redirect(url_for(".show_thread", thread_id=thread_id), 303)


@bp.post("/studio/lesson-questions/<uuid:thread_id>/hiding")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def hide_question(thread_id: UUID) -> ResponseReturnValue:
    """Hide a question from everybody but its author, with a reason."""
    asked = queries.get_asked_thread(thread_id)
    form = HidingForm()
    if not form.validate():
        return _thread_page(asked, AnswerForm(formdata=None), form, status=422)
    with transaction():
        service.hide_thread(asked.thread, form.reason.data or "", by=current_person())
    return redirect(url_for(".show_thread", thread_id=thread_id), 303)


def _lesson_page(
    course: TakenCourse, lesson: Lesson, form: QuestionForm, *, status: int = 200
) -> ResponseReturnValue:
    person = current_person()
    page = max(request.args.get("page", 1, type=int), 1)
    threads, total = queries.list_threads(
        course.edition.code, lesson.key, for_person_id=person.id, page=page
    )
    return render(
        "learning/threads.html",
        status=status,
        course=course,
        lesson=lesson,
        threads=threads,
        total=total,
        page=page,
        size=queries.THREADS_ON_PAGE,
        names=list_names({reply.author_id for one in threads for reply in one.replies}),
        me=person.id,
        form=form,
    )


def _thread_page(
    asked: AskedThread, form: AnswerForm, hiding: HidingForm, *, status: int = 200
) -> ResponseReturnValue:
    return render(
        "learning/thread.html",
        status=status,
        asked=asked,
        names=list_names({reply.author_id for reply in asked.thread.replies}),
        form=form,
        hiding=hiding,
    )
