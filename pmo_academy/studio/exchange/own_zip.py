"""Our own format as a ZIP: a content folder, or one course of it."""

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pmo_academy.authoring.rules.answers import ANSWERS_FILE
from pmo_academy.authoring.rules.glossary import GLOSSARY_FILE
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.ladder import LADDER_FILE
from pmo_academy.core.archives import open_zip, without_clutter
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import UnreadableFileError

COURSE_FILE = "course.yaml"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_CODE = re.compile(r"^code:[ \t]*[\"']?([A-Z]{2,6}-[0-9]{2})[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
_FOLDERS = (Kind.COURSE, Kind.MODEL, Kind.PROGRAMME, Kind.CREDENTIAL)
_SINGLE = (GLOSSARY_FILE, ANSWERS_FILE, LADDER_FILE)


def write(files: Mapping[str, bytes]) -> bytes:
    """Pack files; the same files always give the same bytes."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(name, date_time=_EARLIEST)
            entry.create_system = 3
            entry.external_attr = _PLAIN_FILE
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return target.getvalue()


def read(body: bytes) -> dict[str, bytes]:
    """Return the files of a content folder by their path in it, whatever folder was packed."""
    files = _seen(without_clutter(open_zip(body)))
    for depth in range(3):
        inside = _below(files, depth)
        if found := _content(inside):
            return found
    raise UnreadableFileError(
        _(
            "This ZIP holds no content of ours: no folder courses, models, programmes or "
            "credentials, and no course.yaml."
        )
    )


def _seen(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Leave out hidden files, which are no content."""
    return {
        name: body
        for name, body in files.items()
        if not any(part.startswith(".") for part in name.split("/"))
    }


def _below(files: Mapping[str, bytes], depth: int) -> dict[str, bytes]:
    """Take off so many folders, when everything lies in them."""
    parts = [name.split("/") for name in files]
    tops = {tuple(part[:depth]) for part in parts}
    if len(tops) != 1 or any(len(part) <= depth for part in parts):
        return {}
    return {name.split("/", depth)[depth]: body for name, body in files.items()}


def _content(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files named as in a content folder; a single course is put where it belongs."""
    if COURSE_FILE in files:
        code = _CODE.search(files[COURSE_FILE].decode("utf-8", "replace"))
        if code is None:
            raise UnreadableFileError(
                _('course.yaml names no course: it needs a line such as "code: PA-01".')
            )
        return {f"courses/{code[1]}/{name}": body for name, body in files.items()}
    is_ours = any(name.split("/")[0] in _FOLDERS or name in _SINGLE for name in files)
    return dict(files) if is_ours else {}
