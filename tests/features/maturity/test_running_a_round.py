"""Opening, watching and closing a round, as the manager or the PMO lead."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.errors import ConflictError
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import Invitation, Mode, Perspective, Round
from pmo_academy.maturity.service import RoundPlanError
from tests.cast import make_person
from tests.features.maturity.factories import (
    everywhere,
    hand_in,
    make_people,
    make_round,
    publish_palm,
)

NEW = "/assess/rounds/new"


@pytest.fixture
def model(session):
    """The published model."""
    edition = publish_palm()
    session.commit()
    return edition


def typed(cast, **fields):
    """A filled form for the Payments PMO."""
    today = clock.today()
    return {
        "team": str(cast.payments.id),
        "title": "Spring round",
        "mode": "anonymous",
        "threshold": "5",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=14)).isoformat(),
        f"member-{cast.lena.id}": "pmo",
        **fields,
    }


def errors(page):
    return [link["href"] for link in page.soup.select(".error-summary a")]


def test_a_manager_of_one_team_gets_its_form_at_once(visitor, cast, model):
    page = visitor.get(NEW, as_=cast.max)

    assert "Payments PMO" in page.words()
    assert page.one("#title")["value"].startswith("Maturity assessment, ")
    assert page.one("#threshold option[selected]")["value"] == "5"
    assert len(page.soup.select("select[name^=member-]")) == 2
    assert page.queries <= 8


def test_a_pmo_lead_chooses_the_team_first(visitor, cast, model):
    page = visitor.get(NEW, as_=cast.ada)

    assert [option.get_text() for option in page.soup.select("option")] == [
        "Logistics PMO", "Payments PMO",
    ]  # fmt: skip
    form = visitor.get(f"{NEW}?team={cast.logistics.id}", as_=cast.ada)
    assert "Olga Novak" in form.words()


def test_without_a_model_the_page_says_what_is_missing(visitor, cast):
    assert "No maturity model is published yet" in visitor.get(NEW, as_=cast.max).words()
    visitor.post("/assess/rounds", typed(cast), as_=cast.max, expect=404)


def test_the_preview_shows_what_people_read_and_which_groups_stay_hidden(
    visitor, cast, session, model
):
    nia = make_person(session, "Nia Okafor")
    form = typed(cast, **{"emails-leadership": nia.email, f"member-{cast.max.id}": "delivery"})

    page = visitor.post("/assess/rounds/preview", form, as_=cast.max, expect=200)
    words = page.words()

    assert "only when at least 5 people answered" in words
    assert "Ask Max Weber" in words
    assert "There will be no result to see" in words
    assert "3: 1 from the PMO, 1 from delivery, 1 from leadership" in words
    assert session.scalar(select(Round)) is None


def test_the_preview_names_small_groups_when_there_are_enough_people(visitor, cast, session, model):
    addresses = "\n".join(person.email for person, _group in make_people(session, 5))

    page = visitor.post(
        "/assess/rounds/preview", typed(cast, **{"emails-delivery": addresses}),
        as_=cast.max, expect=200,
    )  # fmt: skip

    assert "Some groups will be too small to show" in page.words()
    assert "PMO: 1 person" in page.words()
    named = visitor.post(
        "/assess/rounds/preview", typed(cast, mode="named"), as_=cast.max, expect=200
    )
    assert "too small" not in named.words()
    assert "Named: your answers are kept with your name" in named.words()


def test_what_was_typed_survives_the_way_back_from_the_preview(visitor, cast, model):
    form = typed(cast, **{"leave-std": "STD-S2", "reason-std": "Lives elsewhere"})
    preview = visitor.post("/assess/rounds/preview", form, as_=cast.max, expect=200)
    kept = preview.form("/draft")
    del kept["csrf_token"]

    page = visitor.post("/assess/rounds/draft", kept, as_=cast.max, expect=200)

    assert page.one("#title")["value"] == "Spring round"
    assert page.one("#mode")["checked"] == ""
    assert page.one("#reason-std")["value"] == "Lives elsewhere"
    assert page.one("#leave-std option[selected]")["value"] == "STD-S2"
    assert page.one(f"#member-{cast.max.id} option[selected]")["value"] == ""


def test_the_preview_opens_the_round(visitor, cast, session, model):
    form = typed(cast, **{"leave-std": "STD-S2", "reason-std": "Lives elsewhere"})
    preview = visitor.post("/assess/rounds/preview", form, as_=cast.max, expect=200)
    sent = preview.soup.select_one("form[action='/assess/rounds']")
    values = {tag["name"]: tag["value"] for tag in sent.select("input")}
    del values["csrf_token"]

    page = visitor.post("/assess/rounds", values, as_=cast.max)
    again = visitor.post("/assess/rounds", values, as_=cast.max)

    (one,) = session.scalars(select(Round))
    assert page.location == again.location == f"/assess/rounds/{one.id}"
    assert (one.title, one.mode, one.threshold) == ("Spring round", Mode.ANONYMOUS, 5)
    assert one.out_of_scope == {"STD-S2": "Lives elsewhere"}
    (invitation,) = session.scalars(select(Invitation))
    assert (invitation.person_id, invitation.perspective) == (cast.lena.id, Perspective.PMO)
    monitor = visitor.get(page.location, as_=cast.max)
    assert "1 person finds it at Assess" in monitor.words()
    assert "Template and example library: Lives elsewhere" in monitor.words()
    assert "Spring round" in visitor.get("/assess", as_=cast.lena).words()
    actions = [entry.action for entry in session.scalars(select(AuditEntry))]
    assert actions == ["maturity.round-opened", "maturity.people-invited"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": ""}, "#title"),
        ({"title": "x" * 121}, "#title"),
        ({"mode": ""}, "#mode"),
        ({"threshold": "3"}, "#threshold"),
        ({"opens_on": "soon"}, "#opens_on"),
        ({"closes_on": "2027-02-30"}, "#closes_on"),
        ({"closes_on": "2001-01-01"}, "#closes_on"),
        ({"emails-delivery": "nobody@example.test"}, "#emails-delivery"),
        ({"emails-delivery": "Lena.Ortiz@example.test"}, "#emails-delivery"),
        ({"leave-std": "STD-S2"}, "#reason-std"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    visitor, cast, session, model, fields, wrong
):
    form = typed(cast, **{"emails-leadership": "max.weber@example.test", **fields})

    for place in ("/assess/rounds/preview", "/assess/rounds"):
        page = visitor.post(place, form, as_=cast.max, expect=422)

        assert errors(page) == [wrong]
        assert page.soup.select_one(wrong)
        assert page.one("#emails-leadership").get_text().strip() == "max.weber@example.test"
        assert page.one("#title").get("value") == form["title"]
        assert page.soup.title.get_text().startswith("Error:")
    assert session.scalar(select(Round)) is None


def test_problems_are_listed_in_the_order_of_the_page(visitor, cast, model):
    form = typed(cast, title="", mode="", closes_on="", **{"emails-pmo": "nobody@example.test"})

    page = visitor.post("/assess/rounds/preview", form, as_=cast.max, expect=422)

    assert errors(page) == ["#title", "#closes_on", "#mode", "#emails-pmo"]


def test_a_round_needs_people(visitor, cast, model):
    form = typed(cast, **{f"member-{cast.lena.id}": ""})

    page = visitor.post("/assess/rounds/preview", form, as_=cast.max, expect=422)

    assert errors(page) == ["#people"]
    assert "Invite at least one person" in page.words()


def test_too_many_addresses_at_a_time_are_refused(visitor, cast, model):
    addresses = " ".join(f"p{at}@example.test" for at in range(501))

    page = visitor.post(
        "/assess/rounds/preview", typed(cast, **{"emails-pmo": addresses}),
        as_=cast.max, expect=422,
    )  # fmt: skip

    assert errors(page) == ["#emails-pmo"]


def test_what_decides_the_level_cannot_be_left_out(visitor, cast, session, model):
    tampered = typed(cast, **{"leave-std": "STD-S1", "reason-std": "Because"})
    page = visitor.post("/assess/rounds", tampered, as_=cast.max, expect=422)
    assert errors(page) == ["#scope"]
    assert "decides the level" in page.words()

    left_out = {
        "six": {f"{d}-S2": "x" for d in ("MND", "STD", "DEV", "AUT", "RES", "MUL", "MON")},
        "two": {"STD-S2": "x", "STD-T2": "x"},
        "unknown": {"XYZ-S1": "x"},
    }
    for items in left_out.values():
        with pytest.raises(RoundPlanError) as refusal:
            make_round(cast, [(cast.lena, "pmo")], out_of_scope=items)
        assert set(refusal.value.problems) == {"scope"}


def test_a_whole_section_without_a_base_may_be_left_out(visitor, cast, session, model):
    form = typed(cast, **{"leave-lrn": "all", "reason-lrn": "Done by another unit"})

    visitor.post("/assess/rounds", form, as_=cast.max)

    (one,) = session.scalars(select(Round))
    assert len(one.out_of_scope) == 6


def test_deactivated_people_are_not_invited(visitor, cast, session, model):
    cast.lena.deactivated_at = clock.now()
    session.commit()

    form = visitor.get(NEW, as_=cast.max)
    assert "Lena" not in form.words()
    page = visitor.post(
        "/assess/rounds", typed(cast, **{"emails-pmo": cast.lena.email}), as_=cast.max, expect=422
    )
    assert errors(page) == ["#emails-pmo"]
    with pytest.raises(RoundPlanError):
        make_round(cast, [(cast.lena, "pmo")])


def test_the_service_guards_the_threshold(cast, model):
    with pytest.raises(RoundPlanError) as refusal:
        make_round(cast, [(cast.lena, "pmo")], threshold=3)
    assert set(refusal.value.problems) == {"threshold"}


def test_the_monitor_counts(visitor, cast, session):
    people = make_people(session, 5)
    one = make_round(cast, [*people, (cast.lena, "leadership")])
    empty = visitor.get(f"/assess/rounds/{one.id}", as_=cast.max)
    assert "Nobody in Payments PMO has submitted yet" in empty.words()
    for person, _group in people:
        hand_in(one, person, everywhere(2))

    page = visitor.get(f"/assess/rounds/{one.id}", as_=cast.ada)

    assert [stat.get_text() for stat in page.soup.select(".stat__value")] == ["6", "5"]
    assert page.queries <= 6
    listed = visitor.get("/assess", as_=cast.ada)
    assert "5 of 6" in listed.words()
    assert listed.queries <= 6


def test_more_people_can_be_invited_while_it_is_open(visitor, cast, session):
    one = make_round(cast, [(cast.lena, "pmo")])
    nia = make_person(session, "Nia Okafor")
    place = f"/assess/rounds/{one.id}/invitations"
    page = visitor.get(place, as_=cast.max)
    assert "Max Weber" in page.words()
    assert "Lena" not in page.words()

    form = {f"member-{cast.max.id}": "pmo", "emails-delivery": f"{nia.email}, {cast.lena.email}"}
    sent = visitor.post(place, form, as_=cast.max)

    assert sent.location == f"/assess/rounds/{one.id}"
    assert len(session.scalars(select(Invitation)).all()) == 3
    assert "2 people are invited" in visitor.get(sent.location, as_=cast.max).words()


def test_inviting_nobody_or_an_unknown_address_is_pointed_out(visitor, cast):
    one = make_round(cast, [(cast.lena, "pmo")])
    place = f"/assess/rounds/{one.id}/invitations"

    nobody = visitor.post(place, {}, as_=cast.max, expect=422)
    unknown = visitor.post(place, {"emails-pmo": "who@example.test"}, as_=cast.max, expect=422)

    assert errors(nobody) == ["#people"]
    assert unknown.one("#emails-pmo").get_text().strip() == "who@example.test"


def test_nobody_is_invited_after_the_last_day(visitor, cast):
    one = make_round(cast, [(cast.lena, "pmo")])

    with clock.set_to(clock.now() + timedelta(days=15)):
        visitor.clients.clear()
        place = f"/assess/rounds/{one.id}/invitations"
        visitor.get(place, as_=cast.max, expect=302)
        form = {f"member-{cast.max.id}": "pmo"}
        visitor.post(place, form, as_=cast.max, expect=409)
        monitor = visitor.get(f"/assess/rounds/{one.id}", as_=cast.max)
        assert "no more answers arrive" in monitor.words()
        assert "Ended, close it" in visitor.get("/assess", as_=cast.max).words()


def test_closing_asks_first_and_happens_once(visitor, cast, session):
    people = make_people(session, 5)
    one = make_round(cast, people)
    for person, _group in people:
        hand_in(one, person, everywhere(3))
    place = f"/assess/rounds/{one.id}/closing"
    asked = visitor.get(place, as_=cast.max)
    assert "5 of 5 people took part" in asked.words()

    key = {"submission_key": "k" * 32}
    visitor.post(place, key, as_=cast.max)
    visitor.post(place, key, as_=cast.max)
    visitor.post(place, as_=cast.max, expect=409)

    assert queries.find_latest(cast.payments.id).figures.stated.rung == 8
    page = visitor.get(f"/assess/rounds/{one.id}", as_=cast.max)
    assert "Hidden to protect people" not in page.words("main").split("By group")[0]
    assert visitor.get(place, as_=cast.max, expect=302)
    assert "Closed" in visitor.get("/assess", as_=cast.max).words()


def test_closing_warns_when_there_would_be_no_result(visitor, cast, session):
    one = make_round(cast, [(cast.lena, "pmo")])
    hand_in(one, cast.lena, everywhere(3))

    page = visitor.get(f"/assess/rounds/{one.id}/closing", as_=cast.max)
    assert "There would be no result to see" in page.words()
    visitor.post(f"/assess/rounds/{one.id}/closing", as_=cast.max)

    monitor = visitor.get(f"/assess/rounds/{one.id}", as_=cast.max)
    assert "Fewer than 5 people answered" in monitor.words()


def test_a_named_round_without_answers_has_no_result(visitor, cast):
    one = make_round(cast, [(cast.lena, "pmo")], mode=Mode.NAMED)
    visitor.post(f"/assess/rounds/{one.id}/closing", as_=cast.max)

    assert "No result" in visitor.get(f"/assess/rounds/{one.id}", as_=cast.max).words()


def test_open_rounds_of_a_team_are_listed(cast):
    one = make_round(cast, [(cast.lena, "pmo")])

    (row,) = queries.list_open_rounds(cast.payments.id)

    assert (row.id, row.invited, row.took_part) == (one.id, 1, 0)
    assert queries.list_open_rounds(cast.logistics.id) == []


def test_a_round_needs_a_published_model(cast, session):
    plan = service.RoundPlan(
        title="x", mode=Mode.NAMED, threshold=5, opens_on=clock.today(), closes_on=clock.today(),
        invited={cast.lena.id: Perspective.PMO},
    )  # fmt: skip
    with pytest.raises(ConflictError):
        service.open_round(cast.payments, plan, by=cast.max)


def places(one):
    return [f"/assess/rounds/{one.id}{tail}" for tail in ("", "/invitations", "/closing")]


def test_staff_may_not_run_rounds(visitor, cast, model):
    one = make_round(cast, [(cast.lena, "pmo")])
    for who in (cast.lena, cast.root):
        for place in (NEW, *places(one)):
            visitor.get(place, as_=who, expect=403)
        for place in ("/assess/rounds", "/assess/rounds/preview", "/assess/rounds/draft"):
            visitor.post(place, typed(cast), as_=who, expect=403)
        visitor.post(places(one)[1], {}, as_=who, expect=403)
        visitor.post(places(one)[2], as_=who, expect=403)


def test_a_manager_elsewhere_does_not_learn_that_it_exists(visitor, cast, model, session):
    one = make_round(cast, [(cast.lena, "pmo")])
    for place in (*places(one), f"{NEW}?team={cast.payments.id}", f"{NEW}?team=nonsense"):
        visitor.get(place, as_=cast.olga, expect=404)
    for place in ("/assess/rounds", "/assess/rounds/preview", "/assess/rounds/draft"):
        visitor.post(place, typed(cast), as_=cast.olga, expect=404)
    visitor.post(places(one)[1], {}, as_=cast.olga, expect=404)
    visitor.post(places(one)[2], as_=cast.olga, expect=404)
    assert "November round" not in visitor.get("/assess", as_=cast.olga).words()
    assert not session.get_one(Round, one.id).is_closed
