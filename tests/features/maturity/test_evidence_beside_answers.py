"""Evidence where people meet it: beside a question, at home, on the pages of team and domain."""

from datetime import timedelta

from pmo_academy.core import clock
from pmo_academy.maturity.models import Answer, Evidence, EvidenceState
from tests.cast import make_person
from tests.features.maturity.factories import make_closed_example, make_round
from tests.features.maturity.test_evidence import accepted, bring, page_of, piece, typed


def place(one, rest):
    return f"/assess/{one.id}/{rest}"


def open_round(session, cast, **fields):
    one = make_round(cast, [(cast.lena, "pmo"), (cast.max, "leadership")], **fields)
    session.commit()
    return one


def test_from_a_question_to_its_evidence_and_back_with_the_answers_kept(visitor, session, cast):
    one = open_round(session, cast)
    form = visitor.get(place(one, "mnd"), as_=cast.lena).form("/mnd")
    del form["csrf_token"]

    form_of_evidence = visitor.post(
        place(one, "mnd/pause?evidence=q2"), {**form, "q1": "3"}, as_=cast.lena
    ).location
    page = visitor.get(form_of_evidence, as_=cast.lena)
    back = visitor.post(place(one, "evidence"), typed(), as_=cast.lena).location

    assert "Your answers stay as they are: anonymous" in page.words()
    assert "Evidence bears your name" in page.words()
    assert back == place(one, "mnd")
    section = visitor.get(back, as_=cast.lena)
    assert section.form("/mnd")["q1"] == "3"
    assert "Charter, signed" in section.words()
    assert "MND-S2" not in section.text
    assert section.queries <= 10


def test_evidence_tells_nothing_of_answers(visitor, session, cast):
    one = open_round(session, cast)

    visitor.post(place(one, "evidence"), typed(), as_=cast.lena)

    assert session.query(Answer).count() == 0
    words = visitor.get(piece(session.query(Evidence).one()), as_=cast.max).words()
    assert "Answered" not in words


def test_a_section_shows_only_own_evidence(visitor, session, cast):
    one = open_round(session, cast)
    bring(session, cast, cast.max, title="Of the manager")

    assert "Of the manager" not in visitor.get(place(one, "mnd"), as_=cast.lena).words()


def test_only_who_is_invited_brings_evidence_beside_a_questionnaire(visitor, session, cast):
    one = open_round(session, cast)

    for person in (cast.olga, cast.ada):
        visitor.get(place(one, "evidence/new?item=MND-S2"), as_=person, expect=404)
        visitor.post(place(one, "evidence"), typed(), as_=person, expect=404)

    assert session.query(Evidence).count() == 0


def test_after_the_last_day_it_leads_to_the_questionnaire(visitor, session, cast):
    today = clock.today()
    days = {"opens_on": today - timedelta(days=9), "closes_on": today - timedelta(days=1)}
    one = open_round(session, cast)
    one.opens_on, one.closes_on = days.values()
    session.commit()

    sent = visitor.post(place(one, "evidence"), typed(), as_=cast.lena)

    assert sent.location == f"/assess/{one.id}"


def test_home_says_what_to_review_and_what_to_renew(visitor, session, cast):
    colleague = make_person(session, "Colleague", member_of=cast.payments)
    make_closed_example(session, cast)
    bring(session, cast, cast.lena, title="Waits", item="MND-C1")
    accepted(session, cast, cast.lena, days=20, title="Ends first", item="MND-C2")
    accepted(session, cast, cast.lena, days=30, title="Ends later", item="MND-T1")

    manager = visitor.get("/", as_=cast.max).words()
    contributor = visitor.get("/", as_=cast.lena).words()

    assert "Review 1 piece of evidence of Payments PMO" in manager
    assert "Renew evidence: Ends first" in manager
    assert "1 more expires soon" in manager
    assert "Renew evidence: Ends first" in contributor
    assert "Review" not in contributor
    for person in (colleague, cast.olga):
        assert "evidence" not in visitor.get("/", as_=person).words().lower()


def test_what_has_a_newer_version_needs_no_renewing(visitor, session, cast):
    accepted(session, cast, cast.lena, days=20, title="Old")
    bring(session, cast, cast.lena, title="New")

    assert "Renew evidence" not in visitor.get("/", as_=cast.lena).words()


def test_own_evidence_is_not_for_own_review(visitor, session, cast):
    bring(session, cast, cast.max)

    assert "Review" not in visitor.get("/", as_=cast.max).words()


def test_the_page_of_a_team_leads_to_what_closes_the_distance(visitor, session, cast):
    make_closed_example(session, cast)
    session.commit()

    page = visitor.get(f"/team/{cast.payments.id}", as_=cast.max)

    assert "evidence for these 2 questions lifts the verified level" in page.words()
    assert page.soup.select(f'main a[href="{page_of(cast.payments)}"]')


def test_a_question_says_what_backs_it_or_what_it_counts_as(visitor, session, cast):
    make_closed_example(session, cast)
    session.query(Evidence).filter_by(item="MND-S1").update(
        {"valid_until": clock.today() + timedelta(days=30)}
    )
    session.query(Evidence).filter_by(item="STD-S1").update({"state": EvidenceState.ACCEPTED})
    session.commit()

    page = visitor.get(f"/team/{cast.payments.id}/domain/MND", as_=cast.max)

    assert "Backed by evidence until" in page.words()
    assert "No accepted evidence: counts as 2 of 4 in the verified level" in page.words()
    assert "Stated: Control, intermediate. Verified:" in page.words()


def test_team_list_and_home_show_both_levels(visitor, session, cast):
    make_closed_example(session, cast)
    session.commit()

    for path, person in (("/team", cast.ada), ("/", cast.max)):
        words = visitor.get(path, as_=person).words("body")
        assert "verified by evidence: Support, basic" in words
