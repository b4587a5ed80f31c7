"""Keys made from titles and names: lower case, digits, single hyphens."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60

_OTHERS = re.compile(r"[^a-z0-9]+")


def key_of(text: str, *, longest: int = LONGEST) -> str:
    """Return a text as a key; letters lose their signs, one without letters or figures is empty."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _OTHERS.sub("-", plain).strip("-")[:longest].strip("-")


def key_from(
    text: str, taken: Collection[str], *, otherwise: str = "part", longest: int = LONGEST
) -> str:
    """Return a key for a text that is not among the taken ones, with a number if need be."""
    base = key_of(text, longest=longest) or otherwise
    key, number = base, 1
    while key in taken:
        number += 1
        tail = f"-{number}"
        key = base[: longest - len(tail)].rstrip("-") + tail
    return key
