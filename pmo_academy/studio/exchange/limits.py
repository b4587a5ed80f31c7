"""How much a file of another product may hold."""

from typing import TypeVar

from pmo_academy.studio.exchange.brought import UnreadableFileError

MOST_BYTES = 5_000_000
MOST_QUESTIONS = 2_000

ListT = TypeVar("ListT", bound=list)  # type: ignore[type-arg]


def checked_size(body: bytes) -> bytes:
    """Return the file if it is small enough."""
    if len(body) > MOST_BYTES:
        raise UnreadableFileError(
            f"the file has {len(body):,} bytes; at most {MOST_BYTES:,} are read: split it"
        )
    return body


def checked_count(found: ListT) -> ListT:
    """Return what was found if it is not too much."""
    if len(found) > MOST_QUESTIONS:
        raise UnreadableFileError(
            f"the file holds {len(found):,} questions; at most {MOST_QUESTIONS:,} are read: "
            "split it"
        )
    return found
