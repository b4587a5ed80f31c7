"""Records for tests: one small function for each; what does not matter is filled in."""

from pmo_academy.exams.models import QuestionType
from pmo_academy.exams.publishing import QuestionContent, QuizContent
from pmo_academy.learning import service as learning
from pmo_academy.learning.models import CourseEdition, Level
from pmo_academy.learning.publishing import (
    CourseContent,
    LessonContent,
    ModuleContent,
    publish_course,
)
from tests.question_documents import question_document

ALL_TYPES = tuple(QuestionType)


def make_course(
    session,
    code="PA-51",
    *,
    title="Status reports people read",
    number=1,
    modules=None,
    is_announced=False,
    **document,
):
    """A published course: two modules of two lessons each, the first with five questions."""
    if modules is None:
        modules = () if is_announced else (module("first"), module("second", types=ALL_TYPES))
    content = CourseContent(
        code=code,
        title=title,
        level=Level.SUPPORT,
        promise="Write a status report on one page.",
        minutes=120,
        is_announced=is_announced,
        document={
            "audience": "Project leads.",
            "outcomes": ["Write a report", "Read a report"],
            "learning_credit": {"ways_of_working": 1.5, "power_skills": 0.5, "business_acumen": 0},
            "covers": {"MON-S1": 1.0, "STD-S1": 0.5},
            "requires": [],
            "recommends": [],
            "completes_with": ["lessons", "quizzes"],
            "updated": "2026-11-22",
            "work_product": None,
            **document,
        },
        modules=modules,
    )
    edition_id = publish_course(content, number=number)
    session.commit()
    return session.get(CourseEdition, edition_id)


def module(key, *, types=ALL_TYPES[:5], lessons=2, pass_percent=80, practice=True):
    """A module with a question of each of the types; all of them are drawn."""
    return ModuleContent(
        key=key,
        title=f"Module {key}",
        summary="What it is about.",
        minutes=60,
        lessons=tuple(lesson(f"{key}-{n}") for n in range(1, lessons + 1)),
        practice={
            "title": f"Practice {key}",
            "minutes": 12,
            "task": "<p>Do it.</p>",
            "model_answer": "<p>Done so.</p>",
        }
        if practice
        else None,
        quiz=QuizContent(
            key=f"PA-51/{key}",
            title=f"Module {key}",
            draw=len(types),
            pass_percent=pass_percent,
            minutes=6,
            questions=tuple(question(f"q{n}", type_) for n, type_ in enumerate(types, start=1)),
        ),
    )


def lesson(key, *, type_=QuestionType.SINGLE):
    """A lesson whose check has one right option."""
    return LessonContent(
        key=key,
        title=f"Lesson {key}",
        minutes=14,
        item="MON-S1",
        verb="do",
        html=f"<p>Text of {key}.</p><p>More of it.</p>",
        check_type=type_,
        check=question_document(key, type_),
    )


def question(key, type_=QuestionType.SINGLE, *, topic="status"):
    """A question of a bank."""
    return QuestionContent(
        key=key, type=type_, topic=topic, item="MON-S1", document=question_document(key, type_)
    )


def enrolled(session, person, code="PA-51"):
    """The person's enrolment in the latest edition of a course."""
    enrolment = learning.enrol(person, code)
    session.commit()
    return enrolment
