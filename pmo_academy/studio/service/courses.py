"""Changes what course.yaml says of a draft: its outline and what it is about."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from pmo_academy.authoring.rules import front_matter, strict_yaml
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.problems import ContentError
from pmo_academy.authoring.rules.yaml_writing import page, rewritten
from pmo_academy.core import clock
from pmo_academy.core.errors import ConflictError, NotFoundError, StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.models import DraftChange, WorkingDraft
from pmo_academy.studio.rules import outline, starts
from pmo_academy.studio.rules.keys import key_from
from pmo_academy.studio.rules.outline import Course, NewCourse
from pmo_academy.studio.service import drafts

SMALL, FULL = "small", "full"
TEST_MINUTES = 30
_STARTS = {SMALL: starts.small_course, FULL: starts.full_course}

Files = dict[str, bytes | None]


def folder(draft: WorkingDraft) -> str:
    """Return the folder of a course."""
    return f"courses/{draft.key}"


def course_file(draft: WorkingDraft) -> str:
    """Return the path of course.yaml."""
    return f"{folder(draft)}/course.yaml"


def begin_course(code: str, title: str, promise: str, *, start: str, by: UUID) -> WorkingDraft:
    """Begin a course from a template, or as a copy of the course that `start` names."""
    if start in _STARTS:
        files = _STARTS[start](code, title, promise, today=clock.today())
    else:
        published = queries.edition_files(
            Kind.COURSE, start, queries.latest_number(Kind.COURSE, start)
        )
        if not published:
            raise NotFoundError
        files = starts.copied(published, start, code, title)
    draft = drafts.begin_new(Kind.COURSE, code, files, by=by)
    change_course(draft, dict, what=_("Begun"), by=by)
    return draft


def read_course(draft: WorkingDraft) -> NewCourse:
    """Return what course.yaml says; raises ContentError when it cannot be read."""
    return dict(strict_yaml.read(_text(draft), file=course_file(draft)).value)


def change_course(
    draft: WorkingDraft,
    change: Callable[[Course], NewCourse],
    *,
    what: str,
    by: UUID,
    files: Mapping[str, bytes | None] | None = None,
) -> DraftChange | None:
    """Change course.yaml, and files with it, as one change; minutes are added up anew."""
    text = _text(draft)
    value = change(strict_yaml.read(text, file=course_file(draft)).value)
    there = {**queries.files_of(draft, only_texts=True), **(files or {})}
    timed = outline.retimed(value, *_minutes(draft, there))
    body = rewritten(text, timed, file=course_file(draft)).encode()
    return drafts.save(draft, {**(files or {}), course_file(draft): body}, what=what, by=by)


def add_module(draft: WorkingDraft, title: str, *, by: UUID) -> str:
    """Add an empty module with an empty bank; returns its key."""
    key = key_from(title, outline.module_keys(read_course(draft)))
    change_course(
        draft,
        lambda course: outline.with_module(course, key, title),
        what=_("Added module %(title)s", title=title),
        by=by,
        files={f"{folder(draft)}/questions/{key}.yaml": starts.bank(key)},
    )
    return key


def add_lesson(draft: WorkingDraft, module_key: str, title: str, *, by: UUID) -> str:
    """Add a lesson at the end of a module; returns its key."""
    course = _with(draft, module_key=module_key)
    names = queries.files_of(draft, only_texts=True)
    taken = [*outline.lesson_keys(course), *(_stem(path) for path in names if "/lessons/" in path)]
    key = key_from(title, taken)
    change_course(
        draft,
        lambda course: outline.with_lesson(course, module_key, key),
        what=_("Added lesson %(title)s", title=title),
        by=by,
        files={f"{folder(draft)}/lessons/{key}.md": starts.lesson(title)},
    )
    return key


def remove_lesson(draft: WorkingDraft, key: str, *, by: UUID) -> None:
    """Take a lesson out, its file too."""
    _with(draft, lesson_key=key)
    change_course(
        draft,
        lambda course: outline.without_lesson(course, key),
        what=_("Removed lesson %(key)s", key=key),
        by=by,
        files={f"{folder(draft)}/lessons/{key}.md": None},
    )


def remove_module(draft: WorkingDraft, key: str, *, by: UUID) -> None:
    """Take a module out with its lessons, its practice task and its bank."""
    course = _with(draft, module_key=key)
    module = next(one for one in course["modules"] if one["key"] == key)
    base = folder(draft)
    gone: Files = {f"{base}/lessons/{lesson}.md": None for lesson in module["lessons"]}
    gone |= {f"{base}/practice/{key}.md": None, f"{base}/questions/{key}.yaml": None}
    change_course(
        draft,
        lambda course: outline.without_module(course, key),
        what=_("Removed module %(title)s", title=module["title"]),
        by=by,
        files=gone,
    )


def move_lesson(draft: WorkingDraft, key: str, module_key: str, to: int, *, by: UUID) -> None:
    """Move a lesson to a place, counted from 0, of a module."""
    _with(draft, lesson_key=key, module_key=module_key)
    change_course(
        draft,
        lambda course: outline.moved_lesson(course, key, module_key, to),
        what=_("Moved lesson %(key)s", key=key),
        by=by,
    )


def move_module(draft: WorkingDraft, key: str, to: int, *, by: UUID) -> None:
    """Move a module to a place, counted from 0."""
    _with(draft, module_key=key)
    change_course(
        draft,
        lambda course: outline.moved_module(course, key, to),
        what=_("Moved module %(key)s", key=key),
        by=by,
    )


def _with(draft: WorkingDraft, *, module_key: str = "", lesson_key: str = "") -> NewCourse:
    """Return the course if it has this module and lesson, or raise NotFoundError."""
    course = read_course(draft)
    if module_key and module_key not in outline.module_keys(course):
        raise NotFoundError
    if lesson_key and lesson_key not in outline.lesson_keys(course):
        raise NotFoundError
    return course


def _text(draft: WorkingDraft) -> str:
    body = queries.find_file(draft, course_file(draft))
    if body is None:
        raise ConflictError(_("course.yaml is missing. Restore it from the history."))
    return strict_yaml.decoded(body, file=course_file(draft))


def _minutes(
    draft: WorkingDraft, files: Mapping[str, bytes | None]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the minutes of lessons and of practice tasks by key, as far as they can be read."""
    kinds: dict[str, dict[str, int]] = {"lessons": {}, "practice": {}}
    for path, body in files.items():
        kind = path.removeprefix(f"{folder(draft)}/").partition("/")[0]
        if kind in kinds and body is not None:
            minutes = _field(path, body, "minutes")
            kinds[kind][_stem(path)] = minutes if isinstance(minutes, int) else 0
    return kinds["lessons"], kinds["practice"]


