"""The self-check: for anybody, without an account, and nothing stored unasked."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.maturity.models import SelfCheck
from pmo_academy.maturity.service import self_checks
from pmo_academy.maturity.views.self_check import keeping
from tests.factories import lesson, make_course, module
from tests.features.maturity.factories import publish_palm
from tests.rules.maturity.example import PALM


@pytest.fixture(autouse=True)
def fresh(session):
    publish_palm()
    session.commit()
    keeping.forget()


def form_of(page, action):
    """What a browser would send, but for the token, which the visitor brings along."""
    return {name: value for name, value in page.form(action).items() if name != "csrf_token"}


def filled(visitor, value="3", count=20, **others):
    """The form with an answer to the first questions."""
    form = form_of(visitor.get("/self-check/questions"), "/self-check/result")
    return form | {f"q{at}": value for at in range(1, count + 1)} | others


def kept(visitor, **others):
    """The address of a kept result."""
    result = visitor.post("/self-check/result", filled(visitor, **others), expect=200)
    return visitor.post("/self-check/kept", form_of(result, "/self-check/kept")).location


def rows(session):
    """How many rows each table has."""
    return {
        name: session.scalar(select(func.count()).select_from(table))
        for name, table in Base.metadata.tables.items()
    }


def test_the_start_page_says_what_it_is_and_what_is_stored(visitor):
    page = visitor.get("/self-check")

    assert "20 questions, about five minutes" in page.words()
    assert "Your answers are not stored" in page.words()
    assert page.one("main .button--primary")["href"] == "/self-check/questions"


def test_questions_show_neither_codes_nor_tiers(visitor):
    page = visitor.get("/self-check/questions")

    assert len(page.soup.select("fieldset")) == 20
    assert len(page.soup.select("main h2")) == 10
    assert not re.search(r"[A-Z]{3}-[SCT]\d", page.text)
    for tier in PALM.tiers:
        assert tier.name not in page.words("form")


def test_a_result_is_a_tier_with_three_steps_and_is_not_stored(visitor, session):
    before = rows(session)
    page = visitor.post("/self-check/result", filled(visitor, "3", q7="1"), expect=200)

    assert "Your result: Control" in page.words("h1")
    assert "Indicative, one person's view" in page.words()
    assert len(page.soup.select("ol article")) == 3
    for step in PALM.steps:
        assert f"Control, {step}" not in page.words()
    assert rows(session) == before


def test_a_next_step_names_its_lesson_or_its_announced_course(visitor, session):
    make_course(session, "PA-51", covers={"AUT-C1": 1.0}, modules=(module("first"),))
    on_item = module("first", lessons=0)
    on_item = type(on_item)(
        **{**vars(on_item), "lessons": (vary(lesson("who-may-lead"), item="AUT-C1", verb="do"),)}
    )
    make_course(session, "PA-52", title="Licence to lead", modules=(on_item,))
    make_course(session, "PA-53", is_announced=True, covers={"MND-T1": 1.0})

    page = visitor.post("/self-check/result", filled(visitor, "3", q7="1", q2="1"), expect=200)

    assert page.one('main a[href="/learn/PA-52/who-may-lead"]').text == "Lesson who-may-lead"
    step = visitor.post("/self-check/result", filled(visitor, "3", q2="1"), expect=200)
    assert "announced, not open yet" in step.words()


def vary(content, **changes):
    return type(content)(**{**vars(content), **changes})


def test_half_of_the_questions_are_enough(visitor):
    visitor.post("/self-check/result", filled(visitor, count=10), expect=200)


def test_with_fewer_nothing_that_was_answered_is_lost(visitor):
    page = visitor.post("/self-check/result", filled(visitor, "2", count=9, q9="D"), expect=422)

    assert page.soup.title.text.startswith("Error:")
    assert "at least half of the questions: 10 of 20. You have answered 9." in page.words()
    assert page.one(".error-summary a")["href"] == "#q10"
    form = form_of(page, "/self-check/result")
    assert [form.get(f"q{at}") for at in range(1, 11)] == ["2"] * 8 + ["D", None]


def test_dont_know_is_told_and_never_a_number(visitor):
    page = visitor.post("/self-check/result", filled(visitor, "3", q1="D"), expect=200)

    assert "Your result: Not established" in page.words("h1")
    assert "Find out first: is this true?" in page.words()
    assert "1 question has no answer that counts" in page.words()


@pytest.mark.parametrize("change", [{"q1": "5"}, {"edition": ""}, {"edition": "0" * 32}])
def test_what_the_page_never_sends_is_refused(visitor, change):
    visitor.post("/self-check/result", filled(visitor) | change, expect=400)


def test_a_kept_result_opens_by_its_link_only(visitor, session):
    path = kept(visitor, value="3", q7="1")

    page = visitor.get(path)
    assert "Your result: Control" in page.words("h1")
    assert path in page.words()
    assert "until" in page.words()
    assert page.response.headers["X-Robots-Tag"].startswith("noindex")
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.one('meta[name="robots"]')["content"].startswith("noindex")
    visitor.get(f"{path}x", expect=404)
    visitor.get("/self-check/kept/guess", expect=404)


def test_only_a_digest_of_the_link_is_stored(visitor, session):
    token = kept(visitor).rsplit("/", 1)[1]

    row = session.scalars(select(SelfCheck)).one()
    assert row.token_digest == self_checks.digest_of(token)
    for table in Base.metadata.tables.values():
        for found in session.execute(select(table)):
            assert token not in repr(found)


def test_keeping_says_nothing_about_who(visitor, session, cast):
    form = filled(visitor)
    result = visitor.post("/self-check/result", form, as_=cast.lena, expect=200)
    before = rows(session)
    visitor.post("/self-check/kept", form_of(result, "/self-check/kept"), as_=cast.lena)

    assert rows(session) == before | {"maturity_self_check": 1}
    row = session.execute(text("select * from maturity_self_check")).mappings().one()
    assert set(row) == {
        "id", "token_digest", "model_edition_id", "answers", "kept_on", "expires_on",
    }  # fmt: skip


def test_the_same_page_sent_twice_is_kept_once(visitor, session):
    result = visitor.post("/self-check/result", filled(visitor), expect=200)
    form = form_of(result, "/self-check/kept")

    first = visitor.post("/self-check/kept", form).location
    assert visitor.post("/self-check/kept", form).location == first
    assert session.scalar(select(func.count()).select_from(SelfCheck)) == 1


def test_a_kept_result_can_be_deleted(visitor, session):
    path = kept(visitor)

    visitor.post(f"{path}/deletion")
    assert session.scalar(select(func.count()).select_from(SelfCheck)) == 0
    visitor.get(path, expect=404)
    visitor.post(f"{path}/deletion")


def test_after_twelve_months_it_is_gone(visitor, session):
    path = kept(visitor)
    with clock.set_to(clock.now() + timedelta(days=365)):
        visitor.get(path)
        self_checks.forget_self_checks()
        visitor.get(path)
    with clock.set_to(clock.now() + timedelta(days=366)):
        visitor.get(path, expect=404)
        self_checks.forget_self_checks()
    assert session.scalar(select(func.count()).select_from(SelfCheck)) == 0


def test_one_address_cannot_fill_the_database(visitor, session):
    for _ in range(5):
        kept(visitor)
    result = visitor.post("/self-check/result", filled(visitor, "3", q7="1"), expect=200)
    page = visitor.post("/self-check/kept", form_of(result, "/self-check/kept"), expect=429)

    assert "Wait an hour" in page.words()
    assert "Your result: Control" in page.words("h1")
    assert form_of(page, "/self-check/kept")["q7"] == "1"
    assert session.scalar(select(func.count()).select_from(SelfCheck)) == 5


def test_many_addresses_cannot_fill_it_either(visitor, session, monkeypatch):
    monkeypatch.setattr(self_checks, "MOST_A_DAY", 1)
    kept(visitor)
    result = visitor.post("/self-check/result", filled(visitor), expect=200)

    page = visitor.post("/self-check/kept", form_of(result, "/self-check/kept"), expect=429)
    assert "no more can be" in page.words()


def test_keeping_needs_the_page_it_came_from(visitor):
    result = visitor.post("/self-check/result", filled(visitor), expect=200)
    form = form_of(result, "/self-check/kept")

    visitor.post("/self-check/kept", form | {"submission_key": "short"}, expect=400)
    visitor.post("/self-check/kept", {"edition": form["edition"]}, expect=422)


@pytest.mark.parametrize("path", ["/self-check", "/self-check/questions", "/how-we-score"])
def test_the_pages_are_for_everybody(visitor, cast, path):
    for person in (None, cast.lena, cast.max, cast.ada, cast.root):
        visitor.get(path, as_=person)


def test_before_a_model_is_published_the_page_says_so(visitor, session):
    session.execute(text("delete from maturity_model_edition"))
    session.commit()

    assert "There are no questions yet" in visitor.get("/self-check").words()
    assert "There is no model yet" in visitor.get("/how-we-score").words()
    visitor.get("/self-check/questions", expect=404)
