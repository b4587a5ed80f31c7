"""What changed between two editions of a model, and how much the version must rise (section 15).

What changes a score or the meaning of an answer is major: results before and after can't be put on
one line. A corrected spelling is a patch. Everything else, such as another quick form, is minor.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from itertools import zip_longest

from pmo_academy.maturity.rules.model import Domain, Item, Model

SAME_WORD = 0.7


class Size(IntEnum):
    """How much a change is."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that differs; the subject is a code, or empty for the model as a whole."""

    size: Size
    subject: str
    what: str
    before: str = ""
    after: str = ""


Version = tuple[int, int, int]


def differences(before: Model, after: Model) -> tuple[Difference, ...]:
    """List what differs, the largest first."""
    found = [
        *_general(before, after),
        *_names(before, after),
        *_domains(before, after),
        *_items(before, after),
    ]
    return tuple(sorted(found, key=lambda one: -one.size))


def size_of(changes: Sequence[Difference]) -> Size | None:
    """Give the size of the largest difference; None where nothing differs."""
    return max((one.size for one in changes), default=None)


def version_of(text: str) -> Version:
    """Read a version such as 1.0 or 1.0.2."""
    numbers = [int(part) for part in text.split(".")]
    return (numbers[0], *numbers[1:], 0, 0)[:3]  # type: ignore[return-value]


def least_version(latest: str, size: Size) -> str:
    """Give the lowest version that a change of this size may have."""
    major, minor, patch = version_of(latest)
    if size is Size.MAJOR:
        return f"{major + 1}.0"
    return f"{major}.{minor + 1}" if size is Size.MINOR else f"{major}.{minor}.{patch + 1}"


def objection_to_version(latest: Model, new: Model) -> str | None:
    """Say why this edition can't follow the latest one under its version; None if it can."""
    size = size_of(differences(latest, new))
    if size is None:
        return None
    if version_of(new.version) == version_of(latest.version):
        return (
            f"version {latest.version} is published and never changes: "
            f"make this one {least_version(latest.version, size)} or higher"
        )
    if version_of(new.version) < version_of(least_version(latest.version, size)):
        return (
            f"after version {latest.version} a {size.name.lower()} change needs at least "
            f"{least_version(latest.version, size)}, not {new.version}"
        )
    return None


def is_spelling(before: str, after: str) -> bool:
    """Tell whether two texts say the same in other spelling: word for word nearly alike."""
    old, new = before.lower().split(), after.lower().split()
    return len(old) == len(new) and all(
        SequenceMatcher(None, one, other).ratio() >= SAME_WORD
        for one, other in zip(old, new, strict=True)
    )


def _general(before: Model, after: Model) -> Iterator[Difference]:
    if before.limits != after.limits:
        yield Difference(size=Size.MAJOR, subject="", what="limits")
    if before.tier_codes != after.tier_codes:
        yield Difference(size=Size.MAJOR, subject="", what="tiers")
    if set(before.quick_form) != set(after.quick_form):
        yield Difference(size=Size.MINOR, subject="", what="quick form")
    if [one.code for one in before.perspectives] != [one.code for one in after.perspectives]:
        yield Difference(size=Size.MAJOR, subject="", what="perspectives")


def _names(before: Model, after: Model) -> Iterator[Difference]:
    """Compare names and explanations, which no score depends on."""
    for what, old, new in (
        ("title", [before.title], [after.title]),
        ("instruction", [before.instruction], [after.instruction]),
        ("points", before.points, after.points),
        ("steps", before.steps, after.steps),
        ("floor name", [before.floor_name], [after.floor_name]),
        ("floor meaning", [before.floor_meaning], [after.floor_meaning]),
        ("tier names", [t.name for t in before.tiers], [t.name for t in after.tiers]),
        ("tier meanings", [t.meaning for t in before.tiers], [t.meaning for t in after.tiers]),
        ("groups", [p.name for p in before.perspectives], [p.name for p in after.perspectives]),
    ):
        for one, other in zip_longest(old, new, fillvalue=""):
            yield from _text("", what, one, other, otherwise=Size.MINOR)


def _domains(before: Model, after: Model) -> Iterator[Difference]:
    old = {domain.code: domain for domain in before.domains}
    new = {domain.code: domain for domain in after.domains}
    yield from _came_and_went(old, new, "domain")
    if list(old) != list(new) and set(old) == set(new):
        yield Difference(size=Size.MINOR, subject="", what="order of domains")
    for code in old.keys() & new.keys():
        if dict(old[code].relevance) != dict(new[code].relevance):
            yield Difference(size=Size.MAJOR, subject=code, what="relevance")
        yield from _text(code, "name", old[code].name, new[code].name, otherwise=Size.MINOR)


def _items(before: Model, after: Model) -> Iterator[Difference]:
    old, new = before.item_by_code, after.item_by_code
    yield from _came_and_went(old, new, "item")
    for code in (one for one in old if one in new):
        yield from _item(old[code], new[code])


def _item(old: Item, new: Item) -> Iterator[Difference]:
    placed = {
        "place": ((old.domain, old.tier), (new.domain, new.tier)),
        "decisive": (old.is_core, new.is_core),
        "weight": (old.weight, new.weight),
    }
    for what, (one, other) in placed.items():
        if one != other:
            yield Difference(
                size=Size.MAJOR, subject=old.code, what=what, before=str(one), after=str(other)
            )
    yield from _text(old.code, "title", old.title, new.title, otherwise=Size.MINOR)
    yield from _text(old.code, "question", old.question, new.question, otherwise=Size.MAJOR)
    for one, other in zip_longest(old.anchors, new.anchors, fillvalue=""):
        yield from _text(old.code, "anchor", one, other, otherwise=Size.MAJOR)


def _came_and_went(
    old: Mapping[str, Domain] | Mapping[str, Item],
    new: Mapping[str, Domain] | Mapping[str, Item],
    what: str,
) -> Iterator[Difference]:
    for code in old:
        if code not in new:
            yield Difference(size=Size.MAJOR, subject=code, what=f"{what} removed")
    for code in new:
        if code not in old:
            yield Difference(size=Size.MAJOR, subject=code, what=f"{what} added")


def _text(
    subject: str, what: str, before: str, after: str, *, otherwise: Size
) -> Iterator[Difference]:
    if before != after:
        size = Size.PATCH if is_spelling(before, after) else otherwise
        yield Difference(size=size, subject=subject, what=what, before=before, after=after)
