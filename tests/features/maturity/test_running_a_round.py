"""Opening, watching and closing a round, as the manager or the PMO lead."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.errors import ConflictError
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import Invitation, Mode, Perspective, Round
from pmo_academy.maturity.publishing import publish_model
from pmo_academy.maturity.rules.model import Form
from pmo_academy.maturity.service import RoundPlanError
from tests.cast import make_person
from tests.features.maturity.factories import (
    everywhere,
    hand_in,
    make_people,
    make_round,
    publish_palm,
)
from tests.rules.maturity.second_model import second_document

NEW = "/assess/rounds/new"
PREVIEW = "/assess/rounds/steps/4"


@pytest.fixture
def model(session):
    """The published model."""
    edition = publish_palm()
    session.commit()
    return edition


def typed(cast, **fields):
    """A filled form for the Payments PMO."""
    today = clock.today()
    edition = queries.find_latest_edition()
    return {
        "team": str(cast.payments.id),
        "edition": str(edition.id) if edition else "",
        "form": "full",
        "title": "Spring round",
        "mode": "anonymous",
        "threshold": "5",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=14)).isoformat(),
        f"member-{cast.lena.id}": "pmo",
        **fields,
    }


def sent_by(page):
    """What a browser would send for the one form of a step."""
    values = page.form("/assess/rounds")
    del values["csrf_token"]
    return values


def errors(page):
    return [link["href"] for link in page.soup.select(".error-summary a")]


def test_a_manager_of_one_team_gets_its_form_at_once(visitor, cast, model):
    page = visitor.get(NEW, as_=cast.max)

    assert "Payments PMO" in page.words()
    assert page.one("#title")["value"].startswith("Maturity assessment, ")
    usual = page.form("/steps/2")
    assert (usual["mode"], usual["threshold"], usual["form"]) == ("anonymous", "5", "full")
    assert usual["reminder_days"] == ["7", "1"]
    assert [usual[name] for name in usual if name.startswith("member-")] == ["pmo", "pmo"]
    assert "version 1.0" in page.words()
    assert page.queries <= 8


def test_a_pmo_lead_chooses_the_team_first(visitor, cast, model):
    page = visitor.get(NEW, as_=cast.ada)

    assert [option.get_text() for option in page.soup.select("option")] == [
        "Logistics PMO", "Payments PMO",
    ]  # fmt: skip
    form = visitor.get(f"{NEW}?team={cast.logistics.id}", as_=cast.ada)
    assert f"member-{cast.olga.id}" in form.form("/steps/2")


def test_without_a_model_the_page_says_what_is_missing(visitor, cast):
    assert "No maturity model is published yet" in visitor.get(NEW, as_=cast.max).words()
    visitor.post("/assess/rounds", typed(cast), as_=cast.max, expect=404)


def test_the_preview_shows_what_people_read_and_which_groups_stay_hidden(
    visitor, cast, session, model
):
    nia = make_person(session, "Nia Okafor")
    form = typed(cast, **{"emails-leadership": nia.email, f"member-{cast.max.id}": "delivery"})

    page = visitor.post(PREVIEW, form, as_=cast.max, expect=200)
    words = page.words()

    assert "only when at least 5 people answered" in words
    assert "Ask Max Weber" in words
    assert "There will be no result to see" in words
    assert "3: 1 from the PMO, 1 from delivery, 1 from leadership" in words
    assert session.scalar(select(Round)) is None


def test_the_preview_names_small_groups_when_there_are_enough_people(visitor, cast, session, model):
    addresses = "\n".join(person.email for person, _group in make_people(session, 5))

    page = visitor.post(
        PREVIEW, typed(cast, **{"emails-delivery": addresses}),
        as_=cast.max, expect=200,
    )  # fmt: skip

    assert "Some groups will be too small to show" in page.words()
    assert "PMO: 1 person" in page.words()
    named = visitor.post(PREVIEW, typed(cast, mode="named"), as_=cast.max, expect=200)
    assert "too small" not in named.words()
    assert "Named: your answers are kept with your name" in named.words()


def test_what_was_typed_survives_the_way_back_from_the_preview(visitor, cast, model):
    form = typed(cast, **{"leave-std": "STD-S2", "reason-std": "Lives elsewhere"})
    page = visitor.post(PREVIEW, form, as_=cast.max, expect=200)
    for step in (3, 2, 1):
        page = visitor.post(f"/assess/rounds/steps/{step}", sent_by(page), as_=cast.max, expect=200)
        assert page.one(".steps [aria-current]")
        if step == 2:
            assert page.one(f"#member-{cast.lena.id} option[selected]")["value"] == "pmo"

    assert page.one("#title")["value"] == "Spring round"
    assert page.one("#reason-std")["value"] == "Lives elsewhere"
    assert page.one("#leave-std option[selected]")["value"] == "STD-S2"
    kept = page.form("/steps/2")
    assert (kept["mode"], kept["closes_on"]) == ("anonymous", form["closes_on"])


def test_the_preview_opens_the_round(visitor, cast, session, model):
    form = typed(cast, **{"leave-std": "STD-S2", "reason-std": "Lives elsewhere"})
    preview = visitor.post(PREVIEW, form, as_=cast.max, expect=200)
    values = sent_by(preview)

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
        ({"form": "other"}, "#form"),
        ({"reminder_days": "99"}, "#reminder_days"),
        ({"emails-delivery": "no address"}, "#emails-delivery"),
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

    page = visitor.post("/assess/rounds", form, as_=cast.max, expect=422)

    assert errors(page) == [wrong]
    assert page.soup.select_one(wrong)
    kept = sent_by(page)
    assert kept["emails-leadership"].strip() == "max.weber@example.test"
    assert kept["title"] == form["title"]
    assert page.soup.title.get_text().startswith("Error:")
    assert session.scalar(select(Round)) is None


def test_problems_stay_at_their_step_and_in_the_order_of_the_page(visitor, cast, model):
    form = typed(
        cast, title="", form="", mode="", closes_on="", opens_on="",
        **{"emails-pmo": "nobody@example.test"},
    )  # fmt: skip
    mended = {}

    for step, wrong, repair in (
        (1, ["#title", "#form"], {"title": "Spring", "form": "full"}),
        (2, ["#emails-pmo"], {"emails-pmo": ""}),
        (3, ["#opens_on", "#closes_on"], {"opens_on": "2100-01-01", "closes_on": "2100-01-09"}),
        (4, ["#mode"], {}),
    ):
        page = visitor.post("/assess/rounds", form | mended, as_=cast.max, expect=422)
        assert errors(page) == wrong
        assert page.one(".steps [aria-current] .steps__mark").get_text() == str(step)
        mended |= repair


def test_going_on_asks_only_for_the_steps_before(visitor, cast, model):
    form = typed(cast, closes_on="", **{f"member-{cast.lena.id}": ""})

    second = visitor.post("/assess/rounds/steps/2", form, as_=cast.max, expect=200)
    refused = visitor.post("/assess/rounds/steps/3", form, as_=cast.max, expect=422)
    back = visitor.post("/assess/rounds/steps/1", form, as_=cast.max, expect=200)

    assert "Other people, by email address" in second.words()
    assert errors(second) == errors(back) == []
    assert errors(refused) == ["#people"]
    visitor.post("/assess/rounds/steps/5", form, as_=cast.max, expect=404)
    visitor.post("/assess/rounds/steps/0", form, as_=cast.max, expect=404)


def test_a_change_of_privacy_is_shown_before_it_holds(visitor, cast, session, model):
    preview = visitor.post(PREVIEW, typed(cast), as_=cast.max, expect=200)
    changed = sent_by(preview) | {"mode": "named"}

    again = visitor.post("/assess/rounds", changed, as_=cast.max, expect=422)

    assert "You changed the privacy" in again.words()
    assert "Named: your answers are kept with your name" in again.words()
    assert session.scalar(select(Round)) is None
    visitor.post("/assess/rounds", sent_by(again), as_=cast.max)
    assert session.scalars(select(Round)).one().mode is Mode.NAMED


def test_everything_chosen_is_stored(visitor, cast, session, model):
    form = typed(cast, reminder_days=["14", "3"], holds_workshop="y", form="quick")

    visitor.post("/assess/rounds", form, as_=cast.max)

    (one,) = session.scalars(select(Round))
    assert (one.form, one.reminder_days, one.holds_workshop) == ("quick", [14, 3], True)


def test_the_quick_form_asks_fewer_questions_and_leaves_none_out(visitor, cast, session, model):
    left_out = {"leave-std": "STD-S2", "reason-std": "Because"}
    page = visitor.post(
        "/assess/rounds/steps/2", typed(cast, form="quick", **left_out), as_=cast.max, expect=422
    )
    assert errors(page) == ["#scope"]

    preview = visitor.post(PREVIEW, typed(cast, form="quick"), as_=cast.max, expect=200)
    assert "About 10 minutes" in preview.words()
    visitor.post("/assess/rounds", sent_by(preview), as_=cast.max)
    (one,) = session.scalars(select(Round))
    own = queries.get_own_round(one.id, for_person=cast.lena)
    quick = queries.model_of(model).quick_form
    assert {item.code for section in own.sections for item in section.items} == set(quick)
    assert "About 10 minutes" in visitor.get(f"/assess/{one.id}", as_=cast.lena).words()


def test_alone_one_person_answers_with_the_name(visitor, cast, session, model):
    form = typed(cast, form="solo", respondent=str(cast.lena.id))
    page = visitor.post("/assess/rounds/steps/2", form, as_=cast.max, expect=200)
    options = [option.get_text() for option in page.soup.select("#respondent option")]
    assert options == ["You", "Lena Ortiz"]
    preview = visitor.post(PREVIEW, form, as_=cast.max, expect=200)
    assert "Named: your answers are kept with your name" in preview.words()
    assert not preview.soup.select("#mode")

    visitor.post("/assess/rounds", sent_by(preview), as_=cast.max)

    (one,) = session.scalars(select(Round))
    (invitation,) = session.scalars(select(Invitation))
    assert (one.form, one.mode) == ("solo", Mode.NAMED)
    assert invitation.person_id == cast.lena.id
    with pytest.raises(RoundPlanError) as refusal:
        make_round(cast, [(cast.lena, "pmo"), (cast.max, "pmo")], form=Form.SOLO)
    assert set(refusal.value.problems) == {"people", "mode"}


def test_of_several_models_one_is_chosen(visitor, cast, session, model):
    other = publish_model(second_document(), number=1)
    session.commit()
    page = visitor.get(NEW, as_=cast.max)
    assert len(page.soup.select("input[name=edition]")) == 2

    form = visitor.get(f"{NEW}?team={cast.payments.id}&edition={other}", as_=cast.max)
    assert form.form("/steps/2")["edition"] == str(other)
    visitor.get(f"{NEW}?team={cast.payments.id}&edition={cast.lena.id}", as_=cast.max, expect=404)


def test_a_round_needs_people(visitor, cast, model):
    form = typed(cast, **{f"member-{cast.lena.id}": ""})

    page = visitor.post(PREVIEW, form, as_=cast.max, expect=422)

    assert errors(page) == ["#people"]
    assert "Invite at least one person" in page.words()


def test_too_many_addresses_at_a_time_are_refused(visitor, cast, model):
    addresses = " ".join(f"p{at}@example.test" for at in range(501))

    page = visitor.post(
        PREVIEW, typed(cast, **{"emails-pmo": addresses}),
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

    assert [stat.get_text() for stat in page.soup.select(".stat__value")][:2] == ["6", "5"]
    assert page.queries <= 9
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
        assert "No more answers arrive" in monitor.words()
        assert "In review" in visitor.get("/assess", as_=cast.max).words()


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
    assert "See the result" not in monitor.words()


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
    tails = ("", "/invitations", "/closing", "/extension")
    return [f"/assess/rounds/{one.id}{tail}" for tail in tails]


def test_staff_may_not_run_rounds(visitor, cast, model):
    one = make_round(cast, [(cast.lena, "pmo")])
    for who in (cast.lena, cast.root):
        for place in (NEW, *places(one)):
            visitor.get(place, as_=who, expect=403)
        for place in ("/assess/rounds", PREVIEW):
            visitor.post(place, typed(cast), as_=who, expect=403)
        visitor.post(places(one)[1], {}, as_=who, expect=403)
        visitor.post(places(one)[2], as_=who, expect=403)


def test_a_manager_elsewhere_does_not_learn_that_it_exists(visitor, cast, model, session):
    one = make_round(cast, [(cast.lena, "pmo")])
    for place in (*places(one), f"{NEW}?team={cast.payments.id}", f"{NEW}?team=nonsense"):
        visitor.get(place, as_=cast.olga, expect=404)
    for place in ("/assess/rounds", PREVIEW):
        visitor.post(place, typed(cast), as_=cast.olga, expect=404)
    visitor.post(places(one)[1], {}, as_=cast.olga, expect=404)
    visitor.post(places(one)[2], as_=cast.olga, expect=404)
    assert "November round" not in visitor.get("/assess", as_=cast.olga).words()
    assert not session.get_one(Round, one.id).is_closed
