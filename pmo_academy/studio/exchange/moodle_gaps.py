"""Texts with gaps in Moodle XML: words to drag or choose, and answers embedded in the text."""

import html
import re
from decimal import Decimal
from xml.etree.ElementTree import Element

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange import answers as ours
from pmo_academy.studio.exchange.brought import BroughtQuestion
from pmo_academy.studio.exchange.drafts import (
    WHOLE,
    Answer,
    Draft,
    Fields,
    NotTakenError,
    NumberAnswer,
    number,
    parts,
    reasoned,
)
from pmo_academy.studio.exchange.gaps import mark, options, with_gaps
from pmo_academy.studio.exchange.html_text import lines_of
from pmo_academy.studio.exchange.moodle_texts import html_of, plain
from pmo_academy.studio.exchange.texts import of_any, of_html

MOST_FORMS, MOST_WRONG_FORMS = 10, 5

_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
_EMBEDDED = re.compile(
    r"\{(?P<weight>\d*):(?P<kind>[A-Z]+(?:_[A-Z]+)?):(?P<inside>(?:\\.|[^\\}])*)\}", re.DOTALL
)
_WORDS = re.compile(r"(?:SHORTANSWER|SA|MW)(?:_?C)?")
_NUMBERS = ("NUMERICAL", "NM")
_CHOICES = re.compile(r"(?:MULTICHOICE|MC)(?:_?[VHS]{1,2})?")
_PIECES = re.compile(r"(?:\\.|[^\\~])+", re.DOTALL)
_SAID = re.compile(r"(?<!\\)#")
_POINTS = re.compile(r"=|%(-?\d{1,3}(?:\.\d*)?)%")
_TAG = re.compile(r"<[^<>]*>")


def chosen_gaps(draft: Draft, question: Element) -> BroughtQuestion:
    """Read a text into whose gaps words are dragged, or chosen from lists."""
    boxes = [*question.iterfind("dragbox"), *question.iterfind("selectoption")]
    text = html_of(draft, question.find("questiontext"))
    gaps = {
        number: _offered(draft, boxes, at=int(found))
        for number, found in enumerate(_PLACE.findall(text), start=1)
    }
    if not gaps:
        raise NotTakenError(_("the text has no gaps"))
    if question.find("dragbox") is not None:
        draft.lose(_("that a word is used up once it is dragged into a gap"))
    counted = iter(gaps)
    return with_gaps(draft, _PLACE.sub(lambda _match: mark(next(counted)), text), gaps)


def _offered(draft: Draft, boxes: list[Element], *, at: int) -> Fields:
    """Return the words that a gap offers: those of one group, of which one is right."""
    if not 0 < at <= len(boxes):
        raise NotTakenError(_("the gap [[%(at)s]] has no word", at=at))
    group = plain(boxes[at - 1], "group")
    words: list[Fields] = [
        {"text": of_any(draft, plain(one), is_line=True)}
        | ({"right": True} if one is boxes[at - 1] else {})
        for one in boxes
        if plain(one, "group") == group
    ]
    return {"options": options(draft, words)}


def embedded(draft: Draft, question: Element) -> BroughtQuestion:
    """Read a text with answers in braces; a single number makes a question of its own."""
    text = html_of(draft, question.find("questiontext"))
    found = list(_EMBEDDED.finditer(text))
    if not found:
        raise NotTakenError(_("the text holds no answer in braces that could be read"))
    if len({one["weight"] or "1" for one in found}) > 1:
        draft.lose(_("that gaps count differently"))
    if len(found) == 1 and found[0]["kind"] in _NUMBERS:
        lines, losses = lines_of(_EMBEDDED.sub(" _____ ", text))
        draft.lose(*losses)
        draft.stem = "\n\n".join(lines)
        return ours.numeric(draft, _numbers(draft, found[0]["inside"]))
    gaps = {at: _gap(draft, one) for at, one in enumerate(found, start=1)}
    counted = iter(gaps)
    return with_gaps(draft, _EMBEDDED.sub(lambda _match: mark(next(counted)), text), gaps)


