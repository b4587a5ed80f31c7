"""The sample evidence of Payments PMO: a file, links and texts, in every state of a review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from pmo_academy.core import clock, files
from pmo_academy.core.db import session
from pmo_academy.maturity.models import Evidence, EvidenceKind, EvidenceState
from pmo_academy.people.models import Person, Team

_YEAR = 365


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of sample evidence: a link, a text or the lines of a file, which is one or other."""

    item: str
    title: str
    link: str = ""
    text: str = ""
    lines: tuple[str, ...] = ()
    days: int = _YEAR

    @property
    def kind(self) -> EvidenceKind:
        """What it is."""
        if self.lines:
            return EvidenceKind.FILE
        return EvidenceKind.LINK if self.link else EvidenceKind.TEXT


# What was accepted in which round; together the last two back the worked example.
FIRST = (
    Piece(item="MND-S1", title="Draft charter of the Payments PMO", text="Agreed in the board."),
    Piece(item="STD-S1", title="Project life cycle, edition 3", link="https://wiki.harbour.test/3"),
)
SPRING = (
    Piece(
        item="MND-S1",
        title="Charter of the Payments PMO, signed",
        lines=(
            "Charter of the Payments PMO",
            "Mandate: registers, supports and reports on every payments project.",
            "Signed by the head of operations.",
        ),
    ),
    Piece(item="STD-S1", title="Project life cycle, edition 4", link="https://wiki.harbour.test/4"),
    Piece(
        item="MON-S1",
        title="Status reports of the last quarter",
        link="https://reports.harbour.test/payments/quarter",
        days=290,
    ),
    Piece(
        item="STR-S2",
        title="Request form and its log",
        text="Seen in the request tool: 34 requests this year, each with owner, date and outcome.",
    ),
)
AUTUMN = (
    Piece(
        item="MUL-S1",
        title="Project register, export of the month",
        link="https://register.harbour.test/payments",
    ),
    Piece(
        item="RES-C1",
        title="Minutes of the resource forum",
        text="Six meetings since spring. Each moved people between projects, with names and dates.",
    ),
    Piece(
        item="MON-C1",
        title="Threshold sheet with escalations",
        link="https://reports.harbour.test/payments/thresholds",
    ),
)
_WAITING = Piece(
    item="MND-S2",
    title="Services of the PMO, one page",
    lines=("Services of the Payments PMO", "Register, reports, coaching, resource forum."),
)
_RETURNED = Piece(
    item="RES-S1", title="Capacity plan", text="We keep a capacity plan for the teams."
)


def back(team: Team, pieces: tuple[Piece, ...], *, by: Person, reviewer: Person) -> None:
    """Add evidence that was brought and accepted."""
    for piece in pieces:
        evidence = _evidence(team, piece, by=by)
        evidence.state, evidence.reviewed_by = EvidenceState.ACCEPTED, reviewer.id
        evidence.reviewed_at = clock.now()
        session().add(evidence)
    session().flush()


def leave_open(team: Team, *, by: Person, reviewer: Person) -> None:
    """Add a piece that waits for its review, and one that was returned."""
    returned = _evidence(team, _RETURNED, by=by)
    returned.state, returned.reviewed_by = EvidenceState.REJECTED, reviewer.id
    returned.reviewed_at = clock.now()
    returned.review_note = "The plan itself is missing: add a link or the file, please."
    session().add_all([_evidence(team, _WAITING, by=by), returned])
    session().flush()


def _evidence(team: Team, piece: Piece, *, by: Person) -> Evidence:
    name = f"{piece.title}.pdf"
    return Evidence(
        team_id=team.id,
        model_code="PALM",
        item=piece.item,
        kind=piece.kind,
        title=piece.title,
        link=piece.link,
        text=piece.text,
        file_id=files.keep(name, small_pdf(piece.lines)).id if piece.lines else None,
        dated_on=clock.today(),
        valid_until=clock.today() + timedelta(days=piece.days),
        contributed_by=by.id,
    )


def small_pdf(lines: tuple[str, ...]) -> bytes:
    """Return a page with these lines of plain letters as a PDF."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 16 TL 60 760 Td {shown} ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> "
        ">> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    )
    return "".join(_pdf_parts(objects)).encode("ascii")


def _pdf_parts(objects: tuple[str, ...]) -> Iterator[str]:
    head = "%PDF-1.4\n"
    yield head
    at, places = len(head), []
    for number, one in enumerate(objects, start=1):
        part = f"{number} 0 obj\n{one}\nendobj\n"
        places.append(at)
        at += len(part)
        yield part
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    yield f"xref\n0 {size}\n0000000000 65535 f \n{rows}"
    yield f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"
