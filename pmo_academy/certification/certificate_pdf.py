"""A certificate as data for its template on paper, and its QR code."""

import io
from pathlib import Path

import segno

from pmo_academy.certification import badges
from pmo_academy.certification.queries.awards import Certificate
from pmo_academy.certification.rules.claims import spaced_code
from pmo_academy.certification.rules.criteria import in_words
from pmo_academy.core.pdf import PdfDocument

TEMPLATE = Path(__file__).resolve().parent / "certificate.typ"
_INK = "#1c2226"


def certificate_pdf(certificate: Certificate) -> PdfDocument:
    """Return the certificate of the latest period, ready to be compiled."""
    claims = certificate.claims
    address = badges.certificate_url(claims.code)
    find = badges.address("certificates.find_certificate")
    return PdfDocument(
        template=TEMPLATE,
        day=claims.starts_on,
        data={
            "programme": claims.programme,
            "is-sample": claims.is_sample,
            "holder": claims.holder,
            "summary": claims.summary,
            "criteria": list(claims.criteria),
            "awarded_on": in_words(claims.awarded_on),
            "ends_on": in_words(claims.ends_on),
            "hours": f"{round(claims.hours, 1):g} hours",
            "code": _on_lines(spaced_code(claims.code)),
            "address": address,
            "find": find,
            "short-address": find.split("://")[1],
            "qr": qr_code(address),
        },
    )


def _on_lines(code: str) -> list[str]:
    """Put two groups of a code on each line."""
    groups = code.split("-")
    return ["-".join(groups[start : start + 2]) for start in range(0, len(groups), 2)]


def qr_code(text: str) -> str:
    """Return a QR code as SVG, dark on light with its quiet zone (ISO/IEC 18004)."""
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", dark=_INK, light="#ffffff", border=4)
    return picture.getvalue().decode()
