"""Which topics the test of a programme draws from, and how many questions of each."""

from collections.abc import Mapping, Sequence
from itertools import chain, zip_longest


def share_out(topics: Sequence[Sequence[str]], total: int) -> Mapping[str, int]:
    """Share so many questions out among the topics of several courses, given course by course.

    Each topic gets as many as the next, give or take one; those that are left over go round the
    courses, so that no course has more than its share. Without topics there is nothing to share.
    """
    everything = [topic for course in topics for topic in course]
    if not everything:
        return {}
    each, left = divmod(total, len(everything))
    around = [topic for topic in chain.from_iterable(zip_longest(*topics)) if topic is not None]
    more = set(around[:left])
    return {topic: each + (topic in more) for topic in everything}
