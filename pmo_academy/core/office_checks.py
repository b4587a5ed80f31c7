"""Whether an archive is a document of an office program, and one that is safe to keep."""

import re
import stat
import zlib
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pmo_academy.core.errors import DomainError
from pmo_academy.core.words import gettext as _

MOST_MEMBERS = 1000
MOST_UNPACKED = 100 * 1024 * 1024
HIGHEST_RATIO = 100
CONTENTS = "[Content_Types].xml"

_MOST_CONTENTS = 1024 * 1024
_CHUNK = 256 * 1024
_END = b"PK\x05\x06"
_END_LENGTH = 22
_IS_ENCRYPTED = 0x1
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": (f"{_OFFICE}wordprocessingml.document", ".docx"),
    b"spreadsheetml.sheet.main+xml": (f"{_OFFICE}spreadsheetml.sheet", ".xlsx"),
    b"presentationml.presentation.main+xml": (
        f"{_OFFICE}presentationml.presentation",
        ".pptx",
    ),
}
_DAMAGE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class FileError(DomainError):
    """The file cannot be kept; the message says why and what to do."""

    status = 422  # type: ignore[assignment]


def office_type(archive: ZipFile, content: bytes) -> tuple[str, str]:
    """Return the media type and ending of a sound office document, or raise FileError."""
    try:
        members = archive.infolist()
        _check_whole(content)
        _check_names(members)
        contents = _unpacked(archive, members, packed=len(content))
    except _DAMAGE as problem:
        raise _damaged() from problem
    for part, found in _MAIN_PARTS.items():
        if part in contents:
            return found
    raise FileError(
        _("This archive is no Word, Excel or PowerPoint document. Bring a PDF instead.")
    )


def _check_whole(content: bytes) -> None:
    """Refuse what has something else before or behind the archive, or a comment in it."""
    if content[-_END_LENGTH:][:4] != _END:
        raise _damaged()


def _check_names(members: list[ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise FileError(
            _("The document has more than %(most)s parts. Bring a PDF instead.", most=MOST_MEMBERS)
        )
    names = [member.filename.casefold() for member in members]
    if len(set(names)) != len(names) or not all(_is_plain(member) for member in members):
        raise _damaged()
    if any(PurePosixPath(name).name == "vbaproject.bin" for name in names):
        raise _with_macros()


def _is_plain(member: ZipInfo) -> bool:
    """Tell whether a part is a plain file inside the archive, packed in a way that we know."""
    name = member.filename
    is_inside = not name.startswith("/") and ".." not in name.split("/")
    return (
        is_inside
        and not re.search(r"[\\:\x00-\x1f]", name)
        and not member.flag_bits & _IS_ENCRYPTED
        and not stat.S_ISLNK(member.external_attr >> 16)
        and member.compress_type in (ZIP_STORED, ZIP_DEFLATED)
    )


def _unpacked(archive: ZipFile, members: list[ZipInfo], *, packed: int) -> bytes:
    """Unpack everything, counting what really comes out; returns the list of content types."""
    most = min(MOST_UNPACKED, HIGHEST_RATIO * packed)
    total, contents = 0, b""
    for member in members:
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                total += len(chunk)
                if total > most:
                    raise FileError(
                        _("The document is far larger than it looks. Bring a PDF instead.")
                    )
                if member.filename == CONTENTS:
                    contents += chunk
    if not contents or len(contents) > _MOST_CONTENTS:
        raise _damaged()
    if b"macroenabled" in contents.lower():
        raise _with_macros()
    return contents


def _with_macros() -> FileError:
    return FileError(_("The document holds macros. Save it without them, or as a PDF."))


def _damaged() -> FileError:
    return FileError(_("The document is damaged. Open it, save it anew and bring it once more."))
