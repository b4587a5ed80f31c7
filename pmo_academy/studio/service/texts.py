"""The texts of a draft: lessons, practice tasks and the work product, as fields and Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pmo_academy.authoring.lesson_html import lesson_html
from pmo_academy.authoring.media import media_of
from pmo_academy.authoring.rules import front_matter, strict_yaml
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.problems import ContentError, Problem
from pmo_academy.authoring.rules.yaml_writing import page, rewritten
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.models import DraftChange, WorkingDraft
from pmo_academy.studio.rules import outline, starts
from pmo_academy.studio.service import checking, courses, drafts

LESSONS, PRACTICE, WORK_PRODUCT = "lessons", "practice", "work-product"


@dataclass(frozen=True, kw_only=True)
class TextFile:
    """A Markdown file of a draft: where it is, what its fields say, its text, and its mark."""

    kind: str
    key: str
    path: str
    fields: Mapping[str, Any]
    raw_fields: str
    body: str
    mark: str
    is_new: bool = False


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A text as a learner sees it, and what the checks say of its file; no page if it has none."""

    html: str
    problems: Sequence[Problem]


def path_of(draft: WorkingDraft, kind: str, key: str) -> str:
    """Return the path of a text, or raise NotFoundError where the course has no such part."""
    course = courses.read_course(draft)
    keys = {LESSONS: outline.lesson_keys(course), PRACTICE: outline.module_keys(course)}
    if kind == WORK_PRODUCT and key == "course":
        return f"{courses.folder(draft)}/work-product.md"
    if key not in keys.get(kind, ()):
        raise NotFoundError
    return f"{courses.folder(draft)}/{kind}/{key}.md"


def read_text(draft: WorkingDraft, kind: str, key: str) -> TextFile:
    """Return a text; one that is not there yet as it would begin."""
    path = path_of(draft, kind, key)
    body = queries.find_file(draft, path)
    return _text_file(kind, key, path, body)


def with_changes(text: TextFile, fields: Mapping[str, Any], body: str) -> bytes:
    """Return the file with other fields and another text; a field of None is left out."""
    merged = {**text.fields, **fields}
    value = {name: one for name, one in merged.items() if one is not None}
    clean = body.replace("\r\n", "\n").strip("\n")
    return page(rewritten(text.raw_fields, value), f"{clean}\n" if clean else "").encode()


def save_text(
    draft: WorkingDraft, text: TextFile, body: bytes, *, seen: str, by: UUID
) -> DraftChange | None:
    """Store a text; raises OverwritingError when another stands there than was seen."""
    what = _("Wrote “%(title)s”", title=text.fields.get("title") or text.key)
    mark = {text.path: seen}
    if queries.find_file(draft, text.path) == body:
        return None
    if drafts.seen_mark(queries.find_file(draft, text.path)) != seen:
        return drafts.save(draft, {text.path: body}, what=what, by=by, seen=mark)
    if _minutes(text.path, body) != text.fields.get("minutes"):
        return courses.change_course(draft, dict, what=what, by=by, files={text.path: body})
    return drafts.save(draft, {text.path: body}, what=what, by=by, seen=mark)


def see(
    draft: WorkingDraft, path: str, body: bytes, *, files: Mapping[str, bytes] | None = None
) -> Seen:
    """Render a text as its learner sees it, with what is wrong with it; stores nothing.

    `files` are those of the draft, where somebody has read them already.
    """
    files = {**(queries.files_of(draft) if files is None else files), path: body}
    checked = checking.checked(draft.kind, draft.key, files, only=path)
    problems = sorted(one for one in checked.problems if one.file == path)
    source = checked.source
    try:
        text = front_matter.read(body, file=path).body
        if not isinstance(source, CourseSource) or _cannot_be_shown(problems):
            return Seen(html="", problems=problems)
        html = lesson_html(text, file=path, media=media_of(source, named_in=text))
    except ContentError:
        return Seen(html="", problems=problems)
    except KeyError:
        # It names a picture that is not there; the checks say so.
        return Seen(html="", problems=problems)
    return Seen(html=_from_the_draft(html, draft.key), problems=problems)


def _cannot_be_shown(problems: Sequence[Problem]) -> bool:
    return any("block of" in one.message or "brackets" in one.message for one in problems)


def _from_the_draft(html: str, code: str) -> str:
    """Let files come from the draft: the published edition may not have them."""
    return html.replace(f'"/learn/{code}/media/', f'"/studio/courses/{code}/media/')


def _text_file(kind: str, key: str, path: str, body: bytes | None) -> TextFile:
    begun = body if body is not None else _beginning(kind, key)
    raw, text, _line = front_matter.split(begun, file=path)
    fields = strict_yaml.read(raw, file=path).value
    return TextFile(
        kind=kind,
        key=key,
        path=path,
        fields=fields if isinstance(fields, dict) else {},
        raw_fields=raw,
        body=text,
        mark=drafts.seen_mark(body),
        is_new=body is None,
    )


def _beginning(kind: str, key: str) -> bytes:
    if kind == WORK_PRODUCT:
        return starts.work_product()
    title = key.replace("-", " ").capitalize()
    return starts.practice(title) if kind == PRACTICE else starts.lesson(title)


def _minutes(path: str, body: bytes) -> Any:
    try:
        return front_matter.read(body, file=path).fields.value.get("minutes")
    except ContentError:
        return None
