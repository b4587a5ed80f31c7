"""Where a draft stands between writing and publishing, and who may publish it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Verdict(StrEnum):
    """What came of a request for a review."""

    APPROVED = "approved"
    SENT_BACK = "sent-back"
    TAKEN_BACK = "taken-back"


class State(StrEnum):
    """Where a draft stands."""

    WRITING = "writing"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    SENT_BACK = "sent-back"
    CHANGED_SINCE = "changed-since"
    SCHEDULED = "scheduled"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The last request for a review: what was decided, and on exactly which files."""

    verdict: Verdict | None
    digest: str


def state_of(asked: Asked | None, *, digest: str, is_scheduled: bool) -> State:
    """Return where a draft with these files stands; a change takes an approval away."""
    if is_scheduled:
        return State.SCHEDULED
    if asked is None or asked.verdict is Verdict.TAKEN_BACK:
        return State.WRITING
    if asked.verdict is None:
        return State.IN_REVIEW
    if asked.verdict is Verdict.SENT_BACK:
        return State.SENT_BACK
    return State.APPROVED if asked.digest == digest else State.CHANGED_SINCE


def may_approve(person: UUID, *, last_writer: UUID | None) -> bool:
    """Tell whether somebody may approve: not whoever changed it last."""
    return person != last_writer


def lacks_second_person(asked: Asked | None, *, digest: str, is_asked_for: bool) -> bool:
    """Tell whether a second person has to approve exactly these files before they are published."""
    is_approved = asked is not None and asked.verdict is Verdict.APPROVED and asked.digest == digest
    return is_asked_for and not is_approved
