"""The claims of a cycle with the fields that a body's own form asks for, and all its papers."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pmo_academy.certification.models import Claim
from pmo_academy.certification.queries.claims import as_row
from pmo_academy.certification.rules.renewal import Activity, Category, CreditRules
from pmo_academy.core.csv_files import csv_text
from pmo_academy.core.words import gettext as _

_TWO_PLACES = "{:.2f}"


@dataclass(frozen=True, kw_only=True)
class SheetLine:
    """One claim as the form of its body asks for it; hours as text with two decimals."""

    claim: Claim
    activity: Activity
    fields: tuple[tuple[str, str], ...]

    @property
    def file_name(self) -> str:
        """Return the name of the evidence inside the archive, empty where there is none."""
        return f"evidence/{self.claim.id}-{self.claim.file_name}" if self.claim.file_name else ""


def sheet_lines(
    claims: Sequence[Claim], rules: CreditRules, *, categories: Mapping[Category, str]
) -> list[SheetLine]:
    """Return a line for each claim: provider, title, description, days, address, hours by side."""
    return [_line(claim, rules, categories) for claim in claims]


def sheet_csv(lines: Sequence[SheetLine]) -> str:
    """Return the sheet as comma-separated values, with the evidence's name in the archive."""
    if not lines:
        return csv_text([_("No claims yet")], [])
    head = [name for name, _value in lines[0].fields]
    rows = [
        [*(value for _name, value in line.fields), _day(line.claim.reported_on), line.file_name]
        for line in lines
    ]
    return csv_text([*head, _("Reported on"), _("Evidence")], rows)


def audit_archive(
    sheet: str,
    *,
    title: str,
    rules: Mapping[str, Any],
    evidence: Mapping[str, bytes],
    at: datetime,
) -> bytes:
    """Return a ZIP with the `sheet`, the rules with their sources, and every file of evidence.

    The same claims and files make the same bytes at the same moment.
    """
    packed = io.BytesIO()
    told = _(
        "%(title)s\n\nclaims.csv holds the claims of this cycle with the fields of the body's form."
        "\nrules.json holds the rules they were counted by, each with its source and the day it was"
        " checked.\nevidence/ holds the files; claims.csv names the one that belongs to each claim."
        "\n\nPMO Academy is not an authorised provider of the body; the body has the last word.\n",
        title=title,
    )
    parts = {
        "README.txt": told.encode(),
        "claims.csv": b"\xef\xbb\xbf" + sheet.encode(),
        "rules.json": json.dumps(rules, ensure_ascii=False, indent=2).encode(),
        **evidence,
    }
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def _line(claim: Claim, rules: CreditRules, categories: Mapping[Category, str]) -> SheetLine:
    activity = as_row(claim).activity
    fields = [
        (_("Provider or host"), claim.provider),
        (_("Title"), claim.title),
        (_("Description"), claim.description),
        (_("First day"), _day(claim.started_on)),
        (_("Last day"), _day(claim.ended_on)),
        (_("Address"), claim.link),
    ]
    if rules.has_categories:
        fields.insert(0, (_("Category"), categories[claim.category]))
    if rules.has_sides:
        fields += [
            (_("Ways of Working"), _TWO_PLACES.format(activity.ways_of_working)),
            (_("Power Skills"), _TWO_PLACES.format(activity.power_skills)),
            (_("Business Acumen"), _TWO_PLACES.format(activity.business_acumen)),
        ]
    else:
        fields.append((_("Hours"), _TWO_PLACES.format(activity.hours)))
    return SheetLine(claim=claim, activity=activity, fields=tuple(fields))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
