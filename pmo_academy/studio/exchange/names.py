"""Names of files of other products as keys and names of ours."""

import posixpath
import re

from pmo_academy.studio.rules.keys import key_of

_FIGURES = re.compile(r"(\d+)")


def file_name(path: str, ending: str) -> str:
    """Return the name of a file as those in the folder `media` are called."""
    stem = posixpath.basename(path).rpartition(".")[0]
    return f"{key_of(stem)[:50].strip('-') or 'file'}.{ending}"


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts names as people do: 2 before 10."""
    parts = _FIGURES.split(name.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
