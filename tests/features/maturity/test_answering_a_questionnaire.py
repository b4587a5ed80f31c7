"""Answering, from the list to the receipt, as the invited person; nobody else sees anything."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.db import db
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import Answer, Invitation, Mode, Response
from tests.cast import make_person
from tests.features.maturity.factories import (
    answer,
    everywhere,
    hand_in,
    make_closed_example,
    make_courses,
    make_people,
    make_round,
)
from tests.features.reports.factories import complete
from tests.rules.maturity.example import PALM

FIRST = [item.code for item in PALM.domains[0].items]


@pytest.fixture
def november(cast):
    """An anonymous round to which Lena is invited."""
    return make_round(cast, [(cast.lena, "pmo")])


def path(one, *parts):
    return "/".join(["/assess", str(one.id), *parts])


def stored(session):
    return {row.item: (row.choice, row.comment) for row in session.scalars(select(Answer))}


def filled(page, **answers):
    """What the browser would send of a section's page, with these answers."""
    form = page.form("/assess/")
    del form["csrf_token"]
    return form | answers


ALL_SIX = {f"q{at}": "2" for at in range(1, 7)}


def test_the_list_shows_what_waits_and_how_far_it_is(visitor, cast, november):
    answer(november, cast.lena, dict.fromkeys(FIRST, 3))

    page = visitor.get("/assess", as_=cast.lena)

    assert "November round" in page.words()
    assert "Sections done 1 of 10" in page.words()
    assert "14 days left" in page.words()
    assert page.one("main .button--primary").get_text(strip=True).startswith("Continue")
    assert "New round" not in page.text
    assert page.queries <= 6


def test_an_empty_list_says_what_will_come(visitor, cast):
    assert "No assessment for you yet" in visitor.get("/assess", as_=cast.lena).words()
    assert "No assessment yet" in visitor.get("/assess", as_=cast.max).words()


def test_the_overview_tells_who_sees_what_before_anything_is_answered(visitor, cast, november):
    page = visitor.get(path(november), as_=cast.lena)
    words = page.words()

    assert "About 25 minutes" in words
    assert "only when at least 5 people answered" in words
    assert "Nobody sees your name beside an answer" in words
    assert "Ask Max Weber" in words
    assert words.count("Not started") == 10
    assert "Cannot start yet" in words
    assert page.queries <= 6


def test_a_named_round_says_so_in_the_same_place(visitor, cast):
    one = make_round(cast, [(cast.lena, "pmo")], mode=Mode.NAMED)

    for page in (
        visitor.get(path(one), as_=cast.lena),
        visitor.get(path(one, "mnd"), as_=cast.lena),
    ):
        assert "Named: your answers are kept with your name" in page.words()


def test_a_section_shows_words_only(visitor, cast, november):
    page = visitor.get(path(november, "mnd"), as_=cast.lena)

    assert len(page.soup.select("fieldset")) == 6
    assert len(page.soup.select("input[type=radio]")) == 36
    assert not page.soup.select("input[type=radio][checked]")
    assert "MND-S1" not in page.text
    assert "Support" not in page.words("main")
    assert page.queries <= 6


def test_save_and_continue_leads_through_all_sections_to_the_check(visitor, cast, november):
    place = path(november, "mnd")
    for _section in range(10):
        form = filled(visitor.get(place, as_=cast.lena), **ALL_SIX)
        place = visitor.post(place, form, as_=cast.lena).location

    assert place == path(november, "check")
    words = visitor.get(place, as_=cast.lena).words()
    assert "0 questions are unanswered; 0 answers are “I don't know”." in words


def test_open_questions_are_pointed_out_and_can_be_left(visitor, cast, november, session):
    place = path(november, "mnd")
    form = filled(visitor.get(place, as_=cast.lena), q1="3", q2="D", q4="0", q5="1")

    page = visitor.post(place, form, as_=cast.lena, expect=422)

    assert "You left 2 questions open" in page.words()
    assert page.soup.title.get_text().startswith("Error:")
    assert [link["href"] for link in page.soup.select(".error-summary a")] == ["#q3", "#q6"]
    assert len(page.soup.select("input[checked]")) == 4
    assert len(stored(session)) == 4
    left = visitor.post(place, filled(page, leave_open="1"), as_=cast.lena)
    assert left.location == path(november, "std")


