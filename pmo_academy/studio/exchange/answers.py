"""From the answers of other products to those of our question types."""

import re
from collections.abc import Sequence

from pmo_academy.core.words import gettext as _
from pmo_academy.exams.rules.typed_words import folded, is_meant
from pmo_academy.studio.exchange.brought import BroughtQuestion
from pmo_academy.studio.exchange.drafts import (
    WHOLE,
    Answer,
    Draft,
    Fields,
    NotTakenError,
    NumberAnswer,
    part_points,
    parts,
    percent,
    reasoned,
    short,
)

MOST_FORMS, MOST_WRONG_FORMS, LONGEST_FORM = 15, 8, 200

_WILD = re.compile(r"(?<!\\)\*")


def one_of(draft: Draft, answers: Sequence[Answer]) -> BroughtQuestion:
    """Return a single choice; what counts in part is wrong."""
    right = [one for one in answers if one.is_right]
    if not right:
        raise NotTakenError(_("no option counts in full, so none is right"))
    if len(right) > 1:
        raise NotTakenError(_("several options count in full, but only one may be chosen"))
    draft.lose(*parts(answers))
    return draft.finished("single", {"options": _options(answers, right)})


def some_of(draft: Draft, answers: Sequence[Answer]) -> BroughtQuestion:
    """Return a multiple choice; every option with points is right."""
    right = [one for one in answers if one.points > 0]
    if not right:
        raise NotTakenError(_("no option has points, so none is right"))
    draft.lose(part_points())
    if len(right) == 1:
        draft.lose(_("that several options may be chosen (one is right: single choice)"))
    type_ = "single" if len(right) == 1 else "multiple"
    return draft.finished(type_, {"options": _options(answers, right)})


def true_or_false(draft: Draft, *, answer: bool, why_true: str, why_false: str) -> BroughtQuestion:
    """Return a statement that holds or doesn't."""
    fields: Fields = {"answer": answer}
    whys = {"why_true": why_true, "why_false": why_false}
    return draft.finished("true-false", fields | {name: why for name, why in whys.items() if why})


def numeric(draft: Draft, answers: Sequence[NumberAnswer], unit: str = "") -> BroughtQuestion:
    """Return a number; one that counts less, or comes after the first right one, is a near miss."""
    right = next((one for one in answers if one.points >= WHOLE and one.value is not None), None)
    if right is None or right.value is None:
        raise NotTakenError(_("no number counts in full, so none is right"))
    others = [one for one in answers if one is not right]
    wrong = {one.value: one for one in others if _is_near_miss(draft, one, right)}
    misses = [reasoned({"value": value}, one.why) for value, one in wrong.items()]
    draft.explain([right.why])
    fields: Fields = {"answer": right.value, "tolerance": right.tolerance}
    fields |= {"unit": unit} if unit else {}
    return draft.finished("numeric", fields | ({"near_misses": misses} if misses else {}))


def short_text(draft: Draft, answers: Sequence[Answer]) -> BroughtQuestion:
    """Return a question for a few words; those that count in part are near misses."""
    accepted, misses = words_to_type(draft, answers)
    draft.explain(one.why for one in answers if one.is_right and one.text != "*")
    fields: Fields = {"accepted": accepted[:MOST_FORMS]}
    if len(accepted) > MOST_FORMS:
        draft.lose(_("%(accepted)s more accepted forms", accepted=len(accepted) - MOST_FORMS))
    if len(misses) > MOST_WRONG_FORMS:
        draft.lose(_("%(misses)s more wrong forms", misses=len(misses) - MOST_WRONG_FORMS))
    return draft.finished(
        "short-text", fields | ({"near_misses": misses[:MOST_WRONG_FORMS]} if misses else {})
    )


