"""What a QTI package holds: its items in the order of its tests, and what of those is lost."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from pmo_academy.studio.exchange.brought import UnreadableFileError
from pmo_academy.studio.exchange.qti_xml import all_of, parsed, words_of

MANIFEST = "imsmanifest.xml"

_ROOT = re.compile(rb"<(?:\w+:)?(assessmentItem|qti-assessment-item)[\s>]")
_SECTION = ("assessment-test", "assessment-section")
_LOST = {
    "time-limits": "time limits",
    "outcome-processing": "how it adds up points and decides on passing",
    "selection": "which items are drawn",
    "pre-condition": "ways that depend on answers",
    "branch-rule": "ways that depend on answers",
    "weight": "weights of items",
    "rubric-block": "instructions",
    "test-feedback": "feedback on the whole",
    "item-session-control": "settings for attempts and review",
}


@dataclass(kw_only=True)
class Contents:
    """The files of items in their order, the words that each is filed under, and what is lost."""

    items: dict[str, tuple[str, ...]] = field(default_factory=dict)
    losses: dict[str, None] = field(default_factory=dict)

    def add(self, name: str, tags: tuple[str, ...] = ()) -> None:
        """Note the file of an item; the words of all places where it is named are kept."""
        self.items[name] = tuple(dict.fromkeys((*self.items.get(name, ()), *tags)))


def contents_of(files: Mapping[str, bytes]) -> Contents:
    """Find the items of a package: by its tests, its manifest, or by looking into its files."""
    contents = Contents()
    manifest = manifest_of(files)
    if manifest is None:
        return Contents(items={name: () for name in sorted(files) if is_item(files[name])})
    resources = list(_resources(manifest, files[manifest]))
    for kind, name, _tags in resources:
        if kind.startswith("imsqti_test"):
            _add_test(contents, name, files)
    for kind, name, tags in resources:
        if kind.startswith("imsqti_item") or (name in files and is_item(files[name])):
            contents.add(name, tags)
        elif kind.startswith("imsqti_xmlv1"):
            contents.losses["questions in QTI 1.2 (export them as QTI 2.1 or later)"] = None
    return contents


def manifest_of(files: Mapping[str, bytes]) -> str | None:
    """Return the manifest that lies highest."""
    found = [name for name in files if posixpath.basename(name).lower() == MANIFEST]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def is_item(body: bytes) -> bool:
    """Tell whether a file is an item, by the beginning of it."""
    return bool(_ROOT.search(body[:8192]))


def _resources(manifest: str, body: bytes) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Give the kind, the file and the keywords of each resource."""
    for resource in all_of(parsed(body, name=manifest), "resource"):
        href = resource.get("href") or next(
            (one.get("href", "") for one in all_of(resource, "file")), ""
        )
        words = [words_of(one) for one in all_of(resource, "keyword", "entry")]
        tags = tuple(word for word in words if word and len(word) <= 100)
        yield resource.get("type", "").lower(), _beside(manifest, href), tags


def _beside(place: str, href: str) -> str:
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), path))


def _add_test(contents: Contents, name: str, files: Mapping[str, bytes]) -> None:
    """Add the items of a test, its sections in their order, whichever file they stand in."""
    waiting, seen = [name], set()
    while waiting:
        place = waiting.pop(0)
        if place in seen:
            continue
        seen.add(place)
        if place not in files:
            contents.losses[f"the file {place} of a test (it is not in the package)"] = None
            continue
        try:
            root = parsed(files[place], name=place)
        except UnreadableFileError as problem:
            contents.losses[f"the test {place}: {problem}"] = None
            continue
        _note(contents, root)
        for one in all_of(root, "assessment-item-ref", "assessment-section-ref"):
            target = _beside(place, one.get("href", ""))
            if one.tag == "assessment-section-ref":
                waiting.append(target)
            else:
                contents.add(target, tuple(one.get("category", "").split()))


def _note(contents: Contents, root: Element) -> None:
    """Note what of a test is not brought."""
    title = root.get("title", "").strip() or root.get("identifier", "")
    if root.tag in _SECTION:
        contents.losses[f"the test “{title[:80]}”: its parts, sections and settings"] = None
    for tag, words in _LOST.items():
        if all_of(root, tag):
            contents.losses[f"of the test: {words}"] = None
