"""Which groups may be shown without telling on few people (section 11)."""

from collections.abc import Mapping

USUAL_THRESHOLD = 5
THRESHOLDS = range(4, 11)


def visible_groups(counts: Mapping[str, int], threshold: int = USUAL_THRESHOLD) -> tuple[str, ...]:
    """Name the groups that may be shown, in the order given.

    Hiding one small group is not enough: it could be worked out from the total and the others. So
    at least two groups are hidden, and together they hold at least the threshold.
    """
    ascending = sorted(counts, key=lambda group: (counts[group], group))
    hidden = [group for group in ascending if counts[group] < threshold]
    for group in ascending[len(hidden) :]:
        if not hidden or _is_safe(counts, hidden, threshold=threshold):
            break
        hidden.append(group)
    return tuple(group for group in counts if group not in hidden)


def _is_safe(counts: Mapping[str, int], hidden: list[str], *, threshold: int) -> bool:
    return len(hidden) >= 2 and sum(counts[group] for group in hidden) >= threshold
