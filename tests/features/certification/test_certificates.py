"""What strangers see and check of a certificate: the page, the paper, the badge, the list."""

import io
import json
import random
from datetime import UTC, datetime

import pdfua
import pypdf
import pytest
from openbadgeslib import baking
from openbadgeslib.ob3 import decode_encoded_list, multikey_from_pem

from pmo_academy.certification.keys import make_key
from pmo_academy.certification.queries import awards as queries
from pmo_academy.certification.service import awards
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from tests.features.certification.factories import (
    TODAY,
    make_course,
    make_enrolment,
    make_programme,
)
from tests.support.verifiers import Verifiers

ALTERED = 1000


@pytest.fixture(scope="session")
def verifiers(tmp_path_factory):
    return Verifiers(tmp_path_factory.mktemp("verifiers"))


@pytest.fixture
def certificate(session, cast):
    make_programme(session, "foundation", {"kind": "course", "code": "PA-01"})
    make_enrolment(session, cast.lena, make_course(session, "PA-01"), completed_at=TODAY)
    session.commit()
    with transaction():
        awards.award_what_is_earned(cast.lena.id)
    return queries.list_certificates(cast.lena.id)[0]


def place(certificate, part=""):
    return f"/certificates/{certificate.award.code}{part}"


def texts(visitor, certificate):
    badge = visitor.get(place(certificate, "/badge")).json
    token = visitor.get(place(certificate, "/badge-token")).text
    issuer = visitor.get("/certificates/issuer").json
    return json.dumps(badge, ensure_ascii=False, separators=(",", ":")), token, issuer


def revoke(certificate, by):
    with transaction():
        awards.revoke(certificate.award, by=by, reason="The test was taken by somebody else.")


def test_a_stranger_sees_every_claim_and_that_it_holds(visitor, certificate):
    page = visitor.get(place(certificate))

    words = page.words()
    for claim in (
        "Foundation",
        "Lena Ortiz",
        "It was checked just now and holds until 21 November 2029.",
        "You know what a PMO is for.",
        "Completed the course PA-01, “What a PMO is” on 22 November 2026.",
        "22 November 2026",
        "2.0 hours in courses",
    ):
        assert claim in words
    assert "Show it" not in words
    assert page.queries <= 3


def test_the_holder_is_helped_to_show_it(visitor, cast, certificate):
    page = visitor.get(place(certificate), as_=cast.lena)

    link = page.one("a[href*=linkedin]")["href"]
    assert f"certId={certificate.award.code}" in link
    assert "issueYear=2026" in link
    assert "Show it" not in visitor.get(place(certificate), as_=cast.max).words()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime(2029, 12, 1, tzinfo=UTC), "can still be renewed without a gap"),
        (datetime(2030, 6, 1, tzinfo=UTC), "was not renewed"),
    ],
)
def test_the_page_says_when_it_has_ended(visitor, certificate, day, words):
    with clock.set_to(day):
        assert words in visitor.get(place(certificate)).words()


def test_a_revoked_certificate_says_so_and_gives_no_paper(visitor, cast, certificate):
    revoke(certificate, cast.ada)

    words = visitor.get(place(certificate)).words()
    assert "It was taken back on 22 November 2026 and no longer holds." in words
    assert "Reason: The test was taken by somebody else." in words
    visitor.get(place(certificate, "/pdf"), expect=404)
    visitor.get(place(certificate, "/badge-picture"), expect=404)
    visitor.get(place(certificate, "/badge"))


def test_a_code_is_found_however_it_is_typed(visitor, certificate):
    code = certificate.award.code
    typed = "-".join((code[:5].upper(), code[5:])).replace("0", "O").replace("1", "l")

    page = visitor.get(f"/certificates?code={typed}", expect=302)

    assert page.location.endswith(code)
    whole = visitor.get(f"/certificates?code=https://academy.test/certificates/{code}", expect=302)
    assert whole.location.endswith(code)
    assert visitor.get(f"/certificates/{code.upper()}", expect=302).location.endswith(code)


