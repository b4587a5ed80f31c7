"""Whether a question tells those who know from those who do not, and what to do about it.

Sources: facility and corrected item-rest correlation as in Crocker and Algina, "Introduction to
Classical and Modern Test Theory" (1986), chapter 14; bounds for poor discrimination (0.20) after
Ebel and Frisbie, "Essentials of Educational Measurement" (1991); interval of a share after Wilson
(1927), of a correlation by Fisher's transformation (1921).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import atanh, sqrt, tanh
from statistics import StatisticsError, correlation

ENOUGH = 20  # answers of different people; below that, a verdict would be chance
_95_PERCENT = 1.959964
_EASY, _HARD, _POOR = 0.9, 0.35, 0.2
_NEARLY_ONE = 0.999999


class Verdict(StrEnum):
    """What to do with a question."""

    WAIT = "wait"
    KEEP = "keep"
    REVISE = "revise"
    RETIRE = "retire"


class Reason(StrEnum):
    """Why."""

    FEW = "few"
    MISLEADS = "misleads"
    RIVAL = "rival"
    SAYS_NOTHING = "says-nothing"
    TOO_EASY = "too-easy"
    TOO_HARD = "too-hard"
    FLAT = "flat"
    SOUND = "sound"


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A figure with the interval that holds its true value in 95 of 100 cases."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One person's first answer to a question.

    `rest` is the share (0 to 1) of the other questions of that attempt that were right, None where
    there were no others; `chosen` are the indexes of the options.
    """

    is_right: bool
    rest: float | None = None
    chosen: Collection[int] = ()


@dataclass(frozen=True, kw_only=True)
class OptionUse:
    """An option of the question, how many chose it, and how well they did in the rest (0 to 1)."""

    index: int
    is_right: bool
    count: int
    rest: float | None


@dataclass(frozen=True, kw_only=True)
class ItemAnalysis:
    """What the answers say about one version of a question."""

    answers: int
    facility: Estimate | None
    discrimination: Estimate | None
    options: tuple[OptionUse, ...]
    verdict: Verdict
    reason: Reason

    @property
    def idle(self) -> tuple[OptionUse, ...]:
        """The wrong options that nobody chose, once enough people answered."""
        if self.answers < ENOUGH:
            return ()
        return tuple(one for one in self.options if not one.is_right and not one.count)


def analyse(answers: Sequence[Answered], *, right_options: Sequence[bool] = ()) -> ItemAnalysis:
    """Return the figures and the verdict; `right_options` tells of each option if it is right.

    Below 20 answers there are no figures at all: they would be chance, and could point at people.
    """
    if len(answers) < ENOUGH:
        return ItemAnalysis(
            answers=len(answers),
            facility=None,
            discrimination=None,
            options=(),
            verdict=Verdict.WAIT,
            reason=Reason.FEW,
        )
    facility = share(sum(one.is_right for one in answers), len(answers))
    power = discrimination(answers)
    options = tuple(_use(index, right, answers) for index, right in enumerate(right_options))
    reason = _reason(facility, power, options)
    return ItemAnalysis(
        answers=len(answers),
        facility=facility,
        discrimination=power,
        options=options,
        verdict=_VERDICTS[reason],
        reason=reason,
    )


def share(part: int, whole: int) -> Estimate:
    """Return part of whole (0 to 1) with Wilson's interval; `whole` is at least 1."""
    value, square = part / whole, _95_PERCENT**2
    middle = (value + square / (2 * whole)) / (1 + square / whole)
    half = _95_PERCENT * sqrt(value * (1 - value) / whole + square / (4 * whole**2))
    half /= 1 + square / whole
    return Estimate(value=value, low=max(middle - half, 0.0), high=min(middle + half, 1.0))


def discrimination(answers: Sequence[Answered]) -> Estimate | None:
    """Return the correlation (-1 to 1) of being right here with the rest of the attempt.

    None where fewer than 20 answers have a rest, or where nobody differs.
    """
    pairs = [(float(one.is_right), one.rest) for one in answers if one.rest is not None]
    if len(pairs) < ENOUGH:
        return None
    try:
        value = correlation([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    except StatisticsError:
        return None
    centre = atanh(max(min(value, _NEARLY_ONE), -_NEARLY_ONE))
    half = _95_PERCENT / sqrt(len(pairs) - 3)
    return Estimate(value=value, low=tanh(centre - half), high=tanh(centre + half))


_VERDICTS = {
    Reason.MISLEADS: Verdict.RETIRE,
    Reason.SAYS_NOTHING: Verdict.RETIRE,
    Reason.RIVAL: Verdict.REVISE,
    Reason.TOO_EASY: Verdict.REVISE,
    Reason.TOO_HARD: Verdict.REVISE,
    Reason.FLAT: Verdict.REVISE,
    Reason.SOUND: Verdict.KEEP,
}


def _reason(facility: Estimate, power: Estimate | None, options: Sequence[OptionUse]) -> Reason:
    """Return the gravest finding; each must hold at the kinder end of its interval."""
    is_flat = power is not None and power.high < _POOR
    findings = [
        (power is not None and power.high < 0, Reason.MISLEADS),
        (_has_rival(options), Reason.RIVAL),
        (is_flat and (facility.low > _EASY or facility.high < _HARD), Reason.SAYS_NOTHING),
        (facility.low > _EASY, Reason.TOO_EASY),
        (facility.high < _HARD, Reason.TOO_HARD),
        (is_flat, Reason.FLAT),
    ]
    return next((reason for holds, reason in findings if holds), Reason.SOUND)


def _has_rival(options: Sequence[OptionUse]) -> bool:
    """Tell whether a wrong option draws surely more people than the only right one."""
    right = [one.count for one in options if one.is_right]
    wrong = max((one.count for one in options if not one.is_right), default=0)
    if len(right) != 1 or not wrong:
        return False
    return share(wrong, wrong + right[0]).low > 1 / 2


def _use(index: int, is_right: bool, answers: Sequence[Answered]) -> OptionUse:
    chose = [one for one in answers if index in one.chosen]
    rests = [one.rest for one in chose if one.rest is not None]
    return OptionUse(
        index=index,
        is_right=is_right,
        count=len(chose),
        rest=sum(rests) / len(rests) if rests else None,
    )
