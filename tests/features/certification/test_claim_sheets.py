"""Claims reach the body's form, their evidence stays with them, one activity serves several."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.certification.models import Claim, ClaimState, Cycle
from pmo_academy.certification.service import claims as service
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.files import StoredFile
from pmo_academy.core.storage import DiskStorage
from tests.features.certification.factories import (
    CPD,
    make_claim,
    make_credential,
    make_rules,
)

PNG_LESS = b"Certificate of attendance\nTwo days, 16 hours.\n"


@pytest.fixture
def pmp(session, cast):
    rules = make_rules(session)
    credential, cycle = make_credential(session, cast.lena, rules)
    claim = make_claim(
        session, cycle, hours=2, power=1.5, provider="Local chapter",
        description="How to talk about portfolios.", link="https://example.test/talk",
    )  # fmt: skip
    session.commit()
    return credential, cycle, claim


def sheet(credential, part="claim-sheet"):
    return f"/certifications/credentials/{credential.id}/{part}"


def upload(visitor, claim, person, content=PNG_LESS, name="attendance.txt", expect=303):
    return visitor.post(
        f"/certifications/claims/{claim.id}/evidence",
        {"file": (io.BytesIO(content), name)},
        as_=person,
        expect=expect,
        content_type="multipart/form-data",
    )


def test_the_sheet_has_the_fields_of_the_form(visitor, cast, pmp):
    credential, _cycle, _claim = pmp

    words = visitor.get(sheet(credential), as_=cast.lena).words()

    for part in (
        "1 claim to report",
        "Category Education",
        "Provider or host Local chapter",
        "Title Talk on portfolios",
        "Description How to talk about portfolios.",
        "First day 2026-05-01",
        "Ways of Working 2.00",
        "Power Skills 1.50",
        "Business Acumen 0.00",
    ):
        assert part in words
    visitor.get(sheet(credential), as_=cast.max, expect=404)


def test_the_file_has_a_line_for_each_claim(visitor, cast, pmp):
    credential, _cycle, _claim = pmp

    rows = list(
        csv.DictReader(
            io.StringIO(visitor.get(sheet(credential, "claim-sheet.csv"), as_=cast.lena).text)
        )
    )

    assert [(row["Title"], row["Power Skills"], row["Reported on"]) for row in rows] == [
        ("Talk on portfolios", "1.50", "")
    ]


def test_the_sheet_of_an_earlier_cycle_stays_within_reach(visitor, session, cast, pmp):
    credential, cycle, claim = pmp
    session.add(Cycle(
        credential_id=credential.id, rules_id=cycle.rules_id,
        starts_on=cycle.ends_on + timedelta(days=1), ends_on=cycle.ends_on + timedelta(days=1000),
    ))  # fmt: skip
    session.commit()
    earlier = f"?cycle={cycle.id}"

    page = visitor.get(sheet(credential, "")[:-1], as_=cast.lena)
    assert f"{sheet(credential)}{earlier}" in page.text
    assert "Talk on portfolios" not in visitor.get(sheet(credential), as_=cast.lena).words()
    assert "1 claim to report" in visitor.get(sheet(credential) + earlier, as_=cast.lena).words()
    saved = visitor.get(sheet(credential, "claim-sheet.csv") + earlier, as_=cast.lena)
    assert "Talk on portfolios" in saved.text
    visitor.post(sheet(credential, "reports") + earlier, {"claim": claim.id}, as_=cast.lena)
    session.expire_all()
    assert session.get(Claim, claim.id).reported_on == clock.today()


def test_a_cycle_of_another_certificate_gives_no_sheet(visitor, session, cast, pmp):
    credential, _cycle, _claim = pmp
    _other, other_cycle = make_credential(session, cast.max, make_rules(session, "cpd"))
    session.commit()

    visitor.get(f"{sheet(credential)}?cycle={other_cycle.id}", as_=cast.lena, expect=404)


def test_what_was_reported_moves_down_until_it_is_changed(visitor, session, cast, pmp):
    credential, _cycle, claim = pmp
    visitor.post(sheet(credential, "reports"), as_=cast.lena)  # no claim was shown
    assert "1 claim to report" in visitor.get(sheet(credential), as_=cast.lena).words()
    for _ in range(2):
        visitor.post(sheet(credential, "reports"), {"claim": str(claim.id)}, as_=cast.lena)

    words = visitor.get(sheet(credential), as_=cast.lena).words()
    assert "Everything that is logged in this cycle has been reported." in words
    page = visitor.get(f"/certifications/claims/{claim.id}", as_=cast.lena)
    form = page.form(f"/claims/{claim.id}") | {"title": "Talk on portfolios, second part"}
    visitor.post(f"/certifications/claims/{claim.id}", form, as_=cast.lena)
    assert "1 claim to report" in visitor.get(sheet(credential), as_=cast.lena).words()


def test_the_archive_holds_claims_rules_and_evidence(visitor, session, cast, pmp):
    credential, _cycle, claim = pmp
    upload(visitor, claim, cast.lena)

    packed = visitor.get(sheet(credential, "audit-folder"), as_=cast.lena).response.data

    archive = zipfile.ZipFile(io.BytesIO(packed))
    name = f"evidence/{claim.id}-attendance.txt"
    assert sorted(archive.namelist()) == ["README.txt", "claims.csv", name, "rules.json"]
    assert archive.read(name) == PNG_LESS
    assert name in archive.read("claims.csv").decode()
    assert json.loads(archive.read("rules.json"))["renewal"]["total"]["confidence"] == "A"
    assert packed == visitor.get(sheet(credential, "audit-folder"), as_=cast.lena).response.data
    visitor.get(sheet(credential, "audit-folder"), as_=cast.ada, expect=404)


def test_a_file_is_kept_replaced_and_given_to_its_owner_alone(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    address = f"/certifications/claims/{claim.id}/evidence"
    visitor.get(address, as_=cast.lena, expect=404)
    upload(visitor, claim, cast.lena)
    upload(visitor, claim, cast.lena, b"Second.\n", "second.txt")

    assert visitor.get(address, as_=cast.lena).response.data == b"Second.\n"
    assert session.scalars(select(StoredFile.name)).all() == ["second.txt"]
    for person in (cast.max, cast.ada):
        visitor.get(address, as_=person, expect=404)
        upload(visitor, claim, person, expect=404)


def test_a_file_that_finds_no_room_is_not_said_to_be_kept(
    app, visitor, session, cast, pmp, monkeypatch, tmp_path
):
    _credential, _cycle, claim = pmp
    (tmp_path / "files").write_text("in the way, as a full disk is")
    with monkeypatch.context() as full:
        full.setitem(app.extensions, "files", DiskStorage(tmp_path / "files"))
        page = upload(visitor, claim, cast.lena, expect=503)
        assert "Nothing was saved with this" in page.words()
        assert session.scalars(select(StoredFile)).all() == []
    upload(visitor, claim, cast.lena)
    address = f"/certifications/claims/{claim.id}/evidence"
    assert visitor.get(address, as_=cast.lena).response.data == PNG_LESS


@pytest.mark.parametrize(("content", "name"), [(b"", ""), (b"MZ\x90\x00\x03", "setup.exe")])
def test_what_is_no_evidence_is_refused_with_a_reason(visitor, session, cast, pmp, content, name):
    _credential, _cycle, claim = pmp
    page = upload(visitor, claim, cast.lena, content, name)

    assert "message--warn" in visitor.get(page.location, as_=cast.lena).text
    assert session.scalars(select(StoredFile)).all() == []


def test_a_lead_verifies_what_the_owner_asked_for(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    upload(visitor, claim, cast.lena)
    wish = f"/certifications/claims/{claim.id}/verification-wish"
    verification = f"/certifications/verifications/{claim.id}"
    visitor.post(verification, as_=cast.ada, expect=404)
    visitor.post(wish, as_=cast.max, expect=404)
    visitor.post(wish, as_=cast.lena)

    assert "Lena Ortiz" in visitor.get("/certifications/verifications", as_=cast.ada).words()
    assert visitor.get(f"{verification}/evidence", as_=cast.ada).response.data == PNG_LESS
    for person in (cast.max, cast.olga, cast.root):
        visitor.post(verification, as_=person, expect=403)
        visitor.get(f"{verification}/evidence", as_=person, expect=403)
    page = visitor.get("/certifications/verifications", as_=cast.ada)
    shown = page.form(verification)
    upload(visitor, claim, cast.lena, b"Another paper.\n", "other.txt")
    visitor.post(verification, shown, as_=cast.ada)  # nobody has seen the other one
    assert "Lena Ortiz" in visitor.get("/certifications/verifications", as_=cast.ada).words()
    page = visitor.get("/certifications/verifications", as_=cast.ada)
    visitor.post(verification, page.form(verification), as_=cast.ada)
    words = visitor.get(f"/certifications/claims/{claim.id}", as_=cast.lena).words()
    assert "Verified by a PMO lead" in words
    assert "Nothing waits" in visitor.get("/certifications/verifications", as_=cast.ada).words()


def test_a_lead_sends_back_what_the_evidence_does_not_show(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    wish = f"/certifications/claims/{claim.id}/verification-wish"
    back = f"/certifications/verifications/{claim.id}/return"
    because = f"{claim.id}-because"
    visitor.post(back, {because: "It has no day and no name."}, as_=cast.ada, expect=404)
    visitor.post(wish, as_=cast.lena)
    for person in (cast.lena, cast.max, cast.root):
        visitor.post(back, {because: "It has no day and no name."}, as_=person, expect=403)
    shown = visitor.get("/certifications/verifications", as_=cast.ada).form(back)
    page = visitor.post(back, shown | {because: "Why?"}, as_=cast.ada, expect=422)
    assert "Write at least 10 letters." in page.words()
    assert "Why?" in page.text
    page = visitor.post(
        back, {because: "It has no day and no name.", "version": "0"}, as_=cast.ada, expect=422
    )
    assert "The claim has changed since you looked at it." in page.words()
    assert "It has no day and no name." in page.text

    visitor.post(back, shown | {because: "It has no day and no name."}, as_=cast.ada)

    assert "Nothing waits" in visitor.get("/certifications/verifications", as_=cast.ada).words()
    address = f"/certifications/claims/{claim.id}"
    words = visitor.get(address, as_=cast.lena).words()
    assert "A PMO lead sent it back It has no day and no name." in words
    visitor.post(wish, as_=cast.lena)
    assert "sent it back" not in visitor.get(address, as_=cast.lena).words()
    assert "Lena Ortiz" in visitor.get("/certifications/verifications", as_=cast.ada).words()


def test_nobody_verifies_their_own(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    cast.lena.is_pmo_lead = True
    session.commit()
    visitor.post(f"/certifications/claims/{claim.id}/verification-wish", as_=cast.lena)

    visitor.post(f"/certifications/verifications/{claim.id}", as_=cast.lena, expect=404)
    assert "Nothing waits" in visitor.get("/certifications/verifications", as_=cast.lena).words()


def test_what_takes_over_another_text_is_no_longer_verified(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    other, _ = make_credential(
        session, cast.lena, make_rules(session, "p3o", title="P3O", renewal=CPD)
    )
    session.commit()
    address = f"/certifications/claims/{claim.id}/copies/{other.id}"
    visitor.post(address, as_=cast.lena)
    copy = session.scalars(select(Claim).where(Claim.id != claim.id)).one()
    with transaction():
        service.ask_to_verify(copy, by=cast.lena)
        service.verify(copy, seen=copy.version, by=cast.ada)

    upload(visitor, claim, cast.lena, b"Another paper.\n", "other.txt")
    visitor.post(address, as_=cast.lena)

    session.refresh(copy)
    assert copy.file_name == "other.txt"
    assert copy.verified_at is None


def test_without_evidence_there_is_nothing_to_verify(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    claim.link = ""
    session.commit()
    wish = f"/certifications/claims/{claim.id}/verification-wish"

    page = visitor.post(wish, as_=cast.lena)

    assert "Add a link or a file first" in visitor.get(page.location, as_=cast.lena).words()


def test_one_activity_is_claimed_for_another_certificate_by_its_own_rules(
    visitor, session, cast, pmp
):
    _credential, _cycle, claim = pmp
    other, _ = make_credential(
        session, cast.lena, make_rules(session, "p3o", title="P3O", renewal=CPD)
    )
    session.commit()
    address = f"/certifications/claims/{claim.id}/copies/{other.id}"
    assert (
        "Claim it for P3O"
        in visitor.get(f"/certifications/claims/{claim.id}", as_=cast.lena).words()
    )
    visitor.post(address, as_=cast.lena)
    visitor.post(address, as_=cast.lena)
    visitor.post(address, as_=cast.max, expect=404)

    claims = session.scalars(select(Claim).order_by(Claim.id)).all()
    assert len(claims) == 2
    assert claims[0].activity_id == claims[1].activity_id
    assert "3.5" in visitor.get(f"/certifications/credentials/{other.id}", as_=cast.lena).words()


def test_an_activity_outside_the_other_cycle_is_refused(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    day = clock.today()
    other, _ = make_credential(
        session, cast.lena, make_rules(session, "p3o", title="P3O", renewal=CPD),
        starts_on=day - timedelta(days=9), earned_on=day - timedelta(days=9),
    )  # fmt: skip
    session.commit()

    page = visitor.post(f"/certifications/claims/{claim.id}/copies/{other.id}", as_=cast.lena)

    assert "lie outside that cycle" in visitor.get(page.location, as_=cast.lena).words()
    assert len(session.scalars(select(Claim)).all()) == 1


def test_a_draft_of_the_same_course_is_confirmed_not_doubled(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    other, cycle = make_credential(session, cast.lena, make_rules(session, "pgmp", title="PgMP"))
    claim.course_code = "PA-01"
    make_claim(session, cycle, hours=1, course_code="PA-01", state=ClaimState.DRAFT)
    session.commit()
    visitor.post(f"/certifications/claims/{claim.id}/copies/{other.id}", as_=cast.lena)

    session.expire_all()
    (copy,) = session.scalars(select(Claim).where(Claim.cycle_id == cycle.id)).all()
    assert (copy.state, copy.ways_of_working, copy.power_skills) == (ClaimState.LOGGED, 8, 6)
    assert copy.activity_id == claim.activity_id


def test_a_deleted_copy_comes_back_as_the_claim_is_now(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    other, cycle = make_credential(session, cast.lena, make_rules(session, "pgmp", title="PgMP"))
    session.commit()
    address = f"/certifications/claims/{claim.id}/copies/{other.id}"
    visitor.post(address, as_=cast.lena)
    (copy,) = session.scalars(select(Claim).where(Claim.cycle_id == cycle.id)).all()
    visitor.post(f"/certifications/claims/{copy.id}/deletion", as_=cast.lena)
    session.expire_all()
    claim.title = "Corrected"
    session.commit()
    visitor.post(address, as_=cast.lena)

    session.expire_all()
    assert (copy.title, copy.deleted_at) == ("Corrected", None)


def test_a_draft_is_not_claimed_elsewhere(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    other, _ = make_credential(session, cast.lena, make_rules(session, "pgmp", title="PgMP"))
    claim.state = ClaimState.DRAFT
    session.commit()

    page = visitor.post(f"/certifications/claims/{claim.id}/copies/{other.id}", as_=cast.lena)

    assert "Confirm this draft first" in visitor.get(page.location, as_=cast.lena).words()
    assert len(session.scalars(select(Claim)).all()) == 1


def test_the_audit_folder_takes_as_many_queries_for_one_file_as_for_many(
    visitor, session, cast, pmp
):
    credential, cycle, claim = pmp
    upload(visitor, claim, cast.lena)
    one = visitor.get(sheet(credential, "audit-folder"), as_=cast.lena).queries
    for number in range(5):
        upload(visitor, make_claim(session, cycle, title=f"Talk {number}"), cast.lena)

    assert visitor.get(sheet(credential, "audit-folder"), as_=cast.lena).queries == one


def test_removing_a_certification_takes_its_files_along(visitor, session, cast, pmp):
    credential, _cycle, claim = pmp
    upload(visitor, claim, cast.lena)
    visitor.post(f"/certifications/claims/{claim.id}/deletion", as_=cast.lena)
    visitor.post(f"/certifications/credentials/{credential.id}/deletion", as_=cast.lena)

    assert session.scalars(select(Claim)).all() == []
    assert session.scalars(select(StoredFile)).all() == []


def test_files_of_forgotten_claims_go_with_them(visitor, session, cast, pmp):
    _credential, _cycle, claim = pmp
    upload(visitor, claim, cast.lena)
    session.refresh(claim)
    with transaction():
        service.delete_claim(claim, by=cast.lena)
    with clock.set_to(clock.now() + timedelta(days=8)), transaction():
        service.forget_deleted()

    assert session.scalars(select(StoredFile)).all() == []


def test_the_page_says_what_will_be_missing_at_this_pace(visitor, cast, pmp):
    credential, _cycle, _claim = pmp

    words = visitor.get(f"/certifications/credentials/{credential.id}", as_=cast.lena).words()

    # 3.5 within a year are 0.71 in the 74 days left: 60 - 3.5 - 0.71 = 55.79, in quarters 56.
    assert "At the pace of the last year you will be short by 56 in all" in words
    assert "on 4 February 2027." in words
