"""A gap in the list of gaps: what to do at work, its course, and why it stands where it stands."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from pmo_academy.maturity.queries import Figures, GapLine, place_rows
from pmo_academy.reports.queries import Dashboard


@dataclass(frozen=True, kw_only=True)
class GapRow:
    """A gap; its numbers are None where too few people answered the question."""

    gap: GapLine
    action: str
    current: float | None
    missing: int
    credit: float
    figures: Figures

    @property
    def reasons(self) -> Sequence[tuple[str, str]]:
        """Why the gap stands where it stands."""
        return place_rows(self.figures, self.gap)

    @property
    def key(self) -> Hashable:
        """The part of the row that does not follow from result and target."""
        return (self.gap.course.id if self.gap.course else None, self.missing)


def gap_row(gap: GapLine, *, board: Dashboard, figures: Figures) -> GapRow:
    """Put a gap into a row; what is hidden to protect people stays away."""
    return GapRow(
        gap=gap,
        action=gap.action,
        current=None if gap.is_hidden else gap.current,
        missing=len(board.not_done(gap.course.code)) if gap.course else 0,
        credit=board.credit(gap.course.code) if gap.course else 0,
        figures=figures,
    )
