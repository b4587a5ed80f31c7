"""Reads questions in GIFT, the plain text of Moodle and many other products."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange import answers as ours
from pmo_academy.studio.exchange.brought import BroughtFile, BroughtQuestion, UnreadableFileError
from pmo_academy.studio.exchange.drafts import (
    WHOLE,
    Answer,
    Draft,
    NotTakenError,
    NumberAnswer,
    number,
    plainly,
    short,
)
from pmo_academy.studio.exchange.fitting import refused
from pmo_academy.studio.exchange.gift_text import Block, blocks, freed, parted, said
from pmo_academy.studio.exchange.limits import checked_count

GAP = "_____"

# Formatted text and data, which hold braces too.
_NO_GIFT = ("{\\rtf", '{"', '[{"', "{'")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_ORDERING = re.compile(r">\s*\d*[ \tA-Za-z_0-9]*(?:\n|$)")
_WORD = re.compile(r"\w")
_CHOICES = re.compile(r"(?=[~=])")


def read_gift(text: str) -> BroughtFile:
    """Read a file; each question that cannot be taken says why."""
    found = checked_count(list(blocks(text)))
    if not found:
        raise UnreadableFileError(_("the file holds no question"))
    return BroughtFile(format="GIFT", questions=tuple(_question(block) for block in found))


def is_gift(text: str) -> bool:
    """Tell whether a text has answers in braces, or questions with a name in double colons."""
    if text.lstrip().startswith(_NO_GIFT):
        return False
    return any("{" in block.text or block.text.lstrip().startswith("::") for block in blocks(text))


def _question(block: Block) -> BroughtQuestion:
    place = _("line %(number)s", number=block.line)
    name, text = _named(block.text)
    category = [part.strip() for part in block.category.split("/") if not part.startswith("$")]
    tags = tuple(dict.fromkeys(one for one in (*category, *block.tags) if one and one != "top"))
    draft = Draft(place=place, name=name, tags=tags)
    try:
        stem, inside = _opened(text)
        form, words = parted(stem, "moodle")
        draft.stem = said(draft, words, form)
        general, found, explanation = inside.rpartition("####")
        if found:
            inside, draft.explanation = general, said(draft, explanation, form)
        return _answered(draft, inside.strip(), form)
    except NotTakenError as reason:
        return refused(place, name or short(freed(text)), str(reason))


def _named(text: str) -> tuple[str, str]:
    bare = text.strip()
    if bare.startswith("::") and "::" in bare[2:]:
        name, _, rest = bare[2:].partition("::")
        return freed(name), rest.strip()
    return "", bare


def _opened(text: str) -> tuple[str, str]:
    """Part a question from its answers; words after them leave a gap in the sentence."""
    before, opening, rest = text.partition("{")
    inside, closing, after = rest.partition("}")
    if not opening and "}" not in text:
        raise NotTakenError(_("a description: it asks nothing"))
    if not closing or "}" in before or "{" in inside:
        raise NotTakenError(_("a brace is not closed, or an opening one is missing"))
    if "{" in after or "}" in after:
        raise NotTakenError(_("has answers at two places; only one is known in GIFT"))
    is_over = before.rstrip().endswith((".", "?", "!", ":")) and not _WORD.search(after)
    return (before if is_over or not after.strip() else f"{before}{GAP}{after}"), inside


def _answered(draft: Draft, inside: str, form: str) -> BroughtQuestion:
    if not inside:
        raise NotTakenError(_("an essay: our questions are judged without a person"))
    if inside.startswith("#"):
        return ours.numeric(draft, _numbers(draft, inside[1:], form))
    if _ORDERING.match(inside):
        return _ordering(draft, inside, form)
    if "~" in inside:
        return _choice(draft, inside, form)
    if "=" in inside and "->" in inside:
        return ours.matched(draft, [_pair(draft, one, form) for one in _split(inside, "=")])
    verdict = inside.partition("#")[0].strip()
    if verdict in (*_TRUE, *_FALSE):
        return _true_or_false(draft, inside, form)
    pieces = _split(inside, "=")
    return ours.short_text(draft, [_answer(draft, one, form, typed=True) for one in pieces])


def _split(text: str, sign: str) -> list[str]:
    """Return what stands after each sign; what stands before the first counts too."""
    return [piece.strip() for piece in text.split(sign) if piece.strip()]


def _choice(draft: Draft, inside: str, form: str) -> BroughtQuestion:
    pieces = [piece.strip() for piece in _CHOICES.split(inside) if piece.strip(" \t\n~")]
    options = [
        _answer(draft, piece[1:].strip(), form, points=WHOLE if piece[0] == "=" else Decimal(0))
        for piece in pieces
        if piece[0] in "~="
    ]
    make: Callable[[Draft, Sequence[Answer]], BroughtQuestion]
    make = ours.one_of if any(piece[0] == "=" for piece in pieces) else _one_or_some
    return make(draft, options)


def _one_or_some(draft: Draft, options: Sequence[Answer]) -> BroughtQuestion:
    """Return what has no option marked as the right one: its weights say which are."""
    if sum(one.points > 0 for one in options) == 1 and any(one.is_right for one in options):
        return ours.one_of(draft, options)
    return ours.some_of(draft, options)


def _answer(
    draft: Draft, piece: str, form: str, *, points: Decimal = WHOLE, typed: bool = False
) -> Answer:
    points, text, why = _weighed(draft, piece, form, points)
    words = freed(parted(text, form)[1]) if typed else said(draft, text, form, is_line=True)
    return Answer(text=words, points=points, why=why)


def _weighed(draft: Draft, piece: str, form: str, points: Decimal) -> tuple[Decimal, str, str]:
    """Return the points in percent, the answer, and what is said to it."""
    weight = _WEIGHT.match(piece)
    if weight:
        points, piece = Decimal(weight[1].removesuffix(".")), piece[weight.end() :]
    text, _, why = piece.partition("#")
    return points, text.strip(), said(draft, why, form, is_line=True)


def _pair(draft: Draft, piece: str, form: str) -> tuple[str, str]:
    left, arrow, right = piece.partition("->")
    if not arrow:
        raise NotTakenError(
            _("“%(piece)s” has no -> between its two sides", piece=short(freed(piece), 40))
        )
    right_form = "plain" if form == "html" else form
    return said(draft, left, form, is_line=True), said(draft, right, right_form, is_line=True)


def _true_or_false(draft: Draft, inside: str, form: str) -> BroughtQuestion:
    verdict, _, rest = inside.partition("#")
    wrong, _, right = rest.partition("#")
    holds = verdict.strip() in _TRUE
    to_wrong, to_right = (said(draft, text, form, is_line=True) for text in (wrong, right))
    return ours.true_or_false(
        draft,
        answer=holds,
        why_true=to_right if holds else to_wrong,
        why_false=to_wrong if holds else to_right,
    )


def _numbers(draft: Draft, inside: str, form: str) -> list[NumberAnswer]:
    given, tilde, wrong = inside.partition("~")
    found = [_number(draft, piece, form) for piece in _split(given, "=")]
    if tilde:
        why = said(draft, wrong.partition("#")[2], form, is_line=True)
        found.append(NumberAnswer(value=None, tolerance=Decimal(0), points=Decimal(0), why=why))
    return found


def _number(draft: Draft, piece: str, form: str) -> NumberAnswer:
    points, text, why = _weighed(draft, piece, form, WHOLE)
    if text == "*":
        return NumberAnswer(value=None, tolerance=Decimal(0), points=points, why=why)
    least, dots, most = text.partition("..")
    if dots:
        low, high = sorted((number(least), number(most)))
        middle = plainly((low + high) / 2)
        return NumberAnswer(value=middle, tolerance=plainly(high - middle), points=points, why=why)
    value, _, tolerance = freed(text).partition(":")
    near = abs(number(tolerance)) if tolerance.strip() else Decimal(0)
    return NumberAnswer(value=number(value), tolerance=near, points=points, why=why)


def _ordering(draft: Draft, inside: str, form: str) -> BroughtQuestion:
    """Read steps as the ordering questions of Moodle write them: one a line below their head."""
    lines = [line.strip() for line in inside.split("\n")[1:] if line.strip()]
    head = inside.split("\n")[0]
    if any(word in head for word in ("RANDOM", "REL", "CONTIG")):
        draft.lose(_("that only some of the steps are shown"))
    steps = [Answer(text=said(draft, line, form, is_line=True), points=WHOLE) for line in lines]
    return ours.in_order(draft, steps)