def _gap(draft: Draft, found: re.Match[str]) -> Fields:
    kind, inside = found["kind"], found["inside"]
    if _CHOICES.fullmatch(kind):
        return _choice(draft, inside)
    if kind in _NUMBERS:
        numbers = _numbers(draft, inside)
        if any(one.tolerance for one in numbers if one.points >= WHOLE):
            raise NotTakenError(
                _("a gap takes a number within a tolerance, which is not known here")
            )
        return _typed(draft, [_as_words(one) for one in numbers])
    if _WORDS.fullmatch(kind):
        if kind.endswith("C"):
            draft.lose(_("that capitals count"))
        return _typed(draft, _answers(draft, inside))
    raise NotTakenError(
        _("answers of the kind %(kind)s in a text are not known here", kind=kind[:30])
    )


def _choice(draft: Draft, inside: str) -> Fields:
    found = _answers(draft, inside, is_shown=True)
    right = [one for one in found if one.is_right]
    if len(right) != 1:
        raise NotTakenError(
            _("a gap has %(right)s right words to choose; it must be one", right=len(right))
        )
    draft.lose(*parts(found))
    words: list[Fields] = [
        {"text": one.text}
        | ({"right": True} if one.is_right else {})
        | ({"why": one.why} if one.why else {})
        for one in found
    ]
    return {"options": options(draft, words)}


def _typed(draft: Draft, found: list[Answer]) -> Fields:
    accepted, misses = ours.words_to_type(draft, found)
    if len(accepted) > MOST_FORMS or len(misses) > MOST_WRONG_FORMS:
        draft.lose(
            _(
                "forms of a gap beyond %(most_forms)s right and %(most_wrong_forms)s wrong ones",
                most_forms=MOST_FORMS,
                most_wrong_forms=MOST_WRONG_FORMS,
            )
        )
    fields: Fields = {"accepted": accepted[:MOST_FORMS]}
    if misses:
        fields["near_misses"] = misses[:MOST_WRONG_FORMS]
    why = next((one.why for one in found if one.is_right and one.why), "")
    return reasoned(fields, why)


def _answers(draft: Draft, inside: str, *, is_shown: bool = False) -> list[Answer]:
    answers = []
    for piece in _PIECES.findall(inside):
        points, text, why = _weighed(draft, piece.strip())
        words = of_html(draft, text, is_line=True) if is_shown else _bare(text)
        if words:
            answers.append(Answer(text=words, points=points, why=why))
    return answers


def _numbers(draft: Draft, inside: str) -> list[NumberAnswer]:
    found = []
    for piece in _PIECES.findall(inside):
        points, text, why = _weighed(draft, piece.strip())
        value, _, near = _bare(text).partition(":")
        found.append(
            NumberAnswer(
                value=None if value.strip() == "*" else number(value),
                tolerance=abs(number(near)) if near.strip() else Decimal(0),
                points=points,
                why=why,
            )
        )
    return found


def _weighed(draft: Draft, piece: str) -> tuple[Decimal, str, str]:
    """Return the points in percent, the answer, and what is said to it."""
    points, weight = Decimal(0), _POINTS.match(piece)
    if weight:
        points = Decimal(weight[1].removesuffix(".")) if weight[1] else WHOLE
        piece = piece[weight.end() :]
    text, *why = _SAID.split(piece, maxsplit=1)
    return points, _freed(text), of_html(draft, _freed(why[0]) if why else "", is_line=True)


def _freed(text: str) -> str:
    return re.sub(r"\\([~}#/\"\\])", r"\1", text).strip()


def _bare(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()


def _as_words(one: NumberAnswer) -> Answer:
    text = "*" if one.value is None else format(one.value, "f")
    return Answer(text=text, points=one.points, why=one.why)
