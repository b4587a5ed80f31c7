"""Where the steps of a course are found, and where a quiz of a course leads back to."""

from uuid import UUID

from flask import url_for

from pmo_academy.core.words import gettext as _
from pmo_academy.exams.onward import Link, Onward
from pmo_academy.learning import queries
from pmo_academy.learning.queries import TakenCourse
from pmo_academy.learning.rules.progress import Step, StepKind, next_step
from pmo_academy.people.models import Person


def url_of(code: str, step: Step) -> str:
    """Return the address of a lesson, a practice task, a quiz or the work product."""
    if step.kind is StepKind.LESSON:
        return url_for("learning.show_lesson", code=code, lesson_key=step.key)
    if step.kind is StepKind.PRACTICE:
        return url_for("learning.show_practice", code=code, module_key=step.key)
    if step.kind is StepKind.WORK_PRODUCT:
        return url_for("learning.show_work_product", code=code)
    return url_for("exams.show_quiz", quiz_id=step.ref)


def label_of(step: Step) -> str:
    """Return how a step is called in a link."""
    if step.kind is StepKind.LESSON:
        return step.title
    if step.kind is StepKind.PRACTICE:
        return str(_("Practice: %(title)s", title=step.title))
    if step.kind is StepKind.WORK_PRODUCT:
        return str(_("Work product: %(title)s", title=step.title))
    if step.kind is StepKind.TEST:
        return str(_("Course test: %(title)s", title=step.title))
    return str(_("Quiz: %(title)s", title=step.title))


def from_quiz(quiz_id: UUID, person: Person) -> Onward:
    """Tell exams what surrounds a quiz: its course, the next step, lessons to read again."""
    course = queries.find_course_of_quiz(quiz_id, for_person=person)
    if course is None:
        return Onward()
    code = course.edition.code
    step = next_step(course.path, last=quiz_id)
    is_elsewhere = step is not None and step.ref != quiz_id
    return Onward(
        home=Link(label=course.edition.title, url=url_for("learning.show_course", code=code)),
        next=Link(label=label_of(step), url=url_of(code, step)) if step and is_elsewhere else None,
        progress=_how_far(course),
        readings={
            item: Link(label=lesson.title, url=url_of(code, lesson))
            for item, lesson in course.readings.items()
        },
    )


def _how_far(course: TakenCourse) -> str:
    if course.completed_at is not None:
        return str(_("You have completed “%(title)s”.", title=course.edition.title))
    words = _(
        "“%(title)s”: %(done)s of %(total)s steps done.",
        title=course.edition.title,
        done=course.progress.done,
        total=course.progress.total,
    )
    return str(words)
