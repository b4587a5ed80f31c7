"""Rounds to test with: the worked example as people, and small rounds of a few."""

from datetime import date, timedelta

from pmo_academy.core import clock
from pmo_academy.learning.models import CourseEdition, Level
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import Evidence, EvidenceState, Mode, Perspective
from pmo_academy.maturity.publishing import publish_model
from pmo_academy.maturity.service import Given, RoundPlan
from tests.cast import make_person
from tests.rules.maturity.example import COURSES, INPUT, palm_document

EXAMPLE_SEED = 2024


def publish_palm():
    """The model, published; returns the id of its edition."""
    return publish_model(palm_document(), number=1)


def make_round(cast, people, *, mode=Mode.ANONYMOUS, by=None, **fields):
    """An open round of the Payments PMO; people: pairs of person and perspective."""
    if queries.find_latest_edition() is None:
        publish_palm()
    today = clock.today()
    plan = RoundPlan(
        **{
            "title": "November round",
            "mode": mode,
            "threshold": 5,
            "opens_on": today,
            "closes_on": today + timedelta(days=14),
            "invited": {person.id: Perspective(group) for person, group in people},
            **fields,
        }
    )
    return service.open_round(cast.payments, plan, by=by or cast.max, seed=EXAMPLE_SEED)


def answer(one, person, sheet):
    """Put answers into the person's draft: item to choice."""
    own = queries.get_own_round(one.id, for_person=person)
    given = {
        item: Given(choice=str(choice)) for item, choice in sheet.items() if choice is not None
    }
    return service.save_answers(own, given)


def hand_in(one, person, sheet):
    """Answer and submit."""
    answer(one, person, sheet)
    service.submit(queries.get_own_round(one.id, for_person=person))


def everywhere(choice):
    """A sheet with the same choice everywhere."""
    return dict.fromkeys(INPUT["answers"][0], choice)


def make_people(session, count, *, group="pmo", name="Person"):
    """So many persons with a perspective, in no team."""
    return [(make_person(session, f"{name} {group} {at}"), group) for at in range(count)]


def make_example_round(session, cast, *, mode=Mode.NAMED, sheets=None, **fields):
    """The worked example, handed in and still open; returns the round and its ten people."""
    groups = [*INPUT["groups"], "pmo", "delivery"]
    people = [
        (make_person(session, f"Respondent {at}{fields.get('title', '')}"), group)
        for at, group in enumerate(groups)
    ]
    one = make_round(cast, people, mode=mode, **fields)
    for (person, _group), sheet in zip(people, sheets or INPUT["answers"], strict=False):
        hand_in(one, person, sheet)
    session.add_all(
        Evidence(
            team_id=one.team_id, model_code="PALM", item=item, title="Accepted",
            state=EvidenceState.ACCEPTED,
            dated_on=date(2026, 1, 1), valid_until=date(2099, 1, 1),
            contributed_by=cast.max.id, reviewed_by=cast.ada.id,
        )
        for item in INPUT["evidence"]
    )  # fmt: skip
    session.flush()
    return one, [person for person, _group in people]


def make_closed_example(session, cast, **fields):
    """The worked example, closed."""
    one, _people = make_example_round(session, cast, **fields)
    service.close_round(one, by=cast.max)
    return one


def make_courses(session, *, announced=()):
    """The twelve courses by what they cover."""
    session.add_all(
        CourseEdition(
            code=course.code, number=1, title=f"Course {course.code}", level=Level.ALL,
            promise="", minutes=round(course.hours * 60), is_announced=course.code in announced,
            document={"covers": dict(course.covers), "requires": list(course.requires)},
        )
        for course in COURSES
    )  # fmt: skip
    session.flush()