def words_to_type(draft: Draft, answers: Sequence[Answer]) -> tuple[list[str], list[Fields]]:
    """Return the accepted forms and the near misses; wildcards are lost."""
    accepted: list[str] = []
    wrong: list[tuple[str, Answer]] = []
    for one in answers:
        form = _form(draft, one)
        if form and one.is_right:
            accepted.append(form)
        elif form and (one.why or one.points > 0):
            wrong.append((form, one))
    if not accepted:
        raise NotTakenError(_("no answer in full is left, so none is right"))
    draft.lose(*parts([one for _, one in wrong]))
    misses: dict[str, Fields] = {}
    for form, one in wrong:
        if is_meant(form, accepted):
            draft.lose(_("the wrong form “%(form)s” (counts as right here)", form=short(form, 40)))
        else:
            misses.setdefault(form.casefold(), reasoned({"text": form}, one.why))
    return list(dict.fromkeys(accepted)), list(misses.values())


def in_order(draft: Draft, steps: Sequence[Answer]) -> BroughtQuestion:
    """Return steps in their order."""
    draft.lose(part_points())
    fields = {"steps": [reasoned({"text": step.text}, step.why) for step in steps]}
    return draft.finished("ordering", fields)


def matched(draft: Draft, pairs: Sequence[tuple[str, str]]) -> BroughtQuestion:
    """Return pairs; what belongs to nothing has no left side. Sides that repeat are categories."""
    draft.lose(part_points())
    whole = [(left, right) for left, right in pairs if left]
    rights = [right for _, right in whole]
    extra = list(dict.fromkeys(right for left, right in pairs if not left and right not in rights))
    if len({right.casefold() for right in rights}) < len(rights):
        return _sorted(draft, whole, extra)
    fields: Fields = {"pairs": [{"left": left, "right": right} for left, right in whole]}
    if extra:
        fields["extra"] = [{"right": right} for right in extra]
    return draft.finished("matching", fields)


def _sorted(
    draft: Draft, pairs: Sequence[tuple[str, str]], extra: Sequence[str]
) -> BroughtQuestion:
    for name in extra:
        draft.lose(_("the category “%(name)s”, to which nothing belongs", name=short(name, 40)))
    items = [{"text": left, "category": right} for left, right in pairs]
    categories = list(dict.fromkeys(right for _, right in pairs))
    return draft.finished("categorise", {"categories": categories, "items": items})


def _options(answers: Sequence[Answer], right: Sequence[Answer]) -> list[Fields]:
    chosen = [id(one) for one in right]
    return [
        {"text": one.text}
        | ({"right": True} if id(one) in chosen else {})
        | ({"why": one.why} if one.why else {})
        for one in answers
    ]


def _is_near_miss(draft: Draft, one: NumberAnswer, right: NumberAnswer) -> bool:
    """Tell whether a number can be a near miss; what is lost with it is noted."""
    if one.value is None:
        if one.why:
            draft.lose(_("what is said to any other number: “%(why)s”", why=short(one.why)))
        return False
    if one.points >= WHOLE:
        draft.lose(
            _(
                "the second right number %(value)s ± %(tolerance)s",
                value=one.value,
                tolerance=one.tolerance,
            )
        )
        return False
    if one.points > 0:
        draft.lose(
            _(
                "the part of the points for %(value)s (%(points)s): now wrong",
                value=one.value,
                points=percent(one.points),
            )
        )
    if abs(one.value - (right.value or 0)) <= right.tolerance:
        if one.why:
            draft.lose(
                _(
                    "what is said to %(value)s (counts as right here): “%(why)s”",
                    value=one.value,
                    why=short(one.why),
                )
            )
        return False
    if one.tolerance:
        draft.lose(
            _(
                "the range of ± %(tolerance)s around the wrong number %(value)s",
                tolerance=one.tolerance,
                value=one.value,
            )
        )
    return bool(one.why) or one.points > 0


def _form(draft: Draft, one: Answer) -> str:
    """Return the words to type, without those that stand for anything."""
    text = " ".join(one.text.split())
    if text == "*":
        if one.why or one.points > 0:
            draft.lose(_("what is said to any other answer: “%(why)s”", why=short(one.why)))
        return ""
    if _WILD.search(text):
        draft.lose(_("the form “%(form)s”: * would stand for any letters", form=short(text, 40)))
        return ""
    form = text.replace("\\*", "*")
    if len(form) > LONGEST_FORM or (one.is_right and not folded(form)):
        draft.lose(_("the form “%(form)s”: too long, or without a letter", form=short(form, 40)))
        return ""
    return form
