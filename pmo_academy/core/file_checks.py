"""Which files are kept: what the content says it is decides, never the ending of its name."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from pmo_academy.core.office_checks import FileError, office_type
from pmo_academy.core.picture_checks import drawn_anew
from pmo_academy.core.words import gettext as _

MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 120
# For the file field of a form: what a browser offers first.
ACCEPTED = ".pdf,.png,.jpg,.jpeg,.webp,.docx,.xlsx,.pptx,.csv,.txt"

_KNOWN_ENDINGS = (*ACCEPTED.split(","), ".md", ".text", ".log")
_TAIL = 1024
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """A file that may be kept, under a clean name and as what it is."""

    name: str
    media_type: str
    content: bytes


def check(name: str, content: bytes) -> CheckedFile:
    """Return the file as it may be kept, or raise FileError, which says what is wrong."""
    if not content:
        raise FileError(_("The file is empty. Choose another one."))
    if len(content) > MOST_BYTES:
        raise FileError(_("The file is larger than 10 MB. Make it smaller, or give a link to it."))
    for begins, read in _READERS:
        if content.startswith(begins) and (begins != b"RIFF" or content[8:12] == b"WEBP"):
            kept, media_type, ending = read(content)
            return CheckedFile(name=clean_name(name, ending), media_type=media_type, content=kept)
    return _text(name, content)


def clean_name(name: str, ending: str) -> str:
    """Return the last part of a name with the right ending, short and without odd characters."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    letters = "".join(one if _may_stand_in_name(one) else " " for one in last)
    plain = " ".join(letters.split()).strip(". ")
    stem, dot, old = plain.rpartition(".")
    if not dot or f".{old.lower()}" not in _KNOWN_ENDINGS:
        stem = plain
    return (stem[: LONGEST_NAME - len(ending)].strip(". ") or _("file")) + ending


def _may_stand_in_name(letter: str) -> bool:
    """Refuse controls and what turns the direction of writing, and what systems do not allow."""
    return letter not in '<>:"|?*;%' and unicodedata.category(letter)[0] != "C"


def _picture(content: bytes) -> tuple[bytes, str, str]:
    return drawn_anew(content)


def _pdf(content: bytes) -> tuple[bytes, str, str]:
    tail = content[-_TAIL:]
    is_whole = b"startxref" in tail and tail.rstrip(b"\0 \t\r\n").endswith(b"%%EOF")
    if not is_whole or not re.match(rb"%PDF-[12]\.\d", content):
        raise FileError(_("The PDF is damaged. Save it anew and bring it once more."))
    return content, "application/pdf", ".pdf"


def _office(content: bytes) -> tuple[bytes, str, str]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return (content, *office_type(archive, content))
    except (BadZipFile, ValueError, OSError) as problem:
        raise FileError(
            _("The document is damaged. Open it, save it anew and bring it once more.")
        ) from problem


_READERS: tuple[tuple[bytes, Callable[[bytes], tuple[bytes, str, str]]], ...] = (
    (b"%PDF-", _pdf),
    (b"\x89PNG\r\n\x1a\n", _picture),
    (b"\xff\xd8\xff", _picture),
    (b"RIFF", _picture),
    (b"PK\x03\x04", _office),
)


def _text(name: str, content: bytes) -> CheckedFile:
    """Keep plain text; anything that begins like a page or a drawing of the web is refused."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _unknown() from problem
    if _CONTROLS.search(content) or text.lstrip().startswith("<") or not text.strip():
        raise _unknown()
    is_table = name.lower().endswith(".csv")
    media_type, ending = ("text/csv", ".csv") if is_table else ("text/plain", ".txt")
    return CheckedFile(name=clean_name(name, ending), media_type=media_type, content=content)


def _unknown() -> FileError:
    return FileError(
        _(
            "This kind of file is not kept here. Bring a PDF, a picture (PNG, JPEG or WebP), "
            "a Word, Excel or PowerPoint document without macros, or plain text."
        )
    )
