"""Names of files of other products as keys and names of ours."""

import posixpath
import re
import unicodedata
from collections.abc import MutableSet

LONGEST_KEY = 60

_FIGURES = re.compile(r"(\d+)")


def key_of(name: str) -> str:
    """Return a name in lower case with hyphens; one without letters or figures gives nothing."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY].strip("-")


def free_key(key: str, taken: MutableSet[str], *, otherwise: str = "part") -> str:
    """Return a key that is not taken, with a number if need be, and note it as taken."""
    base = key or otherwise
    found, at = base, 1
    while found in taken:
        at += 1
        found = f"{base[: LONGEST_KEY - len(str(at)) - 1].rstrip('-')}-{at}"
    taken.add(found)
    return found


def file_name(path: str, ending: str) -> str:
    """Return the name of a file as those in the folder `media` are called."""
    stem = posixpath.basename(path).rpartition(".")[0]
    return f"{key_of(stem)[:50].strip('-') or 'file'}.{ending}"


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts names as people do: 2 before 10."""
    parts = _FIGURES.split(name.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
