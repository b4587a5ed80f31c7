"""QTI interactions in a running text: words and numbers to type, gaps to fill."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from pmo_academy.authoring.rules.question_type_checks import GAP
from pmo_academy.authoring.rules.shapes import KEY
from pmo_academy.core.words import gettext as _
from pmo_academy.exams.rules.typed_words import is_meant
from pmo_academy.studio.exchange.qti_choices import Fields, reasoned
from pmo_academy.studio.exchange.qti_item import Item, RefusedError
from pmo_academy.studio.exchange.qti_scoring import Response, accepted_forms, number
from pmo_academy.studio.exchange.qti_text import plain
from pmo_academy.studio.exchange.qti_xml import all_of

BLANK = "…"
LONGEST_UNIT = 60

_NUMBERS = ("float", "integer")
_MARK = re.compile(r"qzgap(\d+)zq")
_ENDS = (".", "?", "!", ":", "。", "？", "！", "：")


def marks_for(elements: Sequence[Element], *, is_block: bool = False) -> dict[Element, str]:
    """Return a word that stands for each element until the text is Markdown."""
    begin, end = ("<p>", "</p>") if is_block else ("", "")
    return {one: f"{begin}qzgap{at}zq{end}" for at, one in enumerate(elements)}


def entry(item: Item, interaction: Element) -> Fields:
    """Read a word or number to type; returns the type's fields without the stem."""
    response = item.response(interaction)
    if response.base_type in _NUMBERS:
        return _numeric(item, response)
    return {"type": "short-text", **_typed(item, response)}


def entry_in_text(item: Item, text: str, interaction: Element) -> Fields:
    """Read a text with one thing to type in it: what stands around is the stem or the unit."""
    fields = entry(item, interaction)
    before, _mark, after = text.partition("qzgap0zq")
    beside, _break, others = after.partition("\n")
    lead = before.rpartition("\n")[2]
    is_alone = not lead.strip() or lead.rstrip(" *_`").endswith(_ENDS)
    unit = plain(beside.strip(" .*"))
    if fields["type"] == "numeric" and unit and _is_unit(unit, is_whole=not lead.strip()):
        fields["unit"] = unit
        beside = ""
    middle = "" if is_alone else BLANK
    if is_alone and beside.strip():
        middle = BLANK if re.search(r"\w", beside) else ""
        beside = beside if middle else ""
    stem = f"{before}{middle}{beside}\n{others}".strip()
    return {**fields, "stem": re.sub(r"\n{3,}", "\n\n", stem)}


def _is_unit(words: str, *, is_whole: bool) -> bool:
    if is_whole:
        return len(words) <= LONGEST_UNIT and "=" not in words
    return len(words.split()) <= 2 and not re.search(r"[?!:,;=<>\d]", words)


def _numeric(item: Item, response: Response) -> Fields:
    answer = number(item.right(response)[0])
    if answer is None:
        raise RefusedError("its right number is not one")
    fields: Fields = {"type": "numeric", "answer": answer}
    tolerance = _tolerance(item, response, answer)
    if tolerance:
        fields["tolerance"] = tolerance
    misses = [
        {"value": value, "why": why}
        for text, why in item.misses(response).items()
        if (value := number(text)) is not None and abs(value - answer) > tolerance
    ]
    return {**fields, "near_misses": misses} if misses else fields


def _tolerance(item: Item, response: Response, answer: Decimal) -> Decimal:
    """Return how far off a number may be; the narrower side where they differ."""
    mode, below, above = item.scoring.tolerances.get(
        response.identifier, ("exact", Decimal(0), Decimal(0))
    )
    if below != above:
        item.lose("a tolerance that is wider on one side (the narrower is taken)")
    if mode == "rounded":
        item.lose("rounding before comparing (it becomes a tolerance)")
    narrow = abs(min(below, above))
    return abs(answer) * narrow / 100 if mode == "relative" else narrow


