"""What codes, versions and sizes of a model must be like, so that pages can use them."""

import re

from pmo_academy.maturity.rules.document_reading import DocumentReader, Path
from pmo_academy.maturity.rules.model import Model

MOST_DOMAINS = 30
MOST_ITEMS = 200
LONGEST_TEXT = 500
GROUPS = ("pmo", "delivery", "leadership")
# Words that stand in the place of a domain in addresses of a questionnaire.
RESERVED = frozenset({"ANSWERS", "CHECK", "DONE", "PAUSE", "SUBMISSION"})

MODEL_CODE = re.compile(r"[A-Z][A-Z0-9]{1,15}")
VERSION = re.compile(r"(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})(\.(0|[1-9][0-9]{0,3}))?")
_TIER_CODE = re.compile(r"[A-Z][A-Z0-9]{0,3}")
DOMAIN_CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}")
ITEM_CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}(-[A-Z0-9]{1,8}){1,2}")


def check_codes(reader: DocumentReader, model: Model) -> None:
    """Note every code and version that isn't written as it must be."""
    _code(reader, model.code, ("code",), MODEL_CODE, "capital letters and digits, such as PALM")
    _code(reader, model.version, ("version",), VERSION, "two or three numbers, such as 1.0")
    for at, tier in enumerate(model.tiers):
        path: Path = ("tiers", at, "code")
        _code(reader, tier.code, path, _TIER_CODE, "one to four capital letters, such as S")
    if sorted(group.code for group in model.perspectives) != sorted(GROUPS):
        reader.note(("perspectives",), f"must be {', '.join(GROUPS)}; their names are yours")
    for at, domain in enumerate(model.domains):
        place: Path = ("domains", at, "code")
        _code(reader, domain.code, place, DOMAIN_CODE, "capital letters, such as MND")
        if domain.code in RESERVED:
            reader.note(place, f"{domain.code} has another meaning here: choose another code")
        for number, item in enumerate(domain.items):
            path = ("domains", at, "items", number, "code")
            _code(reader, item.code, path, ITEM_CODE, "capital letters and digits, as in MND-S1")
            if not item.code.startswith(f"{domain.code}-"):
                reader.note(path, f"must begin with the code of its domain, {domain.code}-")


def check_sizes(reader: DocumentReader, model: Model) -> None:
    """Note what is too much for a page or for people."""
    if len(model.domains) > MOST_DOMAINS:
        reader.note(("domains",), f"at most {MOST_DOMAINS} domains")
    if len(model.items) > MOST_ITEMS:
        reader.note(("domains",), f"at most {MOST_ITEMS} items in all")
    for at, domain in enumerate(model.domains):
        for number, item in enumerate(domain.items):
            path: Path = ("domains", at, "items", number)
            for name, text in (("title", item.title), ("question", item.question)):
                _length(reader, text, (*path, name))
            for point, anchor in enumerate(item.anchors):
                _length(reader, anchor, (*path, "anchors", point))


def _code(
    reader: DocumentReader, value: str, path: Path, pattern: re.Pattern[str], form: str
) -> None:
    if not pattern.fullmatch(value):
        reader.note(path, f"'{value}' must be {form}")


def _length(reader: DocumentReader, text: str, path: Path) -> None:
    if len(text) > LONGEST_TEXT:
        reader.note(path, f"has {len(text)} characters; at most {LONGEST_TEXT}: shorten it")
