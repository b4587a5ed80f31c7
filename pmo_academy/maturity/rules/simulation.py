"""What the result of a closed round would have been under another edition of its model.

It is worked out from nothing but the stored result, which holds only what may be shown: how ever
many models somebody tries, they learn nothing about single answers that the result does not tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pmo_academy.maturity.rules.answers import proven_values
from pmo_academy.maturity.rules.confidence import (
    CLAIMED,
    SHARES,
    Label,
    Part,
    label_of,
)
from pmo_academy.maturity.rules.model import Form, Model
from pmo_academy.maturity.rules.resampling import ENOUGH_FOR_INTERVAL
from pmo_academy.maturity.rules.scoring import Kind, Result, result_of
from pmo_academy.maturity.rules.stored_result import result_from

Document = Mapping[str, Any]

# What was rounded when it was stored still reaches the limit that it reached.
_TOLERANCE = 1e-6


@dataclass(frozen=True, kw_only=True)
class Stored:
    """The stored result of a round: its model, and the documents of both results."""

    model: Model
    stated: Document
    verified: Document


@dataclass(frozen=True, kw_only=True)
class SureAs:
    """Confidence: the index from 0 to 100 and its word."""

    index: float
    label: Label


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One of the two results before and after; inexact where withheld values had to be guessed."""

    before: Result
    after: Result
    is_exact: bool


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """A round under another model; an outcome is None where it can't be worked out.

    Unasked are the items that the round never asked; dropped those that no longer count; hidden
    those whose value is withheld and counts as what the scores around it suggest.
    """

    stated: Outcome | None
    verified: Outcome | None
    unasked: tuple[str, ...]
    dropped: tuple[str, ...]
    hidden: tuple[str, ...]
    sure_before: SureAs
    sure_after: SureAs | None


def simulate(stored: Stored, model: Model) -> Simulation:
    """Score what a round answered under another model."""
    old = stored.model.item_by_code
    away = set(stored.stated.get("withheld", {}).get("items", ()))
    stated = _outcome(stored, model, kind=Kind.STATED)
    return Simulation(
        stated=stated,
        verified=_outcome(stored, model, kind=Kind.VERIFIED),
        unasked=tuple(code for code in model.item_by_code if code not in old),
        dropped=tuple(
            code
            for code in old
            if code not in model.item_by_code and code not in stored.stated["out_of_scope"]
        ),
        hidden=tuple(code for code in model.item_by_code if code in away),
        sure_before=_sure_before(stored.stated),
        sure_after=_sure_after(stored, model, result=stated.after) if stated else None,
    )


def shares_items(one: Model, other: Model) -> bool:
    """Tell whether two models ask something in common."""
    return not one.item_by_code.keys().isdisjoint(other.item_by_code)


def _outcome(stored: Stored, model: Model, *, kind: Kind) -> Outcome | None:
    """Score the values of the result anew; None where its own model would not give it back."""
    document = stored.stated if kind is Kind.STATED else stored.verified
    before = result_from(stored.model, document, kind=kind)
    again = _scored(stored, stored.model, kind=kind)
    if (again.rung, again.steps, again.brakes) != (before.rung, before.steps, before.brakes):
        return None
    withheld = document.get("withheld", {}).get("items", ())
    return Outcome(
        before=_with_known(before, again),
        after=_scored(stored, model, kind=kind),
        is_exact=not withheld,
    )


def _with_known(before: Result, again: Result) -> Result:
    """Keep what was stored; a withheld tier score is compared with what was guessed for it."""
    tiers = {
        tier: again.tiers[tier] if score is None else score for tier, score in before.tiers.items()
    }
    return replace(before, tiers=tiers)


def _scored(stored: Stored, model: Model, *, kind: Kind) -> Result:
    """Give each item the value it has in the stated result; one that was not asked is unknown."""
    values = result_from(stored.model, stored.stated).items
    row = np.array([[_number(values.get(item.code)) for item in model.items]])
    if kind is Kind.VERIFIED:
        row = proven_values(model, row, evidence=stored.stated["evidence"])
    outside = set(stored.stated["out_of_scope"])
    in_scope = np.array([item.code not in outside for item in model.items], dtype=np.bool_)
    limits = replace(model.limits, tolerance=max(model.limits.tolerance, _TOLERANCE))
    return result_of(replace(model, limits=limits), row, in_scope=in_scope, kind=kind)


def _number(value: float | None) -> float:
    return np.nan if value is None else value


def _sure_before(document: Document) -> SureAs:
    stored = document["confidence"]
    return SureAs(index=stored["Q"], label=Label(stored["label"]))


def _sure_after(stored: Stored, model: Model, *, result: Result) -> SureAs | None:
    """Work the confidence out anew; None where figures about answers are withheld."""
    document = stored.stated
    if _has_unseen(document):
        return None
    parts = {Part(part): float(value) for part, value in document["confidence"]["q"].items()}
    parts |= {
        Part.AGREEMENT: _agreement(document, model),
        Part.KNOWLEDGE: _knowledge(document, model),
        Part.EVIDENCE: _evidence(document, model, result=result),
    }
    index = 100 * sum(SHARES[part] * value for part, value in parts.items())
    counted = document["confidence"]["counted"]
    is_small = counted < ENOUGH_FOR_INTERVAL or document["form"] == Form.SOLO
    label = Label.LOW if is_small else label_of(index, evidence=parts[Part.EVIDENCE])
    return SureAs(index=index, label=label)


def _has_unseen(document: Document) -> bool:
    """Tell whether of a question that was asked no answers are shown."""
    asked = document["choices"].keys() - set(document["out_of_scope"])
    return any(document["choices"][code] is None for code in asked)


def _agreement(document: Document, model: Model) -> float:
    shown = document["agreement"]["items"]
    rated = [shown[code]["rwg"] for code in model.item_by_code if shown.get(code)]
    return sum(rated) / len(rated) if rated else 0.0


def _knowledge(document: Document, model: Model) -> float:
    counts = [document["choices"].get(code) or [0] for code in model.item_by_code]
    answered = sum(sum(one) for one in counts)
    return 1 - sum(one[-1] for one in counts) / answered if answered else 0.0


def _evidence(document: Document, model: Model, *, result: Result) -> float:
    least = CLAIMED - _TOLERANCE
    claimed = [item for item in model.items if (result.items[item.code] or 0.0) >= least]
    backed = sum(item.weight for item in claimed if item.code in document["evidence"])
    return backed / sum(item.weight for item in claimed) if claimed else 1.0