@pytest.mark.parametrize(
    "path",
    ["/certificates?code=abc", "/certificates?code=", "/certificates/abc", "/certificates/-"],
)
def test_an_unknown_code_gets_an_answer_that_helps(visitor, path):
    page = visitor.get(path, expect=404 if "?" not in path else 200)

    assert "There is no certificate with this code." in page.words()


def test_the_paper_is_tagged_and_says_what_the_page_says(visitor, certificate):
    pdf = pypdf.PdfReader(io.BytesIO(visitor.get(place(certificate, "/pdf")).response.data))

    text = pdf.pages[0].extract_text()
    assert len(pdf.pages) == 1
    assert "Lena Ortiz" in text
    assert "21 November 2029" in text
    assert certificate.award.code[:5] in text
    assert pdf.metadata.title == "Foundation: Lena Ortiz"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert "pdfuaid" in pdf.xmp_metadata.stream.get_data().decode()
    again = visitor.get(place(certificate, "/pdf")).response.data
    assert again == visitor.get(place(certificate, "/pdf")).response.data


def test_a_checker_of_others_objects_to_nothing_on_the_paper(visitor, certificate, tmp_path):
    file = tmp_path / "certificate.pdf"
    file.write_bytes(visitor.get(place(certificate, "/pdf")).response.data)

    report = pdfua.validate(file)

    assert [(one.rule_id, one.message) for one in report.findings] == []
    assert len(report.outcomes) >= 12


def test_the_checker_would_object(tmp_path):
    """The checker sees what is missing from a page without tags, title and language."""
    plain = pypdf.PdfWriter()
    plain.add_blank_page(200, 200)
    plain.write(tmp_path / "plain.pdf")

    assert len(pdfua.validate(tmp_path / "plain.pdf").findings) >= 3


def test_verifiers_of_others_accept_what_we_sign(visitor, certificate, verifiers):
    badge, token, issuer = texts(visitor, certificate)

    found = verifiers.check(
        issuer=issuer,
        badges=[badge],
        tokens=[token],
        statusList=visitor.get("/certificates/status").text,
        schema=visitor.get("/certificates/schema").json,
    )

    assert found == {"badges": ["ok"], "tokens": ["ok"], "statusList": "ok"}


def test_no_altered_copy_is_accepted(visitor, certificate, verifiers):
    """One bit can turn a term into a synonym of the same meaning; the schema refuses those."""
    badge, token, issuer = texts(visitor, certificate)

    altered, altered_tokens = flipped(badge, ALTERED), flipped(token, ALTERED)
    found = verifiers.check(
        issuer=issuer,
        badges=altered,
        tokens=altered_tokens,
        schema=visitor.get("/certificates/schema").json,
    )

    assert len(found["badges"]) == len(found["tokens"]) == ALTERED
    accepted = [
        copy
        for copies, verdicts in ((altered, found["badges"]), (altered_tokens, found["tokens"]))
        for copy, verdict in zip(copies, verdicts, strict=True)
        if verdict == "ok"
    ]
    assert not accepted


def flipped(text, count):
    """Copies with one bit changed each, drawn over the whole text."""
    raw = text.encode()
    copies = []
    places = random.Random(1966)  # noqa: S311 - the same in each run
    for bit in places.sample(range(len(raw) * 8), count):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        copies.append(changed.decode("utf-8", "replace"))
    return copies


