"""A question as the rules see it: its type, its document, and how it was shuffled for a person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from typing import Any

# Indexes into the document's options (or what was typed); None stands for a gap. A case has one
# answer for each part.
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
    SHORT_TEXT = "short-text"
    CLOZE = "cloze"
    CATEGORISE = "categorise"
    HOT_SPOT = "hot-spot"
    CASE = "case"


# Types that are answered by choosing among the options of the document.
CHOOSING = frozenset({QuestionType.SINGLE, QuestionType.MULTIPLE, QuestionType.HOT_SPOT})
# Types whose lines, once they are shown beside what belongs there, are the key itself.
KEY_BY_LINE = frozenset(
    {QuestionType.ORDERING, QuestionType.MATCHING, QuestionType.CLOZE, QuestionType.CATEGORISE}
)


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """A question put to a person; `option_order` lists original indexes as they are shown.

    That of a case holds the order of each of its parts.
    """

    type: QuestionType
    document: Mapping[str, Any]
    option_order: Sequence[Any] = field(default_factory=tuple)

    @property
    def choices(self) -> list[str]:
        """The texts to choose from or to put in order, as they stand in the document."""
        if self.type is QuestionType.ORDERING:
            return [step["text"] for step in self.document["steps"]]
        if self.type is QuestionType.MATCHING:
            return [part["right"] for part in matching_parts(self.document)]
        if self.type is QuestionType.CATEGORISE:
            return list(self.document["categories"])
        return [option["text"] for option in self.document.get("options", ())]

    @property
    def parts(self) -> list["AskedQuestion"]:
        """The questions within a case, each with its own order; of other types, none."""
        if self.type is not QuestionType.CASE:
            return []
        inside = self.document["parts"]
        orders = self.option_order or [()] * len(inside)
        return [
            AskedQuestion(type=QuestionType(part["type"]), document=part, option_order=order)
            for part, order in zip(inside, orders, strict=True)
        ]


def matching_parts(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return everything on the right-hand side: the pairs, then what fits nothing."""
    return [*document["pairs"], *document.get("extra", ())]


def is_complete(answer: Answer | None) -> bool:
    """Tell whether an answer is there and has no gaps."""
    return bool(answer) and all(
        is_complete(part) if isinstance(part, list) else part is not None for part in answer or ()
    )


def plain(html: str) -> str:
    """Return the words of a piece of HTML, for places that hold text only."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())
