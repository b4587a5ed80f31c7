"""A question as the rules see it: its type, its document, and how it was shuffled for a person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from typing import Any

# Indexes into the document's options (or two words, or a typed number); None stands for a gap.
Answer = Sequence[Any]

_TAG = re.compile(r"<[^>]*>")


class QuestionType(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    NUMERIC = "numeric"
    ORDERING = "ordering"
    MATCHING = "matching"


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """A question put to a person; `option_order` lists original indexes as they are shown."""

    type: QuestionType
    document: Mapping[str, Any]
    option_order: Sequence[int] = field(default_factory=tuple)

    @property
    def choices(self) -> list[str]:
        """The texts to choose from or to put in order, as they stand in the document."""
        if self.type is QuestionType.ORDERING:
            return [step["text"] for step in self.document["steps"]]
        if self.type is QuestionType.MATCHING:
            return [part["right"] for part in matching_parts(self.document)]
        return [option["text"] for option in self.document.get("options", ())]


def matching_parts(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return everything on the right-hand side: the pairs, then what fits nothing."""
    return [*document["pairs"], *document.get("extra", ())]


def is_complete(answer: Answer | None) -> bool:
    """Tell whether an answer is there and has no gaps."""
    return bool(answer) and None not in (answer or ())


def plain(html: str) -> str:
    """Return the words of a piece of HTML, for places that hold text only."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())
