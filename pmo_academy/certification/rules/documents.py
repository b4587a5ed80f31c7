"""Documents of programmes and outside certificates, as content files have them, to values.

A programme: key, title, summary, valid_years, and requirements, each with a kind: course (code),
programme (key), test (questions, pass_percent), work-products (count), round (workshop), panel,
record. A certificate: key, title, body, unit (PDU or CPD), cycle_years, renewal (figures by
measure; absent: not asked for, null: not published), notes, and sources (title, url, checked_on,
confidence, says).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pmo_academy.certification.rules.renewal import CreditRules, Measure, Unit
from pmo_academy.certification.rules.requirements import Kind, Programme, Requirement

Document = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a figure was read, when, and how sure it is (A official to X unknown)."""

    title: str
    url: str
    checked_on: date | None
    confidence: str
    says: str


@dataclass(frozen=True, kw_only=True)
class OutsideCertificate:
    """What is known of an outside certificate."""

    key: str
    title: str
    body: str
    credit: CreditRules
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


def read_programme(document: Document) -> Programme:
    """Read what an internal certificate asks for."""
    return Programme(
        key=document["key"],
        title=document["title"],
        requirements=tuple(_requirement(one) for one in document["requirements"]),
    )


def read_certificate(document: Document) -> OutsideCertificate:
    """Read the rules of an outside certificate."""
    return OutsideCertificate(
        key=document["key"],
        title=document["title"],
        body=document["body"],
        credit=CreditRules(
            unit=Unit(document["unit"]),
            cycle_years=document["cycle_years"],
            figures={
                measure: _figure(document["renewal"][measure])
                for measure in Measure
                if measure in document["renewal"]
            },
        ),
        notes=tuple(document.get("notes", ())),
        sources=tuple(_source(one) for one in document["sources"]),
    )


def _requirement(document: Document) -> Requirement:
    return Requirement(
        kind=Kind(document["kind"]),
        key=document.get("code") or document.get("key") or "",
        count=document.get("count", document.get("questions", 1)),
        pass_percent=document.get("pass_percent"),
        needs_workshop=document.get("workshop", False),
    )


def _figure(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _source(document: Document) -> Source:
    checked_on = document.get("checked_on")
    return Source(
        title=document["title"],
        url=document.get("url", ""),
        checked_on=date.fromisoformat(checked_on) if checked_on else None,
        confidence=document["confidence"],
        says=document.get("says", ""),
    )