def _typed(item: Item, response: Response) -> Fields:
    """Return the forms of typed words that are right, and typical wrong ones."""
    right = item.right(response)
    accepted = accepted_forms(response) or right
    misses = [
        {"text": text, "why": why}
        for text, why in item.misses(response).items()
        if not is_meant(text, accepted)
    ]
    part = [
        form
        for form, points in response.mapped.items()
        if points > 0 and not is_meant(form, accepted)
    ]
    if part:
        item.lose(f"part of the points for “{part[0][:60]}”")
    return {"accepted": accepted, "near_misses": misses} if misses else {"accepted": accepted}


def cloze(item: Item, text: str, interactions: Sequence[Element]) -> Fields:
    """Read a text with gaps, each typed or chosen; the text holds a mark for each."""
    keys = _keys(one.get("response-identifier", "") for one in interactions)
    gaps = [{"key": key, **_gap(item, one)} for key, one in zip(keys, interactions, strict=True)]
    return {"type": "cloze", "gaps": gaps, **_split(text, keys)}


def gap_match(item: Item, interaction: Element) -> Fields:
    """Read a text whose gaps are filled from one list as a text with gaps to choose for."""
    if all_of(interaction, "gap-img"):
        raise RefusedError("pictures are to be put into its gaps")
    response = item.response(interaction)
    texts = all_of(interaction, "gap-text")
    gaps = all_of(interaction, "gap")
    right = [tuple(answer.split()) for answer in item.right(response)]
    by_gap = {pair[1]: pair[0] for pair in right if len(pair) == 2}
    if len(by_gap) != len(right) or set(by_gap) != {one.get("identifier") for one in gaps}:
        raise RefusedError("one of its gaps takes several words, or none")
    words = {one.get("identifier", ""): item.line(one) for one in texts}
    keys = _keys(one.get("identifier", "") for one in gaps)
    filled = [by_gap[one.get("identifier", "")] for one in gaps]
    marks = {**dict.fromkeys(texts, ""), **marks_for(gaps)}
    item.lose("one list for all gaps (each has its own)")
    return {
        "type": "cloze",
        **_split(item.markdown(interaction, marks), keys),
        "gaps": [
            {"key": key, "options": _options(words, name)}
            for key, name in zip(keys, filled, strict=True)
        ],
    }


def _options(words: Mapping[str, str], right: str) -> list[Fields]:
    return [{"text": text, "right": name == right} for name, text in words.items()]


def _keys(names: Any) -> list[str]:
    """Return a key for each gap: the one that the file has from us, or a number."""
    keys: list[str] = []
    for at, name in enumerate(names, 1):
        own = re.fullmatch(rf"(?:p\d+-)?gap-({KEY.strip('^$')})", name)
        keys.append(own[1] if own and own[1] not in keys else f"gap{at}")
    return keys


def _gap(item: Item, interaction: Element) -> Fields:
    response = item.response(interaction)
    if interaction.tag == "text-entry-interaction":
        if item.scoring.tolerances.get(response.identifier):
            item.lose("the tolerance of a number in a gap")
        return reasoned(_typed(item, response), item.why(response.identifier, response))
    right = item.right(response)
    options = [
        reasoned(
            {"text": item.line(one), "right": one.get("identifier") in right},
            item.why(one.get("identifier", ""), response),
        )
        for one in all_of(interaction, "inline-choice")
    ]
    return reasoned({"options": options}, item.why(response.identifier, response))


def _split(text: str, keys: Sequence[str]) -> Fields:
    """Part a text into what comes before the gaps and the text with the gaps."""
    safe = GAP.sub(lambda found: f"{found[0][:-1]}\\}}", text)
    paragraphs = safe.split("\n\n")
    first = next((at for at, one in enumerate(paragraphs) if _MARK.search(one)), 0)
    filled = _MARK.sub(lambda found: f"{{{keys[int(found[1])]}}}", "\n\n".join(paragraphs[first:]))
    stem = "\n\n".join(paragraphs[:first]).strip()
    return {"stem": stem or _("Fill in the gaps."), "text": filled}
