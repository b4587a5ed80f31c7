"""Checked programmes and outside certificates as documents that certification reads."""

from typing import Any

from pmo_academy.authoring.rules.certification_checks import (
    CredentialSource,
    ProgrammeSource,
    figures,
)
from pmo_academy.authoring.rules.certification_shapes import Credential, Figure
from pmo_academy.authoring.rules.problems import Path

_MEASURES = {
    "total": "total",
    "per_year_minimum": "yearly",
    "education_minimum": "education",
    "ways_of_working": "ways-of-working",
    "power_skills": "power-skills",
    "business_acumen": "business-acumen",
    "giving_back_maximum": "giving-back",
    "practitioner_maximum": "practitioner",
}

Document = dict[str, Any]


def programme_document(source: ProgrammeSource) -> Document:
    """Return what a programme asks for."""
    return source.programme.model_dump(mode="json")


def credential_document(source: CredentialSource) -> Document:
    """Return an outside certificate's rules: figures by measure, and where each was read.

    A measure that isn't there is not asked for; one that is null is asked for, but not published.
    """
    credential = source.credential
    found = dict(figures(credential.renewal))
    return {
        "key": credential.key,
        "title": credential.title,
        "name": credential.name,
        "body": credential.body,
        "unit": credential.renewal.unit,
        "cycle_years": credential.renewal.cycle_years.value,
        "renewal": {
            _MEASURES[str(path[-1])]: figure.value
            for path, figure in found.items()
            if path[-1] in _MEASURES
        },
        "eligibility": [one.model_dump(mode="json") for one in credential.eligibility],
        "notes": list(credential.notes),
        "sources": _sources(credential),
    }


def _sources(credential: Credential) -> list[Document]:
    """Give each source once with all it says, in the order of the file."""
    sources: dict[tuple[str, str, str, str], list[str]] = {}
    for path, figure in figures(credential):
        day = figure.checked_on.isoformat()
        place = (figure.source, figure.url or "", day, figure.confidence)
        sources.setdefault(place, []).append(_says(path, figure))
    return [
        {
            "title": title,
            "url": url,
            "checked_on": checked_on,
            "confidence": confidence,
            "says": "; ".join(says),
        }
        for (title, url, checked_on, confidence), says in sources.items()
    ]


def _says(path: Path, figure: Figure) -> str:
    name = str(getattr(figure, "asks", path[-1])).replace("_", " ")
    value = "not published" if figure.value is None else str(figure.value)
    return f"{name}: {value}" + (f" ({figure.note})" if figure.note else "")
