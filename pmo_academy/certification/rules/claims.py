"""What a certificate says: one set of claims, behind the page, the PDF and the badge.

Certificates are about persons; nothing here knows how mature anybody's PMO is.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

# RFC 4648 Base32 without look-alikes: 26 letters hold the 128 random bits of a code.
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_CODE_BITS = 128
_CODE_LENGTH = 26


@dataclass(frozen=True, kw_only=True)
class Claims:
    """Everything that is signed; `criteria` has a sentence for each requirement that was met.

    A sample is about somebody who was made up; its name says so wherever it is shown.
    """

    code: str
    holder: str
    programme_key: str
    programme: str
    summary: str
    criteria: tuple[str, ...]
    awarded_on: date
    starts_on: date
    ends_on: date
    hours: float
    is_sample: bool = False

    @property
    def name(self) -> str:
        """How the certificate is called."""
        return f"{self.programme} (sample)" if self.is_sample else self.programme

    def as_document(self) -> dict[str, Any]:
        """Return the claims as they are stored."""
        document = asdict(self)
        document["criteria"] = list(self.criteria)
        for name in ("awarded_on", "starts_on", "ends_on"):
            document[name] = document[name].isoformat()
        return document


def read_claims(document: Mapping[str, Any]) -> Claims:
    """Read claims as they were stored."""
    days = {
        name: date.fromisoformat(document[name]) for name in ("awarded_on", "starts_on", "ends_on")
    }
    return Claims(**{**document, **days, "criteria": tuple(document["criteria"])})


def new_award_code() -> str:
    """Return 128 random bits as 26 letters and digits that cannot be mistaken for each other."""
    bits = secrets.randbits(_CODE_BITS)
    return "".join(_LETTERS[bits >> 5 * place & 31] for place in range(_CODE_LENGTH))


def clean_code(typed: str) -> str:
    """Return the code that somebody typed, with signs between its letters and look-alikes."""
    look_alikes = str.maketrans({"o": "0", "i": "1", "l": "1", "u": "v"})
    return "".join(sign for sign in typed.lower() if sign.isalnum()).translate(look_alikes)


def spaced_code(code: str) -> str:
    """Return a code in groups, for people to read."""
    return "-".join(code[start : start + 5] for start in range(0, len(code), 5))
