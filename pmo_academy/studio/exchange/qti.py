"""QTI 2.1, 2.2 and 3.0: an item, or a package of items and tests."""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from pmo_academy.core.archives import check_end, is_zip, open_zip, without_clutter
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import BroughtFile, BroughtQuestion, UnreadableFileError
from pmo_academy.studio.exchange.qti_item import Package
from pmo_academy.studio.exchange.qti_package import Contents, contents_of, is_item
from pmo_academy.studio.exchange.qti_questions import brought

MOST_ITEMS = 1000

_BEGINNING = 8192
_OURS = re.compile(rb"<(?:\w+:)?(?:assessmentItem|assessmentTest|qti-assessment-\w+)[\s>]")
_OLD = re.compile(rb"<questestinterop[\s>]")
_MANIFEST = re.compile(rb"imsqti_(?:item|test|xml)")
_VERSIONS = {
    b"imsqtiasi_v3": "3.0",
    b"imsqti_v2p2": "2.2",
    b"imsqti_v2p1": "2.1",
    b"imsqti_v2p0": "2.0",
}


def probe(_name: str, body: bytes) -> bool:
    """Tell whether a file is QTI, also of a version that is then refused with words."""
    if not is_zip(body):
        beginning = body[:_BEGINNING]
        return bool(_OURS.search(beginning) or _OLD.search(beginning))
    try:
        check_end(body)
        with ZipFile(BytesIO(body)) as archive:
            return any(_is_ours(archive, one.filename) for one in archive.infolist()[:MOST_ITEMS])
    except (
        UnreadableFileError,
        BadZipFile,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ):
        return False


def _is_ours(archive: ZipFile, name: str) -> bool:
    """Tell whether a member names QTI, or is an item; only its beginning is read."""
    if not name.lower().endswith(".xml"):
        return False
    with archive.open(name) as member:
        beginning = member.read(_BEGINNING)
        if name.lower().endswith("imsmanifest.xml"):
            beginning += member.read(1024 * 1024)
            return bool(_MANIFEST.search(beginning))
    return bool(_OURS.search(beginning))


def read(name: str, body: bytes) -> BroughtFile:
    """Read a file; each of its items is a question, taken or refused with the reason."""
    if not is_zip(body):
        _check_item(body)
        return _file(Contents(items={name: ()}), {name: body})
    files = without_clutter(open_zip(body))
    contents = contents_of(files)
    if not contents.items:
        old = next(iter(contents.losses), None)
        raise UnreadableFileError(
            _("There is no question in this package that can be read.")
            + (f" {old[:1].upper()}{old[1:]}." if old else "")
        )
    return _file(contents, files)


def _check_item(body: bytes) -> None:
    if _OLD.search(body[:_BEGINNING]):
        raise UnreadableFileError(
            _("This is QTI 1.2. Export the questions as QTI 2.1, 2.2 or 3.0.")
        )
    if not is_item(body):
        raise UnreadableFileError(
            _("This file holds no question. Bring the whole package as a ZIP, or one item.")
        )


def _file(contents: Contents, files: Mapping[str, bytes]) -> BroughtFile:
    package = Package(files=files)
    questions = tuple(_question(place, tags, package) for place, tags in contents.items.items())
    bodies = [files[place] for place in contents.items if place in files]
    losses = dict(contents.losses)
    if package.has_fixed_order:
        losses["a fixed order of options (they are shown shuffled)"] = None
    return BroughtFile(
        format=f"QTI {_versions(bodies)}".strip(),
        questions=questions,
        pictures=_shown(package, questions),
        losses=tuple(losses),
    )


def _question(place: str, tags: tuple[str, ...], package: Package) -> BroughtQuestion:
    body = package.files.get(place)
    if body is None:
        missing = "its file is not in the package"
        return BroughtQuestion(place=place, name=place, question=None, losses=(missing,), tags=tags)
    return brought(body, place=place, package=package, tags=tags)


def _shown(package: Package, questions: Iterable[BroughtQuestion]) -> dict[str, bytes]:
    """Return the pictures of those questions that are taken."""
    named = {one.question.get("picture") for one in questions if one.question}
    return {name: body for name, body in package.pictures.items() if f"../media/{name}" in named}


def _versions(bodies: Iterable[bytes]) -> str:
    found = {
        version
        for body in bodies
        for sign, version in _VERSIONS.items()
        if sign in body[:_BEGINNING]
    }
    return ", ".join(sorted(found))
