"""Stores a course as it was published; what people are enrolled in never changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update

from pmo_academy.core.db import session
from pmo_academy.core.files import keep_content
from pmo_academy.exams.publishing import QuizContent, publish_quiz
from pmo_academy.learning.models import (
    Answer,
    CourseEdition,
    Lesson,
    Level,
    Medium,
    Module,
    Package,
    PackageFile,
    Term,
)


@dataclass(frozen=True, kw_only=True)
class LessonContent:
    """One lesson, its texts rendered."""

    key: str
    title: str
    minutes: int
    item: str
    verb: str
    html: str
    check_type: str
    check: Mapping[str, Any]
    package_digest: str | None = None
    part: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class ModuleContent:
    """One module with its lessons, its practice task if it has one, and its quiz."""

    key: str
    title: str
    summary: str
    minutes: int
    lessons: tuple[LessonContent, ...]
    practice: Mapping[str, Any] | None
    quiz: QuizContent


@dataclass(frozen=True, kw_only=True)
class MediumContent:
    """A picture, with its measures, or a download; checked."""

    name: str
    media_type: str
    width: int | None
    height: int | None
    digest: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class PackageContent:
    """A package of another product: its files with their media types, by their paths."""

    digest: str
    size: int
    files: Mapping[str, tuple[str, bytes]]


@dataclass(frozen=True, kw_only=True)
class CourseContent:
    """A course as its files say; see CourseEdition for what the document holds."""

    code: str
    title: str
    level: Level
    promise: str
    minutes: int
    is_announced: bool
    document: Mapping[str, Any]
    modules: tuple[ModuleContent, ...]
    media: tuple[MediumContent, ...] = ()
    test: QuizContent | None = None
    packages: tuple[PackageContent, ...] = ()


def publish_course(content: CourseContent, *, number: int) -> UUID:
    """Store a course as its latest edition; return the edition's id."""
    session().execute(
        update(CourseEdition).where(CourseEdition.code == content.code).values(is_latest=False)
    )
    edition = CourseEdition(
        code=content.code,
        number=number,
        title=content.title,
        level=content.level,
        promise=content.promise,
        minutes=content.minutes,
        is_announced=content.is_announced,
        document=dict(content.document),
        test_quiz_id=publish_quiz(content.test) if content.test else None,
    )
    session().add(edition)
    session().flush()
    session().add_all(_medium(one, edition_id=edition.id) for one in content.media)
    for package in content.packages:
        _add_package(package)
    lesson_count = 0
    for position, module in enumerate(content.modules):
        _add_module(module, edition_id=edition.id, position=position, lessons_before=lesson_count)
        lesson_count += len(module.lessons)
    return edition.id


def publish_terms(terms: Iterable[Term]) -> None:
    """Store the terms of the glossary in the place of those before."""
    session().execute(delete(Term))
    session().add_all(terms)
    session().flush()


def publish_answers(answers: Iterable[Answer]) -> None:
    """Store the answers to what people ask first in the place of those before."""
    session().execute(delete(Answer))
    session().add_all(answers)
    session().flush()


def _medium(content: MediumContent, *, edition_id: UUID) -> Medium:
    return Medium(
        edition_id=edition_id,
        name=content.name,
        media_type=content.media_type,
        size=len(content.content),
        width=content.width,
        height=content.height,
        digest=keep_content(content.content),
    )


def _add_package(content: PackageContent) -> None:
    """Store the files of a package, unless an earlier edition brought the same."""
    if session().get(Package, content.digest) is not None:
        return
    session().add(Package(digest=content.digest, size=content.size))
    session().flush()
    session().add_all(
        PackageFile(
            package_digest=content.digest,
            path=path,
            folded=path.casefold(),
            media_type=media_type,
            content=body,
        )
        for path, (media_type, body) in content.files.items()
    )
    session().flush()


def _add_module(
    content: ModuleContent, *, edition_id: UUID, position: int, lessons_before: int
) -> None:
    module = Module(
        edition_id=edition_id,
        position=position,
        key=content.key,
        title=content.title,
        summary=content.summary,
        minutes=content.minutes,
        quiz_id=publish_quiz(content.quiz),
        practice=None if content.practice is None else dict(content.practice),
    )
    session().add(module)
    session().flush()
    session().add_all(
        _lesson(lesson, edition_id=edition_id, module_id=module.id, position=at)
        for at, lesson in enumerate(content.lessons, start=lessons_before)
    )


def _lesson(content: LessonContent, *, edition_id: UUID, module_id: UUID, position: int) -> Lesson:
    return Lesson(
        edition_id=edition_id,
        module_id=module_id,
        position=position,
        key=content.key,
        title=content.title,
        minutes=content.minutes,
        item=content.item,
        verb=content.verb,
        html=content.html,
        check_type=content.check_type,
        check=dict(content.check),
        package_digest=content.package_digest,
        part=None if content.part is None else dict(content.part),
    )
