"""Which videos are kept: files that say by their content that they are WebM or MP4."""

from pmo_academy.core.office_checks import FileError

MOST_BYTES = 50 * 1024 * 1024

_EBML, _SEGMENT = b"\x1aE\xdf\xa3", b"\x18S\x80g"
_HEAD = 4096


def video_type(content: bytes) -> tuple[str, str]:
    """Return the media type and the ending of a video, or raise FileError."""
    if len(content) > MOST_BYTES:
        raise FileError("the video is larger than 50 MB; make it smaller or part it")
    head = content[:_HEAD]
    if head.startswith(_EBML) and b"webm" in head and _SEGMENT in head:
        return "video/webm", ".webm"
    if head[4:8] == b"ftyp" and _has_box(content, b"moov"):
        return "video/mp4", ".mp4"
    raise FileError("this is no video that browsers play; bring WebM or MP4")


def _has_box(content: bytes, wanted: bytes) -> bool:
    """Tell whether an MP4 has such a box at its top level; boxes begin with their length."""
    at = 0
    while at + 8 <= len(content):
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if name == wanted:
            return True
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16])
        if length < 8:
            return False
        at += length
    return False
