"""Two sets of files that grew from the same: what follows by itself, and what has to be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Whose text of a file it is."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, kw_only=True)
class Merging:
    """The files as they become by themselves, what was taken over, and what both changed."""

    files: Mapping[str, bytes]
    taken: Sequence[str]
    conflicts: Sequence[str]


def merge(
    base: Mapping[str, bytes], mine: Mapping[str, bytes], theirs: Mapping[str, bytes]
) -> Merging:
    """Take over what only they changed; where both changed a file, mine stands until chosen."""
    files: dict[str, bytes] = {}
    taken, conflicts = [], []
    for path in sorted({**base, **mine, **theirs}):
        before, own, other = base.get(path), mine.get(path), theirs.get(path)
        chosen = own
        if own != other and own == before:
            taken.append(path)
            chosen = other
        elif own != other and other != before:
            conflicts.append(path)
        if chosen is not None:
            files[path] = chosen
    return Merging(files=files, taken=taken, conflicts=conflicts)


def settle(
    merging: Merging, theirs: Mapping[str, bytes], sides: Mapping[str, Side]
) -> dict[str, bytes]:
    """Return the files with a side chosen for each that both changed."""
    files = dict(merging.files)
    for path in merging.conflicts:
        if sides[path] is Side.THEIRS:
            files.pop(path, None)
            if path in theirs:
                files[path] = theirs[path]
    return dict(sorted(files.items()))
