"""Which items may be left out of an assessment (section 5)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from pmo_academy.maturity.rules.model import Model

MOST_IN_DOMAIN = 1
MOST_IN_ALL = 6


class ScopeReason(StrEnum):
    """Why items cannot be left out."""

    CORE_ITEM = "core_item"
    TOO_MANY_IN_DOMAIN = "too_many_in_domain"
    TOO_MANY = "too_many"


@dataclass(frozen=True, kw_only=True)
class ScopeProblem:
    """What is wrong with a choice of items to leave out; subject is an item, a domain or empty."""

    reason: ScopeReason
    subject: str = ""


def scope_problems(model: Model, left_out: Collection[str]) -> list[ScopeProblem]:
    """Find what forbids leaving these items out; a whole domain may go if it owns no floor pair."""
    whole = {
        item.code
        for domain in model.domains
        if not model.owns_floor_pair(domain) and all(item.code in left_out for item in domain.items)
        for item in domain.items
    }
    single = [item for item in model.items if item.code in left_out and item.code not in whole]
    domains = [item.domain for item in single]
    crowded = [d.code for d in model.domains if domains.count(d.code) > MOST_IN_DOMAIN]
    core = [item.code for item in single if item.is_core]
    return [
        *(ScopeProblem(reason=ScopeReason.CORE_ITEM, subject=code) for code in core),
        *(ScopeProblem(reason=ScopeReason.TOO_MANY_IN_DOMAIN, subject=code) for code in crowded),
        *([ScopeProblem(reason=ScopeReason.TOO_MANY)] * (len(single) > MOST_IN_ALL)),
    ]
