"""Take out of the documents of a round what must not be stored, and blur what mixes it in."""

from collections.abc import Collection, Mapping

from pmo_academy.maturity.rules.disclosure import Withheld
from pmo_academy.maturity.rules.documents import Document
from pmo_academy.maturity.rules.model import Model

# Figures of the whole form, in which few answers are mixed, get no more digits than pages show.
_SHARE_PLACES = 2
_POINT_PLACES = 1


def conceal_result(document: Document, away: Withheld, *, is_verified: bool = False) -> Document:
    """Take the withheld values and scores out of a stated or verified result."""
    pairs = {f"{domain}/{tier}" for domain, tier in away.pairs}
    tiers = away.tiers | (away.verified_tiers if is_verified else frozenset())
    return {
        **document,
        "m": _without(document["m"], away.items),
        "S": _without(document["S"], pairs),
        "tier": _without(document["tier"], tiers),
        "composite": None if tiers else document["composite"],
        "withheld": {"items": sorted(away.items), "pairs": sorted(pairs), "tiers": sorted(tiers)},
    }


def conceal_answers(model: Model, document: Document, away: Withheld) -> Document:
    """Take what tells about withheld answers out of the figures about answers."""
    if not away.unseen:
        return document
    return {
        **document,
        "confidence": _blurred_confidence(document["confidence"]),
        "bootstrap": _blurred_bootstrap(document["bootstrap"], away),
        "jackknife": _without(_rounded(document["jackknife"], _POINT_PLACES), away.tiers),
        "agreement": _agreement(model, document["agreement"], away),
        "swing": {item: to for item, to in document["swing"].items() if item not in away.unseen},
        "choices": _without(document["choices"], away.unseen),
    }


def _agreement(model: Model, document: Document, away: Withheld) -> Document:
    """Leave out agreement on withheld items, and on their domains, whose figure sums it up."""
    domains = {model.item_by_code[code].domain for code in away.unseen}
    alpha = document["alpha"]
    return {
        "items": _without(document["items"], away.unseen),
        "domains": _without(document["domains"], domains),
        "low": [code for code in document["low"] if code not in away.unseen],
        "alpha": None if alpha is None else round(alpha, _SHARE_PLACES),
    }


def _blurred_confidence(document: Document) -> Document:
    return {
        **document,
        "q": _rounded(document["q"], _SHARE_PLACES),
        "Q": round(document["Q"], _POINT_PLACES),
    }


def _blurred_bootstrap(document: Document | None, away: Withheld) -> Document | None:
    """Round the intervals, and leave out the draws themselves: their seed would replay them."""
    if document is None:
        return None
    ends = {tier: _ends(both) for tier, both in document["ci"].items()}
    return {
        **document,
        "seed": None,
        "ci": _without(ends, away.tiers),
        "composite_ci": None if away.tiers else _ends(document["composite_ci"]),
        "rungs": None,
        "support": round(document["support"], _SHARE_PLACES),
    }


def _ends(both: list[float] | None) -> list[float] | None:
    return None if both is None else [round(end, _POINT_PLACES) for end in both]


def _rounded(values: Mapping[str, float | None], places: int) -> Document:
    return {name: None if one is None else round(one, places) for name, one in values.items()}


def _without(values: Document, names: Collection[str]) -> Document:
    return {name: None if name in names else value for name, value in values.items()}
