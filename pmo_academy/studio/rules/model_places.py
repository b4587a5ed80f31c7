"""Where the studio shows each part of a model's file, so that a problem leads to its field."""

from dataclasses import dataclass
from enum import StrEnum

from pmo_academy.studio.rules.model_outline import Path, Value, at


class Page(StrEnum):
    """The pages on which a draft of a model is written."""

    OVERVIEW = "overview"
    DOMAIN = "domain"
    ITEM = "item"
    WORDS = "words"
    LIMITS = "limits"
    PUBLICATION = "publication"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page, the code of what it shows, and the field on it."""

    page: Page
    code: str = ""
    field: str = ""


def field_name(path: Path) -> str:
    """Return the name of the field in which what stands at a place is written."""
    return "-".join(str(step) for step in path)


def place_of(value: Value, path: Path) -> Place:
    """Say where what stands at a place is written."""
    if path[:1] == ("version",):
        return Place(page=Page.PUBLICATION, field="version")
    if path[:1] == ("limits",):
        return Place(page=Page.LIMITS, field=field_name(path))
    if path[:1] == ("domains",) and len(path) > 1:
        return _in_domain(value, path)
    if path[:1] in ((), ("domains",), ("quick_form",), ("items",)):
        return Place(page=Page.OVERVIEW)
    return Place(page=Page.WORDS, field=field_name(path))


def _in_domain(value: Value, path: Path) -> Place:
    domain = at(value, path[:2])["code"]
    if path[2:3] != ("items",):
        return Place(page=Page.DOMAIN, code=domain, field=field_name(path[2:]))
    if len(path) == 3:
        return Place(page=Page.OVERVIEW, code=domain, field=f"domain-{domain}")
    return Place(page=Page.ITEM, code=at(value, path[:4])["code"], field=field_name(path[4:]))
