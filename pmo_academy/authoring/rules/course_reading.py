"""From the files of a folder to a course, as far as they can be read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from pmo_academy.authoring.rules import front_matter, strict_yaml
from pmo_academy.authoring.rules.course_shapes import (
    Course,
    LessonFields,
    PracticeFields,
    WorkProductFields,
)
from pmo_academy.authoring.rules.front_matter import Page
from pmo_academy.authoring.rules.markdown_checks import Outline, outlined
from pmo_academy.authoring.rules.media_names import FOLDER, media_name
from pmo_academy.authoring.rules.packages import FOLDER as PACKAGES
from pmo_academy.authoring.rules.packages import package_name
from pmo_academy.authoring.rules.problems import ContentError, Path, Problem, kept
from pmo_academy.authoring.rules.question_checks import BankSource
from pmo_academy.authoring.rules.question_shapes import Bank, HotSpot
from pmo_academy.authoring.rules.shapes import Shape
from pmo_academy.authoring.rules.shaping import shaped
from pmo_academy.authoring.rules.strict_yaml import Document

COURSE_FILE = "course.yaml"
WORK_PRODUCT_FILE = "work-product.md"

_PART = re.compile(r"(lessons|practice|questions)/([a-z0-9]+(?:-[a-z0-9]+)*)\.(md|yaml)")
_ENDINGS = {"lessons": "md", "practice": "md", "questions": "yaml"}
FieldsT = TypeVar("FieldsT", bound=Shape)


@dataclass(frozen=True, kw_only=True)
class PageSource(Generic[FieldsT]):
    """A Markdown file with its fields and what its text consists of."""

    page: Page
    fields: FieldsT
    outline: Outline


@dataclass(frozen=True, kw_only=True)
class CourseSource:
    """A course as its files say; by key, in the order of their names."""

    folder: str
    document: Document
    course: Course
    lessons: Mapping[str, PageSource[LessonFields]]
    banks: Mapping[str, BankSource]
    practices: Mapping[str, PageSource[PracticeFields]]
    work_product: PageSource[WorkProductFields] | None
    names: frozenset[str]
    media: Mapping[str, bytes] = field(default_factory=dict)
    packages: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def pages(self) -> Iterator[PageSource[Any]]:
        """Give every Markdown file of the course."""
        yield from self.lessons.values()
        yield from self.practices.values()
        if self.work_product:
            yield self.work_product


def read_course(
    folder: str, files: Mapping[str, bytes], problems: list[Problem]
) -> CourseSource | None:
    """Read a course's files, named within their folder; None when course.yaml can't be read."""
    parts = _parts(folder, files, problems)
    lessons = _pages(folder, files, parts["lessons"], LessonFields, problems)
    practices = _pages(folder, files, parts["practice"], PracticeFields, problems)
    banks = {
        key: bank
        for key, name in parts["questions"].items()
        if (bank := kept(partial(_bank, f"{folder}/{name}", files[name]), problems))
    }
    products = [WORK_PRODUCT_FILE] if WORK_PRODUCT_FILE in files else []
    product = _pages(folder, files, {one: one for one in products}, WorkProductFields, problems)
    document = kept(partial(_document, folder, files), problems)
    if document is None:
        return None
    course = kept(partial(shaped, document, Course), problems)
    if course is None:
        return None
    return CourseSource(
        folder=folder,
        document=document,
        course=course,
        lessons=lessons,
        banks=banks,
        practices=practices,
        work_product=product.get(WORK_PRODUCT_FILE),
        names=frozenset(files),
        media={name: body for path, body in files.items() if (name := media_name(path))},
        packages={name: body for path, body in files.items() if (name := package_name(path))},
    )


def tagged(source: CourseSource) -> Iterator[tuple[Document, Path, str]]:
    """Give each item that a lesson or question serves, with its place."""
    for lesson in source.lessons.values():
        if lesson.fields.item:
            yield lesson.page.fields, ("item",), lesson.fields.item
    for bank in source.banks.values():
        for at, question in enumerate(bank.bank.questions):
            if question.item:
                yield bank.document, ("questions", at, "item"), question.item


def pictured(source: CourseSource) -> Iterator[tuple[Document, Path, str]]:
    """Give the picture of each question that has one, with the question's place."""
    for lesson in source.lessons.values():
        if isinstance(lesson.fields.check, HotSpot):
            yield lesson.page.fields, ("check",), lesson.fields.check.picture
    for bank in source.banks.values():
        for at, question in enumerate(bank.bank.questions):
            if isinstance(question, HotSpot):
                yield bank.document, ("questions", at), question.picture


def part_of(name: str) -> tuple[str, str] | None:
    """Return the kind and key of a lesson, practice task or bank; None for any other file."""
    match = _PART.fullmatch(name)
    if match is None or match[3] != _ENDINGS[match[1]]:
        return None
    return match[1], match[2]


def _parts(
    folder: str, files: Mapping[str, bytes], problems: list[Problem]
) -> dict[str, dict[str, str]]:
    """Sort the names of the files by what they are; what is nothing is a problem."""
    parts: dict[str, dict[str, str]] = {kind: {} for kind in _ENDINGS}
    for name in sorted(files):
        if part := part_of(name):
            kind, key = part
            parts[kind][key] = name
        elif name.startswith(f"{FOLDER}/") and not media_name(name):
            message = (
                "call it in lower case with hyphens, and bring png, jpg or webp to show, "
                "xlsx, docx, pptx, pdf, csv or txt to download"
            )
            problems.append(_in_file(f"{folder}/{name}", message))
        elif name.startswith(f"{PACKAGES}/") and not package_name(name):
            message = "call it in lower case with hyphens, such as fire-safety.zip"
            problems.append(_in_file(f"{folder}/{name}", message))
        elif name not in (COURSE_FILE, WORK_PRODUCT_FILE) and not (
            media_name(name) or package_name(name)
        ):
            message = "no file of a course is called so; rename or remove it"
            problems.append(_in_file(f"{folder}/{name}", message))
    return parts


def _pages(
    folder: str,
    files: Mapping[str, bytes],
    names: Mapping[str, str],
    shape: type[FieldsT],
    problems: list[Problem],
) -> dict[str, PageSource[FieldsT]]:
    return {
        key: page
        for key, name in names.items()
        if (page := kept(partial(_page, f"{folder}/{name}", files[name], shape), problems))
    }


def _page(file: str, body: bytes, shape: type[FieldsT]) -> PageSource[FieldsT]:
    page = front_matter.read(body, file=file)
    return PageSource(page=page, fields=shaped(page.fields, shape), outline=outlined(page))


def _bank(file: str, body: bytes) -> BankSource:
    document = strict_yaml.read(strict_yaml.decoded(body, file=file), file=file)
    return BankSource(document=document, bank=shaped(document, Bank))


def _document(folder: str, files: Mapping[str, bytes]) -> Document:
    file = f"{folder}/{COURSE_FILE}"
    if COURSE_FILE not in files:
        raise ContentError([_in_file(file, "the file is missing: add it")])
    return strict_yaml.read(strict_yaml.decoded(files[COURSE_FILE], file=file), file=file)


def _in_file(file: str, message: str) -> Problem:
    return Problem(file=file, line=1, column=1, message=message)
