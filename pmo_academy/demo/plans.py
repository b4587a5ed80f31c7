"""The plan that Payments PMO made after its Spring round, and what became of its tasks."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from pmo_academy.core import clock
from pmo_academy.demo.people import Organisation
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.queries import GapLine, TeamWay
from pmo_academy.maturity.service import CourseGiven, PlanChoice, TaskGiven

_HOURS = 12
# Who was given which course of the plan, and in how many days it was due.
_COURSES = {"PA-04": (("Priya", "Hanna", "Tomás"), 170), "PA-08": (("Max", "Jonas"), 200)}
# Whose task each of the most pressing gaps became, and how many days from today it is due.
_TASKS = (("Priya", -90), ("Jonas", -30), ("Lena", 5))
_NOTE = "The staffing request has a field for our advice; six projects of nine used it."


def add(organisation: Organisation, *, on: date) -> None:
    """Set the target that Autumn reached, make the plan for it, and finish one task."""
    manager, today = organisation.person("Max"), clock.today()
    team = organisation.payments
    with clock.set_to(_noon(on)):
        service.set_target(team, rung=4, by_date=today - timedelta(days=20), by=manager)
        way = queries.find_team_way(team.id, hours=_HOURS)
        if way is None:
            return
        plan = service.make_plan(team, way, _choice(organisation, way, today), by=manager)
    with clock.set_to(_noon(today - timedelta(days=100))):
        done = queries.list_plan_tasks(plan.id)[0]
        service.finish_task(done.id, note=_NOTE, by=organisation.person("Priya"))


def _choice(organisation: Organisation, way: TeamWay, today: date) -> PlanChoice:
    available = {one.course.code for one in way.way.plan if not one.course.is_announced}
    return PlanChoice(
        round_id=way.latest.round.round_id,
        courses=tuple(
            CourseGiven(
                code=code,
                people=tuple(organisation.person(name).id for name in names),
                due_on=clock.today() + timedelta(days=days),
            )
            for code, (names, days) in _COURSES.items()
            if code in available
        ),
        tasks=tuple(
            _task(gap, organisation.person(name).id, due_on=today + timedelta(days=days))
            for gap, (name, days) in zip(way.way.gaps, _TASKS, strict=False)
        ),
    )


def _task(gap: GapLine, owner_id: UUID, *, due_on: date) -> TaskGiven:
    return TaskGiven(item=gap.item, point=gap.point, owner_id=owner_id, due_on=due_on)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
