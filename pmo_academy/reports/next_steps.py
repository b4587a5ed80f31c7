"""The one thing to do next for a team: the course that serves what holds its level."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_academy.maturity.queries import Brake, Figures, GapLine, WayToStated
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


def list_missing_evidence(figures: Figures, way: WayToStated) -> Sequence[MissingEvidence]:
    """Return what evidence would lift the verified level: what closes the distance comes first."""
    values = figures.document["m"]
    return [
        MissingEvidence(
            item=item.code, title=item.title, domain=item.domain, value=values[item.code]
        )
        for item in (*way.closing, *way.others)[: max(EVIDENCE_SHOWN, len(way.closing))]
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
