"""Everything the checks say of a draft, and figures on its texts."""

from dataclasses import dataclass

from flask import url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.markdown_checks import count_words
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.authoring.rules.reading_time import lesson_minutes
from pmo_academy.authoring.rules.statistics import reading_grade
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.rules.coverage import coverage_of
from pmo_academy.studio.service import checking
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import course_draft, render_course


@dataclass(frozen=True, kw_only=True)
class LessonFigures:
    """Figures on a lesson: words, minutes promised and worked out, school grade of its text."""

    key: str
    title: str
    words: int
    promised: int
    minutes: float
    grade: float | None


@bp.get("/courses/<code>/checks")
@requires(Permission.AUTHOR_COURSES)
def show_checks(code: str) -> ResponseReturnValue:
    """Show problems and advice by file, the lengths of lessons, and what is covered."""
    draft = course_draft(code)
    checked = checking.checked(draft.kind, draft.key, queries.files_of(draft))
    source = checked.source if isinstance(checked.source, CourseSource) else None
    return render_course(
        "studio/checks.html",
        draft,
        current="studio.show_checks",
        heading=_("Checks"),
        by_file=_by_file(checked.problems),
        fault_count=len(checked.faults),
        figures=_figures(source) if source else [],
        coverage=coverage_of(source) if source else [],
        editor_of=lambda path: _editor_of(code, path),
    )


def _by_file(problems: list[Problem]) -> list[tuple[str, list[Problem]]]:
    files: dict[str, list[Problem]] = {}
    for one in sorted(problems, key=lambda one: (one.is_advice, one.file, one.line)):
        files.setdefault(one.file, []).append(one)
    return list(files.items())


def _figures(source: CourseSource) -> list[LessonFigures]:
    return [
        LessonFigures(
            key=key,
            title=lesson.fields.title,
            words=count_words(lesson.page.body),
            promised=lesson.fields.minutes,
            minutes=lesson_minutes(lesson, source.media),
            grade=reading_grade(lesson.page.body),
        )
        for key, lesson in source.lessons.items()
    ]


def _editor_of(code: str, path: str) -> str:
    """Return where a file is edited; an empty text for one that has no page."""
    name = path.removeprefix(f"courses/{code}/")
    kind, _slash, rest = name.partition("/")
    if name == "course.yaml":
        return url_for(".show_about", code=code)
    if name == "work-product.md":
        return url_for(".edit_text", code=code, text_kind="work-product", text_key="course")
    if kind in ("lessons", "practice") and rest.endswith(".md"):
        return url_for(".edit_text", code=code, text_kind=kind, text_key=rest.removesuffix(".md"))
    return ""