def test_save_and_come_back_later_always_works(visitor, cast, november, session):
    form = filled(visitor.get(path(november, "mnd"), as_=cast.lena), q1="3", c1=" Signed in May ")

    page = visitor.post(path(november, "mnd", "pause"), form, as_=cast.lena)

    assert page.location == path(november)
    assert stored(session) == {"MND-S1": ("3", "Signed in May")}
    overview = visitor.get(page.location, as_=cast.lena)
    assert "In progress" in overview.words()
    assert "Continue: Mandate and objectives" in overview.words()
    section = visitor.get(path(november, "mnd"), as_=cast.lena)
    assert section.one("input[checked]")["value"] == "3"
    assert section.one("#c1").get_text().strip() == "Signed in May"
    assert section.one("details[open] #c1")


def test_each_answer_is_saved_as_it_is_given(visitor, cast, november, session):
    seen = visitor.get(path(november, "mnd"), as_=cast.lena).form("/mnd")["seen"]
    place = path(november, "mnd", "answers")

    first = visitor.post(
        place, {"seen": seen, "changed": ["q1", "c1"], "q1": "3", "c1": ""},
        as_=cast.lena, expect=200,
    )  # fmt: skip
    second = visitor.post(
        place, {"seen": first.json["seen"], "changed": "c1", "c1": "Signed"},
        as_=cast.lena, expect=200,
    )  # fmt: skip

    assert first.json["message"].startswith("Saved ")
    assert first.json["saved_at"]
    assert second.json["seen"] == "2.0.0.0.0.0"
    assert stored(session) == {"MND-S1": ("3", "Signed")}


def test_the_same_answer_again_after_a_lost_reply_is_no_conflict(visitor, cast, november):
    place = path(november, "mnd", "answers")
    form = {"seen": "0.0.0.0.0.0", "changed": "q1", "q1": "3"}

    visitor.post(place, form, as_=cast.lena, expect=200)
    again = visitor.post(place, form, as_=cast.lena, expect=200)

    assert again.json["seen"] == "1.0.0.0.0.0"


def test_a_second_tab_never_overwrites_silently(visitor, cast, november, session):
    place = path(november, "mnd", "answers")
    old = {"seen": "0.0.0.0.0.0"}
    visitor.post(place, {**old, "changed": "q1", "q1": "3"}, as_=cast.lena, expect=200)

    stale = visitor.post(place, {**old, "changed": "q1", "q1": "1"}, as_=cast.lena, expect=409)
    other = visitor.post(place, {**old, "changed": "q2", "q2": "1"}, as_=cast.lena, expect=200)

    anchors = PALM.item_by_code["MND-S1"].anchors
    assert anchors[3] in stale.json["message"]
    assert anchors[1] in stale.json["message"]
    assert other.json["seen"] == "0.1.0.0.0.0"
    assert stored(session) == {"MND-S1": ("3", ""), "MND-S2": ("1", "")}


def test_two_tabs_without_scripts_show_both_texts_and_saving_again_decides(
    visitor, cast, november, session
):
    place = path(november, "mnd")
    form = filled(visitor.get(place, as_=cast.lena), q1="1", c1="Mine")
    answer(november, cast.lena, {"MND-S1": 3})

    page = visitor.post(place, form, as_=cast.lena, expect=409)

    assert "You changed this in another tab" in page.words()
    assert page.one("input[checked]")["value"] == "1"
    assert stored(session)["MND-S1"] == ("3", "")
    visitor.post(path(november, "mnd", "pause"), filled(page), as_=cast.lena)
    assert stored(session)["MND-S1"] == ("1", "Mine")
    stale = visitor.post(
        path(november, "mnd", "pause"), form | {"q1": "0"}, as_=cast.lena, expect=409
    )
    assert "Mine" in stale.words()


