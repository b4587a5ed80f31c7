"""ZIP files from outside: unpacked within limits, or refused with the name of what is wrong."""

import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from unicodedata import category, normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pmo_academy.core.errors import UnreadableFileError
from pmo_academy.core.words import gettext as _

MOST_MEMBERS = 1000
MOST_UNPACKED = 100 * 1024 * 1024
HIGHEST_RATIO = 100
LONGEST_NAME = 250

_CHUNK = 256 * 1024
# A list of 1,000 names of the greatest length needs no more.
_LONGEST_LIST = 1024 * 1024
_FIRST, _END, _FAR_END = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
_END_LENGTH, _FAR_END_LENGTH, _LONGEST_COMMENT = 22, 20, 65536
_LOCAL = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_DAMAGE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_CLUTTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def is_zip(body: bytes) -> bool:
    """Tell whether a file begins as a ZIP does."""
    return body.startswith(_FIRST)


def open_zip(body: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP by their names, or raise UnreadableFileError.

    Nothing is trusted: sizes are counted while unpacking, names lead nowhere but inside.
    """
    end = check_end(body)
    try:
        with ZipFile(BytesIO(body)) as archive:
            members = archive.infolist()
            _check_members(members)
            _check_places(body, members, end=end)
            return dict(_files(archive, members, most=_most(body)))
    except _DAMAGE as problem:
        raise UnreadableFileError(
            _("The ZIP is damaged. Pack the files anew and bring it once more.")
        ) from problem


def without_clutter(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files without those that desktops add by themselves."""
    return {
        name: body
        for name, body in files.items()
        if not any(part in _CLUTTER or part.startswith("._") for part in name.split("/"))
    }


def _most(body: bytes) -> int:
    return min(MOST_UNPACKED, HIGHEST_RATIO * len(body))


def check_end(body: bytes) -> int:
    """Return where the list of the ZIP ends; refuse a list too long to be read into memory."""
    at = len(body) - _END_LENGTH
    if not is_zip(body) or at < 0:
        raise UnreadableFileError(_("This is no ZIP with files in it. Pack them anew."))
    if body[at : at + 4] != _END or body[-2:] != b"\0\0":
        at = body.rfind(_END, max(0, at - _LONGEST_COMMENT))
    if at < 0 or len(body) < at + _END_LENGTH:
        raise UnreadableFileError(_("The end of the ZIP is missing. Bring it once more, whole."))
    count, size = struct.unpack_from("<HL", body, at + 10)
    is_far = body[max(0, at - _FAR_END_LENGTH) : at].startswith(_FAR_END)
    if is_far or count > MOST_MEMBERS or size > _LONGEST_LIST:
        raise _too_many()
    return at


def _too_many() -> UnreadableFileError:
    return UnreadableFileError(
        _("The ZIP holds more than %(most)s files. Bring it in parts.", most=MOST_MEMBERS)
    )


def _check_members(members: list[ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise _too_many()
    seen: set[str] = set()
    for member in members:
        name = _folded(member.orig_filename)
        problem = _problem_with(member)
        if name in seen:
            problem = _("it stands there twice, or once more with other capitals")
        if problem:
            raise _refused(member, problem)
        seen.add(name)
    files = {_folded(one.filename) for one in members if not one.is_dir()}
    for member in members:
        if any(above in files for above in _above(_folded(member.filename))):
            raise _refused(member, _("a file lies where its folder should be"))


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold().removesuffix("/")


def _above(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _refused(member: ZipInfo, problem: str) -> UnreadableFileError:
    """Say which member is wrong; its name is cut and shown without odd characters."""
    plain = "".join(one if one.isprintable() else "?" for one in member.orig_filename)
    if len(plain) > 80:
        plain = f"{plain[:79]}…"
    return UnreadableFileError(
        _('"%(name)s" in the ZIP is refused: %(problem)s.', name=plain, problem=problem)
    )


def _problem_with(member: ZipInfo) -> str | None:
    """Say what is wrong with a member by itself, if anything."""
    mode = member.external_attr >> 16
    if _leads_out(member.orig_filename):
        return _("its name leads out of the ZIP, or no system would take it")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return _("it is a link or a device; put the file itself there")
    if member.flag_bits & _ENCRYPTED:
        return _("it is encrypted; pack it without a password")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return _("it is packed in an unusual way; pack it as a plain ZIP")
    if member.is_dir() and member.file_size:
        return _("it is a folder with something in it")
    return None


def _leads_out(name: str) -> bool:
    parts = name.removesuffix("/").split("/")
    return (
        len(name) > LONGEST_NAME
        or any(part in ("", ".", "..") for part in parts)
        or any(one in "\\:" or category(one)[0] == "C" for one in name)
    )


def _check_places(body: bytes, members: list[ZipInfo], *, end: int) -> None:
    """Refuse members that share their bytes, or are called otherwise where they lie."""
    places = sorted((one.header_offset, _end_of(body, one), one.orig_filename) for one in members)
    by_name = {one.orig_filename: one for one in members}
    for (_start, stop, name), (begins, *_rest) in pairwise([*places, (end, end, "")]):
        if stop > begins:
            raise _refused(by_name[name], _("it overlaps with another file"))


def _end_of(body: bytes, member: ZipInfo) -> int:
    """Return where the bytes of a member end, by the header that stands before them."""
    at = member.header_offset
    if at < 0 or at + _LOCAL.size > len(body):
        raise _refused(member, _("it lies outside of the ZIP"))
    sign, name_length, extra_length = _LOCAL.unpack_from(body, at)
    if sign != _FIRST:
        raise _refused(member, _("it lies outside of the ZIP"))
    return int(at + _LOCAL.size + name_length + extra_length + member.compress_size)


def _files(archive: ZipFile, members: list[ZipInfo], *, most: int) -> Iterator[tuple[str, bytes]]:
    """Unpack every file, counting what really comes out of all of them together."""
    total = 0
    for member in members:
        if member.is_dir():
            continue
        content = bytearray()
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                content += chunk
                if total + len(content) > most:
                    raise _refused(member, _("the ZIP is far larger than it looks"))
        if len(content) != member.file_size:
            raise _refused(member, _("its size is not what the ZIP says"))
        total += len(content)
        yield member.filename, bytes(content)
