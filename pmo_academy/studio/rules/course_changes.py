"""What differs in the frame of a course: settings, modules, lessons."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmo_academy.authoring.rules.course_reading import COURSE_FILE, CourseSource, PageSource
from pmo_academy.authoring.rules.course_shapes import LessonFields, ModuleEntry
from pmo_academy.authoring.rules.problems import Path
from pmo_academy.studio.rules.changes import Change, ChangeKind
from pmo_academy.studio.rules.question_changes import check_changes
from pmo_academy.studio.rules.words import word_difference

# What decides on passing and counting stands before what tells about the course.
_SETTINGS = (
    "completes_with",
    "requires",
    "recommends",
    "covers",
    "learning_credit",
    "minutes",
    "level",
    "announced",
    "topics",
    "updated",
)
_WORDS = ("title", "promise", "audience", "outcomes")


def setting_changes(before: CourseSource, after: CourseSource) -> Iterator[Change]:
    """Give what was set otherwise: of tests and quizzes first, then of the course."""
    for key, module in _modules(after).items():
        if key in _modules(before):
            old = _modules(before)[key]
            place: dict[str, Any] = {"file": _file(after), "key": key, "title": module.title}
            path = ("modules", after.course.modules.index(module))
            yield from _differing(old.quiz, module.quiz, after, {**place, "path": (*path, "quiz")})
            yield from _named(("minutes", "practice"), old, module, after, {**place, "path": path})
    place = {"file": _file(after), "key": "course-test", "title": "", "path": ("test",)}
    yield from _differing(before.course.test, after.course.test, after, place)
    place = {"file": _file(after), "key": "", "title": "", "path": ()}
    yield from _named(_SETTINGS, before.course, after.course, after, place)


def course_words(before: CourseSource, after: CourseSource) -> Iterator[Change]:
    """Give the words about the course and its modules that changed."""
    for name in _WORDS:
        old, new = _text(getattr(before.course, name)), _text(getattr(after.course, name))
        yield from _words(name, old, new, {"file": _file(after), "line": _line(after, (name,))})
    for at, module in enumerate(after.course.modules):
        if old_module := _modules(before).get(module.key):
            place: dict[str, Any] = {
                "file": _file(after),
                "line": _line(after, ("modules", at)),
                "key": module.key,
                "title": module.title,
            }
            for name in ("title", "summary"):
                yield from _words(name, getattr(old_module, name), getattr(module, name), place)


def lesson_changes(before: CourseSource, after: CourseSource) -> Iterator[Change]:
    """Give the modules and lessons that came, went, moved or got another name."""
    yield from _module_changes(before, after)
    olds, news = _places(before), _places(after)
    stays = {key for key, module in news.items() if key in olds and olds[key].key == module.key}
    moved = {
        key
        for module in after.course.modules
        for key in _moved(
            [one for one in olds if one in stays and olds[one].key == module.key],
            [one for one in module.lessons if one in stays],
        )
    }
    for key, module in news.items():
        place = _lesson_place(after, key)
        if key not in olds:
            yield Change(kind=ChangeKind.LESSON_ADDED, **place, after=(module.title,))
        elif key not in stays or key in moved:
            titles = (olds[key].title,), (module.title,)
            yield Change(kind=ChangeKind.LESSON_MOVED, **place, before=titles[0], after=titles[1])
        yield from _renamed(before, after, key, place)
    for key, module in olds.items():
        if key not in news:
            place = _lesson_place(before, key)
            yield Change(kind=ChangeKind.LESSON_REMOVED, **place, before=(module.title,))


def page_words(before: CourseSource, after: CourseSource) -> Iterator[Change]:
    """Give the words of lessons, practice tasks and the work product that changed."""
    olds, news = _pages(before), _pages(after)
    for file, page in news.items():
        if file in olds:
            place: dict[str, Any] = {"file": file, "title": page.fields.title}
            line = page.page.body_line
            yield from _words("text", olds[file].page.body, page.page.body, {**place, "line": line})
            yield from _field_changes(olds[file], page, {**place, "line": 2})


def _module_changes(before: CourseSource, after: CourseSource) -> Iterator[Change]:
    olds, news = _modules(before), _modules(after)
    moved = _moved([key for key in olds if key in news], [key for key in news if key in olds])
    for at, (key, module) in enumerate(news.items()):
        place: dict[str, Any] = {
            "file": _file(after),
            "line": _line(after, ("modules", at)),
            "key": key,
            "title": module.title,
        }
        if key not in olds:
            yield Change(kind=ChangeKind.MODULE_ADDED, **place)
        elif key in moved:
            yield Change(kind=ChangeKind.MODULE_MOVED, **place)
    for key, module in olds.items():
        if key not in news:
            yield Change(
                kind=ChangeKind.MODULE_REMOVED, file=_file(after), key=key, title=module.title
            )


def _renamed(
    before: CourseSource, after: CourseSource, key: str, place: Mapping[str, Any]
) -> Iterator[Change]:
    if key not in before.lessons or key not in after.lessons:
        return
    old, new = before.lessons[key].fields.title, after.lessons[key].fields.title
    if old != new:
        yield Change(kind=ChangeKind.LESSON_RENAMED, **place, before=(old,), after=(new,))


def _field_changes(
    before: PageSource[Any], after: PageSource[Any], place: Mapping[str, Any]
) -> Iterator[Change]:
    old, new = before.fields, after.fields
    if isinstance(new, LessonFields):
        yield from _fields(("item", "verb", "minutes"), old, new, place)
        yield from check_changes(old.check, new.check, place)
    elif hasattr(new, "rubric"):
        yield from _words("title", old.title, new.title, place)
        for name in ("complete", "fitting", "used", "improved"):
            yield from _words(name, getattr(old.rubric, name), getattr(new.rubric, name), place)
        yield from _fields(("template", "example"), old, new, place)
    else:
        yield from _words("title", old.title, new.title, place)
        yield from _fields(("minutes",), old, new, place)


def _fields(names: Sequence[str], old: Any, new: Any, place: Mapping[str, Any]) -> Iterator[Change]:
    for name in names:
        values = _shown(getattr(old, name)), _shown(getattr(new, name))
        if values[0] != values[1]:
            yield Change(
                kind=ChangeKind.SETTING, **place, part=name, before=values[0], after=values[1]
            )


def _differing(
    before: Any, after: Any, source: CourseSource, place: Mapping[str, Any]
) -> Iterator[Change]:
    """Give the fields of a quiz or test that differ; a test may come or go as a whole."""
    shape = type(after or before)
    if shape is not type(None):
        yield from _named(tuple(shape.model_fields), before, after, source, place)


def _named(
    names: Sequence[str],
    before: Any,
    after: Any,
    source: CourseSource,
    place: Mapping[str, Any],
) -> Iterator[Change]:
    rest = {name: value for name, value in place.items() if name != "path"}
    for name in names:
        old = _shown(getattr(before, name, None))
        new = _shown(getattr(after, name, None))
        if old != new:
            yield Change(
                kind=ChangeKind.SETTING,
                **rest,
                line=_line(source, (*place["path"], name)),
                part=name,
                before=old,
                after=new,
            )


def _words(name: str, before: str, after: str, place: Mapping[str, Any]) -> Iterator[Change]:
    pieces = word_difference(before, after)
    if pieces:
        yield Change(kind=ChangeKind.WORDS, **place, part=name, pieces=pieces)


def _shown(value: Any) -> tuple[str, ...]:
    """Return a setting as lines of text; nothing for what is not set."""
    if value is None or value == [] or value == {}:
        return ()
    if isinstance(value, dict):
        return tuple(f"{name}: {one}" for name, one in value.items())
    if isinstance(value, list):
        return tuple(line for one in value for line in _shown(one))
    if hasattr(value, "key"):
        return (f"{value.key}: {value.title}",)
    if hasattr(value, "model_dump"):
        return _shown(value.model_dump())
    return (str(value).lower() if isinstance(value, bool) else str(value),)


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _file(source: CourseSource) -> str:
    return f"{source.folder}/{COURSE_FILE}"


def _line(source: CourseSource, path: Path) -> int:
    return source.document.problem(path, "").line


def _modules(source: CourseSource) -> dict[str, ModuleEntry]:
    return {module.key: module for module in source.course.modules}


def _places(source: CourseSource) -> dict[str, ModuleEntry]:
    """Return the lessons in their order, each with its module."""
    return {key: module for module in source.course.modules for key in module.lessons}


def _pages(source: CourseSource) -> dict[str, PageSource[Any]]:
    return {page.page.fields.file: page for page in source.pages}


def _lesson_place(source: CourseSource, key: str) -> dict[str, Any]:
    title = source.lessons[key].fields.title if key in source.lessons else key
    return {"file": f"{source.folder}/lessons/{key}.md", "key": key, "title": title}


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the fewest keys that have to move to get from one order to the other."""
    rest = [before.index(key) for key in after]
    chains: list[list[int]] = []
    for place in rest:
        best = max((chain for chain in chains if chain[-1] < place), key=len, default=[])
        chains.append([*best, place])
    stays = max(chains, key=len, default=[])
    return {before[place] for place in rest if place not in stays}