@pytest.mark.parametrize(
    "form",
    [
        {"changed": "q1", "q1": "5"},
        {"changed": "q1", "q1": "-1"},
        {"changed": "q9", "q9": "1"},
        {"q1": "1"},
    ],
)
def test_what_no_page_sends_is_refused(visitor, cast, november, session, form):
    visitor.post(path(november, "mnd", "answers"), {"seen": "", **form}, as_=cast.lena, expect=400)
    assert stored(session) == {}


def test_a_comment_that_is_too_long_is_refused_and_nothing_of_it_stored(
    visitor, cast, november, session
):
    form = {"seen": "nonsense", "changed": "c1", "c1": "x" * 2001}

    page = visitor.post(path(november, "mnd", "answers"), form, as_=cast.lena, expect=422)

    assert "2000 characters" in page.json["message"]
    assert stored(session) == {}


def test_a_change_from_the_check_page_leads_back_to_it(visitor, cast, november):
    answer(november, cast.lena, everywhere(2) | {"MND-S2": "D"})
    check = visitor.get(path(november, "check"), as_=cast.lena)
    assert "1 answer is “I don't know”" in check.words()
    link = check.soup.select_one(".summary-list a")
    assert link.get_text().startswith("Change")
    assert "Is there an agreed statement" in link.get_text()

    page = visitor.get(link["href"].partition("#")[0], as_=cast.lena)
    done = visitor.post(path(november, "mnd") + "?from=check", filled(page, q1="4"), as_=cast.lena)

    assert "Check your answers" in page.one(".back-link").get_text()
    assert done.location == path(november, "check")
    assert check.queries <= 6


def test_when_all_is_answered_the_list_leads_to_the_check(visitor, cast, november):
    answer(november, cast.lena, everywhere(2))

    button = visitor.get("/assess", as_=cast.lena).one("main .button--primary")

    assert button.get_text(strip=True).startswith("Check and submit")
    assert button["href"] == path(november, "check")


def test_the_check_page_shows_comments_and_what_is_open(visitor, cast, november):
    form = {"seen": "", "changed": "c1", "c1": "Ask the sponsor"}
    visitor.post(path(november, "mnd", "answers"), form, as_=cast.lena, expect=200)

    page = visitor.get(path(november, "check"), as_=cast.lena)

    assert "Not answered – your comment: Ask the sponsor" in page.words()
    assert page.soup.select_one(".summary-list a").get_text().startswith("Answer")


def test_less_than_half_can_be_submitted_but_is_said(visitor, cast, november):
    answer(november, cast.lena, {"MND-S1": 3})

    page = visitor.get(path(november, "check"), as_=cast.lena)

    assert "Less than half is answered" in page.words()


def test_nothing_at_all_is_not_submitted(visitor, cast, november, session):
    page = visitor.get(path(november, "check"), as_=cast.lena)

    assert "Nothing is answered yet" in page.words()
    visitor.post(path(november, "submission"), as_=cast.lena, expect=409)
    assert session.scalar(select(Invitation.took_part_on)) is None


def test_submitting_gives_a_receipt_that_stays(visitor, cast, session, november):
    make_courses(db.session())
    answer(november, cast.lena, everywhere(2))

    page = visitor.post(path(november, "submission"), as_=cast.lena)

    assert page.location == path(november, "done")
    first = visitor.get(page.location, as_=cast.lena)
    second = visitor.get(page.location, as_=cast.lena)
    assert first.words() == second.words()
    assert "Assessment submitted" in first.words()
    assert "Course PA-01" in first.words()
    assert first.queries <= 8
    complete(session, cast.lena, "PA-01")
    assert "Course PA-02" in visitor.get(page.location, as_=cast.lena).words()
    assert "You took part on" in visitor.get("/assess", as_=cast.lena).words()


