"""How far a person is on the way to an internal certificate, requirement by requirement."""

from collections.abc import Callable, Mapping

from pmo_academy.certification.rules.records import months_covered
from pmo_academy.certification.rules.requirements import (
    CourseFacts,
    Fact,
    Facts,
    Kind,
    Outcome,
    PanelState,
    Product,
    Programme,
    Progress,
    Requirement,
    RoundFacts,
    Row,
    State,
)

_PRODUCTS = {
    Product.OPEN: Fact.PRODUCT_OPEN,
    Product.IN_REVIEW: Fact.PRODUCT_IN_REVIEW,
    Product.ACCEPTED: Fact.PRODUCT_ACCEPTED,
}
_CASES = {
    PanelState.WAITING: (State.WAITING, Fact.PANEL_WAITING),
    PanelState.RETURNED: (State.MISSING, Fact.PANEL_RETURNED),
    PanelState.PASSED: (State.MET, Fact.PANEL_PASSED),
}


def progress_towards(
    programme: Programme, facts: Facts, *, programmes: Mapping[str, Programme]
) -> Progress:
    """Hold what is known of a person against what a programme asks for."""
    outcomes = _outcomes(programme, facts, programmes, path=frozenset())
    return Progress(programme=programme, outcomes=outcomes)


def may_take_test(programme: Programme, facts: Facts) -> bool:
    """Tell whether the test of a programme is open: once each of its courses is completed."""
    asked = [one.key for one in programme.requirements if one.kind is Kind.COURSE]
    done = {code for code, course in facts.courses.items() if course.completed_on}
    return programme.key in facts.tests and done.issuperset(asked)


def _outcomes(
    programme: Programme,
    facts: Facts,
    programmes: Mapping[str, Programme],
    *,
    path: frozenset[str],
) -> tuple[Outcome, ...]:
    path |= {programme.key}
    found: list[Outcome] = []
    for requirement in programme.requirements:
        if requirement.kind is Kind.PROGRAMME:
            found.append(_nested(requirement, facts, programmes, path=path))
        elif requirement.kind is Kind.TEST:
            found.append(_test(requirement, facts, is_open=may_take_test(programme, facts)))
        else:
            found.append(_JUDGES[requirement.kind](requirement, facts))
    return tuple(found)


def _nested(
    requirement: Requirement,
    facts: Facts,
    programmes: Mapping[str, Programme],
    *,
    path: frozenset[str],
) -> Outcome:
    """Judge a programme inside a programme; one that contains itself cannot be met."""
    inner = programmes.get(requirement.key)
    if inner is None or inner.key in path:
        row = Row(fact=Fact.UNKNOWN, title=requirement.key)
        return _outcome(requirement, State.NOT_OFFERED, row, title=requirement.key)
    parts = _outcomes(inner, facts, programmes, path=path)
    leaves = [leaf for part in parts for leaf in part.leaves]
    met = sum(leaf.state is State.MET for leaf in leaves)
    row = Row(fact=Fact.REQUIREMENTS, done=met, asked=len(leaves))
    states = {leaf.state for leaf in leaves}
    order = (State.MISSING, State.WAITING, State.NOT_OFFERED)
    state = next((state for state in order if state in states), State.MET)
    return Outcome(
        requirement=requirement, title=inner.title, state=state, rows=(row,), parts=parts
    )


def _course(requirement: Requirement, facts: Facts) -> Outcome:
    course = facts.courses.get(requirement.key)
    if course is None:
        row = Row(fact=Fact.UNKNOWN, title=requirement.key)
        return _outcome(requirement, State.NOT_OFFERED, row, title=requirement.key)
    if course.completed_on is not None and not course.counts:
        row = Row(fact=Fact.PACKAGES_ALONE, on=course.completed_on)
        return _outcome(requirement, State.NOT_OFFERED, row, title=course.title)
    if course.completed_on is not None:
        row = Row(fact=Fact.COMPLETED, on=course.completed_on)
        return _outcome(requirement, State.MET, row, title=course.title)
    if course.is_withdrawn and not course.has_started:
        row = Row(fact=Fact.WITHDRAWN)
        return _outcome(requirement, State.NOT_OFFERED, row, title=course.title)
    if not course.is_offered:
        row = Row(fact=Fact.ANNOUNCED)
        return _outcome(requirement, State.NOT_OFFERED, row, title=course.title)
    if not course.has_started:
        row = Row(fact=Fact.NOT_STARTED)
        return _outcome(requirement, State.MISSING, row, title=course.title)
    state = State.WAITING if _waits_for_review(course) else State.MISSING
    return _outcome(requirement, state, *_parts_of(course), title=course.title)


def _waits_for_review(course: CourseFacts) -> bool:
    """Tell whether only the judgement of the work product is missing."""
    return (
        course.product is Product.IN_REVIEW
        and course.lessons_done >= course.lessons
        and course.quizzes_passed >= course.quizzes
        and course.has_passed_test is not False
    )


