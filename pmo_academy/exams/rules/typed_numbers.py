"""What people mean by a number they typed, whatever their country does with points and commas."""

import re
import unicodedata
from decimal import Decimal

LONGEST = 40


def numbers_meant(text: str, *, unit: str = "") -> frozenset[Decimal]:
    """Return what the text can mean: 1,234 is one thousand and more, or one and a bit.

    Nothing is returned for what is no number. Blanks and apostrophes between thousands are fine.
    """
    plain = _without_unit(_simplified(text), _simplified(unit))
    if not plain or len(plain) > LONGEST:
        return frozenset()
    readings = (_read(plain, point=".", groups=" ',"), _read(plain, point=",", groups=" '."))
    return frozenset(reading for reading in readings if reading is not None)


def _simplified(text: str) -> str:
    """Reduce wide digits, narrow blanks, typographic minus signs and apostrophes to plain ones."""
    text = unicodedata.normalize("NFKC", text)
    for fancy, simple in (("\u2212", "-"), ("\u2013", "-"), ("\u2019", "'")):
        text = text.replace(fancy, simple)
    return " ".join(text.split())


def _without_unit(text: str, unit: str) -> str:
    if unit and text.casefold().endswith(unit.casefold()):
        return text[: len(text) - len(unit)].rstrip()
    return text


def _read(text: str, *, point: str, groups: str) -> Decimal | None:
    found = re.fullmatch(
        rf"(?P<sign>[+-]?) ?"
        rf"(?P<whole>[0-9]+|[1-9][0-9]{{0,2}}(?P<sep>[{groups}])[0-9]{{3}}(?:(?P=sep)[0-9]{{3}})*)?"
        rf"(?:{re.escape(point)}(?P<rest>[0-9]+))?",
        text,
    )
    if found is None or (found["whole"] is None and found["rest"] is None):
        return None
    whole = re.sub(r"[^0-9]", "", found["whole"] or "") or "0"
    return Decimal(f"{found['sign']}{whole}.{found['rest'] or '0'}")
