"""Packages of other products in a course: opened, checked, and made ready to be played."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from mimetypes import MimeTypes
from typing import Any

from pmo_academy.authoring.rules.collection import Collection
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.course_shapes import LessonFields
from pmo_academy.authoring.rules.manifests import read_manifest
from pmo_academy.authoring.rules.package_checks import problem_with_part, problem_with_proof
from pmo_academy.authoring.rules.packages import (
    FOLDER,
    Manifest,
    ManifestError,
    package_name,
)
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.core.archives import open_zip
from pmo_academy.core.errors import UnreadableFileError
from pmo_academy.learning.publishing import PackageContent

MOST_BYTES = 50 * 1024 * 1024
_UNKNOWN = "application/octet-stream"
# Only what stands here and in Python's own list, so that each machine gives out the same.
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xsd": "application/xml",
}


_MOST_KEPT = 50
_read_before: dict[str, Manifest] = {}


@dataclass(frozen=True, kw_only=True)
class OpenedPackage:
    """A package with its manifest and its files."""

    manifest: Manifest
    content: PackageContent


def open_package(body: bytes) -> OpenedPackage:
    """Open a package, or raise ManifestError or UnreadableFileError with what is wrong."""
    if len(body) > MOST_BYTES:
        message = (
            f"the package has more than {MOST_BYTES // 1024 // 1024} MB; make its media smaller"
        )
        raise ManifestError(message)
    files = open_zip(body)
    manifest = read_manifest(files)
    return OpenedPackage(
        manifest=manifest,
        content=PackageContent(
            digest=hashlib.sha256(body).hexdigest(),
            size=len(body),
            files={path: (media_type(path), content) for path, content in files.items()},
        ),
    )


def _manifest(body: bytes) -> Manifest:
    """Return the manifest of a package; a draft is checked often, its packages seldom change."""
    digest = hashlib.sha256(body).hexdigest()
    if digest not in _read_before:
        if len(_read_before) >= _MOST_KEPT:
            _read_before.pop(next(iter(_read_before)), None)
        _read_before[digest] = open_package(body).manifest
    return _read_before[digest]


def media_type(path: str) -> str:
    """Return the media type by the ending of a file's name."""
    ending = path[path.rfind(".") :].lower() if "." in path else ""
    known = MimeTypes(filenames=()).types_map[True]
    return _TYPES.get(ending) or known.get(ending, _UNKNOWN)


def packages_of(source: CourseSource) -> dict[str, OpenedPackage]:
    """Return the packages of a sound course that lessons name, by their names."""
    named = {package_name(one.fields.package or "") for one in source.lessons.values()}
    return {name: open_package(body) for name, body in source.packages.items() if name in named}


def part_fields(fields: LessonFields, packages: Mapping[str, OpenedPackage]) -> dict[str, Any]:
    """Return how a lesson is played from its package: what a stored lesson keeps of it."""
    name = package_name(fields.package or "")
    if name is None:
        return {}
    opened = packages[name]
    part = opened.manifest.part(fields.part or "")
    return {
        "package_digest": opened.content.digest,
        "part": {"version": opened.manifest.version.value, **(vars(part) if part else {})},
    }


def add_package_problems(collection: Collection) -> None:
    """Add to each course what is wrong with its packages."""
    for draft in collection.drafts:
        if isinstance(draft.source, CourseSource):
            draft.problems.extend(_problems(draft.source))


def _problems(source: CourseSource) -> Iterator[Problem]:
    lessons = [one for one in source.lessons.values() if one.fields.package]
    if found := problem_with_proof(source.course, source.document, lessons):
        yield found
    for name, body in source.packages.items():
        place = f"{source.folder}/{FOLDER}/{name}"
        players = [one for one in lessons if package_name(one.fields.package or "") == name]
        if not players:
            message = "no lesson names this package: name it in one, or remove it"
            yield Problem(file=place, line=1, column=1, message=message, is_advice=True)
        try:
            manifest = _manifest(body)
        except (ManifestError, UnreadableFileError) as error:
            yield Problem(file=place, line=1, column=1, message=str(error))
            continue
        yield from filter(None, (problem_with_part(one, manifest) for one in players))
    for one in lessons:
        wanted = package_name(one.fields.package or "")
        if wanted and wanted not in source.packages:
            message = f"{source.folder}/{FOLDER}/{wanted} is missing: add it"
            yield one.page.fields.problem(("package",), message)
