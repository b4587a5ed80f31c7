"""Pictures, drawn anew: only what is to be seen is kept, neither place nor camera nor stowaways."""

import struct
from io import BytesIO

from PIL import Image, ImageOps

from pmo_academy.core.office_checks import FileError
from pmo_academy.core.words import gettext as _

MOST_PIXELS = 40_000_000
QUALITY = 88

_KINDS = {
    "PNG": ("image/png", ".png"),
    "JPEG": ("image/jpeg", ".jpg"),
    "WEBP": ("image/webp", ".webp"),
}
_DAMAGE = (
    OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, OverflowError,
    MemoryError, struct.error,
)  # fmt: skip
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def drawn_anew(content: bytes) -> tuple[bytes, str, str]:
    """Return the picture encoded by ourselves, its media type and ending, or raise FileError."""
    try:
        with Image.open(BytesIO(content), formats=tuple(_KINDS)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_large()
            media_type, ending = _KINDS[str(picture.format)]
            return _encoded(picture, kind=str(picture.format)), media_type, ending
    except _TOO_LARGE as problem:
        raise _too_large() from problem
    except _DAMAGE as problem:
        raise FileError(
            _("The picture is damaged. Save it anew and bring it once more.")
        ) from problem


def drawn_small(content: bytes, *, side: int) -> bytes:
    """Return a picture so small that neither side is longer, as WebP; raises FileError."""
    try:
        with Image.open(BytesIO(content), formats=tuple(_KINDS)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_large()
            picture.draft("RGB", (side, side))  # a JPEG need not be unpacked whole for this
            picture.thumbnail((side, side))
            stream = BytesIO()
            ImageOps.exif_transpose(picture).convert("RGBA").save(stream, "WEBP", quality=QUALITY)
            return stream.getvalue()
    except _TOO_LARGE as problem:
        raise _too_large() from problem
    except _DAMAGE as problem:
        raise FileError(_("The picture is damaged.")) from problem


def _encoded(picture: Image.Image, *, kind: str) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    may_shine_through = kind != "JPEG" and upright.has_transparency_data
    plain = upright.convert("RGBA" if may_shine_through else "RGB")
    plain.info.clear()
    stream = BytesIO()
    if kind == "PNG":
        plain.save(stream, "PNG", compress_level=3)
    else:
        plain.save(stream, kind, quality=QUALITY)
    return stream.getvalue()


def _too_large() -> FileError:
    return FileError(
        _("The picture has more than %(most)s million pixels. Make it smaller.", most=40)
    )
