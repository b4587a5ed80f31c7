"""Reads questions in Aiken: a line, options with letters, and the letter of the answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.answers import one_of, some_of
from pmo_academy.studio.exchange.brought import BroughtFile, BroughtQuestion, UnreadableFileError
from pmo_academy.studio.exchange.drafts import WHOLE, Answer, Draft, NotTakenError, short
from pmo_academy.studio.exchange.fitting import refused
from pmo_academy.studio.exchange.limits import checked_count
from pmo_academy.studio.exchange.texts import of_any

_OPTION = re.compile(r"\s*([A-Z])[.)]\s*(\S.*)")
_ANSWER = re.compile(r"\s*ANSWER:\s*(.*?)\s*", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z](?:\s*,\s*[A-Z])*")


@dataclass(kw_only=True)
class _Lines:
    """What was read of a question so far."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    answer: str | None = None
    fault: str = ""


def is_aiken(text: str) -> bool:
    """Tell whether a text has options with letters and the letter of an answer below them."""
    before = ""
    for line in text.split("\n"):
        if _ANSWER.fullmatch(line) and _OPTION.fullmatch(before):
            return True
        before = line if line.strip() else before
    return False


def read_aiken(text: str) -> BroughtFile:
    """Read a file; each question that cannot be taken says why."""
    found = checked_count(list(_groups(text)))
    if not found:
        raise UnreadableFileError(_("the file holds no question"))
    return BroughtFile(format="Aiken", questions=tuple(_question(one) for one in found))


def _groups(text: str) -> Iterator[_Lines]:
    """Gather the lines of each question; one without its answer ends where the next begins."""
    now: _Lines | None = None
    for at, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        if now is not None and _begins_anew(now, line):
            yield now
            now = None
        now = now or _Lines(line=at)
        _take(now, line, at)
        if now.answer is not None:
            yield now
            now = None
    if now is not None:
        yield now


def _begins_anew(now: _Lines, line: str) -> bool:
    """Tell whether a question without its answer is followed by words: those of the next one."""
    return bool(now.options) and not _OPTION.fullmatch(line) and not _ANSWER.fullmatch(line)


def _take(now: _Lines, line: str, at: int) -> None:
    answer, option = _ANSWER.fullmatch(line), _OPTION.fullmatch(line)
    if answer:
        now.answer = answer[1].upper()
    elif option and now.stem:
        if option[1] in now.options:
            now.fault = _(
                "the letter %(letter)s stands twice (line %(line)s)", letter=option[1], line=at
            )
        now.options[option[1]] = option[2]
    else:
        now.stem.append(line.strip())


def _question(lines: _Lines) -> BroughtQuestion:
    place = _("line %(number)s", number=lines.line)
    draft = Draft(place=place, name="")
    try:
        draft.stem = of_any(draft, " ".join(lines.stem))
        return _answered(draft, lines)
    except NotTakenError as reason:
        return refused(place, short(" ".join(lines.stem)), str(reason))


def _answered(draft: Draft, lines: _Lines) -> BroughtQuestion:
    if lines.answer is None:
        raise NotTakenError(_("has no line ANSWER: with the letter of the right option"))
    if lines.fault:
        raise NotTakenError(lines.fault)
    if not lines.stem or not lines.options:
        raise NotTakenError(_("has no options (a letter, a point or bracket, a blank, the words)"))
    if not _LETTERS.fullmatch(lines.answer):
        raise NotTakenError(
            _("the answer “%(answer)s” is no letter", answer=short(lines.answer, 20))
        )
    right = [letter.strip() for letter in lines.answer.split(",")]
    strange = [letter for letter in right if letter not in lines.options]
    if strange:
        raise NotTakenError(
            _("there is no option %(strange)s, which is said to be right", strange=strange[0])
        )
    options = [
        Answer(
            text=of_any(draft, words, is_line=True),
            points=WHOLE if letter in right else Decimal(0),
        )
        for letter, words in lines.options.items()
    ]
    return one_of(draft, options) if len(right) == 1 else some_of(draft, options)
