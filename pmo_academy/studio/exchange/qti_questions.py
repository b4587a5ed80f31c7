"""A QTI item as one of our questions: which of them, and what stands around its interactions."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from pmo_academy.studio.exchange.brought import BroughtQuestion, UnreadableFileError
from pmo_academy.studio.exchange.qti_checked import problem_with
from pmo_academy.studio.exchange.qti_choices import (
    Fields,
    associate,
    choice,
    hottext,
    match,
    order,
)
from pmo_academy.studio.exchange.qti_gaps import cloze, entry_in_text, gap_match, marks_for
from pmo_academy.studio.exchange.qti_item import Item, Package, RefusedError, item_of
from pmo_academy.studio.exchange.qti_pictures import hotspot
from pmo_academy.studio.exchange.qti_xml import all_of, first_of, parsed, words_of

_INLINE = ("text-entry-interaction", "inline-choice-interaction")
_BLOCKS = {
    "choice-interaction": choice,
    "order-interaction": order,
    "match-interaction": match,
    "associate-interaction": associate,
    "hottext-interaction": hottext,
    "gap-match-interaction": gap_match,
    "hotspot-interaction": hotspot,
}
_REFUSED = {
    "extended-text-interaction": "free text that a person marks",
    "upload-interaction": "a file to hand in",
    "drawing-interaction": "a drawing",
    "slider-interaction": "a slider",
    "media-interaction": "a recording to play",
    "custom-interaction": "an interaction of one product's own",
    "portable-custom-interaction": "an interaction of one product's own",
    "graphic-order-interaction": "points of a picture to put in order",
    "graphic-associate-interaction": "points of a picture to join",
    "graphic-gap-match-interaction": "words or pictures to put on a picture",
    "position-object-interaction": "an object to place on a picture",
    "select-point-interaction": "any point of a picture, without points to choose from",
    "template-declaration": "values that are drawn anew for everybody (a template)",
    "template-processing": "values that are drawn anew for everybody (a template)",
    "printed-variable": "values that are worked out while it is shown",
}
_LOST = {
    "end-attempt-interaction": "a button for a hint or to end the attempt",
    "companion-materials-info": "companion materials",
    "catalog-info": "supports of accessibility catalogues",
    "stylesheet": "its look (style sheets)",
}


def brought(body: bytes, *, place: str, package: Package, tags: tuple[str, ...]) -> BroughtQuestion:
    """Read one item; what cannot be taken says why."""
    item = None
    try:
        root = parsed(body, name=place)
        item = item_of(root, place=place, package=package)
        question = question_of(item)
        problem = problem_with(question)
    except (RefusedError, UnreadableFileError) as refusal:
        question, problem = {}, str(refusal)
    name = item.title if item else place
    if problem:
        return BroughtQuestion(place=place, name=name, question=None, losses=(problem,), tags=tags)
    return BroughtQuestion(
        place=place,
        name=name,
        question=question,
        losses=tuple(item.losses) if item else (),
        tags=tags,
    )


def question_of(item: Item) -> Fields:
    """Return an item as a question, or raise RefusedError."""
    _refuse(item)
    for name, words in _LOST.items():
        if first_of(item.root, name) is not None:
            item.lose(words)
    if any("candidate" not in one.get("view", "candidate") for one in _rubrics(item)):
        item.lose("notes for markers")
    found = _interactions(item.body)
    if not found:
        raise RefusedError("there is no question in it, only a text")
    if any(one.get("shuffle") != "true" for one in all_of(item.body, "choice-interaction")):
        item.package.has_fixed_order = True
    is_case = not _is_one(found) or _has_parts(item.body)
    question = _case(item) if is_case else _asked(item, item.body)
    question["stem"] = "\n\n".join([*_stimuli(item), question["stem"]])
    explanation = item.explanation()
    return {**question, "explanation": explanation} if explanation else question


def _refuse(item: Item) -> None:
    if item.root.get("adaptive") in ("true", "1"):
        raise RefusedError("it is adaptive: it changes with each answer")
    for name, words in _REFUSED.items():
        if first_of(item.root, name) is not None:
            raise RefusedError(f"it asks for something that none of our questions has: {words}")


def _rubrics(item: Item) -> list[Element]:
    return all_of(item.body, "rubric-block")


def _interactions(element: Element) -> list[Element]:
    return all_of(element, *_BLOCKS, *_INLINE)


def _is_one(found: list[Element]) -> bool:
    return len(found) == 1 or all(one.tag in _INLINE for one in found)


def _has_parts(body: Element) -> bool:
    """Tell whether things to type stand in parts of their own, each with words before it."""
    parts = [one for one in body if one.tag == "div" and _interactions(one)]
    return len(parts) > 1 and all(
        len(part) > 1 and words_of(part[0]) and not _interactions(part[0]) for part in parts
    )


def _stimuli(item: Item) -> Iterator[str]:
    """Give the texts of other files that the item is about."""
    for reference in all_of(item.root, "assessment-stimulus-ref"):
        found = item.package.find(item.place, reference.get("href", ""))
        body = first_of(parsed(found[1], name=found[0]), "stimulus-body") if found else None
        if body is None:
            item.lose("the text of another file it is about")
        elif text := item.markdown(body):
            yield text


def _asked(item: Item, element: Element) -> Fields:
    """Read an element that holds one interaction, or only gaps."""
    found = _interactions(element)
    text = item.markdown(element, marks_for(found, is_block=found[0].tag in _BLOCKS))
    if found[0].tag in _BLOCKS:
        return _block(item, found[0], text)
    if len(found) == 1 and found[0].tag == "text-entry-interaction":
        return entry_in_text(item, text, found[0])
    return cloze(item, text, found)


def _block(item: Item, interaction: Element, text: str) -> Fields:
    fields: dict[str, Any] = _BLOCKS[interaction.tag](item, interaction)
    before, _mark, after = text.partition("qzgap0zq")
    prompt = interaction.find("prompt")
    asked = item.markdown(prompt) if prompt is not None else ""
    own = item.markdown(interaction) if interaction.tag == "hottext-interaction" else ""
    stem = "\n\n".join(one.strip() for one in (before, asked, own, after) if one.strip())
    return {**fields, "stem": stem or fields.get("stem", "")}


def _case(item: Item) -> Fields:
    """Read several interactions as a situation and the questions about it."""
    texts: list[str] = []
    parts: list[Fields] = []
    for element in _pieces(item.body):
        found = _interactions(element)
        if not found:
            texts += [text] if (text := item.markdown(element)) else []
            continue
        part = _asked(item, element)
        if not part["stem"]:
            if not texts:
                raise RefusedError("one of its questions has no words of its own")
            part["stem"] = texts.pop()
        explanation = item.explanation(
            {f"{one.get('response-identifier')}-explanation" for one in found}
        )
        parts.append({**part, "explanation": explanation} if explanation else part)
    return {"type": "case", "stem": "\n\n".join(texts) or item.title, "parts": parts}


def _pieces(element: Element) -> Iterator[Element]:
    """Give what an element holds, each by itself: a text, an interaction, or a text with gaps."""
    if element.text and element.text.strip():
        yield _wrapped(text=element.text)
    for child in element:
        found = _interactions(child)
        if not found or _is_one(found):
            yield _wrapped(child)
        else:
            yield from _pieces(child)
            if child.tail and child.tail.strip():
                yield _wrapped(text=child.tail)


def _wrapped(*children: Element, text: str = "") -> Element:
    wrapper = Element("div")
    wrapper.text = text
    wrapper.extend(children)
    return wrapper
