"""People add the certificates they hold and see what it takes to keep them."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from pmo_academy.certification.models import Claim, Credential, Cycle
from pmo_academy.core import clock
from pmo_academy.core.permissions import HELD_BY, Permission, Role
from tests.features.certification.factories import (
    CPD,
    EARNED_ON,
    PMP,
    TODAY,
    figure,
    make_claim,
    make_credential,
    make_rules,
)

UNKNOWN = {
    name: figure(None, confidence="X", note="Not sourced.")
    for name in ("total", "education_minimum", "giving_back_maximum")
}
NEW = "/certifications/credentials/new"


def path(credential):
    return f"/certifications/credentials/{credential.id}"


def add(visitor, person, *, expect=303, **fields):
    fields = {"rules_key": "pmp", "earned_on": "2024-02-04", **fields}
    return visitor.post("/certifications/credentials", fields, as_=person, expect=expect)


def test_adding_a_certificate_begins_its_cycle(visitor, session, cast):
    make_rules(session)

    page = add(visitor, cast.lena)

    cycle = session.scalar(select(Cycle))
    assert (cycle.starts_on, cycle.ends_on) == (EARNED_ON, date(2027, 2, 4))
    shown = visitor.get(page.location, as_=cast.lena)
    assert "Active until 4 February 2027 – 74 days left" in shown.words()


def test_an_old_certificate_gets_the_cycle_that_covers_today(visitor, session, cast):
    make_rules(session)

    add(visitor, cast.lena, earned_on="2018-02-04")

    cycle = session.scalar(select(Cycle))
    assert (cycle.starts_on, cycle.ends_on) == (date(2024, 2, 5), date(2027, 2, 4))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"rules_key": ""}, "Choose a certification."),
        ({"rules_key": "unknown"}, "Choose a certification that you have not added yet."),
        ({"earned_on": ""}, "Enter the day on your certificate."),
        ({"earned_on": "yesterday"}, "Enter a date such as 2026-05-31."),
        ({"earned_on": "2026-11-23"}, "Enter a day that is not in the future."),
        ({"earned_on": "0024-02-04"}, "Enter the year in full, such as 2024."),
    ],
)
def test_bad_input_is_said_beside_the_field_and_kept(visitor, session, cast, fields, message):
    make_rules(session)

    page = add(visitor, cast.lena, expect=422, **fields)

    assert message in page.words(".error-summary")
    assert message in page.words(".field--error")
    assert page.one("#earned_on")["value"] == fields.get("earned_on", "2024-02-04")
    assert session.scalar(select(Credential)) is None


def test_the_same_certificate_is_added_once(visitor, session, cast):
    make_credential(session, cast.lena, make_rules(session))

    page = add(visitor, cast.lena, expect=422)

    assert "not added yet" in page.words(".error-summary")


def test_a_double_submit_adds_one(visitor, session, cast):
    make_rules(session)
    key = {"submission_key": "a" * 32}

    first, second = add(visitor, cast.lena, **key), add(visitor, cast.lena, **key)

    assert first.location == second.location
    assert len(session.scalars(select(Credential)).all()) == 1


def test_the_form_says_when_nothing_is_left_to_add(visitor, session, cast):
    page = visitor.get(NEW, as_=cast.lena)

    assert "Nothing left to add" in page.words()


def test_the_tracker_says_what_is_missing(visitor, session, cast):
    credential, cycle = make_credential(session, cast.lena, make_rules(session))
    make_claim(session, cycle, hours=12, power=8, business=4)
    make_claim(session, cycle, hours=17, category="giving-back", title="Mentoring")

    page = visitor.get(path(credential), as_=cast.lena)

    assert "41 of 60 PDUs count in this cycle." in page.words()
    assert "41 / 60" in page.one(".chart__svg--ring").get_text()
    assert "You need 4 more in Business Acumen." in page.words()
    assert "20 November 2026" in page.words()
    assert page.queries <= 6


def test_the_tracker_of_a_full_cycle_says_so(visitor, session, cast):
    credential, cycle = make_credential(session, cast.lena, make_rules(session))
    make_claim(session, cycle, hours=44, power=8, business=8)

    assert "Everything is logged" in visitor.get(path(credential), as_=cast.lena).words()


def test_the_tracker_says_what_does_not_count(visitor, session, cast):
    credential, cycle = make_credential(session, cast.lena, make_rules(session))
    make_claim(session, cycle, hours=30, category="giving-back")

    words = visitor.get(path(credential), as_=cast.lena).words()

    assert "25 of at most 25 – 5 more do not count" in words
    assert "25 of 60 PDUs count in this cycle." in words


def test_unpublished_figures_draw_no_bar(visitor, session, cast):
    rules = make_rules(session, renewal=UNKNOWN)
    credential, cycle = make_credential(session, cast.lena, rules)
    make_claim(session, cycle)

    page = visitor.get(path(credential), as_=cast.lena)

    assert "Not published: All together, Education, Giving back. Check with PMI." in page.words()
    assert "2 PDUs logged in this cycle." in page.words()
    assert not page.soup.select("progress, .chart__svg")


def test_points_are_shown_year_by_year(visitor, session, cast):
    rules = make_rules(session, renewal=CPD)
    credential, cycle = make_credential(session, cast.lena, rules)
    make_claim(session, cycle, hours=12)

    page = visitor.get(path(credential), as_=cast.lena)

    assert "12 of 20 CPD points count in this year of the cycle." in page.words()
    assert "You need 8 more for the year from 5 February 2026 to 4 February 2027." in page.words()
    assert "Log CPD points" in page.words()


def test_a_certificate_without_published_cycle_has_no_claims(visitor, session, cast):
    make_rules(session, cycle_years=None)

    page = visitor.get(add(visitor, cast.lena).location, as_=cast.lena)

    assert "The length of the cycle is not published; check with PMI." in page.words()
    visitor.get(f"{page.response.request.path}/claims/new", as_=cast.lena, expect=404)
    visitor.post(f"{page.response.request.path}/cycles", as_=cast.lena, expect=409)
    visitor.get("/certifications", as_=cast.lena)


def test_after_the_end_the_next_cycle_is_appended(visitor, session, cast):
    credential, cycle = make_credential(session, cast.lena, make_rules(session))
    session.commit()

    with clock.set_to(datetime(2027, 2, 16, tzinfo=UTC)):
        page = visitor.get(path(credential), as_=cast.lena)
        visitor.post(f"{path(credential)}/cycles", as_=cast.lena)

    assert "The cycle ended on 4 February 2027, 12 days ago" in page.words()
    cycles = session.scalars(select(Cycle).order_by(Cycle.starts_on)).all()
    assert [(one.starts_on, one.ends_on) for one in cycles] == [
        (cycle.starts_on, cycle.ends_on),
        (date(2027, 2, 5), date(2030, 2, 4)),
    ]


@pytest.mark.parametrize(
    ("figures", "moved"), [({}, []), ({"carry_over_maximum": figure(5)}, [20])]
)
def test_a_surplus_moves_into_the_next_cycle_only_where_the_rules_say_so(
    visitor, session, cast, figures, moved
):
    rules = make_rules(session, renewal={**PMP, **figures})
    credential, cycle = make_credential(session, cast.lena, rules)
    make_claim(session, cycle, hours=70)
    session.commit()

    with clock.set_to(datetime(2027, 2, 16, tzinfo=UTC)):
        visitor.post(f"{path(credential)}/cycles", as_=cast.lena)
        words = visitor.get(path(credential), as_=cast.lena).words()

    later = select(Claim.ways_of_working).where(Claim.cycle_id != cycle.id)
    assert session.scalars(later).all() == moved
    assert ("Carried over from the cycle that ended on 4 February 2027" in words) is bool(moved)


def test_a_running_cycle_is_not_cut_short(visitor, session, cast):
    credential, _ = make_credential(session, cast.lena, make_rules(session))

    page = visitor.post(f"{path(credential)}/cycles", as_=cast.lena, expect=409)

    assert "The present cycle has not ended yet." in page.words()


def test_the_next_cycle_needs_a_published_length(visitor, session, cast):
    credential, _ = make_credential(
        session,
        cast.lena,
        make_rules(session, cycle_years=None),
        starts_on=date(2020, 1, 1),
        ends_on=date(2023, 1, 1),
    )

    visitor.post(f"{path(credential)}/cycles", as_=cast.lena, expect=409)


def test_a_certificate_added_by_mistake_is_removed(visitor, session, cast):
    credential, cycle = make_credential(session, cast.lena, make_rules(session))
    make_claim(session, cycle, deleted_at=TODAY)

    visitor.post(f"{path(credential)}/deletion", as_=cast.lena)

    assert session.scalar(select(Credential)) is None


def test_a_certificate_with_claims_stays(visitor, session, cast):
    credential, cycle = make_credential(session, cast.lena, make_rules(session))
    make_claim(session, cycle)

    page = visitor.post(f"{path(credential)}/deletion", as_=cast.lena)

    assert "Delete its claims first" in visitor.get(page.location, as_=cast.lena).words()


def test_nobody_else_learns_that_it_exists(visitor, session, cast):
    credential, _ = make_credential(session, cast.lena, make_rules(session))

    for other in (cast.max, cast.ada, cast.root, cast.olga):
        visitor.get(path(credential), as_=other, expect=404)
        visitor.get(f"{path(credential)}/claims/new", as_=other, expect=404)
        for action in ("cycles", "deletion", "claims"):
            visitor.post(f"{path(credential)}/{action}", as_=other, expect=404)


def test_without_the_permission_the_pages_are_refused(visitor, session, cast, monkeypatch):
    credential, _ = make_credential(session, cast.lena, make_rules(session))
    without = HELD_BY[Role.STAFF] - {Permission.TRACK_CREDENTIALS}
    monkeypatch.setitem(HELD_BY, Role.STAFF, without)

    for page in ("/certifications", NEW, path(credential)):
        visitor.get(page, as_=cast.lena, expect=403)
    add(visitor, cast.lena, expect=403)


def test_strangers_are_led_to_the_sign_in_page(visitor):
    assert "/sign-in" in visitor.get("/certifications", expect=302).location