def _parts_of(course: CourseFacts) -> list[Row]:
    rows = [
        Row(fact=Fact.LESSONS, done=course.lessons_done, asked=course.lessons),
        Row(fact=Fact.QUIZZES, done=course.quizzes_passed, asked=course.quizzes),
    ]
    if course.has_passed_test is not None:
        rows.append(Row(fact=Fact.TEST_PASSED if course.has_passed_test else Fact.TEST_OPEN))
    if course.product is not None:
        rows.append(Row(fact=_PRODUCTS[course.product]))
    return rows


def _work_products(requirement: Requirement, facts: Facts) -> Outcome:
    found = facts.work_products
    accepted = Row(fact=Fact.ACCEPTED, done=found.accepted if found else 0, asked=requirement.count)
    if found is None:
        return _outcome(requirement, State.NOT_OFFERED, accepted, Row(fact=Fact.LATER))
    if found.accepted >= requirement.count:
        return _outcome(requirement, State.MET, accepted)
    rows = (accepted, Row(fact=Fact.IN_REVIEW, done=found.in_review))
    enough = found.accepted + found.in_review >= requirement.count
    return _outcome(requirement, State.WAITING if enough else State.MISSING, *rows)


def _round(requirement: Requirement, facts: Facts) -> Outcome:
    if facts.rounds is None:
        return _outcome(requirement, State.NOT_OFFERED, Row(fact=Fact.LATER))
    if not facts.rounds:
        return _outcome(requirement, State.MISSING, Row(fact=Fact.NO_ROUND))
    judged = [(_round_state(requirement, one), one) for one in facts.rounds]
    counting = [one for state, one in judged if state is State.MET]
    if len(counting) >= requirement.count:
        return _outcome(requirement, State.MET, *(_round_row(requirement, one) for one in counting))
    possible = [one for state, one in judged if state in (State.MET, State.WAITING)]
    state = State.WAITING if len(possible) >= requirement.count else State.MISSING
    return _outcome(requirement, state, *(_round_row(requirement, one) for one in facts.rounds))


def _round_state(requirement: Requirement, one: RoundFacts) -> State:
    if one.closed_on is None:
        return State.WAITING
    if requirement.needs_workshop and not one.had_workshop:
        return State.MISSING
    return State.MET


def _round_row(requirement: Requirement, one: RoundFacts) -> Row:
    facts = {
        State.MET: Fact.ROUND_CLOSED,
        State.WAITING: Fact.ROUND_OPEN,
        State.MISSING: Fact.NO_WORKSHOP,
    }
    return Row(fact=facts[_round_state(requirement, one)], on=one.closed_on, title=one.title)


def _test(requirement: Requirement, facts: Facts, *, is_open: bool) -> Outcome:
    if requirement.key not in facts.tests:
        return _outcome(requirement, State.NOT_OFFERED, Row(fact=Fact.LATER))
    passed_on = facts.tests[requirement.key]
    if passed_on is None:
        fact = Fact.PROGRAMME_TEST_READY if is_open else Fact.PROGRAMME_TEST_LATER
        return _outcome(requirement, State.MISSING, Row(fact=fact))
    row = Row(fact=Fact.PROGRAMME_TEST_PASSED, on=passed_on)
    return _outcome(requirement, State.MET, row)


def _panel(requirement: Requirement, facts: Facts) -> Outcome:
    if facts.panels is None:
        return _outcome(requirement, State.NOT_OFFERED, Row(fact=Fact.LATER))
    case = facts.panels.get(requirement.key)
    if case is None:
        return _outcome(requirement, State.MISSING, Row(fact=Fact.PANEL_NONE))
    state, fact = _CASES[case.state]
    return _outcome(requirement, state, Row(fact=fact, on=case.decided_on))


def _record(requirement: Requirement, facts: Facts) -> Outcome:
    if facts.record is None:
        return _outcome(requirement, State.NOT_OFFERED, Row(fact=Fact.LATER))
    asked = requirement.count
    covered = months_covered(facts.record.confirmed)
    row = Row(fact=Fact.RECORD_MONTHS, done=covered, asked=asked)
    if covered >= asked:
        return _outcome(requirement, State.MET, row)
    waiting = Row(fact=Fact.RECORD_UNCONFIRMED, done=facts.record.unconfirmed)
    return _outcome(requirement, State.MISSING, row, waiting)


def _outcome(requirement: Requirement, state: State, *rows: Row, title: str = "") -> Outcome:
    return Outcome(requirement=requirement, title=title, state=state, rows=rows)


_JUDGES: Mapping[Kind, Callable[[Requirement, Facts], Outcome]] = {
    Kind.COURSE: _course,
    Kind.WORK_PRODUCTS: _work_products,
    Kind.ROUND: _round,
    Kind.PANEL: _panel,
    Kind.RECORD: _record,
}
