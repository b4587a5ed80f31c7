"""What counts in a cycle, and what is still missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.rules.renewal import (
    SIDES,
    Activity,
    Category,
    CreditRules,
    Measure,
    Status,
    Unit,
    carried_over,
    stand,
)

CYCLE = Window(starts_on=date(2024, 2, 4), ends_on=date(2027, 2, 4))
TODAY = date(2026, 11, 22)
QUARTER = Decimal("0.25")


def figures(**given):
    return {
        Measure(name.replace("_", "-")): None if value is None else Decimal(value)
        for name, value in given.items()
    }


PMP = CreditRules(
    unit=Unit.PDU,
    cycle_years=3,
    figures=figures(
        total=60,
        education=35,
        ways_of_working=8,
        power_skills=8,
        business_acumen=8,
        giving_back=25,
        practitioner=8,
    ),
)
CPD = CreditRules(unit=Unit.CPD, cycle_years=3, figures=figures(yearly=20))
UNPUBLISHED = CreditRules(
    unit=Unit.PDU, cycle_years=3, figures=dict.fromkeys((Measure.TOTAL, Measure.EDUCATION))
)


def learned(ways=0, power=0, business=0, on=TODAY):
    return Activity(
        category=Category.EDUCATION,
        ended_on=on,
        ways_of_working=Decimal(ways),
        power_skills=Decimal(power),
        business_acumen=Decimal(business),
    )


def gave_back(hours):
    return Activity(category=Category.GIVING_BACK, ended_on=TODAY, ways_of_working=Decimal(hours))


def worked(hours):
    return Activity(category=Category.PRACTITIONER, ended_on=TODAY, ways_of_working=Decimal(hours))


def standing(*activities, rules=PMP, today=TODAY):
    return stand(rules, activities, cycle=CYCLE, today=today)


def test_the_days_left_run_to_the_last_day_of_the_cycle():
    assert standing().days_left == 74
    assert standing().status is Status.ACTIVE


def test_the_last_day_still_counts_and_the_next_is_overdue():
    last, after = standing(today=CYCLE.ends_on), standing(today=date(2027, 2, 5))

    assert (last.status, last.days_left) == (Status.ACTIVE, 0)
    assert (after.status, after.days_left) == (Status.OVERDUE, -1)


def test_what_is_missing_is_said_for_each_measure():
    found = standing(learned(12, 8, 4), gave_back(17))

    assert found.goal.counted == 41
    assert {line.measure: line.missing for line in found.gaps} == {
        Measure.BUSINESS_ACUMEN: 4,
        Measure.EDUCATION: 11,
        Measure.TOTAL: 19,
    }


def test_giving_back_does_not_fill_the_sides():
    found = standing(gave_back(10))

    assert found.lines[Measure.WAYS_OF_WORKING].counted == 0


def test_giving_back_beyond_the_maximum_does_not_count():
    found = standing(learned(35), gave_back(30))

    line = found.lines[Measure.GIVING_BACK]
    assert (line.logged, line.counted, line.uncounted) == (30, 25, 5)
    assert found.goal.counted == 60


def test_work_beyond_its_own_maximum_does_not_count_as_giving_back_either():
    found = standing(gave_back(10), worked(12))

    assert found.lines[Measure.PRACTITIONER].counted == 8
    assert found.lines[Measure.GIVING_BACK].logged == 22
    assert found.lines[Measure.GIVING_BACK].counted == 18
    assert found.goal.counted == 18


def test_a_maximum_is_never_missing():
    assert standing().lines[Measure.GIVING_BACK].missing == 0


def test_a_full_cycle_is_complete():
    found = standing(learned(19, 8, 8), gave_back(25))

    assert found.is_complete
    assert found.at_least == 0


def test_the_least_that_helps_is_the_largest_of_the_gaps():
    assert standing(learned(35), gave_back(25)).at_least == 16
    assert standing(learned(12, 8, 4), gave_back(25)).at_least == 11
    assert standing(learned(19, 8, 8), gave_back(20)).at_least == 5


@pytest.mark.parametrize(
    ("hours", "most", "moves"),
    [(70, 5, 5), (63, 5, 3), (60, 5, 0), (40, 5, 0), (70, 0, 0)],
)
def test_a_surplus_moves_on_as_far_as_the_body_says(hours, most, moves):
    rules = replace(PMP, carry_over=Decimal(most))

    assert carried_over(rules, standing(learned(ways=hours), rules=rules)) == moves


def test_without_a_published_total_nothing_moves_on():
    unknown = replace(PMP, carry_over=Decimal(5), figures={Measure.TOTAL: None})

    assert carried_over(unknown, standing(learned(ways=90), rules=unknown)) == 0
    yearly = replace(PMP, carry_over=Decimal(5), figures={Measure.YEARLY: Decimal(20)})
    assert carried_over(yearly, standing(learned(ways=90), rules=yearly)) == 0


def test_unpublished_figures_are_neither_reached_nor_missing():
    found = standing(learned(100), rules=UNPUBLISHED)

    assert found.goal.bound is None
    assert found.goal.counted == 100
    assert found.gaps == ()
    assert found.unknown == (Measure.TOTAL, Measure.EDUCATION)
    assert not found.is_complete


def test_an_unpublished_maximum_caps_nothing():
    rules = CreditRules(unit=Unit.PDU, cycle_years=3, figures=figures(total=60, giving_back=None))

    assert standing(gave_back(40), worked(9), rules=rules).goal.counted == 49


def test_points_are_asked_for_in_each_year():
    found = standing(learned(25, on=date(2024, 6, 1)), learned(12, on=date(2026, 5, 1)), rules=CPD)

    assert [year.line.counted for year in found.years] == [25, 0, 12]
    assert [year.line.missing for year in found.years] == [0, 20, 8]
    assert [year.is_present for year in found.years] == [False, False, True]
    assert found.goal.counted == 12
    assert found.at_least == 28
    assert found.lines == {}


def test_after_the_end_the_last_year_stays_the_one_to_look_at():
    found = standing(learned(12, on=date(2026, 5, 1)), rules=CPD, today=date(2027, 5, 1))

    assert found.years[2].is_present
    assert found.status is Status.OVERDUE


def test_a_year_lacks_nothing_before_it_has_begun():
    found = standing(learned(20, on=date(2024, 6, 1)), rules=CPD, today=date(2024, 12, 1))

    assert found.gaps == ()
    assert found.at_least == 0
    assert not found.is_complete


def test_before_the_cycle_begins_no_year_is_the_present_one():
    found = standing(rules=CPD, today=date(2024, 1, 1))

    assert not any(year.is_present for year in found.years)
    assert found.goal.counted == 0


@pytest.mark.parametrize(("rules", "sides", "categories"), [(PMP, True, True), (CPD, False, False)])
def test_the_form_asks_only_for_what_the_body_tells_apart(rules, sides, categories):
    assert (rules.has_sides, rules.has_categories) == (sides, categories)


quarters = st.integers(0, 160).map(lambda count: count * QUARTER)
activities = st.lists(
    st.builds(
        Activity,
        category=st.sampled_from(Category),
        ended_on=st.dates(CYCLE.starts_on, CYCLE.ends_on),
        ways_of_working=quarters,
        power_skills=quarters,
        business_acumen=quarters,
    ),
    max_size=8,
)


@given(activities)
def test_never_more_counts_than_was_logged_and_never_more_than_a_maximum(logged):
    lines = standing(*logged).lines

    assert all(0 <= line.counted <= line.logged for line in lines.values())
    assert lines[Measure.PRACTITIONER].counted <= 8
    assert lines[Measure.GIVING_BACK].counted <= 25
    assert lines[Measure.TOTAL].logged == sum(one.hours for one in logged)


@given(activities, activities)
def test_more_activities_never_lower_what_counts(logged, more):
    before, after = standing(*logged).lines, standing(*logged, *more).lines

    assert all(before[measure].counted <= after[measure].counted for measure in before)


@given(activities)
def test_the_order_of_activities_does_not_matter(logged):
    assert standing(*logged) == standing(*reversed(logged))


@given(activities)
def test_the_sides_add_up_to_education(logged):
    lines = standing(*logged).lines

    assert sum(lines[side].counted for side in SIDES) == lines[Measure.EDUCATION].counted


@given(activities)
def test_the_least_that_helps_completes_the_cycle_when_chosen_well(logged):
    found = standing(*logged)
    missing = [found.lines[side].missing for side in SIDES]
    spare = found.at_least - sum(missing)

    after = standing(*logged, learned(missing[0] + spare, missing[1], missing[2]))

    assert after.is_complete


@given(activities, st.sampled_from(SIDES), st.sampled_from(Category))
def test_less_than_the_least_never_completes_it(logged, side, category):
    found = standing(*logged)
    if found.at_least < QUARTER:
        return
    more = Activity(
        category=category,
        ended_on=TODAY,
        **{side.replace("-", "_"): found.at_least - QUARTER},
    )

    assert not standing(*logged, more).is_complete


@given(st.lists(st.tuples(st.dates(CYCLE.starts_on, CYCLE.ends_on), quarters), max_size=8))
def test_every_point_belongs_to_exactly_one_year(logged):
    found = standing(*(learned(hours, on=day) for day, hours in logged), rules=CPD)

    assert sum(year.line.counted for year in found.years) == sum(hours for _, hours in logged)
