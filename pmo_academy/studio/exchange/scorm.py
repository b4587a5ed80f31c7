"""A SCORM package that somebody brings: what becomes of it, and what is lost, before it is kept."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmo_academy.authoring.packages import open_package
from pmo_academy.authoring.rules.packages import (
    FOLDER,
    Manifest,
    ManifestError,
    Part,
    Unsupported,
)
from pmo_academy.core.errors import UnreadableFileError
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.studio.rules.keys import key_of

LESSON_MINUTES = 10
_LARGEST_TEXT = 2_000_000
_TEXTS = ("text/html", "text/javascript", "application/xhtml+xml")
_OUTSIDE = re.compile(rb"""(?:src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)
_WINDOWS = re.compile(rb"""window\.open\s*\(|target\s*=\s*["']_(?:blank|top|parent)""")
_RECORDS = re.compile(rb"\bTinCan\b|\bADL\.XAPIWrapper\b|/statements\b")


@dataclass(frozen=True, kw_only=True)
class PackageReport:
    """What a package holds: every entry of its contents is taken as a lesson, or refused."""

    key: str
    body: bytes
    version: str
    title: str
    entries: int
    taken: tuple[Part, ...]
    refused: tuple[tuple[str, str], ...]
    losses: tuple[str, ...]

    @property
    def adds_up(self) -> bool:
        """Tell whether what went in is what is taken and what is refused."""
        return self.entries == len(self.taken) + len(self.refused)


def read_package(name: str, body: bytes) -> PackageReport:
    """Return what becomes of a package, or raise UnreadableFileError."""
    try:
        opened = open_package(body)
    except ManifestError as problem:
        raise UnreadableFileError(str(problem)) from problem
    manifest = opened.manifest
    texts = [
        content
        for kind, content in opened.content.files.values()
        if kind in _TEXTS and len(content) <= _LARGEST_TEXT
    ]
    paths = list(opened.content.files)
    return PackageReport(
        key=key_of(name.rpartition("/")[2].removesuffix(".zip")) or "package",
        body=body,
        version=f"SCORM {manifest.edition}",
        title=manifest.title,
        entries=manifest.entries,
        taken=manifest.parts,
        refused=tuple((title, _reason(why)) for title, why in manifest.refused),
        losses=(*_losses(manifest), *_losses_in_files(paths, texts)),
    )


def files_for(report: PackageReport, course_files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that a package adds to a course: itself, and a lesson for each part.

    The lessons come in the order of the parts; course.yaml does not list them yet.
    """
    main = next(name for name in course_files if name.endswith("/course.yaml"))
    folder = main.removesuffix("course.yaml")
    package = _free(f"{folder}{FOLDER}/{report.key}.zip", course_files)
    added = {package: report.body}
    for part in report.taken:
        title = part.title if len(report.taken) > 1 else report.title
        name = f"{folder}lessons/{key_of(title) or report.key}.md"
        named = part.identifier if len(report.taken) > 1 else ""
        added[_free(name, {**course_files, **added})] = _lesson(
            title, package.removeprefix(folder), named
        )
    return added


def _lesson(title: str, package: str, part: str) -> bytes:
    lines = [
        "---",
        f"title: {_quoted(title)}",
        f"minutes: {LESSON_MINUTES}",
        "verb: know",
        f"package: {package}",
        *([f"part: {_quoted(part)}"] if part else []),
        "---",
        "",
    ]
    return "\n".join(lines).encode()


def _quoted(text: str) -> str:
    """Write a text so that YAML reads it as it stands."""
    plain = "".join(one if one.isprintable() else " " for one in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _free(path: str, taken: Mapping[str, bytes]) -> str:
    """Return the path, with a number where there is such a file already."""
    stem, dot, ending = path.rpartition(".")
    number = 1
    while path in taken:
        number += 1
        path = f"{stem}-{number}{dot}{ending}"
    return path


def _reason(why: str) -> str:
    reasons = {
        "no-file": _("names nothing that could be opened"),
        "elsewhere": _("lies on another server, which a package may not reach here"),
        "missing": _("the file that it names is not in the package"),
        "too-many": _("there are more parts than can be taken"),
    }
    return reasons[why]


def _losses(manifest: Manifest) -> Iterator[str]:
    for kind, count in manifest.unsupported.items():
        yield _UNSUPPORTED[kind]() % {"count": count}
    if len(manifest.parts) > 1:
        yield _(
            "%(count)s parts: each becomes a lesson of its own, and keeps its own place and score.",
            count=len(manifest.parts),
        )
    if any(part.mastery_score or part.passing_score for part in manifest.parts):
        yield _("Score to pass: told to the package, which uses it; it proves nothing here.")
    silent = sum(not part.is_sco for part in manifest.parts)
    if silent:
        yield ngettext(
            "%(num)s part cannot report: its lesson is done once it was opened.",
            "%(num)s parts cannot report: their lessons are done once they were opened.",
            silent,
        )
    yield _("Names: the package is not told who learns; it gets “Learner” instead.")


def _losses_in_files(paths: list[str], texts: list[bytes]) -> Iterator[str]:
    flash = sum(path.lower().endswith(".swf") for path in paths)
    found = (
        (flash, _("Flash (%(count)s files): no browser plays it any more.")),
        (
            sum(map(bool, map(_OUTSIDE.search, texts))),
            _("Addresses elsewhere (in %(count)s files): a package reaches nothing but itself."),
        ),
        (
            sum(map(bool, map(_WINDOWS.search, texts))),
            _("New windows (in %(count)s files): they are not opened."),
        ),
        (
            sum(map(bool, map(_RECORDS.search, texts))),
            _("xAPI (in %(count)s files): nothing is sent to a learning record store."),
        ),
    )
    yield from (words % {"count": count} for count, words in found if count)


_UNSUPPORTED = {
    Unsupported.SEQUENCING: lambda: _(
        "Sequencing (%(count)s rules): parts can be opened in any order, nothing is rolled up."
    ),
    Unsupported.NAVIGATION: lambda: _(
        "Buttons of the platform (%(count)s rules): the page shows its own."
    ),
    Unsupported.PREREQUISITES: lambda: _("Prerequisites (%(count)s): no part waits for another."),
    Unsupported.TIME_LIMITS: lambda: _(
        "Time limits (%(count)s): told to the package, not enforced."
    ),
    Unsupported.ORGANIZATIONS: lambda: _(
        "Other tables of contents (%(count)s): only the one that the package prefers is taken."
    ),
    Unsupported.METADATA: lambda: _(
        "Metadata (%(count)s records): kept in the package, shown nowhere."
    ),
    Unsupported.SHARED_DATA: lambda: _(
        "Data shared between parts (%(count)s): each part has only its own."
    ),
    Unsupported.SUBMANIFESTS: lambda: _("Manifests within the manifest (%(count)s)."),
}
