"""A question on its way from another product's answers to ours; what is lost is noted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import BroughtQuestion
from pmo_academy.studio.exchange.fitting import brought

WHOLE = Decimal(100)

_NUMBER = re.compile(r"[-+]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][-+]?\d{1,2})?")

Fields = dict[str, Any]


class NotTakenError(Exception):
    """The question cannot be taken; says why."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer with its part of the points in percent, and what is said to who gave it."""

    text: str
    points: Decimal
    why: str = ""

    @property
    def is_right(self) -> bool:
        """Tell whether it counts in full."""
        return self.points >= WHOLE


@dataclass(frozen=True, kw_only=True)
class NumberAnswer:
    """A number as an answer, right within its tolerance; None stands for any other number."""

    value: Decimal | None
    tolerance: Decimal
    points: Decimal
    why: str = ""


@dataclass(kw_only=True)
class Draft:
    """What a question says besides its answers, and what of it is lost."""

    place: str
    name: str
    stem: str = ""
    explanation: str = ""
    tags: tuple[str, ...] = ()
    losses: dict[str, None] = field(default_factory=dict)

    def lose(self, *what: str) -> None:
        """Note what is left behind, each thing once."""
        self.losses.update(dict.fromkeys(what))

    def explain(self, said: Iterable[str]) -> None:
        """Take what is said to a right answer as the explanation where there is none."""
        texts = [text for text in dict.fromkeys(said) if text]
        if texts and not self.explanation:
            self.explanation = texts.pop(0)
        for text in texts:
            if text != self.explanation:
                self.lose(_("what is said to a right answer: “%(said)s”", said=short(text)))

    def finished(self, type_: str, fields: Fields) -> BroughtQuestion:
        """Return the question with these answers, if it is one of ours."""
        question = {"type": type_, "stem": self.stem, **fields}
        if self.explanation:
            question["explanation"] = self.explanation
        name = self.name or short(self.stem)
        return brought(self.place, name, question, losses=self.losses, tags=self.tags)


def reasoned(fields: Fields, why: str) -> Fields:
    """Add the reason to fields, if there is one."""
    return {**fields, "why": why} if why else fields


def short(text: str, most: int = 60) -> str:
    """Return the beginning of a text, for a place where it is only named."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def number(text: str) -> Decimal:
    """Read a number as another product writes it; raises NotTakenError if it is none."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(plain):
        raise NotTakenError(_("“%(plain)s” is no number", plain=short(plain, 40)))
    return plainly(Decimal(plain))


def plainly(value: Decimal) -> Decimal:
    """Return a number as it is written without powers of ten and needless zeros."""
    if value and not -15 <= value.adjusted() <= 15:
        raise NotTakenError(_("the number %(value)s is too large or too small", value=value))
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def percent(points: Decimal) -> str:
    """Write points in percent, at most two digits after the point."""
    return f"{plainly(round(points, 2))} %"


def part_points() -> str:
    """Name what every question loses that counts in parts elsewhere."""
    return _("points for a part of the answer (ours are right or wrong as a whole)")


def parts(answers: Sequence[Answer]) -> list[str]:
    """Name the answers that count in part."""
    return [
        _(
            "the part of the points for “%(answer)s” (%(points)s): now wrong",
            answer=short(one.text, 40),
            points=percent(one.points),
        )
        for one in answers
        if 0 < one.points < WHOLE
    ]
