"""The way of a team to its target, and the plans that were made for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.models import CourseCompletion, CourseEdition, Enrolment
from pmo_academy.learning.queries import Learner, list_learners
from pmo_academy.maturity.models import Plan, Round
from pmo_academy.maturity.queries.figures import Figures
from pmo_academy.maturity.queries.learning import (
    CourseChoice,
    WayToTarget,
    list_courses,
    way_to_target,
)
from pmo_academy.maturity.queries.results import (
    LatestRound,
    TargetRow,
    find_latest,
    find_target,
)
from pmo_academy.people.models import Person


@dataclass(frozen=True)
class TeamWay:
    """What a team lacks for its target, the courses within a budget, and who can take them."""

    latest: LatestRound
    figures: Figures
    target: TargetRow | None
    courses: Sequence[CourseChoice]
    learners: Sequence[Learner]
    hours: int

    @property
    def wanted_rung(self) -> int:
        """The target; while nobody has set one, the next rung."""
        return self.target.rung if self.target else self.figures.next_rung

    @cached_property
    def way(self) -> WayToTarget:
        """What is missing, and the plan."""
        done = [one.completed for one in self.learners]
        return way_to_target(
            self.figures,
            rung=self.wanted_rung,
            courses=self.courses,
            budget_hours=self.hours,
            completed=frozenset.intersection(*done) if done else (),
            raised=self.target.raised_points if self.target else (),
        )

    def not_done(self, code: str) -> Sequence[Learner]:
        """Return the members who have not completed a course."""
        return [one for one in self.learners if code not in one.completed]


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """A plan in the list of a team's plans."""

    id: UUID
    round_id: UUID
    round_title: str
    target_rung: int
    by_date: date
    made_at: datetime
    made_by_name: str


def find_team_way(team_id: UUID, *, hours: int) -> TeamWay | None:
    """Return the way of a team, None while there is no result to show; the reader is checked."""
    latest = find_latest(team_id)
    if latest is None or latest.figures is None:
        return None
    return TeamWay(
        latest=latest,
        figures=latest.figures,
        target=find_target(team_id),
        courses=list_courses(),
        learners=list_learners(team_id),
        hours=hours,
    )


def list_plans(team_id: UUID) -> Sequence[PlanRow]:
    """Return the plans of a team, the latest first; the reader is checked."""
    rows = session().execute(
        select(
            Plan.id,
            Plan.round_id,
            Round.title.label("round_title"),
            Plan.target_rung,
            Plan.by_date,
            Plan.made_at,
            Person.name.label("made_by_name"),
        )
        .join(Round, Round.id == Plan.round_id)
        .join(Person, Person.id == Plan.made_by)
        .where(Plan.team_id == team_id)
        .order_by(Plan.made_at.desc(), Plan.id.desc())
    )
    return [PlanRow(**row._asdict()) for row in rows]


def get_plan(plan_id: UUID, *, team_id: UUID) -> tuple[Plan, str]:
    """Return a plan of a team and who made it, or raise NotFoundError; the reader is checked."""
    row = (
        session()
        .execute(
            select(Plan, Person.name)
            .join(Person, Person.id == Plan.made_by)
            .where(Plan.id == plan_id, Plan.team_id == team_id)
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    return row[0], row[1]


def count_completed(people: Mapping[str, Collection[str]]) -> Mapping[str, int]:
    """Count for each course how many of the people named beside it have completed it."""
    everybody = {UUID(one) for ids in people.values() for one in ids}
    rows = session().execute(
        select(CourseEdition.code, Enrolment.person_id)
        .join(Enrolment, Enrolment.edition_id == CourseEdition.id)
        .join(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(CourseEdition.code.in_(people), Enrolment.person_id.in_(everybody))
        .distinct()
    )
    done = {(code, str(person_id)) for code, person_id in rows}
    return {code: sum((code, one) in done for one in ids) for code, ids in people.items()}
