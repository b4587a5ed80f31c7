"""The sample rounds: three closed ones for a trend, two other teams, and one that is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from pmo_academy.core import clock
from pmo_academy.demo import evidence, plans, sheets
from pmo_academy.demo.evidence import Piece
from pmo_academy.demo.people import Organisation
from pmo_academy.demo.sheets import Sheet
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import (
    Mode,
    Perspective,
    Round,
)
from pmo_academy.maturity.service import Given, RoundPlan
from pmo_academy.people.models import Person, Team

# The perspectives of the eight whose sheets make the worked example, then of the two who were
# invited and did not answer.
_PERSPECTIVES = (
    *[Perspective.PMO] * 3, *[Perspective.DELIVERY] * 3, *[Perspective.LEADERSHIP] * 2,
    Perspective.PMO, Perspective.DELIVERY,
)  # fmt: skip
SEED = 2024
_PLANNED = "Spring round"  # after it Payments PMO made a plan
_HALF = 5  # sections of the open questionnaire that Lena has answered


@dataclass(frozen=True, kw_only=True)
class ClosedRound:
    """A round that is over: whose it was, when it closed, and what came in."""

    team: Team
    title: str
    closed_on: date
    people: Sequence[Person]
    answers: Sequence[Sheet]
    by: Person
    evidence: tuple[Piece, ...] = ()


def add(organisation: Organisation) -> None:
    """Add every round at its time, the latest of Payments PMO being the worked example."""
    today, manager = clock.today(), organisation.person("Max")
    payments = organisation.members["Payments PMO"]
    # Lena and Max are the two who did not answer, so the sheets belong to the others.
    people = [*payments[2:], payments[1], payments[0]]
    for closed in _closed_rounds(organisation, people, today):
        _hold(closed)
        if closed.title == _PLANNED and closed.team is organisation.payments:
            plans.add(organisation, on=closed.closed_on + timedelta(days=8))
    _open(organisation, people, today)
    with clock.set_to(_noon(today - timedelta(days=3))):
        lena = organisation.person("Lena")
        evidence.leave_open(organisation.payments, by=lena, reviewer=manager)
    with clock.set_to(_noon(today - timedelta(days=30))):
        in_eight_months = today + timedelta(days=240)
        service.set_target(organisation.payments, rung=5, by_date=in_eight_months, by=manager)


def _closed_rounds(
    organisation: Organisation, people: Sequence[Person], today: date
) -> Iterator[ClosedRound]:
    for days, title, answers, brought in (
        (600, "First self-assessment", sheets.before_the_worked_example(steps=2), evidence.FIRST),
        (240, "Spring round", sheets.before_the_worked_example(steps=1), evidence.SPRING),
        (40, "Autumn round", sheets.worked_example(), evidence.AUTUMN),
    ):
        yield ClosedRound(
            team=organisation.payments,
            title=title,
            closed_on=today - timedelta(days=days),
            people=people,
            answers=answers,
            by=organisation.person("Max"),
            evidence=brought,
        )
    yield ClosedRound(
        team=organisation.logistics,
        title="Spring round",
        closed_on=today - timedelta(days=210),
        people=organisation.members["Logistics PMO"],
        answers=sheets.logistics(),
        by=organisation.person("Olga"),
    )
    yield ClosedRound(
        team=organisation.data_platform,
        title="First self-assessment",
        closed_on=today - timedelta(days=70),
        people=organisation.members["Data Platform PMO"],
        answers=sheets.data_platform(),
        by=organisation.ada,
    )


def _hold(closed: ClosedRound) -> None:
    with clock.set_to(_noon(closed.closed_on - timedelta(days=14))):
        plan = _plan(closed.title, closed.people, closes_on=closed.closed_on)
        one = service.open_round(closed.team, plan, by=closed.by, seed=SEED)
        for person, sheet in zip(closed.people, closed.answers, strict=False):
            _answer(one, person, sheet)
            service.submit(queries.get_own_round(one.id, for_person=person))
        evidence.back(closed.team, closed.evidence, by=closed.people[0], reviewer=closed.by)
    with clock.set_to(_noon(closed.closed_on)):
        service.close_round(one, by=closed.by)


def _open(organisation: Organisation, people: Sequence[Person], today: date) -> None:
    """Open a round in which three have answered and Lena has stopped half-way."""
    with clock.set_to(_noon(today - timedelta(days=5))):
        plan = _plan("Winter round", people, closes_on=today + timedelta(days=9))
        one = service.open_round(
            organisation.payments, plan, by=organisation.person("Max"), seed=SEED
        )
        for person, sheet in zip(people[:3], sheets.worked_example(), strict=False):
            own = queries.get_own_round(one.id, for_person=person)
            service.save_answers(
                own, {item: Given(choice=choice) for item, choice in sheet.items()}
            )
            service.submit(own)
    sections = list(dict.fromkeys(item.split("-")[0] for item in sheets.worked_example()[0]))
    lenas = sheets.worked_example()[4].items()
    half = {item: choice for item, choice in lenas if item.split("-")[0] in sections[:_HALF]}
    _answer(one, organisation.person("Lena"), half)


def _answer(one: Round, person: Person, sheet: Sheet) -> None:
    own = queries.get_own_round(one.id, for_person=person)
    service.save_answers(own, {item: Given(choice=choice) for item, choice in sheet.items()})


def _plan(title: str, people: Sequence[Person], *, closes_on: date) -> RoundPlan:
    return RoundPlan(
        title=title,
        mode=Mode.ANONYMOUS,
        threshold=5,
        opens_on=clock.today(),
        closes_on=closes_on,
        invited=dict(zip((person.id for person in people), _PERSPECTIVES, strict=False)),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
