"""A folder of plain Markdown as a new course: a folder a module, a file a lesson, nothing invented.

What such files do not say (level, promise, audience, outcomes, topics, learning credit, the summary
and quiz of a module, the verb of a lesson) is left out, for the author to add in the draft.
"""

import math
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pmo_academy.authoring.rules.front_matter import MAX_BYTES
from pmo_academy.authoring.rules.reading_time import reading_minutes
from pmo_academy.authoring.rules.yaml_writing import page, written
from pmo_academy.core.archives import open_zip, without_clutter
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import UnreadableFileError
from pmo_academy.studio.exchange.markdown_lesson import Shelf, lesson_of
from pmo_academy.studio.exchange.names import natural
from pmo_academy.studio.rules.keys import key_from

LONGEST_TITLE = 300
MARKDOWN = (".md", ".markdown")

_CONTENTS = ("summary.md", "_sidebar.md", "toc.md")
_FIRST = ("readme", "index")
_NUMBER = re.compile(r"^\d+[-_. ]+(?=\S)")
_MAIN = "course-test"


@dataclass(frozen=True, kw_only=True)
class BroughtCourse:
    """The files of a new course as in a content folder, and what was left behind, by file."""

    files: Mapping[str, bytes]
    losses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Module:
    key: str
    title: str
    lessons: Mapping[str, str]


def read_zip(body: bytes, *, code: str, title: str, updated: date) -> BroughtCourse:
    """Read a ZIP of Markdown files; the folder that holds everything does not count."""
    return read(open_zip(body), code=code, title=title, updated=updated)


def read(files: Mapping[str, bytes], *, code: str, title: str, updated: date) -> BroughtCourse:
    """Make a course of Markdown files by their paths."""
    files = _without_top(without_clutter(files))
    losses: list[str] = []
    texts = dict(_texts(files, losses))
    if not texts:
        raise UnreadableFileError(_("There is no Markdown file in it that can be read."))
    modules = _modules(texts, title)
    names = {place: key for one in modules for key, place in one.lessons.items()}
    shelf = Shelf(files=files, lessons=names)
    made: dict[str, bytes] = {}
    minutes: dict[str, int] = {}
    for place, key in names.items():
        lesson = lesson_of(texts[place], place=place, shelf=shelf)
        losses += [f"{place}: {loss}" for loss in lesson.losses]
        minutes[key] = max(1, math.ceil(reading_minutes(lesson.body)))
        fields = {"title": _title(lesson.title or _worded(place)), "minutes": minutes[key]}
        made[f"lessons/{key}.md"] = page(written(fields), lesson.body).encode()
    for module in modules:
        bank = {"module": module.key, "questions": []}
        made[f"questions/{module.key}.yaml"] = written(bank).encode()
    made["course.yaml"] = written(_course(modules, minutes, code, title, updated)).encode()
    made |= {f"media/{name}": body for name, body in shelf.media.items()}
    losses += [f"{name}: nothing shows it or leads to it" for name in _unused(files, shelf)]
    return BroughtCourse(
        files={f"courses/{code}/{name}": body for name, body in made.items()},
        losses=tuple(losses),
    )


def _without_top(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Take off the folders that hold everything, as long as no file lies beside them."""
    found = dict(files)
    while found and all("/" in name for name in found):
        tops = {name.partition("/")[0] for name in found}
        if len(tops) > 1:
            break
        found = {name.partition("/")[2]: body for name, body in found.items()}
    return found


def _texts(files: Mapping[str, bytes], losses: list[str]) -> Iterator[tuple[str, str]]:
    """Give the Markdown files that can be read, in the order in which people see them."""
    for name in sorted(files, key=_place):
        if not name.lower().endswith(MARKDOWN):
            continue
        if posixpath.basename(name).lower() in _CONTENTS:
            losses.append(f"{name}: a list of contents (the order is that of the file names)")
            continue
        try:
            text = files[name].decode("utf-8-sig")
        except UnicodeDecodeError:
            losses.append(f"{name}: left out, it is not in UTF-8")
            continue
        if len(files[name]) > MAX_BYTES * 9 // 10:
            losses.append(f"{name}: left out, it is longer than a lesson can be: part it")
        elif not text.strip():
            losses.append(f"{name}: left out, it is empty")
        else:
            yield name, text.replace("\r\n", "\n").replace("\r", "\n")


def _place(name: str) -> tuple[Any, ...]:
    folder, base = posixpath.split(name)
    is_first = posixpath.splitext(base)[0].lower() in _FIRST
    return natural(folder), not is_first, natural(base)


def _modules(texts: Mapping[str, str], title: str) -> list[_Module]:
    """Part the lessons into modules, one for each folder that holds some."""
    folders: dict[str, list[str]] = {}
    for place in texts:
        folders.setdefault(posixpath.dirname(place), []).append(place)
    modules: list[_Module] = []
    keys, lesson_keys = {_MAIN}, set[str]()
    for folder, places in folders.items():
        lessons: dict[str, str] = {}
        for place in places:
            key = key_from(_bare(place), lesson_keys)
            lesson_keys.add(key)
            lessons[key] = place
        parts = [_worded(part) for part in folder.split("/") if part]
        name = ": ".join(parts) or title
        key = key_from(name, keys)
        keys.add(key)
        modules.append(_Module(key=key, title=_title(name), lessons=lessons))
    return modules


def _bare(place: str) -> str:
    """Return the name of a file without ending and number; of a front page, its folder's."""
    stem = posixpath.splitext(posixpath.basename(place))[0]
    folder = posixpath.basename(posixpath.dirname(place))
    return _NUMBER.sub("", folder if stem.lower() in _FIRST and folder else stem)


def _worded(place: str) -> str:
    """Return a name of a file or folder as words."""
    words = re.sub(r"[-_]+", " ", _bare(place)).strip() or place
    return words[:1].upper() + words[1:]


def _title(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"


def _course(
    modules: list[_Module], minutes: Mapping[str, int], code: str, title: str, updated: date
) -> dict[str, Any]:
    """Return course.yaml as far as it is known."""
    entries = [
        {
            "key": one.key,
            "title": one.title,
            "minutes": sum(minutes[key] for key in one.lessons),
            "lessons": list(one.lessons),
            "practice": False,
        }
        for one in modules
    ]
    return {
        "code": code,
        "title": _title(title),
        "minutes": sum(minutes.values()),
        "updated": updated,
        "requires": [],
        "recommends": [],
        "covers": {},
        "completes_with": ["lessons"],
        "modules": entries,
    }


def _unused(files: Mapping[str, bytes], shelf: Shelf) -> list[str]:
    return sorted(
        name for name in files if not name.lower().endswith(MARKDOWN) and name not in shelf.used
    )