def _field(path: str, body: bytes, name: str) -> Any:
    try:
        return front_matter.read(body, file=path).fields.value.get(name)
    except (ContentError, AttributeError):
        return None


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def change_module(
    draft: WorkingDraft, key: str, fields: Mapping[str, Any], *, practice: bool, by: UUID
) -> None:
    """Change what a module is called and how its quiz draws; a practice task begins or goes."""
    _with(draft, module_key=key)
    path = f"{folder(draft)}/practice/{key}.md"
    is_there = queries.find_file(draft, path) is not None
    files: Files = {}
    if practice and not is_there:
        files[path] = starts.practice(_("%(title)s: practice", title=fields["title"]))
    elif not practice and is_there:
        files[path] = None

    def change(course: Course) -> NewCourse:
        changed = outline.copied(course)
        module = next(one for one in changed["modules"] if one["key"] == key)
        quiz = {**module["quiz"], **fields["quiz"]}
        module.update({**fields, "quiz": quiz, "practice": practice})
        return changed

    what = _("Changed module %(title)s", title=fields["title"])
    change_course(draft, change, what=what, by=by, files=files)


def course_mark(draft: WorkingDraft) -> str:
    """Return a mark of course.yaml, by which a form tells whether it is still as it was shown."""
    return drafts.seen_mark(queries.find_file(draft, course_file(draft)))


def refuse_stale(draft: WorkingDraft, seen: str) -> None:
    """Raise StaleError where course.yaml is not as somebody saw it."""
    if seen and course_mark(draft) != seen:
        raise StaleError(
            _("Somebody else changed the course meanwhile. Nothing was saved; open it again.")
        )


def describe(draft: WorkingDraft, fields: Mapping[str, Any], *, by: UUID) -> None:
    """Change what a course is about; a course test or a work product that counts begins."""
    counting = fields["completes_with"]
    files: Files = {}
    bank_path = f"{folder(draft)}/questions/course-test.yaml"
    if "course-test" in counting and queries.find_file(draft, bank_path) is None:
        files[bank_path] = starts.bank("course-test")
    if "course-test" not in counting and queries.find_file(draft, bank_path) is not None:
        files[bank_path] = None
    product_path = f"{folder(draft)}/work-product.md"
    if "work-product" in counting and queries.find_file(draft, product_path) is None:
        files[product_path] = starts.work_product()

    def change(course: Course) -> NewCourse:
        changed = {**course, **fields, "updated": clock.today()}
        if "course-test" not in counting:
            changed.pop("test", None)
        elif not changed.get("test"):
            changed["test"] = {"minutes": TEST_MINUTES}
        return changed

    what = _("Changed what the course is about")
    change_course(draft, change, what=what, by=by, files=files)


def complete(draft: WorkingDraft, *, by: UUID) -> None:
    """Give a course from files without our fields the ones it needs to be shown and changed."""
    text = _text(draft)
    value = strict_yaml.read(text, file=course_file(draft)).value
    title = str(value.get("title") or draft.key)
    begun = strict_yaml.read(
        starts.small_course(draft.key, title, title, today=clock.today())[
            course_file(draft)
        ].decode(),
        file=course_file(draft),
    ).value
    modules = [
        {**outline.with_module({}, one["key"], one["title"])["modules"][0], **one}
        for one in value.get("modules") or ()
    ]
    merged = {**begun, **value, "modules": modules}
    files: Files = {}
    for path, body in queries.files_of(draft, only_texts=True).items():
        if "/lessons/" in path and _field(path, body, "verb") is None:
            raw, rest, _line = front_matter.split(body, file=path)
            fields = {**strict_yaml.read(raw, file=path).value, "verb": "do"}
            files[path] = page(rewritten(raw, fields, file=path), rest).encode()
    change_course(draft, lambda _course: merged, what=_("Begun"), by=by, files=files)
