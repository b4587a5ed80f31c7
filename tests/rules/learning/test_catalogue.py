from datetime import date

import pytest

from pmo_academy.learning.rules.assignments import DueState, due_state
from pmo_academy.learning.rules.catalogue import Length, Wanted, domains_of, fits, length_of


def test_domains_come_from_the_items_the_most_covered_first():
    assert domains_of({"MND-S1": 0.5, "STD-S1": 1, "STD-S2": 0.5, "AUT-S1": 0.5}) == [
        "STD",
        "AUT",
        "MND",
    ]
    assert domains_of({}) == []


@pytest.mark.parametrize(
    ("minutes", "length"),
    [
        (120, Length.SHORT),
        (150, Length.SHORT),
        (151, Length.MEDIUM),
        (240, Length.MEDIUM),
        (241, Length.LONG),
    ],
)
def test_lengths(minutes, length):
    assert length_of(minutes) is length


@pytest.mark.parametrize(
    ("wanted", "is_shown"),
    [
        (Wanted(), True),
        (Wanted(level="support"), True),
        (Wanted(level="control"), True),
        (Wanted(level="strategic"), False),
        (Wanted(domain="STD"), True),
        (Wanted(domain="MND"), False),
        (Wanted(length="medium"), True),
        (Wanted(length="short"), False),
        (Wanted(level="support", domain="STD", length="medium"), True),
    ],
)
def test_a_course_for_two_levels_fits_both(wanted, is_shown):
    assert fits(wanted, level="support-to-control", domains=["STD"], minutes=200) is is_shown


def test_a_course_for_all_levels_fits_each():
    assert fits(Wanted(level="strategic"), level="all", domains=[], minutes=60)


@pytest.mark.parametrize(
    ("due_on", "is_completed", "state"),
    [
        (date(2027, 1, 9), False, DueState.OVERDUE),
        (date(2027, 1, 10), False, DueState.SOON),
        (date(2027, 1, 17), False, DueState.SOON),
        (date(2027, 1, 18), False, DueState.LATER),
        (date(2027, 1, 1), True, DueState.DONE),
    ],
)
def test_how_urgent_an_assigned_course_is(due_on, is_completed, state):
    assert due_state(due_on, today=date(2027, 1, 10), is_completed=is_completed) is state
