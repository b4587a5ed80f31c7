"""What people answered, whose answers count, and what value each item gets."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from pmo_academy.maturity.rules.model import Model

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Answer = int | Literal["D"] | None

DONT_KNOW: Final = "D"
ENOUGH_NUMBERS = 3
MOST_UNKNOWN = 0.5
LEAST_ANSWERED = 0.5

_UNKNOWN_CODE = -1
_SKIPPED_CODE = -2
_CODES: Final[Mapping[Answer, int]] = {
    **{point: point for point in range(5)},
    DONT_KNOW: _UNKNOWN_CODE,
    None: _SKIPPED_CODE,
}


def answer_from(stored: str) -> Answer:
    """Read a choice as it is stored: an anchor's number or D."""
    return DONT_KNOW if stored == DONT_KNOW else int(stored)


@dataclass(frozen=True, kw_only=True)
class Response:
    """One person's sheet; an item that is not in it was skipped."""

    answers: Mapping[str, Answer]
    group: str | None = None


@dataclass(frozen=True, kw_only=True)
class RoundAnswers:
    """All that is known when a round is scored; careless responses are left out before.

    Heard says how many counted responses came from each group where the sheets of small groups do
    not bear their group; None where every sheet does.
    """

    responses: tuple[Response, ...]
    invited: int | None = None
    out_of_scope: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    consensus: Mapping[str, float] = field(default_factory=dict)
    heard: Mapping[str, int] | None = None
    # Laid out once for each model: scoring, agreement and resampling all begin with the table.
    tables: dict[Model, "Table"] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of_groups(self, groups: Collection[str]) -> "RoundAnswers":
        """Give the same round as these groups alone answered it."""
        kept = tuple(response for response in self.responses if response.group in groups)
        return replace(self, responses=kept)

    def without_group(self, group: str) -> "RoundAnswers":
        """Give the same round as everybody outside of a group answered it."""
        kept = tuple(response for response in self.responses if response.group != group)
        return replace(self, responses=kept)


@dataclass(frozen=True, kw_only=True)
class Table:
    """The counted responses as arrays: a row for each person, a column for each item."""

    groups: tuple[str | None, ...]
    numbers: Numbers
    is_number: Flags
    is_unknown: Flags
    in_scope: Flags

    @property
    def people(self) -> int:
        """How many responses count."""
        return len(self.groups)


def tabulate(model: Model, answers: RoundAnswers) -> Table:
    """Lay out the responses that count: those with at least half of the items answered."""
    if model not in answers.tables:
        answers.tables[model] = _table(model, answers)
    return answers.tables[model]


def _table(model: Model, answers: RoundAnswers) -> Table:
    codes = [item.code for item in model.items]
    in_scope = np.array([code not in answers.out_of_scope for code in codes], dtype=np.bool_)
    rows = [[_CODES[r.answers.get(code)] for code in codes] for r in answers.responses]
    grid = np.array(rows, dtype=np.int8).reshape(len(rows), len(codes))
    grid[:, ~in_scope] = _SKIPPED_CODE
    answered = (grid != _SKIPPED_CODE).sum(axis=1)
    counts = answered >= LEAST_ANSWERED * in_scope.sum()
    grid = grid[counts]
    return Table(
        groups=tuple(r.group for r, kept in zip(answers.responses, counts, strict=True) if kept),
        numbers=np.maximum(grid, 0).astype(np.float64),
        is_number=grid >= 0,
        is_unknown=grid == _UNKNOWN_CODE,
        in_scope=in_scope,
    )


def item_values(table: Table, times: Numbers, *, tolerance: float) -> Numbers:
    """Average each item, for every row of how many times each person counts; NaN is unknown.

    An item needs three numbers (or everybody's, when fewer people count), and "I don't know" from
    at most half of those who answered it.
    """
    size = table.numbers.shape[1]
    stacked = np.hstack([table.numbers, table.is_number, table.is_unknown]).astype(np.float32)
    # Whole numbers below 2**24 are exact in single precision. A matrix product would be no
    # faster: its threads keep the processor busy for longer than they save.
    sums = np.einsum("rp,pi->ri", times.astype(np.float32), stacked).astype(np.float64)
    totals, counts, unknown = sums[:, :size], sums[:, size : 2 * size], sums[:, 2 * size :]
    needed = np.clip(times.sum(axis=1, keepdims=True), 1, ENOUGH_NUMBERS)
    is_known = (counts >= needed) & (unknown <= MOST_UNKNOWN * (counts + unknown) + tolerance)
    return np.where(is_known, totals / np.maximum(counts, 1), np.nan)


def agreed_values(model: Model, values: Numbers, *, consensus: Mapping[str, float]) -> Numbers:
    """Put the values of the consensus workshop in place of the averages."""
    agreed = values.copy()
    for column, item in enumerate(model.items):
        if item.code in consensus:
            agreed[:, column] = consensus[item.code]
    return agreed


def proven_values(model: Model, values: Numbers, *, evidence: Collection[str]) -> Numbers:
    """Hold items without accepted evidence at the evidence cap."""
    proven = np.array([item.code in evidence for item in model.items], dtype=np.bool_)
    return np.where(proven, values, np.minimum(values, model.limits.evidence_cap))
