"""Everything that the page of a team shows, in seven queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from pmo_academy.maturity.queries import (
    Figures,
    GapLine,
    LatestRound,
    RoundPoint,
    RoundRow,
    TargetRow,
    WayToTarget,
    find_base,
    find_latest,
    find_target,
    list_backed_items,
    list_open_rounds,
    list_trend,
    progress_since,
    way_to_target,
)
from pmo_academy.people.models import Team
from pmo_academy.reports.queries.certificates import Certificates, summarise
from pmo_academy.reports.queries.courses import Learner, Offer, list_learners, list_offers


@dataclass(frozen=True)
class Dashboard:
    """A team's level, what holds it, what closes the gaps, and who has learned what."""

    team: Team
    trend: Sequence[RoundPoint]
    running: Sequence[RoundRow]
    target: TargetRow | None
    offers: Mapping[str, Offer]
    learners: Sequence[Learner]
    certificates: Certificates
    hours: int
    backed: Mapping[str, date] = field(default_factory=dict)

    @cached_property
    def latest(self) -> LatestRound | None:
        """The latest closed round, None before the first."""
        return find_latest(self.team.id, trend=self.trend)

    @cached_property
    def figures(self) -> Figures | None:
        """What may be shown of it."""
        return self.latest.figures if self.latest else None

    @cached_property
    def wanted_rung(self) -> int:
        """The target; while nobody has set one, the next rung."""
        if self.target:
            return self.target.rung
        return self.figures.next_rung if self.figures else 1

    @cached_property
    def way(self) -> WayToTarget | None:
        """What is missing for the wanted rung, None where nothing may be shown."""
        if not self.figures:
            return None
        return way_to_target(
            self.figures,
            rung=self.wanted_rung,
            courses=[offer.course for offer in self.offers.values()],
            budget_hours=self.hours,
            completed=self._completed,
            raised=self.target.raised_points if self.target else (),
        )

    @cached_property
    def gaps(self) -> Sequence[GapLine]:
        """What is missing, the most pressing first."""
        return self.way.gaps if self.way else ()

    def not_done(self, code: str) -> Sequence[Learner]:
        """Return the members who have not completed a course."""
        return [one for one in self.learners if code not in one.completed]

    def credit(self, code: str) -> float:
        """Return the hours of learning credit of a course."""
        return self.offers[code].credit

    @property
    def _completed(self) -> frozenset[str]:
        """The courses that every member has completed."""
        if not self.learners:
            return frozenset()
        return frozenset.intersection(*(one.completed for one in self.learners))

    @cached_property
    def base(self) -> RoundPoint | None:
        """The round from which progress counts, None before there is a later one."""
        return find_base(self.trend, self.target)

    @property
    def progress(self) -> float | None:
        """The share of what was missing then that has been gained since, None without a base."""
        if not self.figures or not self.base or not self.base.figures:
            return None
        raised = self.target.raised_points if self.target else ()
        return progress_since(self.figures, self.base.figures, rung=self.wanted_rung, raised=raised)


def get_dashboard(team: Team, *, hours: int, today: date) -> Dashboard:
    """Read what the page of a team shows."""
    learners, trend = list_learners(team.id), list_trend(team.id)
    return Dashboard(
        team=team,
        trend=trend,
        running=list_open_rounds(team.id),
        target=find_target(team.id),
        offers=list_offers(),
        learners=learners,
        certificates=summarise({one.id: one.name for one in learners}, today=today),
        hours=hours,
        backed=list_backed(team.id, trend[-1].figures if trend else None),
    )


def list_backed(team_id: UUID, figures: Figures | None) -> Mapping[str, date]:
    """Return what accepted evidence backs today, of the model of these figures."""
    if figures is None:
        return {}
    return list_backed_items(team_id, model_code=figures.model.code)


def find_figures(team_id: UUID) -> tuple[RoundPoint, Figures] | None:
    """Return the latest closed round and what may be shown of it, None where that is nothing."""
    latest = find_latest(team_id)
    return (latest.round, latest.figures) if latest and latest.figures else None
