"""What the page of a team shows, ready to be drawn: sentences, pictures and rows."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from pmo_academy.core.web import number
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import (
    DomainLine,
    Figures,
    LatestRound,
    RoundPoint,
    WayToStated,
    WayToTarget,
    way_to_stated,
)
from pmo_academy.reports import pictures, sentences, trends
from pmo_academy.reports.gap_rows import GapRow, gap_row
from pmo_academy.reports.next_steps import (
    MissingEvidence,
    NextStep,
    find_next_step,
    list_missing_evidence,
)
from pmo_academy.reports.progress import progress_words
from pmo_academy.reports.queries import Dashboard


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A score in the table of domains, with its step of the heat map; a hidden one has neither."""

    text: str = ""
    step: int = 0
    is_hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class DomainRow:
    """A domain in the table of domains."""

    line: DomainLine
    cells: Sequence[Cell | None]


@dataclass(frozen=True, kw_only=True)
class TierRow:
    """One tier of the climb: what it scores, what that would allow, what is left and why."""

    name: str
    text: str
    allows: str
    counts: str
    why: str


@dataclass(frozen=True)
class LevelPage:
    """The page of a team whose level may be shown."""

    board: Dashboard
    figures: Figures
    latest: LatestRound
    way: WayToTarget

    @cached_property
    def picture_key(self) -> Hashable:
        """What the profile and the trend depend on: results never change, but may be followed."""
        rounds = tuple(
            (point.round_id, point.closed_on, point.figures and point.figures.id)
            for point in self.board.trend
        )
        target = self.board.target
        aim = (target.rung, target.raised_points) if target else None
        return (self.board.team.id, rounds, self.board.wanted_rung, aim)

    @property
    def level_key(self) -> Hashable:
        """What the card of the level depends on."""
        latest, target = self.latest.round, self.board.target
        return (
            self.picture_key,
            self.board.team.name,
            (latest.title, latest.took_part, latest.invited),
            target.by_date if target else None,
        )

    def gaps_key(self, rows: Sequence[GapRow]) -> Hashable:
        """Say what a list of gaps depends on: result, target, courses, who has which."""
        return (self.picture_key, len(self.board.learners), *(row.key for row in rows))

    @cached_property
    def next_step(self) -> NextStep | None:
        """What to do next."""
        return find_next_step(self.board)

    @cached_property
    def next_action(self) -> str:
        """What to make true at work next."""
        step = self.next_step
        return step.gap.action if step else ""

    @cached_property
    def level(self) -> str:
        """The stated level in words."""
        return sentences.rung_words(self.figures, self.figures.stated.rung)

    @cached_property
    def sentence(self) -> str:
        """What is to be known besides the level, in one breath."""
        return " ".join(
            filter(
                None,
                (
                    sentences.moved(self.latest),
                    sentences.held_by(self.figures),
                    sentences.answered(self.latest.round, self.figures),
                ),
            )
        )

    @cached_property
    def verified(self) -> str:
        """The verified level in words."""
        return sentences.rung_words(self.figures, self.figures.verified.rung)

    @cached_property
    def wanted(self) -> str:
        """The wanted level in words."""
        return sentences.rung_words(self.figures, self.board.wanted_rung)

    @cached_property
    def missing_evidence(self) -> Sequence[MissingEvidence]:
        """What evidence would lift the verified result most."""
        return list_missing_evidence(self.figures, self.evidence)

    @cached_property
    def evidence(self) -> WayToStated:
        """From the verified to the stated level, with the evidence that is accepted today."""
        return way_to_stated(self.figures, backed=self.board.backed)

    @cached_property
    def tiers(self) -> Sequence[TierRow]:
        """The climb, from the bottom."""
        return [_tier_row(self.figures, place) for place in range(len(self.figures.model.tiers))]

    @cached_property
    def domains(self) -> Sequence[DomainRow]:
        """The domains, the one furthest from its target first."""
        return [_domain_row(self.figures, line) for line in pictures.by_distance(self._lines)]

    @cached_property
    def radar(self) -> Markup:
        """The profile as a picture."""
        return pictures.profile(self._lines, with_last=self.latest.last_figures is not None)

    @cached_property
    def dots(self) -> Markup:
        """The distances to the target as a picture."""
        return pictures.distances(self._lines)

    @cached_property
    def profile_takeaway(self) -> str:
        """What the profile says."""
        return sentences.profile_takeaway(
            [(line.name, pictures.distance(line)) for line in self._lines]
        )

    @cached_property
    def trend(self) -> Markup:
        """The rounds as a picture."""
        target = self.board.target
        return pictures.trend(self.board.trend, target=target.rung if target else None)

    @cached_property
    def trend_rows(self) -> Sequence[Sequence[str]]:
        """The rounds as a table, the latest first."""
        return trends.trend_rows(self.board.trend, self.figures)

    @cached_property
    def sureness(self) -> str:
        """How sure the latest result is, and what would make it surer."""
        return trends.sureness(self.figures)

    @cached_property
    def trend_takeaway(self) -> str:
        """Whether anything changed."""
        return sentences.trend_takeaway(self.latest)

    @cached_property
    def gaps(self) -> Sequence[GapRow]:
        """What is missing, the most pressing first."""
        return [gap_row(gap, board=self.board, figures=self.figures) for gap in self.way.gaps]

    @cached_property
    def covered(self) -> int:
        """The percentage of the way that is covered; never all while something is missing."""
        return min(round(self.way.covered * 100), 99 if self.way.gaps else 100)

    @cached_property
    def gained(self) -> int:
        """The percentage gained of what was missing when the target was set; 0 without a base."""
        return max(0, round((self.board.progress or 0) * 100))

    @property
    def progress_words(self) -> str:
        """How far the team has come since the target was set."""
        return progress_words(self.board.progress, base=self.board.base)

    @property
    def planned_round(self) -> RoundPoint | None:
        """The latest round that a plan was made for."""
        planned = [point for point in self.board.trend if point.plan_id]
        return planned[-1] if planned else None

    def rung_words(self, rung: int) -> str:
        """Name a rung."""
        return sentences.rung_words(self.figures, rung)

    @cached_property
    def brake_value(self) -> str:
        """What the first brake has and needs; nothing without brakes."""
        brakes = self.figures.brakes
        return sentences.brake_value(brakes[0], self.figures) if brakes else ""

    @cached_property
    def _lines(self) -> Sequence[DomainLine]:
        return self.figures.domains(target=self.way.target, last=self.latest.last_figures)