def test_a_claim_that_was_edited_or_signed_by_another_is_refused(
    visitor, session, certificate, verifiers
):
    badge, token, issuer = texts(visitor, certificate)
    renamed = badge.replace("Lena Ortiz", "Mallory Ortiz")
    longer = badge.replace("2029-11-21", "2039-11-21")
    added = json.loads(badge)
    added["level"] = "Strategic, advanced"
    _, payload, signature = token.split(".")
    unsigned = f"eyJhbGciOiJub25lIn0.{payload}."
    other = {**issuer, "verificationMethod": [forged_key(issuer)]}

    edited = verifiers.check(
        issuer=issuer,
        badges=[renamed, longer, json.dumps(added)],
        tokens=[unsigned, f"{token}{signature[:4]}"],
    )
    forged = verifiers.check(issuer=other, badges=[badge], tokens=[token])

    assert "ok" not in edited["badges"] + edited["tokens"]
    assert "ok" not in forged["badges"] + forged["tokens"]


def forged_key(issuer):
    return {
        **issuer["verificationMethod"][0],
        "publicKeyMultibase": multikey_from_pem(make_key().public_pem),
    }


def test_what_was_signed_stays_checkable_after_a_rotation(visitor, certificate, verifiers):
    badge, token, _ = texts(visitor, certificate)
    with transaction():
        awards.rotate_key()
    issuer = visitor.get("/certificates/issuer").json

    found = verifiers.check(
        issuer=issuer,
        badges=[badge],
        tokens=[token],
        statusList=visitor.get("/certificates/status").text,
    )

    assert len(issuer["verificationMethod"]) == 2
    assert (found["badges"], found["tokens"], found["statusList"]) == (["ok"], ["ok"], "ok")


def test_the_list_of_what_was_revoked_has_its_place(visitor, cast, certificate, verifiers):
    place_in_list = certificate.award.status_place
    before = bits(visitor)
    revoke(certificate, cast.ada)
    after = bits(visitor)

    entry = certificate.period.badge["credentialStatus"]
    assert entry["statusListIndex"] == str(place_in_list)
    assert entry["statusListCredential"] == visitor.get("/certificates/status").json["id"]
    assert not any(before)
    assert [byte for byte in after if byte] == [0x80 >> place_in_list % 8]
    assert after[place_in_list // 8] == 0x80 >> place_in_list % 8


def bits(visitor):
    return decode_encoded_list(
        visitor.get("/certificates/status").json["credentialSubject"]["encodedList"]
    )


def test_there_is_no_list_before_there_is_a_key(visitor):
    visitor.get("/certificates/status", expect=404)


def test_the_picture_holds_the_credential(visitor, certificate):
    svg = visitor.get(place(certificate, "/badge-picture")).response.data

    inside = baking.extract_svg(svg, element=baking.SVG_ELEMENT_OB3, text_fallback=True)
    assert json.loads(inside) == certificate.period.badge
    assert b"Foundation" in svg
    assert b"<script" not in svg


def test_badges_say_what_they_stand_for(visitor, certificate):
    badge = certificate.period.badge
    achievement = badge["credentialSubject"]["achievement"]

    told = visitor.get("/certificates/programmes/foundation").json

    assert told["id"] == achievement["id"]
    assert told["name"] == achievement["name"]
    visitor.get("/certificates/programmes/none", expect=404)
    assert "maturity" not in json.dumps(badge).lower()
    assert "lena.ortiz@example.test" not in json.dumps(badge)


def test_a_sample_says_so_everywhere(visitor, session, cast):
    cast.lena.is_sample = True
    make_programme(session, "foundation", {"kind": "course", "code": "PA-01"})
    make_enrolment(session, cast.lena, make_course(session, "PA-01"), completed_at=TODAY)
    session.commit()
    with transaction():
        awards.award_what_is_earned(cast.lena.id)
    (certificate,) = queries.list_certificates(cast.lena.id)

    assert certificate.period.badge["name"] == "Foundation (sample)"
    assert "the person and what they did are made up" in visitor.get(place(certificate)).words()
    pdf = pypdf.PdfReader(io.BytesIO(visitor.get(place(certificate, "/pdf")).response.data))
    assert "Sample" in pdf.pages[0].extract_text()
