"""What is wrong with the fields of a lesson that is played from a package."""

from collections.abc import Iterator

from pmo_academy.authoring.rules.course_reading import PageSource
from pmo_academy.authoring.rules.course_shapes import Course, LessonFields
from pmo_academy.authoring.rules.packages import Manifest, package_name
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.authoring.rules.strict_yaml import Document
from pmo_academy.learning.rules.packages import proves_something

Lesson = PageSource[LessonFields]


def problems_with_fields(lesson: Lesson) -> Iterator[Problem]:
    """Find what does not go together at the top of such a lesson."""
    fields, document = lesson.fields, lesson.page.fields
    if fields.package is None:
        yield document.problem_with_name(("part",), "says nothing without 'package': add it")
    elif package_name(fields.package) is None:
        message = f"'{fields.package}' is no package: write packages/ and the name of the ZIP"
        yield document.problem(("package",), message)
    if fields.check is not None:
        message = "a package asks its own questions: take out 'check', or 'package'"
        yield document.problem_with_name(("check",), message)


def problem_with_part(lesson: Lesson, manifest: Manifest) -> Problem | None:
    """Find that the part a lesson names is not in its package, or that it must name one."""
    part, document = lesson.fields.part or "", lesson.page.fields
    if manifest.part(part) is not None:
        return None
    if not manifest.parts:
        return document.problem(("package",), "nothing in the package can be opened")
    known = ", ".join(one.identifier for one in manifest.parts[:5])
    if not part:
        message = f"the package has {len(manifest.parts)} parts: add 'part', such as {known}"
        return document.problem(("package",), message)
    return document.problem(("part",), f"the package has no part '{part}', but {known}")


def problem_with_proof(course: Course, document: Document, lessons: list[Lesson]) -> Problem | None:
    """Advise against a course of packages that could not count for a programme."""
    has_packages = any(one.fields.package for one in lessons)
    if proves_something(course.completes_with, has_packages=has_packages):
        return None
    message = "a course of packages needs a quiz or a work product to count for a programme"
    return document.advice(("completes_with",), message)
