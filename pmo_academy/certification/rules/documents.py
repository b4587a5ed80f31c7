"""Documents of programmes and outside certificates (docs/content-format.md) to values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pmo_academy.certification.rules.eligibility import Ask, Schooling
from pmo_academy.certification.rules.eligibility import Measure as Eligible
from pmo_academy.certification.rules.renewal import CreditRules, Measure, Unit
from pmo_academy.certification.rules.requirements import Kind, Programme, Requirement

Document = Mapping[str, Any]

# Where the document of a certificate holds the figure of a measure.
_PLACES: Mapping[Measure, tuple[str, ...]] = {
    Measure.TOTAL: ("total",),
    Measure.YEARLY: ("per_year_minimum",),
    Measure.EDUCATION: ("education_minimum",),
    Measure.WAYS_OF_WORKING: ("triangle_minimums", "ways_of_working"),
    Measure.POWER_SKILLS: ("triangle_minimums", "power_skills"),
    Measure.BUSINESS_ACUMEN: ("triangle_minimums", "business_acumen"),
    Measure.GIVING_BACK: ("giving_back_maximum",),
    Measure.PRACTITIONER: ("practitioner_maximum",),
}

# What a programme asks for on its own account.
_OWN = frozenset({Kind.TEST, Kind.PANEL, Kind.RECORD})


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of an outside body: where it was read, when, and how sure it is (A best, X not)."""

    value: Decimal | None
    source: str
    url: str
    checked_on: date
    confidence: str
    note: str


@dataclass(frozen=True, kw_only=True)
class OutsideCertificate:
    """What is known of an outside certificate; every figure of its renewal with its source."""

    key: str
    title: str
    name: str
    body: str
    credit: CreditRules
    cycle: Figure
    sources: Mapping[Measure, Figure]
    notes: tuple[str, ...]


def read_programme(document: Document) -> Programme:
    """Read what an internal certificate asks for."""
    return Programme(
        key=document["key"],
        title=document["title"],
        summary=document["summary"],
        requirements=tuple(_requirement(one, document["key"]) for one in document["requirements"]),
        valid_years=document["valid_years"],
        renewal_hours=document["renewal"]["hours"],
        renewal_work_products=document["renewal"]["work_products"],
    )


def read_certificate(document: Document) -> OutsideCertificate:
    """Read the rules of an outside certificate."""
    renewal = document["renewal"]
    sources = dict(_figures(renewal))
    cycle = _figure(renewal["cycle_years"])
    return OutsideCertificate(
        key=document["key"],
        title=document["title"],
        name=document["name"],
        body=document["body"],
        credit=CreditRules(
            unit=Unit(renewal["unit"]),
            cycle_years=None if cycle.value is None else int(cycle.value),
            figures={measure: figure.value for measure, figure in sources.items()},
            carry_over=_carry_over(renewal),
        ),
        cycle=cycle,
        sources=sources,
        notes=tuple(document.get("notes") or ()),
    )


def _carry_over(renewal: Document) -> Decimal:
    figure = renewal.get("carry_over_maximum")
    return Decimal(str(figure["value"] or 0)) if figure else Decimal(0)


def read_eligibility(document: Document) -> tuple[Ask, ...]:
    """Read what a body asks for before its exam; amounts in months or hours."""
    return tuple(_ask(one) for one in document["eligibility"])


def _ask(document: Document) -> Ask:
    value, unit = document.get("value"), document.get("unit")
    measure = document.get("measure")
    # Experience is counted in months; a window stays in years.
    in_months = unit == "years" and measure != Eligible.WINDOW.value
    schooling = document.get("schooling")
    return Ask(
        words=document["asks"],
        measure=Eligible(measure) if measure else None,
        amount=value * 12 if in_months and value is not None else value,
        schooling=Schooling(schooling) if schooling else None,
        within_years=document.get("within_years"),
        note=document.get("note") or "",
        source=document["source"],
        confidence=document["confidence"],
        checked_on=date.fromisoformat(document["checked_on"]),
    )


def _requirement(document: Document, programme: str) -> Requirement:
    counts = (document.get(name) for name in ("count", "questions", "months"))
    kind = Kind(document["kind"])
    return Requirement(
        kind=kind,
        key=document.get("code") or document.get("key") or (programme if kind in _OWN else ""),
        count=next((count for count in counts if count is not None), 1),
        pass_percent=document.get("pass_percent"),
        needs_workshop=document.get("workshop", False),
    )


def _figures(renewal: Document) -> Iterator[tuple[Measure, Figure]]:
    """Give each measure that the body sets; what it does not ask for is absent or null."""
    for measure, place in _PLACES.items():
        found: Any = renewal
        for name in place:
            found = (found or {}).get(name)
        if found is not None:
            yield measure, _figure(found)


def _figure(document: Document) -> Figure:
    value = document["value"]
    return Figure(
        value=None if value is None else Decimal(str(value)),
        source=document["source"],
        url=document.get("url") or "",
        checked_on=date.fromisoformat(document["checked_on"]),
        confidence=document["confidence"],
        note=document.get("note") or "",
    )
