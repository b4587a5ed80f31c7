"""How much a file of another product may hold."""

from typing import TypeVar

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import UnreadableFileError

MOST_BYTES = 5_000_000
MOST_QUESTIONS = 2_000

ListT = TypeVar("ListT", bound=list)  # type: ignore[type-arg]


def checked_size(body: bytes) -> bytes:
    """Return the file if it is small enough."""
    if len(body) > MOST_BYTES:
        raise UnreadableFileError(
            _(
                "the file has %(body)s bytes; at most %(most_bytes)s are read: split it",
                body=f"{len(body):,}",
                most_bytes=f"{MOST_BYTES:,}",
            )
        )
    return body


def checked_count(found: ListT) -> ListT:
    """Return what was found if it is not too much."""
    if len(found) > MOST_QUESTIONS:
        raise UnreadableFileError(
            _(
                "the file holds %(found)s questions; at most %(most_questions)s are read: split it",
                found=f"{len(found):,}",
                most_questions=f"{MOST_QUESTIONS:,}",
            )
        )
    return found
