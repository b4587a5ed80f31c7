"""Requirement by requirement: the state, and the rows it came from."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.certification.rules.programmes import progress_towards
from pmo_academy.certification.rules.requirements import (
    CourseFacts,
    Fact,
    Facts,
    Kind,
    PanelFacts,
    PanelState,
    Product,
    Programme,
    RecordFacts,
    Requirement,
    RoundFacts,
    Row,
    State,
    WorkProductFacts,
)

DONE = CourseFacts(title="What a PMO is", has_started=True, completed_on=date(2026, 5, 3))
BEGUN = CourseFacts(
    title="Functions", has_started=True, lessons_done=3, lessons=6, quizzes_passed=1, quizzes=2
)
UNTOUCHED = CourseFacts(title="Types")
ANNOUNCED = CourseFacts(title="Portfolio", is_offered=False)
CLOSED = RoundFacts(title="Spring", closed_on=date(2026, 4, 1), had_workshop=True)
WITHOUT_WORKSHOP = RoundFacts(title="Autumn", closed_on=date(2025, 10, 1))
OPEN = RoundFacts(title="Winter")


def programme(*requirements, key="foundation"):
    return Programme(key=key, title=key.title(), requirements=requirements)


def course(code):
    return Requirement(kind=Kind.COURSE, key=code)


def judged(requirement, **facts):
    (outcome,) = progress_towards(programme(requirement), Facts(**facts), programmes={}).outcomes
    return outcome


@pytest.mark.parametrize(
    ("facts", "state", "rows"),
    [
        (DONE, State.MET, (Row(fact=Fact.COMPLETED, on=date(2026, 5, 3)),)),
        (
            BEGUN,
            State.MISSING,
            (Row(fact=Fact.LESSONS, done=3, asked=6), Row(fact=Fact.QUIZZES, done=1, asked=2)),
        ),
        (UNTOUCHED, State.MISSING, (Row(fact=Fact.NOT_STARTED),)),
        (ANNOUNCED, State.NOT_OFFERED, (Row(fact=Fact.ANNOUNCED),)),
        (
            CourseFacts(title="Portfolio", is_withdrawn=True),
            State.NOT_OFFERED,
            (Row(fact=Fact.WITHDRAWN),),
        ),
    ],
)
def test_a_course_is_met_when_it_was_completed(facts, state, rows):
    outcome = judged(course("PA-01"), courses={"PA-01": facts})

    assert (outcome.state, outcome.rows, outcome.title) == (state, rows, facts.title)


@pytest.mark.parametrize(
    ("changes", "facts"),
    [
        ({"has_passed_test": True}, [Fact.TEST_PASSED]),
        ({"has_passed_test": False}, [Fact.TEST_OPEN]),
        ({"product": Product.OPEN}, [Fact.PRODUCT_OPEN]),
        ({"product": Product.IN_REVIEW}, [Fact.PRODUCT_IN_REVIEW]),
        (
            {"has_passed_test": True, "product": Product.ACCEPTED},
            [Fact.TEST_PASSED, Fact.PRODUCT_ACCEPTED],
        ),
    ],
)
def test_test_and_work_product_stand_among_the_rows_of_a_course(changes, facts):
    outcome = judged(course("PA-01"), courses={"PA-01": replace(BEGUN, **changes)})

    assert [row.fact for row in outcome.rows] == [Fact.LESSONS, Fact.QUIZZES, *facts]
    assert outcome.state is State.MISSING


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, State.WAITING),
        ({"has_passed_test": True}, State.WAITING),
        ({"has_passed_test": False}, State.MISSING),
        ({"lessons_done": 5}, State.MISSING),
        ({"quizzes_passed": 1}, State.MISSING),
        ({"product": Product.OPEN}, State.MISSING),
    ],
)
def test_a_course_waits_when_only_a_reviewer_is_missing(changes, state):
    whole = replace(BEGUN, lessons_done=6, quizzes_passed=2, product=Product.IN_REVIEW)

    assert judged(course("PA-01"), courses={"PA-01": replace(whole, **changes)}).state is state


def test_a_completed_course_stays_met_when_it_is_no_longer_offered():
    done = CourseFacts(title="Old", is_offered=False, completed_on=date(2025, 1, 1))

    assert judged(course("PA-01"), courses={"PA-01": done}).state is State.MET


def test_a_course_that_packages_alone_complete_does_not_count():
    claimed = CourseFacts(title="Fire safety", completed_on=date(2026, 5, 3), counts=False)
    outcome = judged(course("PA-01"), courses={"PA-01": claimed})

    assert (outcome.state, outcome.rows[0].fact) == (State.NOT_OFFERED, Fact.PACKAGES_ALONE)


def test_a_course_that_is_not_there_is_not_offered():
    outcome = judged(course("PA-99"))

    assert (outcome.state, outcome.title) == (State.NOT_OFFERED, "PA-99")


@pytest.mark.parametrize("kind", [Kind.TEST, Kind.PANEL, Kind.RECORD])
def test_what_comes_later_is_not_offered_yet(kind):
    outcome = judged(Requirement(kind=kind))

    assert (outcome.state, outcome.rows) == (State.NOT_OFFERED, (Row(fact=Fact.LATER),))


TEST = Requirement(kind=Kind.TEST, key="foundation", count=40, pass_percent=70)
PANEL = Requirement(kind=Kind.PANEL, key="foundation")
RECORD = Requirement(kind=Kind.RECORD, key="foundation", count=12)
MAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("courses", "passed_on", "state", "fact"),
    [
        ({"PA-01": DONE}, MAY, State.MET, Fact.PROGRAMME_TEST_PASSED),
        ({"PA-01": DONE}, None, State.MISSING, Fact.PROGRAMME_TEST_READY),
        ({"PA-01": BEGUN}, None, State.MISSING, Fact.PROGRAMME_TEST_LATER),
        ({}, None, State.MISSING, Fact.PROGRAMME_TEST_LATER),
    ],
)
def test_the_test_opens_once_every_course_is_completed(courses, passed_on, state, fact):
    asked = programme(course("PA-01"), TEST)
    facts = Facts(courses=courses, tests={"foundation": passed_on})

    outcome = progress_towards(asked, facts, programmes={}).outcomes[1]

    assert (outcome.state, outcome.rows) == (state, (Row(fact=fact, on=passed_on),))


@pytest.mark.parametrize(
    ("case", "state", "fact"),
    [
        (None, State.MISSING, Fact.PANEL_NONE),
        (PanelFacts(state=PanelState.WAITING), State.WAITING, Fact.PANEL_WAITING),
        (PanelFacts(state=PanelState.RETURNED, decided_on=MAY), State.MISSING, Fact.PANEL_RETURNED),
        (PanelFacts(state=PanelState.PASSED, decided_on=MAY), State.MET, Fact.PANEL_PASSED),
    ],
)
def test_a_case_is_met_when_its_reviewers_are_for_it(case, state, fact):
    outcome = judged(PANEL, panels={"foundation": case} if case else {"other": case})

    assert (outcome.state, [row.fact for row in outcome.rows]) == (state, [fact])


@pytest.mark.parametrize(
    ("confirmed", "state", "rows"),
    [
        ((), State.MISSING, [(Fact.RECORD_MONTHS, 0), (Fact.RECORD_UNCONFIRMED, 2)]),
        (
            tuple(date(2026, month, 1) for month in (1, 4, 7, 10)),
            State.MISSING,
            [(Fact.RECORD_MONTHS, 9), (Fact.RECORD_UNCONFIRMED, 2)],
        ),
        (
            (*(date(2026, month, 1) for month in (1, 4, 7, 10)), date(2027, 1, 1)),
            State.MET,
            [(Fact.RECORD_MONTHS, 12)],
        ),
    ],
)
def test_a_record_counts_the_months_that_others_confirmed(confirmed, state, rows):
    outcome = judged(RECORD, record=RecordFacts(confirmed=confirmed, unconfirmed=2))

    assert (outcome.state, [(row.fact, row.done) for row in outcome.rows]) == (state, rows)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (None, State.NOT_OFFERED),
        (WorkProductFacts(), State.MISSING),
        (WorkProductFacts(accepted=1), State.MISSING),
        (WorkProductFacts(accepted=1, in_review=1), State.WAITING),
        (WorkProductFacts(accepted=2), State.MET),
    ],
)
def test_work_products_count_once_they_are_accepted(facts, state):
    outcome = judged(Requirement(kind=Kind.WORK_PRODUCTS, count=2), work_products=facts)

    assert outcome.state is state
    assert outcome.rows[0] == Row(fact=Fact.ACCEPTED, done=facts.accepted if facts else 0, asked=2)


@pytest.mark.parametrize(
    ("rounds", "state", "facts"),
    [
        (None, State.NOT_OFFERED, [Fact.LATER]),
        ((), State.MISSING, [Fact.NO_ROUND]),
        ((WITHOUT_WORKSHOP,), State.MISSING, [Fact.NO_WORKSHOP]),
        ((OPEN, WITHOUT_WORKSHOP), State.WAITING, [Fact.ROUND_OPEN, Fact.NO_WORKSHOP]),
        ((OPEN, CLOSED), State.MET, [Fact.ROUND_CLOSED]),
    ],
)
def test_a_round_counts_once_it_is_closed_and_had_its_workshop(rounds, state, facts):
    outcome = judged(Requirement(kind=Kind.ROUND, needs_workshop=True), rounds=rounds)

    assert (outcome.state, [row.fact for row in outcome.rows]) == (state, facts)


def test_a_round_without_workshop_is_enough_where_none_is_asked_for():
    outcome = judged(Requirement(kind=Kind.ROUND), rounds=(WITHOUT_WORKSHOP,))

    assert outcome.state is State.MET
    assert outcome.rows == (Row(fact=Fact.ROUND_CLOSED, on=date(2025, 10, 1), title="Autumn"),)


FOUNDATION = programme(course("PA-01"), course("PA-02"))
SUPPORT = programme(
    Requirement(kind=Kind.PROGRAMME, key="foundation"), course("PA-03"), key="support"
)


def test_a_nested_programme_shows_its_requirements():
    found = progress_towards(
        SUPPORT,
        Facts(courses={"PA-01": DONE, "PA-02": BEGUN, "PA-03": UNTOUCHED}),
        programmes={"foundation": FOUNDATION},
    )

    nested = found.outcomes[0]
    assert (nested.title, nested.state) == ("Foundation", State.MISSING)
    assert nested.rows == (Row(fact=Fact.REQUIREMENTS, done=1, asked=2),)
    assert (found.met, found.asked, found.is_met) == (1, 3, False)
    assert found.next_step.title == "Functions"


def test_a_nested_programme_is_met_with_everything_in_it():
    found = progress_towards(
        SUPPORT,
        Facts(courses=dict.fromkeys(("PA-01", "PA-02", "PA-03"), DONE)),
        programmes={"foundation": FOUNDATION},
    )

    assert [outcome.state for outcome in found.outcomes] == [State.MET, State.MET]
    assert found.is_met
    assert found.next_step is None


@pytest.mark.parametrize(
    ("work_products", "state"),
    [(WorkProductFacts(in_review=1), State.WAITING), (None, State.NOT_OFFERED)],
)
def test_a_nested_programme_takes_the_state_that_asks_most_of_the_person(work_products, state):
    inner = programme(course("PA-01"), Requirement(kind=Kind.WORK_PRODUCTS))

    found = progress_towards(
        SUPPORT,
        Facts(courses={"PA-01": DONE, "PA-03": DONE}, work_products=work_products),
        programmes={"foundation": inner},
    )

    assert found.outcomes[0].state is state


def test_a_programme_that_is_not_there_is_not_offered():
    found = progress_towards(SUPPORT, Facts(), programmes={})

    assert found.outcomes[0].state is State.NOT_OFFERED


def test_a_programme_that_asks_for_itself_cannot_be_met():
    circular = programme(Requirement(kind=Kind.PROGRAMME, key="foundation"))

    found = progress_towards(circular, Facts(), programmes={"foundation": circular})

    assert found.outcomes[0].state is State.NOT_OFFERED


course_facts = st.sampled_from([DONE, BEGUN, UNTOUCHED, ANNOUNCED])


@given(st.tuples(course_facts, course_facts, course_facts))
def test_what_is_met_adds_up_and_every_state_has_its_rows(chosen):
    facts = Facts(courses=dict(zip(("PA-01", "PA-02", "PA-03"), chosen, strict=True)))

    found = progress_towards(SUPPORT, facts, programmes={"foundation": FOUNDATION})

    assert found.asked == 3
    assert found.met == sum(one is DONE for one in chosen)
    assert all(outcome.rows for outcome in (*found.outcomes, *found.leaves))
