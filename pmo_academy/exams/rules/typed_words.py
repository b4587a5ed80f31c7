"""Whether typed words mean an accepted form, however somebody writes capitals, accents, hyphens."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 200

_HYPHENS = re.compile(r"[-\u2010-\u2015\u2212/]")
_ASIDE = re.compile(r"[\"'\u2018-\u201f.,;:!?()]")


def folded(text: str) -> str:
    """Return a text as it is compared: no capitals, accents, hyphens, quotes or closing signs."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(_ASIDE.sub("", _HYPHENS.sub(" ", text)).split())


def is_meant(typed: str, forms: Iterable[str]) -> bool:
    """Tell whether typed words mean one of these forms; with or without blanks is the same."""
    meant = folded(typed)
    return bool(meant) and any(
        meant == form or meant.replace(" ", "") == form.replace(" ", "")
        for form in map(folded, forms)
    )
