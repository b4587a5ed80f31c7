"""The value of a model's file, changed piece by piece; what is not touched stays as it was.

Each function takes the value as it was read and gives a new one.
"""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Value = dict[str, Any]
Path = tuple[str | int, ...]

UP, DOWN = -1, 1


@dataclass(frozen=True, kw_only=True)
class ItemText:
    """What a person writes about an item."""

    code: str
    tier: str
    is_core: bool
    weight: int
    title: str
    question: str
    anchors: tuple[str, ...]
    is_quick: bool


def find_domain(value: Value, code: str) -> Value | None:
    """Return the domain of this code, if there is one."""
    return next((one for one in value["domains"] if one["code"] == code), None)


def find_item(value: Value, code: str) -> ItemText | None:
    """Return the item of this code, if there is one."""
    one = _item_at(value, code)
    if one is None:
        return None
    return ItemText(
        code=one["code"],
        tier=one["tier"],
        is_core=one.get("core", False),
        weight=one["weight"],
        title=one["title"],
        question=one["question"],
        anchors=tuple(one["anchors"]),
        is_quick=code in value["quick_form"],
    )


def domain_of(value: Value, item: str) -> str | None:
    """Return the code of the domain that an item stands in."""
    return next(
        (one["code"] for one in value["domains"] if any(it["code"] == item for it in one["items"])),
        None,
    )


def with_domain(value: Value, code: str, *, name: str, relevance: Mapping[str, int]) -> Value:
    """Name a domain and say how much it counts in each tier; a new one stands last."""
    new = copy.deepcopy(value)
    domain = find_domain(new, code)
    if domain is None:
        new["domains"].append(
            {"code": code, "name": name, "relevance": dict(relevance), "items": []}
        )
    else:
        domain.update(name=name, relevance=dict(relevance))
    return new


def moved_domain(value: Value, code: str, step: int) -> Value:
    """Move a domain up or down by one; at the end of the list it stays."""
    new = copy.deepcopy(value)
    _swap(new["domains"], code, step)
    return new


def without_domain(value: Value, code: str) -> Value:
    """Take a domain away with its items."""
    new = copy.deepcopy(value)
    gone = {it["code"] for one in new["domains"] if one["code"] == code for it in one["items"]}
    new["domains"] = [one for one in new["domains"] if one["code"] != code]
    new["quick_form"] = [one for one in new["quick_form"] if one not in gone]
    return new


def with_item(value: Value, domain: str, text: ItemText) -> Value:
    """Write an item; a new one stands last in its domain. A decisive one is always asked."""
    new = copy.deepcopy(value)
    written: Value = {"code": text.code, "tier": text.tier}
    if text.is_core:
        written["core"] = True
    written |= {
        "weight": text.weight,
        "title": text.title,
        "question": text.question,
        "anchors": list(text.anchors),
    }
    present = _item_at(new, text.code)
    if present is None:
        _domain(new, domain)["items"].append(written)
    else:
        present.clear()
        present.update(written)
    new["quick_form"] = _quick_form(new, text.code, is_in=text.is_quick or text.is_core)
    return new


def moved_item(value: Value, code: str, step: int) -> Value:
    """Move an item up or down among those of its domain and tier."""
    new = copy.deepcopy(value)
    moved = _item_at(new, code)
    if moved is not None:
        domain = _domain(new, str(domain_of(new, code)))
        _swap(domain["items"], code, step, of_tier=moved["tier"])
    return new


def without_item(value: Value, code: str) -> Value:
    """Take an item away."""
    new = copy.deepcopy(value)
    for domain in new["domains"]:
        domain["items"] = [one for one in domain["items"] if one["code"] != code]
    new["quick_form"] = [one for one in new["quick_form"] if one != code]
    return new


def free_code(value: Value, domain: str, tier: str) -> str:
    """Propose a code for a new item: that of its domain, its tier, and the next number."""
    taken = {one["code"] for every in value["domains"] for one in every["items"]}
    number = 1
    while f"{domain}-{tier}{number}" in taken:
        number += 1
    return f"{domain}-{tier}{number}"


def order_of(value: Value) -> list[list[str]]:
    """Return the codes of the domains and of their items in their order."""
    return [[one["code"], *(it["code"] for it in one["items"])] for one in value["domains"]]


def at(value: Any, path: Path) -> Any:
    """Return what stands at a place."""
    for step in path:
        value = value[step]
    return value


def with_texts(value: Value, texts: Mapping[Path, Any]) -> Value:
    """Put other texts or numbers at places that are there; 1 stays 1.0 where that stands."""
    new = copy.deepcopy(value)
    for path, text in texts.items():
        if at(new, path) != text:
            at(new, path[:-1])[path[-1]] = text
    return new


def copied(value: Value, *, code: str, title: str) -> Value:
    """Return a model of its own that begins with everything of another."""
    return {**copy.deepcopy(value), "code": code, "version": "1.0", "title": title}


def _quick_form(value: Value, code: str, *, is_in: bool) -> list[str]:
    """Put an item into the quick form at its place in the model, or take it out."""
    present: list[str] = value["quick_form"]
    if is_in == (code in present):
        return present
    if not is_in:
        return [one for one in present if one != code]
    order = [one["code"] for every in value["domains"] for one in every["items"]]
    later = set(order[order.index(code) :])
    place = next((at for at, one in enumerate(present) if one in later), len(present))
    return [*present[:place], code, *present[place:]]


def _swap(entries: list[Any], code: str, step: int, *, of_tier: str | None = None) -> None:
    """Exchange an entry with the next one, of the same tier where one is given."""
    place = next((at for at, one in enumerate(entries) if one["code"] == code), None)
    if place is None:
        return
    others: Sequence[int] = range(place - 1, -1, -1) if step < 0 else range(place + 1, len(entries))
    other = next((at for at in others if of_tier in (None, entries[at].get("tier"))), None)
    if other is not None:
        entries[place], entries[other] = entries[other], entries[place]


def _domain(value: Value, code: str) -> Value:
    return next(one for one in value["domains"] if one["code"] == code)


def _item_at(value: Value, code: str) -> Value | None:
    return next(
        (one for every in value["domains"] for one in every["items"] if one["code"] == code), None
    )
