"""What somebody practises, read with the questions as they are published now."""

from pmo_academy.retention.queries.feeding import (
    Keys,
    Unknown,
    find_unknown,
    list_cards_by_keys,
    list_keys,
)
from pmo_academy.retention.queries.freshness import list_freshness
from pmo_academy.retention.queries.practice import (
    CardRow,
    CourseFreshness,
    Practice,
    ReviewedToday,
    get_card,
    get_practice,
    list_reviewed,
)
from pmo_academy.retention.rules.freshness import Fresh, Freshness

__all__ = [
    "CardRow",
    "CourseFreshness",
    "Fresh",
    "Freshness",
    "Keys",
    "Practice",
    "ReviewedToday",
    "Unknown",
    "find_unknown",
    "get_card",
    "get_practice",
    "list_cards_by_keys",
    "list_freshness",
    "list_keys",
    "list_reviewed",
]
