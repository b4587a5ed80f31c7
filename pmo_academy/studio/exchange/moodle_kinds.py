"""The kinds of questions of Moodle XML that have a type of ours."""

from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange import answers as ours
from pmo_academy.studio.exchange.brought import BroughtQuestion
from pmo_academy.studio.exchange.drafts import (
    WHOLE,
    Answer,
    Draft,
    NotTakenError,
    NumberAnswer,
    number,
)
from pmo_academy.studio.exchange.moodle_texts import plain, said

_YES = ("1", "true")


def choice(draft: Draft, question: Element) -> BroughtQuestion:
    """Read a choice of one or of several options."""
    single = plain(question.find("single"), "").lower()
    options = list(_answers(draft, question))
    return ours.one_of(draft, options) if single in (*_YES, "") else ours.some_of(draft, options)


def true_or_false(draft: Draft, question: Element) -> BroughtQuestion:
    """Read a statement; its two answers are called true and false."""
    found = {
        plain(one).lower(): (_points(one), said(draft, one.find("feedback"), is_line=True))
        for one in question.iterfind("answer")
    }
    if set(found) != {"true", "false"}:
        raise NotTakenError(_("its answers are not called true and false"))
    holds = found["true"][0] >= found["false"][0]
    whys = {"why_true": found["true"][1], "why_false": found["false"][1]}
    return ours.true_or_false(draft, answer=holds, **whys)


def numeric(draft: Draft, question: Element) -> BroughtQuestion:
    """Read a number with its tolerance and its unit."""
    return ours.numeric(draft, list(_numbers(draft, question)), _unit(draft, question))


def short_text(draft: Draft, question: Element) -> BroughtQuestion:
    """Read words to type."""
    if plain(question.find("usecase"), "") in _YES:
        draft.lose(_("that capitals count"))
    return ours.short_text(draft, list(_answers(draft, question, typed=True)))


def matching(draft: Draft, question: Element) -> BroughtQuestion:
    """Read pairs; one without words on its left fits nothing."""
    pairs = [
        (said(draft, one, is_line=True), said(draft, one.find("answer"), is_line=True))
        for one in question.iterfind("subquestion")
    ]
    return ours.matched(draft, [(left, right) for left, right in pairs if right])


def ordering(draft: Draft, question: Element) -> BroughtQuestion:
    """Read steps; their fractions number them where they do not stand in their order."""
    if plain(question.find("selecttype"), "").upper() not in ("", "ALL", "0"):
        draft.lose(_("that only some of the steps are shown"))
    steps = sorted(question.iterfind("answer"), key=_points)
    answers = [
        Answer(
            text=said(draft, step, is_line=True),
            points=WHOLE,
            why=said(draft, step.find("feedback"), is_line=True),
        )
        for step in steps
    ]
    return ours.in_order(draft, answers)


def _answers(draft: Draft, question: Element, *, typed: bool = False) -> Iterator[Answer]:
    for one in question.iterfind("answer"):
        text = plain(one) if typed else said(draft, one, is_line=True)
        why = said(draft, one.find("feedback"), is_line=True)
        if text:
            yield Answer(text=text, points=_points(one), why=why)


def _numbers(draft: Draft, question: Element) -> Iterator[NumberAnswer]:
    for one in question.iterfind("answer"):
        text, near = plain(one) or (one.text or "").strip(), plain(one.find("tolerance"), "")
        yield NumberAnswer(
            value=None if text == "*" else number(text),
            tolerance=abs(number(near)) if near else Decimal(0),
            points=_points(one),
            why=said(draft, one.find("feedback"), is_line=True),
        )


def _unit(draft: Draft, question: Element) -> str:
    """Return the unit of a number; of several the one that is multiplied by one."""
    names = [
        plain(unit, "unit_name")
        for unit in question.iterfind("units/unit")
        if number(plain(unit, "multiplier") or "1") == 1
    ]
    if len(question.findall("units/unit")) > 1:
        draft.lose(_("the other units in which the number may be given"))
    return names[0] if names else ""


def _points(answer: Element) -> Decimal:
    text = answer.get("fraction", "").strip() or "0"
    return number(text)