def test_the_recommended_course_serves_the_teams_target(visitor, cast, session, november):
    make_courses(session)
    make_closed_example(session, cast, title="Before")
    service.set_target(cast.payments, rung=5, by_date=clock.today() + timedelta(9), by=cast.max)
    hand_in(november, cast.lena, everywhere(2))

    assert "Course PA-04" in visitor.get(path(november, "done"), as_=cast.lena).words()


def test_a_course_that_is_behind_the_person_is_not_recommended(visitor, cast, session, november):
    make_courses(session)
    make_closed_example(session, cast, title="Before")
    service.set_target(cast.payments, rung=5, by_date=clock.today() + timedelta(9), by=cast.max)
    hand_in(november, cast.lena, everywhere(2))
    complete(session, cast.lena, "PA-04")

    assert "Course PA-04" not in visitor.get(path(november, "done"), as_=cast.lena).words()


def test_a_double_click_submits_once(visitor, cast, november, session):
    answer(november, cast.lena, everywhere(2))

    first = visitor.post(path(november, "submission"), as_=cast.lena)
    second = visitor.post(path(november, "submission"), as_=cast.lena)

    assert first.location == second.location
    (sheet,) = session.scalars(select(Response))
    assert len(sheet.document["answers"]) == 60
    assert stored(session) == {}


def at_once(app, visitor, person, posts):
    """Send posts (address and fields) from as many browsers of one person at the same time."""
    visitor.post("/assess/rounds", as_=person, expect=403)
    cookie = visitor.client(person).get_cookie("session").value

    def send(post):
        client = app.test_client()
        client.set_cookie("session", cookie)
        place, fields = post
        return client.post(place, data={"csrf_token": visitor.token(), **fields}).status_code

    db.session.rollback()
    with ThreadPoolExecutor(4) as pool:
        return set(pool.map(send, posts))


def test_many_presses_at_once_submit_once(app, visitor, cast, november, session):
    answer(november, cast.lena, everywhere(2))

    answers = at_once(app, visitor, cast.lena, [(path(november, "submission"), {})] * 8)

    session.rollback()
    assert answers == {303}
    (sheet,) = session.scalars(select(Response))
    assert len(sheet.document["answers"]) == 60
    assert stored(session) == {}


def test_first_answers_from_two_tabs_at_once_share_a_draft(app, visitor, cast, november, session):
    posts = [
        (
            path(november, "mnd", "answers"),
            {"seen": "0.0.0.0.0.0", "changed": f"q{at}", f"q{at}": "2"},
        )
        for at in range(1, 7)
    ]

    answers = at_once(app, visitor, cast.lena, posts)

    session.rollback()
    assert answers == {200}
    assert len(session.scalars(select(Response)).all()) == 1
    assert len(stored(session)) == 6


def test_after_submission_every_page_leads_to_the_receipt(visitor, cast, november):
    hand_in(november, cast.lena, everywhere(2))

    assert visitor.get(path(november), as_=cast.lena, expect=302).location == path(november, "done")
    for place in ("mnd", "check"):
        page = visitor.get(path(november, place), as_=cast.lena, expect=302)
        assert page.location == path(november)
    visitor.post(path(november, "mnd"), {"q1": "1"}, as_=cast.lena, expect=409)
    late = visitor.post(
        path(november, "mnd", "answers"), {"changed": "q1", "q1": "1"}, as_=cast.lena, expect=409
    )
    assert "submitted this assessment already" in late.json["message"]


def test_before_submission_there_is_no_receipt(visitor, cast, november):
    page = visitor.get(path(november, "done"), as_=cast.lena, expect=302)
    assert page.location == path(november)


def test_answering_stops_after_the_last_day(visitor, cast, november, session):
    answer(november, cast.lena, {"MND-S1": 3})
    with clock.set_to(clock.now() + timedelta(days=14)):
        hand = {"changed": "q1", "q1": "4", "seen": "1.0.0.0.0.0"}
        visitor.post(path(november, "mnd", "answers"), hand, as_=cast.lena, expect=200)

    with clock.set_to(clock.now() + timedelta(days=15)):
        visitor.clients.clear()
        assert "This assessment is over" in visitor.get(path(november), as_=cast.lena).words()
        visitor.get(path(november, "mnd"), as_=cast.lena, expect=302)
        visitor.post(path(november, "mnd"), {"q1": "1"}, as_=cast.lena, expect=409)
        visitor.post(path(november, "submission"), as_=cast.lena, expect=409)
        assert "without your answers" in visitor.get("/assess", as_=cast.lena).words()
    assert stored(session) == {"MND-S1": ("4", "")}


