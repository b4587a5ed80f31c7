"""Checked sources as the features below store them: Markdown rendered, links leading to pages."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pmo_academy.authoring.lesson_html import Media, kind_and_size, lesson_html
from pmo_academy.authoring.media import media_of
from pmo_academy.authoring.packages import OpenedPackage, packages_of, part_fields
from pmo_academy.authoring.question_documents import question_document
from pmo_academy.authoring.rules import question_shapes as questions
from pmo_academy.authoring.rules.answers import AnswersSource
from pmo_academy.authoring.rules.course_reading import CourseSource, PageSource
from pmo_academy.authoring.rules.course_shapes import (
    LessonFields,
    ModuleEntry,
    PracticeFields,
    QuizEntry,
    TestEntry,
    WorkProductFields,
)
from pmo_academy.authoring.rules.glossary import GlossarySource, slug
from pmo_academy.authoring.rules.markdown_checks import MODEL_ANSWER, TASK
from pmo_academy.authoring.rules.media_names import media_target
from pmo_academy.authoring.rules.question_checks import BankSource
from pmo_academy.core.markdown import to_html, to_inline_html
from pmo_academy.exams.models import Feedback, QuestionType, QuizKind
from pmo_academy.exams.publishing import QuestionContent, QuizContent, QuizSettings
from pmo_academy.learning.models import Answer, Level, Term
from pmo_academy.learning.publishing import CourseContent, LessonContent, ModuleContent
from pmo_academy.learning.queries import media_address

_PARTS = re.compile(rf"^## +{TASK}\s*$(.*)^## +{MODEL_ANSWER}\s*$(.*)", re.MULTILINE | re.DOTALL)

Document = dict[str, Any]
Packages = Mapping[str, OpenedPackage]


def course_content(source: CourseSource) -> CourseContent:
    """Return a course with every text rendered."""
    course = source.course
    media, packages = media_of(source), packages_of(source)
    return CourseContent(
        code=course.code,
        title=course.title,
        level=Level(course.level),
        promise=course.promise,
        minutes=course.minutes,
        is_announced=course.announced,
        document=_course_document(source, media),
        modules=tuple(_module(source, module, media, packages) for module in course.modules),
        media=tuple(media.values()),
        test=_test(source, course.test, media) if course.test else None,
        packages=tuple(one.content for one in packages.values()),
    )


def terms(source: GlossarySource) -> list[Term]:
    """Return the terms of the glossary as they are shown."""
    return [
        Term(
            slug=slug(one.term),
            name=one.term,
            definition=to_inline_html(one.definition),
            also="\n".join(one.also),
            origin=one.source or "",
        )
        for one in source.glossary.terms
    ]


def answers(source: AnswersSource) -> list[Answer]:
    """Return the answers as they are shown."""
    return [
        Answer(
            key=one.key,
            position=at,
            question=one.question,
            short=one.short,
            html=to_html(one.text),
            courses=list(one.courses),
            sources=list(one.sources),
            checked_on=one.checked_on,
        )
        for at, one in enumerate(source.answers)
    ]


def _course_document(source: CourseSource, media: Media) -> Document:
    course = source.course
    return {
        "audience": course.audience,
        "outcomes": list(course.outcomes),
        "learning_credit": {
            "ways_of_working": float(course.learning_credit.ways_of_working),
            "power_skills": float(course.learning_credit.power_skills),
            "business_acumen": float(course.learning_credit.business_acumen),
        },
        "covers": {item: float(share) for item, share in course.covers.items()},
        "requires": list(course.requires),
        "recommends": list(course.recommends),
        "completes_with": list(course.completes_with),
        "topics": [{"key": topic.key, "title": topic.title} for topic in course.topics],
        "updated": course.updated.isoformat(),
        "work_product": source.work_product and _work_product(source.work_product, media),
    }


def _work_product(page: PageSource[WorkProductFields], media: Media) -> Document:
    rubric = page.fields.rubric
    return {
        "title": page.fields.title,
        "html": _page_html(page, page.page.body, media),
        "rubric": {
            "complete": to_inline_html(rubric.complete),
            "fitting": to_inline_html(rubric.fitting),
            "used": to_inline_html(rubric.used),
            "improved": to_inline_html(rubric.improved),
        },
        **{
            field: _download(page.page.fields.file, target, media)
            for field, target in page.fields.downloads.items()
        },
    }


def _download(file: str, target: str, media: Media) -> Document:
    medium = media[str(media_target(file, target))]
    return {
        "href": media_address(file.split("/")[1], medium.name, digest=medium.digest),
        "about": kind_and_size(medium.name, len(medium.content)),
    }


def _module(
    source: CourseSource, module: ModuleEntry, media: Media, packages: Packages
) -> ModuleContent:
    return ModuleContent(
        key=module.key,
        title=module.title,
        summary=module.summary,
        minutes=module.minutes,
        lessons=tuple(_lesson(key, source.lessons[key], media, packages) for key in module.lessons),
        practice=_practice(source.practices[module.key], media) if module.practice else None,
        quiz=QuizContent(
            key=f"{source.course.code}/{module.key}",
            title=module.title,
            draw=module.quiz.draw,
            pass_percent=module.quiz.pass_percent,
            minutes=module.quiz.minutes,
            questions=_questions(source.banks[module.key], media),
            settings=_settings(module.quiz),
        ),
    )


def _test(source: CourseSource, test: TestEntry, media: Media) -> QuizContent:
    course = source.course
    blueprint = tuple(
        {"topic": topic.key, "title": topic.title, "count": test.per_topic}
        for topic in course.topics
    )
    settings = replace(
        _settings(test),
        kind=QuizKind.COURSE_TEST,
        blueprint=blueprint,
        topic_percent=test.topic_percent,
    )
    return QuizContent(
        key=f"{course.code}/course-test",
        title=course.title,
        draw=test.per_topic * len(course.topics),
        pass_percent=test.pass_percent,
        minutes=test.minutes,
        questions=_questions(source.banks["course-test"], media),
        settings=settings,
    )


def _settings(entry: QuizEntry | TestEntry) -> QuizSettings:
    return QuizSettings(
        tries=entry.tries,
        per_days=entry.per_days if entry.tries else None,
        wait_hours=entry.wait_hours,
        minutes_limit=entry.minutes_limit,
        feedback=Feedback(entry.feedback),
        asks_confidence=entry.confidence,
    )


def _lesson(
    key: str, lesson: PageSource[LessonFields], media: Media, packages: Packages
) -> LessonContent:
    fields = lesson.fields
    return LessonContent(
        key=key,
        title=fields.title,
        minutes=fields.minutes,
        item=fields.item or "",
        verb=fields.verb,
        html=_page_html(lesson, lesson.page.body, media),
        check_type=fields.check.type if fields.check else "",
        check=question_document(fields.check, file=lesson.page.fields.file, media=media)
        if fields.check
        else {},
        **part_fields(fields, packages),
    )


def _practice(practice: PageSource[PracticeFields], media: Media) -> Document:
    parts = _PARTS.search(practice.page.body)
    task, answer = parts.groups() if parts else (practice.page.body, "")
    return {
        "title": practice.fields.title,
        "minutes": practice.fields.minutes,
        "task": _page_html(practice, task, media),
        "model_answer": _page_html(practice, answer, media),
    }


def _questions(bank: BankSource, media: Media) -> tuple[QuestionContent, ...]:
    return tuple(
        _question(question, file=bank.document.file, media=media)
        for question in bank.bank.questions
    )


def _question(question: questions.BankQuestion, *, file: str, media: Media) -> QuestionContent:
    return QuestionContent(
        key=question.key,
        type=QuestionType(question.type),
        topic=question.topic,
        item=question.item or "",
        document=question_document(question, file=file, media=media),
    )


def _page_html(page: PageSource[Any], text: str, media: Media) -> str:
    return lesson_html(text, file=page.page.fields.file, media=media)
