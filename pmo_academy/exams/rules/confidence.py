"""How sure people are of their answers, and what that is worth.

Marks as in A. R. Gardner-Medwin, "Confidence assessment in the teaching of basic science",
Association for Learning Technology Journal 3 (1995), pages 80 to 85: right answers earn 1, 2 or 3
by how sure one was, wrong ones cost 0, 2 or 6. To say "very sure" pays only for those who are right
in more than 80 of 100 such cases, "fairly sure" from 67 on; so honesty gives the highest mark.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Confidence(IntEnum):
    """How sure somebody is; who says nothing is not sure."""

    NOT_SURE = 1
    FAIRLY = 2
    VERY = 3


_RIGHT = {Confidence.NOT_SURE: 1, Confidence.FAIRLY: 2, Confidence.VERY: 3}
_WRONG = {Confidence.NOT_SURE: 0, Confidence.FAIRLY: -2, Confidence.VERY: -6}
MOST = max(_RIGHT.values())


@dataclass(frozen=True, kw_only=True)
class LevelMark:
    """The answers of one level of confidence: how many, how many of them right, what they earn."""

    level: Confidence
    answers: int
    right: int
    marks: int


@dataclass(frozen=True, kw_only=True)
class ConfidenceMark:
    """What an attempt earns by confidence, from -6 to 3 an answer, and each level from the top."""

    marks: int
    most: int
    levels: tuple[LevelMark, ...]


def mark(right: bool, confidence: int | None) -> int:
    """Return what one answer earns."""
    level = Confidence(confidence or Confidence.NOT_SURE)
    return (_RIGHT if right else _WRONG)[level]


def mark_all(answers: Iterable[tuple[bool, int | None]]) -> ConfidenceMark:
    """Return what answers earn, each whether it is right and how sure the person was."""
    given = [(right, Confidence(level or Confidence.NOT_SURE)) for right, level in answers]
    return ConfidenceMark(
        marks=sum(mark(right, level) for right, level in given),
        most=MOST * len(given),
        levels=tuple(
            LevelMark(
                level=wanted,
                answers=sum(level is wanted for _right, level in given),
                right=sum(right for right, level in given if level is wanted),
                marks=sum(mark(right, level) for right, level in given if level is wanted),
            )
            for wanted in sorted(Confidence, reverse=True)
        ),
    )
