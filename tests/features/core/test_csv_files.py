"""Tables as files that office software does not run."""

import pytest

from pmo_academy.core.csv_files import csv_text


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("@me", "'@me"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("-0.125", "-0.125"),
        ("+3", "+3"),
        (7, "7"),
        ("a=b", "a=b"),
    ],
)
def test_what_would_be_run_begins_with_a_quote(cell, written):
    assert csv_text(["Head"], [[cell]]).splitlines()[1] == written


def test_a_line_break_before_a_formula_hides_nothing():
    assert csv_text(["Head"], [["\n=1"]]).splitlines()[1] == "\"'"
