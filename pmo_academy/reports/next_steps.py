"""The one thing to do next for a team: the course that serves what holds its level."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_academy.maturity.queries import Brake, Figures, GapLine
from pmo_academy.reports.queries import Dashboard, Learner, Offer

EVIDENCE_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Learning:
    """A course that can be taken now, the gap that it serves, and who has not completed it."""

    offer: Offer
    gap: GapLine
    missing: Sequence[Learner]


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What to work on first; `announced` is the course on it that cannot be taken yet."""

    gap: GapLine
    brake: Brake | None
    learning: Learning | None
    announced: Offer | None

    @property
    def is_direct(self) -> bool:
        """Tell whether the course serves this very gap, not a later one."""
        return self.learning is not None and self.learning.gap is self.gap


@dataclass(frozen=True, kw_only=True)
class MissingEvidence:
    """A question whose answers count less in the verified result than people say."""

    item: str
    title: str
    domain: str
    value: float


def find_next_step(board: Dashboard) -> NextStep | None:
    """Return what to do next, None where nothing is missing or nothing may be shown."""
    if not board.figures or not board.gaps:
        return None
    brake = board.figures.brakes[0] if board.figures.brakes else None
    held = _gap_of(brake, board.gaps)
    gap = held or board.gaps[0]
    course = gap.course
    return NextStep(
        gap=gap,
        brake=brake if held else None,
        learning=_first_learning(board, first=gap),
        announced=board.offers[course.code] if course and course.is_announced else None,
    )


def list_missing_evidence(figures: Figures) -> Sequence[MissingEvidence]:
    """Return what evidence would lift the verified result most, of the tiers that were reached."""
    model, cap = figures.model, figures.model.limits.evidence_cap
    backed = set(figures.document["evidence"])
    reached = model.tier_codes[: max(1, -(-figures.stated.rung // len(model.steps)))]
    relevance = {domain.code: domain.relevance for domain in model.domains}
    lost = [
        (relevance[item.domain][item.tier] * item.weight * (value - cap), item, value)
        for item in model.items
        if item.tier in reached
        and item.code not in backed
        and (value := figures.document["m"][item.code]) is not None
        and value > cap
        and figures.choices(item.code) is not None
    ]
    lost.sort(key=lambda one: -one[0])
    return [
        MissingEvidence(item=item.code, title=item.title, domain=item.domain, value=value)
        for _, item, value in lost[:EVIDENCE_SHOWN]
    ]


def _first_learning(board: Dashboard, *, first: GapLine) -> Learning | None:
    """Return the first course that can be taken and that somebody has not completed."""
    for gap in (first, *board.gaps):
        if gap.course and not gap.course.is_announced:
            missing = board.not_done(gap.course.code)
            if missing:
                return Learning(offer=board.offers[gap.course.code], gap=gap, missing=missing)
    return None


def _gap_of(brake: Brake | None, gaps: Sequence[GapLine]) -> GapLine | None:
    """Return the gap that a brake stands for: its item, or the largest of its domain."""
    if brake is None:
        return None
    for gap in gaps:
        if gap.item == brake.item or (brake.item is None and gap.domain == brake.domain):
            return gap
    return None
