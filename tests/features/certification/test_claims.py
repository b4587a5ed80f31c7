"""People log what they learned and gave back; nothing typed is lost, nothing counts twice."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from pmo_academy.certification.models import Claim, ClaimState
from pmo_academy.certification.rules.renewal import Category
from pmo_academy.certification.service import claims as service
from pmo_academy.core import clock
from tests.features.certification.factories import (
    CPD,
    TODAY,
    make_claim,
    make_credential,
    make_rules,
)

FIELDS = {
    "title": "Talk on portfolios",
    "provider": "Chapter",
    "category": "education",
    "started_on": "2026-05-01",
    "ended_on": "2026-05-02",
    "ways_of_working": "1.5",
    "power_skills": "0,25",
    "business_acumen": "",
    "link": "https://example.test/proof",
}


@pytest.fixture
def cycle(session, cast):
    return make_credential(session, cast.lena, make_rules(session))[1]


def tracker(cycle):
    return f"/certifications/credentials/{cycle.credential_id}"


def fields(page, action):
    """What a browser would send; the visitor adds the token."""
    return {name: value for name, value in page.form(action).items() if name != "csrf_token"}


def log(visitor, person, cycle, *, expect=303, **fields):
    return visitor.post(f"{tracker(cycle)}/claims", {**FIELDS, **fields}, as_=person, expect=expect)


def test_a_logged_claim_counts_at_once(visitor, session, cast, cycle):
    page = log(visitor, cast.lena, cycle)

    claim = session.scalar(select(Claim))
    assert (claim.ways_of_working, claim.power_skills, claim.business_acumen) == (6, 1, 0)
    assert (claim.state, claim.category) == (ClaimState.LOGGED, Category.EDUCATION)
    assert (claim.started_on, claim.ended_on) == (date(2026, 5, 1), date(2026, 5, 2))
    words = visitor.get(page.location, as_=cast.lena).words()
    assert "1.75 of 60 PDUs count in this cycle." in words


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"title": " "}, "title", "Enter what you did."),
        ({"title": "x" * 201}, "title", "Use at most 200 letters."),
        ({"category": "magic"}, "category", "Choose how you earned it."),
        ({"started_on": ""}, "started_on", "Enter the first day."),
        ({"ended_on": "soon"}, "ended_on", "Enter a date such as 2026-05-31."),
        ({"ended_on": "2026-11-23"}, "ended_on", "not in the future"),
        ({"started_on": "2024-02-03"}, "started_on", "inside the cycle"),
        ({"started_on": "2026-05-03"}, "ended_on", "not before the first day"),
        ({"ways_of_working": "many"}, "ways_of_working", "Enter hours as a number"),
        ({"ways_of_working": "nan"}, "ways_of_working", "Enter hours between 0 and 500."),
        ({"ways_of_working": "-1"}, "ways_of_working", "Enter hours between 0 and 500."),
        ({"ways_of_working": "501"}, "ways_of_working", "Enter hours between 0 and 500."),
        ({"ways_of_working": "1.1"}, "ways_of_working", "in steps of a quarter"),
        ({"ways_of_working": "", "power_skills": "0"}, "ways_of_working", "at least a quarter"),
        ({"link": "javascript:alert(1)"}, "link", "begins with https:// or http://"),
        ({"link": "javascript://a.test/%0aalert(1)"}, "link", "begins with https:// or http://"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_kept(
    visitor, session, cast, cycle, wrong, field, message
):
    page = log(visitor, cast.lena, cycle, expect=422, **wrong)

    assert message in page.one(f"#{field}-error").get_text()
    assert page.soup.select_one(f'.error-summary a[href="#{field}"]')
    assert page.soup.title.get_text().startswith("Error:")
    kept = {**FIELDS, **wrong}
    for name in ("provider", "started_on", "ended_on", "ways_of_working", "power_skills", "link"):
        assert page.one(f"#{name}").get("value", "") == kept[name]
    assert session.scalar(select(Claim)) is None


def test_every_problem_is_said_at_once(visitor, session, cast, cycle):
    page = log(
        visitor, cast.lena, cycle, expect=422,
        started_on="2020-01-01", ended_on="2027-01-01", ways_of_working="", power_skills="",
    )  # fmt: skip

    assert len(page.soup.select(".error-summary a")) == 3


def test_a_double_submit_logs_one(visitor, session, cast, cycle):
    for _ in range(2):
        log(visitor, cast.lena, cycle, submission_key="k" * 32)

    assert len(session.scalars(select(Claim)).all()) == 1


def test_points_have_one_field(visitor, session, cast):
    rules = make_rules(session, "prince2", renewal=CPD)
    _, cycle = make_credential(session, cast.lena, rules)

    form = visitor.get(f"{tracker(cycle)}/claims/new", as_=cast.lena)
    log(visitor, cast.lena, cycle, power_skills="9", category="giving-back")

    assert not form.soup.select("#power_skills, #category")
    claim = session.scalar(select(Claim))
    assert (claim.ways_of_working, claim.power_skills) == (6, 0)
    assert claim.category is Category.EDUCATION


def test_a_claim_is_changed(visitor, session, cast, cycle):
    claim = make_claim(session, cycle)
    path = f"/certifications/claims/{claim.id}"

    form = fields(visitor.get(path, as_=cast.lena), path)
    visitor.post(path, {**form, "title": "Another talk", "ways_of_working": "3"}, as_=cast.lena)

    assert (claim.title, claim.ways_of_working, claim.version) == ("Another talk", 12, 2)


def test_bad_input_keeps_the_claim_as_it_was(visitor, session, cast, cycle):
    claim = make_claim(session, cycle)
    path = f"/certifications/claims/{claim.id}"
    form = fields(visitor.get(path, as_=cast.lena), path)

    for wrong in ({"title": ""}, {"ended_on": "2027-01-01"}):
        visitor.post(path, {**form, **wrong}, as_=cast.lena, expect=422)

    assert claim.version == 1


def test_a_stale_change_shows_both_texts_and_overwrites_nothing(visitor, session, cast, cycle):
    claim = make_claim(session, cycle)
    path = f"/certifications/claims/{claim.id}"
    first, second = (fields(visitor.get(path, as_=cast.lena), path) for _ in range(2))
    visitor.post(path, {**first, "title": "From the first tab"}, as_=cast.lena)

    page = visitor.post(path, {**second, "title": "From the second tab"}, as_=cast.lena, expect=409)

    assert "From the first tab" in page.words()
    assert page.one("#title")["value"] == "From the second tab"
    assert claim.title == "From the first tab"
    visitor.post(path, fields(page, path), as_=cast.lena)
    assert claim.title == "From the second tab"


def test_a_change_without_a_version_is_stale(visitor, session, cast, cycle):
    claim = make_claim(session, cycle)

    for version in ("", "x", "9" * 30, "²"):
        sent = {**FIELDS, "version": version}
        visitor.post(f"/certifications/claims/{claim.id}", sent, as_=cast.lena, expect=409)


def test_a_deleted_claim_can_be_brought_back(visitor, session, cast, cycle):
    claim = make_claim(session, cycle, hours=5)

    page = visitor.post(f"/certifications/claims/{claim.id}/deletion", as_=cast.lena)
    shown = visitor.get(page.location, as_=cast.lena)
    undo = f"/certifications/claims/{claim.id}/restoration"

    assert "Talk on portfolios is deleted." in shown.words()
    assert "0 of 60 PDUs count" in shown.words()
    visitor.get(f"/certifications/claims/{claim.id}", as_=cast.lena, expect=404)
    back = visitor.post(undo, fields(shown, undo), as_=cast.lena)
    assert "5 of 60 PDUs count" in visitor.get(back.location, as_=cast.lena).words()


def test_a_deleted_claim_is_forgotten_after_a_week(session, cast, cycle):
    make_claim(session, cycle, deleted_at=TODAY)
    make_claim(session, cycle)

    service.forget_deleted()
    assert len(session.scalars(select(Claim)).all()) == 2

    with clock.set_to(TODAY + timedelta(days=8)):
        service.forget_deleted()
    assert len(session.scalars(select(Claim)).all()) == 1


def test_a_strange_identifier_offers_no_undo(visitor, session, cast, cycle):
    claim = make_claim(session, cycle)

    for deleted in ("x", str(claim.id)):
        page = visitor.get(f"{tracker(cycle)}?deleted={deleted}", as_=cast.lena)
        assert "is deleted" not in page.words()


def test_a_draft_is_claimed_in_one_step(visitor, session, cast, cycle):
    claim = make_claim(session, cycle, state=ClaimState.DRAFT, course_code="PA-01")
    action = f"/certifications/claims/{claim.id}/confirmation"

    before = visitor.get(tracker(cycle), as_=cast.lena)
    page = visitor.post(action, fields(before, action), as_=cast.lena)

    assert "Claim 2 PDUs" in before.words()
    assert "0 of 60 PDUs count" in before.words()
    after = visitor.get(page.location, as_=cast.lena).words()
    assert "2 PDUs claimed for Talk on portfolios." in after
    assert "2 of 60 PDUs count" in after
    visitor.post(action, as_=cast.lena)
    assert claim.version == 2


def test_a_draft_that_was_checked_counts(visitor, session, cast, cycle):
    claim = make_claim(session, cycle, state=ClaimState.DRAFT)
    path = f"/certifications/claims/{claim.id}"

    visitor.post(path, fields(visitor.get(path, as_=cast.lena), path), as_=cast.lena)

    assert claim.state is ClaimState.LOGGED


def test_nobody_else_learns_that_a_claim_exists(visitor, session, cast, cycle):
    claim = make_claim(session, cycle)
    gone = make_claim(session, cycle, deleted_at=TODAY)

    for other in (cast.max, cast.ada, cast.root, cast.olga):
        visitor.get(f"/certifications/claims/{claim.id}", as_=other, expect=404)
        visitor.post(f"/certifications/claims/{claim.id}", FIELDS, as_=other, expect=404)
        for action in ("confirmation", "deletion"):
            path = f"/certifications/claims/{claim.id}/{action}"
            visitor.post(path, as_=other, expect=404)
        visitor.post(f"/certifications/claims/{gone.id}/restoration", as_=other, expect=404)
    assert claim.version == 1


def test_only_the_fields_of_the_form_change(visitor, session, cast, cycle):
    claim = make_claim(session, cycle)
    path = f"/certifications/claims/{claim.id}"
    form = fields(visitor.get(path, as_=cast.lena), path)

    visitor.post(
        path,
        {**form, "cycle_id": str(claim.id), "course_code": "PA-01", "deleted_at": "2026-01-01"},
        as_=cast.lena,
    )

    assert (claim.cycle_id, claim.course_code, claim.deleted_at) == (cycle.id, None, None)
