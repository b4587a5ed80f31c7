"""Who judges a work product, and what becomes of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

LINES = ("complete", "fitting", "used", "improved")
DAYS_TO_REVIEW = 7


class Way(StrEnum):
    """Who is asked to judge: one mentor, or two colleagues who take or took the course."""

    MENTOR = "mentor"
    PEERS = "peers"


class SubmissionState(StrEnum):
    """What became of what was handed in."""

    WAITING = "waiting"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class ReviewState(StrEnum):
    """What became of a request to judge."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    PASSED_ON = "passed-on"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who may judge; `load` counts what they were asked for in the last 90 days."""

    person_id: UUID
    load: int = 0


@dataclass(frozen=True, kw_only=True)
class LineProblem:
    """What a review lacks: a line without a verdict, or a line not met without its reason."""

    line: str
    is_unsaid: bool


def reviewers_needed(way: Way) -> int:
    """Return how many have to accept."""
    return 1 if way is Way.MENTOR else 2


def choose(candidates: Iterable[Candidate], *, count: int, without: Collection[UUID]) -> list[UUID]:
    """Return at most so many of the candidates, those asked least often first.

    The same people come out each time for the same loads: ties go by the order of their ids.
    """
    free = [one for one in candidates if one.person_id not in without]
    free.sort(key=lambda one: (one.load, one.person_id))
    return [one.person_id for one in free[:count]]


def outcome(reviews: Sequence[ReviewState], *, way: Way) -> SubmissionState:
    """Return what becomes of a submission: one who returns it decides, all have to accept."""
    if ReviewState.RETURNED in reviews:
        return SubmissionState.RETURNED
    if reviews.count(ReviewState.ACCEPTED) >= reviewers_needed(way):
        return SubmissionState.ACCEPTED
    return SubmissionState.WAITING


def problems_in(verdicts: Mapping[str, tuple[bool | None, str]]) -> list[LineProblem]:
    """Return what is missing of the verdicts, each met, not met or unsaid, with its reason."""
    problems = []
    for line in LINES:
        is_met, reason = verdicts.get(line, (None, ""))
        if is_met is None or (not is_met and not reason.strip()):
            problems.append(LineProblem(line=line, is_unsaid=is_met is None))
    return problems


def is_accepted(verdicts: Mapping[str, tuple[bool | None, str]]) -> bool:
    """Tell whether every line is met."""
    return all(verdicts[line][0] for line in LINES)
