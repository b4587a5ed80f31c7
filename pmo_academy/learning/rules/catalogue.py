"""Which courses fit what somebody looks for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Length(StrEnum):
    """How long a course may be."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


SHORT_UP_TO, MEDIUM_UP_TO = 150, 240


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for; an empty value looks for everything."""

    level: str = ""
    domain: str = ""
    length: str = ""


def domains_of(covers: Mapping[str, float]) -> list[str]:
    """Return the domains that a course touches, those it covers most first."""
    shares: dict[str, float] = {}
    for item, share in covers.items():
        domain = item.partition("-")[0]
        shares[domain] = shares.get(domain, 0) + share
    return sorted(shares, key=lambda domain: (-shares[domain], domain))


def length_of(minutes: int) -> Length:
    """Return how long a course is: up to two and a half hours, up to four, or longer."""
    if minutes <= SHORT_UP_TO:
        return Length.SHORT
    return Length.MEDIUM if minutes <= MEDIUM_UP_TO else Length.LONG


def fits(wanted: Wanted, *, level: str, domains: Collection[str], minutes: int) -> bool:
    """Tell whether a course is what somebody looks for.

    A course for all levels fits each level, and one "support-to-control" fits both of its ends.
    """
    return (
        (not wanted.level or level == "all" or wanted.level in level.split("-to-"))
        and (not wanted.domain or wanted.domain in domains)
        and (not wanted.length or length_of(minutes) == wanted.length)
    )
