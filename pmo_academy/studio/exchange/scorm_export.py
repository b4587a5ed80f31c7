"""A course as a SCORM 1.2 package that other platforms take, and what is left behind."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from flask import render_template

from pmo_academy.authoring.rendering import course_content
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.core.words import gettext as _
from pmo_academy.learning.publishing import CourseContent, LessonContent, ModuleContent
from pmo_academy.studio.exchange.brought import OfferedFile
from pmo_academy.studio.exchange.self_contained import Asked, asked

_PLAYER = Path(__file__).resolve().parents[2] / "ui" / "static" / "frames"
_DATE = (2000, 1, 1, 0, 0, 0)
_ICON = re.compile(r'<svg class="icon".*?</svg>', re.DOTALL)
_MEDIUM = re.compile(r"/learn/[^/\"]+/media/([^\"?]+)\?v=[0-9a-f]+")
_LINK = re.compile(r'<a href="/learn/([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One page of the package: a text, a question beside it, or a quiz with so many drawn."""

    key: str
    title: str
    html: str = ""
    check: Asked | None = None
    answer: str = ""
    questions: tuple[Asked, ...] = ()
    draw: int = 0
    pass_percent: int = 0


def export_course(source: CourseSource) -> OfferedFile:
    """Return a sound course as one SCORM 1.2 package; the same course gives the same bytes."""
    content = course_content(source)
    screens = [screen for module in content.modules for screen in _screens(content.code, module)]
    page = render_template("studio/scorm_course.html", course=content, screens=screens)
    files: dict[str, bytes] = {
        "index.html": page.encode(),
        "course.js": (_PLAYER / "course.js").read_bytes(),
        "questions.js": (_PLAYER / "questions.js").read_bytes(),
        "course.css": (_PLAYER / "course.css").read_bytes(),
        **{f"media/{one.name}": one.content for one in content.media},
    }
    files["imsmanifest.xml"] = _manifest(content, sorted(files)).encode()
    return OfferedFile(
        name=f"{content.code.lower()}-scorm-1.2.zip",
        media_type="application/zip",
        content=_packed(files),
        losses=tuple(_losses(content, source)),
    )


def _screens(code: str, module: ModuleContent) -> Iterator[Screen]:
    for lesson in module.lessons:
        if lesson.part is None:
            yield Screen(
                key=f"lesson-{lesson.key}",
                title=lesson.title,
                html=_inside(lesson.html, code),
                check=_check(lesson, code),
            )
    if module.practice:
        yield Screen(
            key=f"practice-{module.key}",
            title=module.practice["title"],
            html=_inside(module.practice["task"], code),
            answer=_inside(module.practice["model_answer"], code),
        )
    yield Screen(
        key=f"quiz-{module.key}",
        title=_("Quiz: %(title)s", title=module.title),
        questions=tuple(
            _question(one.type.value, one.document, code) for one in module.quiz.questions
        ),
        draw=module.quiz.draw,
        pass_percent=module.quiz.pass_percent,
    )


def _check(lesson: LessonContent, code: str) -> Asked | None:
    return _question(lesson.check_type, lesson.check, code) if lesson.check_type else None


def _question(kind: str, document: Mapping[str, Any], code: str) -> Asked:
    inside = _changed(document, code)
    return asked(kind, inside)


def _changed(value: Any, code: str) -> Any:
    """Let the texts of a question lead into the package."""
    if isinstance(value, str):
        return _inside(value, code)
    if isinstance(value, list):
        return [_changed(one, code) for one in value]
    if isinstance(value, Mapping):
        return {key: _changed(one, code) for key, one in value.items()}
    return value


def _inside(html: str, code: str) -> str:
    """Let a text lead to files and pages of the package; what lies elsewhere becomes words."""

    def link(found: re.Match[str]) -> str:
        where, _slash, key = found[1].partition("/")
        if where == code and key and "/" not in key:
            return f'<a href="#lesson-{key}">{found[2]}</a>'
        return found[2]

    return _LINK.sub(link, _MEDIUM.sub(r"media/\1", _ICON.sub("", html)))


def _manifest(content: CourseContent, files: list[str]) -> str:
    listed = "".join(f'\n      <file href="{escape(name)}"/>' for name in files)
    title = escape(unescape(content.title))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="{escape(content.code)}" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd
    http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{title}</title>
      <item identifier="whole" identifierref="page">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">{listed}
    </resource>
  </resources>
</manifest>
"""


def _packed(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_DATE)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 6)
    return made.getvalue()


def _losses(content: CourseContent, source: CourseSource) -> Iterator[str]:
    yield _("Right answers can be read in the package by who looks for them.")
    played = sum(one.part is not None for module in content.modules for one in module.lessons)
    if played:
        yield _(
            "Packages of other products (%(count)s lessons): take them by themselves.", count=played
        )
    if content.test:
        count = len(content.test.questions)
        yield _("The course test and its rules (%(count)s questions).", count=count)
    if source.work_product:
        yield _("The work product: it cannot be handed in and judged elsewhere.")
    yield _("Limits of quizzes: tries, waiting times, and whose attempt it is.")
    yield _("Links to other courses and to the glossary become words.")
    yield _("Repetition of what was missed, notes, questions about lessons, certificates.")
    yield _("Credit, level, the items that lessons serve, and what has to be done first.")
