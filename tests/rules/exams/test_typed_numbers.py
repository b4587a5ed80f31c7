from decimal import Decimal

import pytest

from pmo_academy.exams.rules.typed_numbers import numbers_meant


def meant(text, unit=""):
    return sorted(str(number.normalize()) for number in numbers_meant(text, unit=unit))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        (" 1 234.5 ", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1’234.5", "1234.5"),
        ("0,125", "0.125"),
        (".5", "0.5"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("+ 3", "3"),
        ("１２．５", "12.5"),
    ],
)
def test_each_country_writes_numbers_its_own_way(text, number):
    assert Decimal(meant(text)[0]) == Decimal(number)
    assert len(meant(text)) == 1


def test_a_comma_before_three_digits_can_mean_either():
    assert numbers_meant("1,234") == {Decimal(1234), Decimal("1.234")}
    assert numbers_meant("1.234") == {Decimal(1234), Decimal("1.234")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "twelve",
        "1,23,4",
        "12 34",
        "1/2",
        "12e3",
        "NaN",
        "Infinity",
        ".",
        ",",
        "-",
        "5.",
        "0 125",
        "1,234,56",
        "12 hours",
        "1__2",
    ],
)
def test_what_is_no_number_means_nothing(text):
    assert numbers_meant(text) == frozenset()


def test_very_long_numbers_mean_nothing():
    assert numbers_meant("9" * 40)
    assert numbers_meant("9" * 41) == frozenset()


def test_the_unit_may_be_typed_along():
    assert numbers_meant("12.5 hours", unit="hours") == {Decimal("12.5")}
    assert numbers_meant("12.5Hours", unit="hours") == {Decimal("12.5")}
    assert numbers_meant("80 %", unit="%") == {Decimal(80)}
    assert numbers_meant("hours", unit="hours") == frozenset()
