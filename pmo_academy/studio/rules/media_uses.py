"""Which files of a course its texts name, where, and what they say of them; and other names."""

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pmo_academy.authoring.rules.media_names import APART, CAPTIONS, FOLDER, PICTURES, VIDEOS

TEXTS = (".md", ".yaml")

_NAMED = re.compile(
    rf"(?<![\w/.-])(?:\.{{1,2}}/)*(?:{'|'.join(sorted(APART))})/"
    r"(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+)(?![\w-])"
)
_WORDS = re.compile(r"!\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?$")
_KEY = re.compile(r"^- key: *['\"]?([a-z0-9-]+)", re.MULTILINE)
_TITLE = re.compile(r"^title: *(.+?) *$", re.MULTILINE)
_STEM = re.compile(r"[^a-z0-9]+")
_PLACES = {"lessons": "lesson", "practice": "practice", "questions": "question"}


class MediumKind(StrEnum):
    """What a file of a course is to a reader."""

    PICTURE = "picture"
    VIDEO = "video"
    CAPTIONS = "captions"
    DOCUMENT = "document"
    PACKAGE = "package"


@dataclass(frozen=True, kw_only=True)
class Use:
    """A text that names a file; the words say what is to be seen, None where it is only linked."""

    path: str
    file: str
    words: str | None = None
    question: str = ""

    @property
    def has_no_words(self) -> bool:
        """Tell whether a picture or video stands there and nothing says what it shows."""
        return self.words is not None and not self.words.strip()

    @property
    def place(self) -> str:
        """What kind of text this is: lesson, practice, question, work-product or course."""
        inside = self.path.split("/")[2:]
        return _PLACES.get(inside[0], inside[0].rpartition(".")[0])

    @property
    def key(self) -> str:
        """The key of the lesson, task or bank."""
        return posixpath.basename(self.path).rpartition(".")[0]


def uses_in(path: str, text: str) -> Iterator[Use]:
    """Give each file of its own course that a text names, once for each place."""
    for found in _NAMED.finditer(text):
        file = _meant(path, found[0])
        if file:
            before = _WORDS.search(text[: found.start()])
            keys = _KEY.findall(text[: found.start()]) if path.endswith(".yaml") else []
            yield Use(
                path=path,
                file=file,
                words=before[1] if before else None,
                question=keys[-1] if keys else "",
            )


def with_other_name(path: str, text: str, *, old: str, new: str) -> str:
    """Return the text with another name wherever it names a file; both are paths from the root."""

    def put(found: re.Match[str]) -> str:
        if _meant(path, found[0]) != old:
            return found[0]
        return found[0].removesuffix(found["name"]) + posixpath.basename(new)

    return _NAMED.sub(put, text)


def kind_of(path: str) -> MediumKind:
    """Return what a file is, by its folder and ending."""
    folder, _slash, name = path.rpartition("/")
    ending = name.rpartition(".")[2]
    if posixpath.basename(folder) != FOLDER:
        return MediumKind.PACKAGE
    if ending in PICTURES:
        return MediumKind.PICTURE
    if ending in VIDEOS:
        return MediumKind.VIDEO
    return MediumKind.CAPTIONS if ending == CAPTIONS else MediumKind.DOCUMENT


def free_name(wanted: str, ending: str, taken: Collection[str]) -> str:
    """Return a name that may stand in a course, close to the wanted one and not taken."""
    stem = _STEM.sub("-", wanted.lower()).strip("-")[:60].strip("-") or "file"
    name, number = f"{stem}.{ending}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}.{ending}"
    return name


def title_in(text: str) -> str:
    """Return what a text calls itself in its first lines; empty where it does not."""
    found = _TITLE.search(text[:500])
    return found[1].strip("'\"") if found else ""


def _meant(path: str, target: str) -> str | None:
    """Return the path that a text means, within its own course; None for any other."""
    course = "/".join(path.split("/")[:2])
    file = posixpath.normpath(f"{posixpath.dirname(path)}/{target}")
    inside = file.removeprefix(f"{course}/").split("/")
    is_ours = file.startswith(f"{course}/") and len(inside) == 2 and inside[0] in APART
    return file if is_ours else None
