"""What a file of another product holds, as far as our questions can say it, and what is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pmo_academy.core.errors import UnreadableFileError as UnreadableFileError


@dataclass(frozen=True, kw_only=True)
class BroughtQuestion:
    """One question of the file: the fields of a bank's question, or why it cannot be taken.

    `place` says where it stands ("line 12", "items/q7.xml"), `name` what its file calls it.
    `question` has the fields of `authoring.rules.question_shapes` without key, topic and item; None
    when it cannot be taken, then `losses` says why. Otherwise `losses` names what is left behind.
    """

    place: str
    name: str
    question: Mapping[str, Any] | None
    losses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BroughtFile:
    """Everything in a file of another product: counts in are counts taken plus counts refused."""

    format: str
    questions: tuple[BroughtQuestion, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    losses: tuple[str, ...] = ()

    @property
    def taken(self) -> tuple[BroughtQuestion, ...]:
        """The questions that can be taken, whole or in part."""
        return tuple(one for one in self.questions if one.question is not None)

    @property
    def refused(self) -> tuple[BroughtQuestion, ...]:
        """The questions that cannot be taken."""
        return tuple(one for one in self.questions if one.question is None)


@dataclass(frozen=True, kw_only=True)
class OfferedFile:
    """A file written for other products, and what of ours it cannot say."""

    name: str
    media_type: str
    content: bytes
    losses: tuple[str, ...] = ()
