"""What each group of respondents may be shown to think, without telling on few people."""

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_academy.maturity.rules.answers import RoundAnswers, tabulate
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.perception import group_counts, shown_groups
from pmo_academy.maturity.rules.scoring import score
from pmo_academy.maturity.rules.suppression import visible_groups


@dataclass(frozen=True, kw_only=True)
class GroupResult:
    """The tier scores of one group; a hidden group has neither count nor scores."""

    group: str
    count: int | None = None
    tiers: Mapping[str, float | None] | None = None

    @property
    def is_hidden(self) -> bool:
        """Tell whether the group is hidden to protect people."""
        return self.count is None


def may_show(model: Model, answers: RoundAnswers, *, threshold: int | None) -> bool:
    """Tell whether enough people answered to show a result at all; no threshold where names are.

    Where nobody's response counts there is nothing to show.
    """
    return tabulate(model, answers).people >= max(1, threshold or 0)


def group_results(
    model: Model, answers: RoundAnswers, *, threshold: int | None
) -> tuple[GroupResult, ...]:
    """Score each group; small ones are hidden, and those whose result would reveal them."""
    counts = group_counts(model, answers)
    visible = shown_groups(model, answers, threshold=threshold)
    return tuple(
        GroupResult(
            group=group,
            count=count,
            tiers=score(model, answers.of_groups({group})).tiers,
        )
        if group in visible
        else GroupResult(group=group)
        for group, count in counts.items()
    )


def visible_counts(counts: Mapping[str, int], *, threshold: int | None) -> dict[str, int | None]:
    """Give the number of people in each group, None where it is hidden."""
    visible = tuple(counts) if threshold is None else visible_groups(counts, threshold)
    return {group: count if group in visible else None for group, count in counts.items()}