def test_answering_begins_on_the_first_day(visitor, cast):
    today = clock.today()
    one = make_round(
        cast, [(cast.lena, "pmo")],
        opens_on=today + timedelta(days=2), closes_on=today + timedelta(days=9),
    )  # fmt: skip

    assert "Not open yet" in visitor.get(path(one), as_=cast.lena).words()
    assert "Opens on" in visitor.get("/assess", as_=cast.lena).words()
    visitor.post(path(one, "mnd"), {"q1": "1"}, as_=cast.lena, expect=409)


def test_questions_left_out_are_not_asked(visitor, cast):
    left_out = {
        **{item.code: "Not ours" for item in PALM.domains[-1].items},
        "STD-S2": "Lives elsewhere",
    }
    one = make_round(cast, [(cast.lena, "pmo")], out_of_scope=left_out)

    assert "Section 2 of 9" in visitor.get(path(one, "std"), as_=cast.lena).words()
    assert len(visitor.get(path(one, "std"), as_=cast.lena).soup.select("fieldset")) == 5
    visitor.get(path(one, "lrn"), as_=cast.lena, expect=404)


def test_an_unknown_section_is_not_found(visitor, cast, november):
    visitor.get(path(november, "xyz"), as_=cast.lena, expect=404)
    visitor.post(path(november, "xyz"), {"q1": "1"}, as_=cast.lena, expect=404)


@pytest.mark.parametrize("place", ["", "/mnd", "/check", "/done"])
def test_who_is_not_invited_does_not_learn_that_it_exists(visitor, cast, november, place):
    for stranger in (cast.max, cast.ada, cast.root, cast.olga):
        visitor.get(path(november) + place, as_=stranger, expect=404)


def test_who_is_not_invited_cannot_write(visitor, cast, november, session):
    visitor.post(path(november, "mnd"), {"q1": "1"}, as_=cast.olga, expect=404)
    visitor.post(
        path(november, "mnd", "answers"), {"changed": "q1", "q1": "1"}, as_=cast.olga, expect=404
    )
    visitor.post(path(november, "mnd", "pause"), {"q1": "1"}, as_=cast.olga, expect=404)
    visitor.post(path(november, "submission"), as_=cast.olga, expect=404)
    assert stored(session) == {}


def test_who_is_not_signed_in_is_led_to_the_sign_in(visitor, november):
    assert "/sign-in" in visitor.get(path(november), expect=302).location


def test_the_same_person_sees_nothing_of_another_persons_draft(visitor, cast, session):
    nia = make_person(session, "Nia Okafor")
    one = make_round(cast, [(cast.lena, "pmo"), (nia, "pmo")])
    answer(one, nia, {"MND-S1": 4})

    page = visitor.get(path(one, "mnd"), as_=cast.lena)

    assert not page.soup.select("input[checked]")


def test_who_moved_team_keeps_the_invitation(visitor, cast, session):
    ((nia, _group),) = make_people(session, 1)
    one = make_round(cast, [(nia, "delivery")])

    assert "Start" in visitor.get(path(one), as_=nia).words()


def test_home_gets_the_open_invitations_with_progress(cast, november):
    answer(november, cast.lena, dict.fromkeys(FIRST, 3))

    (waiting,) = queries.list_open_invitations(cast.lena)

    assert (waiting.title, waiting.team_name) == ("November round", "Payments PMO")
    assert (waiting.sections_done, waiting.sections_total, waiting.has_started) == (1, 10, True)
    assert waiting.days_left == 14
    assert queries.list_open_invitations(cast.max) == []
