"""QTI interactions in which something is chosen, put in order or sorted, as our questions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from pmo_academy.studio.exchange.qti_item import Item, RefusedError
from pmo_academy.studio.exchange.qti_scoring import Response
from pmo_academy.studio.exchange.qti_text import plain
from pmo_academy.studio.exchange.qti_xml import all_of

Fields = dict[str, Any]

TRUE = ("true", "wahr", "richtig", "vrai", "verdadero", "verdadeiro", "vero", "waar", "juist",
        "prawda", "正确", "对")  # fmt: skip
FALSE = ("false", "falsch", "faux", "falso", "onwaar", "onjuist", "fałsz", "错误", "错")

_ASSOCIABLE = "simple-associable-choice"


def reasoned(fields: Fields, why: str) -> Fields:
    """Return the fields with their reason, where there is one."""
    return {**fields, "why": why} if why else fields


def choice(item: Item, interaction: Element) -> Fields:
    """Read one or several of a list; two that say true and false are a statement."""
    response = item.response(interaction)
    right = item.right(response)
    choices = all_of(interaction, "simple-choice")
    options = [_option(item, one, response, right) for one in choices]
    words = [plain(one["text"]).strip(" .").casefold() for one in options]
    if len(options) == 2 and len(right) == 1 and _is_statement(*words):
        return _statement(options, words)
    return {"type": _kind(item, response, right), "options": options}


def hottext(item: Item, interaction: Element) -> Fields:
    """Read words to be marked in a text as options of a list."""
    response = item.response(interaction)
    right = item.right(response)
    options = [_option(item, one, response, right) for one in all_of(interaction, "hottext")]
    item.lose("marking words in the text (they are chosen from a list)")
    return {"type": _kind(item, response, right), "options": options}


def _kind(item: Item, response: Response, right: Sequence[str]) -> str:
    if response.cardinality == "single":
        return "single"
    if len(right) == 1:
        item.lose("that several could be chosen (one is right)")
        return "single"
    return "multiple"


def _option(item: Item, one: Element, response: Response, right: Sequence[str]) -> Fields:
    name = one.get("identifier", "")
    fields = {"text": _said(item, one), "right": name in right}
    return reasoned(fields, item.why(name, response))


def _said(item: Item, one: Element) -> str:
    """Return the words of something to choose; pictures alone say nothing to us."""
    text = item.line(one)
    if not text:
        raise RefusedError("something to choose is a picture, a formula or empty")
    return text


def _is_statement(first: str, second: str) -> bool:
    """Tell whether one of two options says true and the other false."""
    return (first in TRUE and second in FALSE) or (first in FALSE and second in TRUE)


def _statement(options: Sequence[Fields], words: Sequence[str]) -> Fields:
    by_value = {word in TRUE: one for word, one in zip(words, options, strict=True)}
    fields: Fields = {"type": "true-false", "answer": bool(by_value[True]["right"])}
    for value, name in ((True, "why_true"), (False, "why_false")):
        if "why" in by_value[value]:
            fields[name] = by_value[value]["why"]
    return fields


def order(item: Item, interaction: Element) -> Fields:
    """Read steps to be put in order."""
    response = item.response(interaction)
    right = item.right(response)
    steps = {one.get("identifier", ""): one for one in all_of(interaction, "simple-choice")}
    if sorted(right) != sorted(steps):
        raise RefusedError("some of its steps have no place in the order")
    return {
        "type": "ordering",
        "steps": [
            reasoned({"text": _said(item, steps[name])}, item.why(name, response)) for name in right
        ],
    }


def match(item: Item, interaction: Element) -> Fields:
    """Read two lists to be joined: each with one of its own, or several with the same."""
    sets = all_of(interaction, "simple-match-set")
    if len(sets) != 2:
        raise RefusedError("it has no two lists to be joined")
    response = item.response(interaction)
    left, right = (list(_words(item, all_of(side, _ASSOCIABLE))) for side in sets)
    pairs = _pairs(item, response, left, right)
    words = _words(item, all_of(interaction, _ASSOCIABLE))
    by_left, by_right = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    if max(by_left.values()) == 1 and len(by_left) == len(left):
        if max(by_right.values()) == 1:
            return _matching(item, response, pairs, words, right)
        return _sorted(item, response, pairs, words, right)
    if max(by_right.values()) == 1 and len(by_right) == len(right):
        turned = [(second, first) for first, second in pairs]
        if max(by_left.values()) == 1:
            return _matching(item, response, turned, words, left)
        return _sorted(item, response, turned, words, left)
    raise RefusedError("an entry belongs to several others, or to none, on both sides")


def associate(item: Item, interaction: Element) -> Fields:
    """Read one list whose entries are joined in pairs."""
    response = item.response(interaction)
    choices = all_of(interaction, _ASSOCIABLE)
    names = [one.get("identifier", "") for one in choices]
    pairs = _pairs(item, response, names, names)
    counts = Counter(name for pair in pairs for name in pair)
    if max(counts.values()) > 1:
        raise RefusedError("an entry belongs to several others")
    item.lose("pairs from one list (they are joined from two)")
    firsts = {first for first, _second in pairs}
    seconds = [name for name in names if name not in firsts]
    return _matching(item, response, pairs, _words(item, choices), seconds)


def _words(item: Item, choices: Sequence[Element]) -> dict[str, str]:
    return {one.get("identifier", ""): _said(item, one) for one in choices}


def _pairs(
    item: Item, response: Response, left: Sequence[str], right: Sequence[str]
) -> list[tuple[str, str]]:
    """Return the right pairs, the left one first, in the order of the left list."""
    found = []
    for answer in item.right(response):
        names = answer.split()
        if len(names) == 2 and names[0] not in left:
            names.reverse()
        if len(names) != 2 or names[0] not in left or names[1] not in right:
            raise RefusedError("a right pair names what is not in its lists")
        found.append((names[0], names[1]))
    return sorted(found, key=lambda pair: left.index(pair[0]))


def _matching(
    item: Item,
    response: Response,
    pairs: Sequence[tuple[str, str]],
    words: dict[str, str],
    right: Sequence[str],
) -> Fields:
    used = [second for _first, second in pairs]
    fields: Fields = {
        "type": "matching",
        "pairs": [
            reasoned({"left": words[one], "right": words[other]}, item.why(one, response))
            for one, other in pairs
        ],
    }
    extra = [
        reasoned({"right": words[name]}, item.why(name, response))
        for name in right
        if name not in used
    ]
    return {**fields, "extra": extra} if extra else fields


def _sorted(
    item: Item,
    response: Response,
    pairs: Sequence[tuple[str, str]],
    words: dict[str, str],
    categories: Sequence[str],
) -> Fields:
    return {
        "type": "categorise",
        "categories": [words[name] for name in categories],
        "items": list(_things(item, response, pairs, words)),
    }


def _things(
    item: Item, response: Response, pairs: Sequence[tuple[str, str]], words: dict[str, str]
) -> Iterator[Fields]:
    for name, category in pairs:
        fields = {"text": words[name], "category": words[category]}
        yield reasoned(fields, item.why(name, response))
