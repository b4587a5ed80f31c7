"""The documents of content files become values."""

from datetime import date
from decimal import Decimal

import pytest

from pmo_academy.certification.rules.documents import read_certificate, read_programme
from pmo_academy.certification.rules.renewal import Measure, Unit
from pmo_academy.certification.rules.requirements import Kind, Requirement


def figure(value, **others):
    return {
        "value": value,
        "source": "A page",
        "checked_on": "2026-11-22",
        "confidence": "B",
        **others,
    }


def certificate(**renewal):
    return {
        "key": "capm",
        "title": "CAPM",
        "name": "Certified Associate",
        "body": "A body",
        "eligibility": [],
        "renewal": {"unit": "PDU", "cycle_years": figure(3), **renewal},
    }


def test_figures_keep_their_sources():
    read = read_certificate(
        certificate(
            total=figure(15, url="https://example.test/", note="A note."),
            triangle_minimums={"ways_of_working": figure(2), "power_skills": figure(None)},
            giving_back_maximum=None,
        )
    )

    assert read.credit.unit is Unit.PDU
    assert read.credit.cycle_years == 3
    assert read.credit.figures == {
        Measure.TOTAL: Decimal(15),
        Measure.WAYS_OF_WORKING: Decimal(2),
        Measure.POWER_SKILLS: None,
    }
    total = read.sources[Measure.TOTAL]
    assert (total.url, total.note) == ("https://example.test/", "A note.")
    assert total.checked_on == date(2026, 11, 22)
    assert read.notes == ()


def test_an_unknown_cycle_has_no_years():
    read = read_certificate(certificate(cycle_years=figure(None)))

    assert read.credit.cycle_years is None


@pytest.mark.parametrize(
    ("document", "requirement"),
    [
        ({"kind": "course", "code": "PA-01"}, Requirement(kind=Kind.COURSE, key="PA-01")),
        ({"kind": "programme", "key": "one"}, Requirement(kind=Kind.PROGRAMME, key="one")),
        (
            {"kind": "test", "questions": 40, "pass_percent": 70},
            Requirement(kind=Kind.TEST, key="foundation", count=40, pass_percent=70),
        ),
        ({"kind": "work-products", "count": 2}, Requirement(kind=Kind.WORK_PRODUCTS, count=2)),
        ({"kind": "round", "workshop": True}, Requirement(kind=Kind.ROUND, needs_workshop=True)),
        (
            {"kind": "record", "months": 12},
            Requirement(kind=Kind.RECORD, key="foundation", count=12),
        ),
        ({"kind": "panel"}, Requirement(kind=Kind.PANEL, key="foundation")),
    ],
)
def test_each_kind_of_requirement_is_read(document, requirement):
    programme = read_programme(
        {
            "key": "foundation",
            "title": "Foundation",
            "summary": "What you can do.",
            "requirements": [document],
            "valid_years": 3,
            "renewal": {"hours": 10, "work_products": 1},
        }
    )

    assert programme.requirements == (requirement,)
    assert (programme.valid_years, programme.renewal_hours) == (3, 10)
