"""Which letters a font can draw, read from the font's own table of characters; pure."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_SEGMENTS, _GROUPS = 4, 12


@cache
def letters_of(font: Path) -> frozenset[int]:
    """Return the code points that an OpenType font has a shape for."""
    data = font.read_bytes()
    start = _character_table(data)
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[int] = set()
    for at in range(count):
        (offset,) = struct.unpack_from(">I", data, start + 4 + 8 * at + 4)
        found.update(_letters(data, start + offset))
    return frozenset(found)


def _character_table(data: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for at in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sIII", data, 12 + 16 * at)
        if name == b"cmap":
            return int(offset)
    message = "The font has no table of characters."
    raise ValueError(message)


def _letters(data: bytes, start: int) -> Iterator[int]:
    """Read a subtable in one of the two usual forms; others say nothing new."""
    (form,) = struct.unpack_from(">H", data, start)
    if form == _GROUPS:
        (count,) = struct.unpack_from(">I", data, start + 12)
        for at in range(count):
            first, last, _glyph = struct.unpack_from(">III", data, start + 16 + 12 * at)
            yield from range(first, last + 1)
    elif form == _SEGMENTS:
        (twice,) = struct.unpack_from(">H", data, start + 6)
        ends = struct.unpack_from(f">{twice // 2}H", data, start + 14)
        starts = struct.unpack_from(f">{twice // 2}H", data, start + 16 + twice)
        for first, last in zip(starts, ends, strict=True):
            yield from range(first, min(last, 0xFFFE) + 1)