def level_page(board: Dashboard) -> LevelPage | None:
    """Return the page of a team, None where no level may be shown."""
    if not board.latest or not board.latest.figures or not board.way:
        return None
    return LevelPage(board, board.latest.figures, board.latest, board.way)


def _domain_row(figures: Figures, line: DomainLine) -> DomainRow:
    return DomainRow(
        line=line, cells=[_cell(figures, line, tier) for tier in figures.model.tier_codes]
    )


def _cell(figures: Figures, line: DomainLine, tier: str) -> Cell | None:
    score = line.scores[tier]
    if score is not None:
        return Cell(text=number(score, 0), step=pictures.heat_step(score))
    return Cell(is_hidden=True) if figures.is_withheld(line.code, tier) else None


def _tier_row(figures: Figures, place: int) -> TierRow:
    tier = figures.stated.tiers[place]
    steps: Mapping[int, str] = dict(enumerate(("–", *figures.model.steps)))
    return TierRow(
        name=tier.name,
        text=_("just under %(score)s", score=tier.text) if tier.is_just_under else tier.text,
        allows=steps[tier.raw_step],
        counts=steps[tier.step],
        why=_why(figures, place),
    )


def _why(figures: Figures, place: int) -> str:
    """Say what became of a tier in the climb."""
    trace = figures.document["trace"]
    tier = figures.stated.tiers[place]
    if place >= len(trace):
        below = figures.stated.tiers[place - 1].name
        return str(_("Not reached: %(tier)s is not settled yet.", tier=below))
    held = [one for one in figures.brakes if one.tier_name == tier.name]
    if held:
        return "; ".join(sentences.brake_words(one, figures) for one in held)
    if tier.raw_step < len(figures.model.steps):
        needed = figures.model.limits.steps[tier.raw_step]
        return str(_("The next step takes %(needed)s.", needed=number(needed, 0)))
    return str(_("Complete."))
