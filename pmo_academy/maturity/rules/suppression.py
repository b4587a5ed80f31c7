"""Which groups may be shown without telling on few people (section 11)."""

from collections.abc import Mapping

USUAL_THRESHOLD = 5
THRESHOLDS = range(4, 11)


def visible_groups(counts: Mapping[str, int], threshold: int = USUAL_THRESHOLD) -> tuple[str, ...]:
    """Name the groups that may be shown, in the order given.

    A small group that is hidden alone could be worked out from the total and the others. So the
    hidden groups together hold at least the threshold, which one small group never does.
    """
    ascending = sorted(counts, key=lambda group: (counts[group], group))
    hidden = [group for group in ascending if counts[group] < threshold]
    for group in ascending[len(hidden) :]:
        if not hidden or sum(counts[one] for one in hidden) >= threshold:
            break
        hidden.append(group)
    return tuple(group for group in counts if group not in hidden)
