"""What the pages of an attempt send: which answers, and which state of them the page had seen."""

import re
from collections.abc import Iterable, Mapping

from pmo_academy.core.errors import OutOfDateFormError
from pmo_academy.core.words import gettext as _

_SEEN = re.compile(r"(?P<position>[0-9]{1,3})\.(?P<version>[0-9]{1,9})")
_ANSWER = re.compile(r"q(?P<position>[0-9]{1,3})(-p[0-9])?(-[0-9]{1,2})?")
_SURE = re.compile(r"sure-(?P<position>[0-9]{1,3})")
_FLAG = re.compile(r"flag-(?P<position>[0-9]{1,3})")


def write_seen(versions: Mapping[int, int]) -> str:
    """Return the versions of the answers on a page as one word: 1.3-2.1."""
    return "-".join(f"{position}.{version}" for position, version in versions.items())


def read_seen(text: str) -> dict[int, int]:
    """Return the versions that a page had seen, or raise OutOfDateFormError."""
    found = [_SEEN.fullmatch(part) for part in text.split("-")]
    if not all(found):
        raise OutOfDateFormError(
            _("This form is out of date. Open the page again and send it once more.")
        )
    return {int(part["position"]): int(part["version"]) for part in found if part}


def answers_among(names: Iterable[str]) -> list[int]:
    """Return the questions whose answers are among these field names."""
    return _positions(_ANSWER, names)


def confidences_among(names: Iterable[str]) -> list[int]:
    """Return the questions of which these field names tell how sure somebody is."""
    return _positions(_SURE, names)


def flags_among(names: Iterable[str]) -> list[int]:
    """Return the questions whose flags are among these field names."""
    return _positions(_FLAG, names)


def _positions(pattern: re.Pattern[str], names: Iterable[str]) -> list[int]:
    found = (pattern.fullmatch(name) for name in names)
    return sorted({int(match["position"]) for match in found if match})
