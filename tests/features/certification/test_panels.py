"""A case is presented, judged by two who are not its author, passed or returned."""

import pytest
from sqlalchemy import delete, select

from pmo_academy.certification.models import Award, PanelCase, PanelOpinion
from pmo_academy.certification.rules.requirements import PanelState
from pmo_academy.people.models import Management
from tests.features.certification.factories import TODAY, make_programme

TEXT = "Three projects wanted the same four people in the same autumn. " * 5
REASONS = "The two options and what each gives up are shown clearly."
CASE = {"title": "One freeze", "text": TEXT, "link": ""}
OWN = "/certifications/programmes/leader/case"


@pytest.fixture(autouse=True)
def programme(session):
    make_programme(session, "leader", {"kind": "panel"})
    session.commit()


@pytest.fixture
def case(visitor, session, cast):
    visitor.post(OWN, CASE, as_=cast.lena)
    return session.scalars(select(PanelCase)).one()


def address(case, part=""):
    return f"/certifications/cases/{case.id}{part}"


def appoint(visitor, cast, case, *, first=None, second=None, expect=303):
    people = {"first": (first or cast.max).id, "second": (second or cast.olga).id}
    return visitor.post(address(case, "/reviewers"), people, as_=cast.ada, expect=expect)


def opine(visitor, case, person, choice, expect=303):
    form = {"is_for": choice, "reasons": REASONS}
    return visitor.post(address(case, "/opinion"), form, as_=person, expect=expect)


def test_two_who_are_for_it_pass_a_case_and_award_the_programme(visitor, session, cast, case):
    appoint(visitor, cast, case)
    opine(visitor, case, cast.max, "yes")
    assert session.scalars(select(Award)).all() == []
    opine(visitor, case, cast.olga, "yes")

    session.refresh(case)
    assert case.state is PanelState.PASSED
    award = session.scalars(select(Award)).one()
    assert (award.person_id, award.programme_key) == (cast.lena.id, "leader")
    words = visitor.get(OWN, as_=cast.lena).words()
    assert "Passed" in words
    assert REASONS in words


def test_one_against_it_returns_the_case_with_the_reasons_of_both(visitor, session, cast, case):
    appoint(visitor, cast, case)
    opine(visitor, case, cast.max, "no")
    session.refresh(case)
    assert case.state is PanelState.WAITING
    second = visitor.get(address(case), as_=cast.olga).words()
    assert "You read it once you have given yours." in second
    assert REASONS not in second
    opine(visitor, case, cast.olga, "yes")

    session.refresh(case)
    assert case.state is PanelState.RETURNED
    page = visitor.get(OWN, as_=cast.lena)
    assert "Present your case anew" in page.words()
    visitor.post(OWN, CASE, as_=cast.lena)
    assert session.scalars(select(PanelCase.number).order_by(PanelCase.number)).all() == [1, 2]


def test_one_case_at_a_time(visitor, cast, case):
    visitor.post(OWN, CASE, as_=cast.lena, expect=409)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Enter a title."),
        ({"text": "Too short."}, "Write at least 200 letters"),
        ({"link": "javascript:alert(1)"}, "Enter a whole address"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    visitor, session, cast, changes, message
):
    page = visitor.post(OWN, {**CASE, **changes}, as_=cast.lena, expect=422)

    assert message in page.words()
    assert page.form("/case")["text"].strip() == {**CASE, **changes}["text"].strip()
    assert session.scalars(select(PanelCase)).all() == []


def test_an_author_neither_reads_nor_judges_nor_appoints(visitor, session, cast):
    visitor.post(OWN, CASE, as_=cast.ada)
    case = session.scalars(select(PanelCase)).one()

    visitor.get(address(case), as_=cast.ada, expect=404)
    appoint(visitor, cast, case, expect=404)
    opine(visitor, case, cast.ada, "yes", expect=404)
    assert "One freeze" not in visitor.get("/certifications/cases", as_=cast.ada).words()


def test_an_author_cannot_be_a_reviewer_even_if_the_form_says_so(visitor, session, cast):
    visitor.post(OWN, CASE, as_=cast.max)
    case = session.scalars(select(PanelCase)).one()

    page = appoint(visitor, cast, case, first=cast.max, expect=422)

    assert "Not a valid choice" in page.text or "Choose" in page.words()
    assert session.scalars(select(PanelOpinion)).all() == []


def test_the_two_are_different_people(visitor, cast, case):
    page = appoint(visitor, cast, case, second=cast.max, expect=422)

    assert "Choose two different people." in page.words()


def test_only_reviewers_and_leads_read_a_case(visitor, cast, case):
    for stranger in (cast.max, cast.olga, cast.root, cast.lena):
        visitor.get(address(case), as_=stranger, expect=404)
    appoint(visitor, cast, case)

    for reader in (cast.max, cast.olga, cast.ada):
        assert TEXT.strip() in visitor.get(address(case), as_=reader).words()
    visitor.post(address(case, "/reviewers"), {}, as_=cast.max, expect=403)
    opine(visitor, case, cast.ada, "yes", expect=404)


def test_an_opinion_is_given_once_and_who_gave_it_stays(visitor, session, cast, case):
    appoint(visitor, cast, case)
    opine(visitor, case, cast.max, "no")

    opine(visitor, case, cast.max, "yes", expect=409)
    page = appoint(visitor, cast, case, first=cast.ada, expect=422)
    assert "Who has given an opinion stays" in page.words()
    appoint(visitor, cast, case, second=cast.ada)  # somebody else takes the open seat
    opinions = session.execute(
        select(PanelOpinion.reviewer_id, PanelOpinion.is_for).order_by(PanelOpinion.seat)
    ).all()
    assert [tuple(row) for row in opinions] == [(cast.max.id, False), (cast.ada.id, None)]


def test_who_is_no_manager_any_more_judges_no_case(visitor, session, cast, case):
    appoint(visitor, cast, case)
    session.execute(delete(Management).where(Management.person_id == cast.max.id))
    session.commit()

    opine(visitor, case, cast.max, "yes", expect=403)
    assert session.scalars(select(PanelOpinion.is_for)).all() == [None, None]


def test_an_author_reads_opinions_once_both_are_given(visitor, cast, case):
    assert "Waits for reviewers" in visitor.get(OWN, as_=cast.lena).words()
    appoint(visitor, cast, case)
    opine(visitor, case, cast.max, "no")

    words = visitor.get(OWN, as_=cast.lena).words()
    assert "You read it once both have." in words
    assert REASONS not in words


def test_a_conversation_lies_ahead(visitor, cast, case):
    people = {"first": cast.max.id, "second": cast.olga.id, "meets_on": "2026-11-21"}
    page = visitor.post(address(case, "/reviewers"), people, as_=cast.ada, expect=422)

    assert "lies in the past" in page.words()


def test_many_cases_take_no_more_queries_than_one(visitor, session, cast, case):
    appoint(visitor, cast, case)
    for person in (cast.max, cast.olga):
        opine(visitor, case, person, "no")
    one = visitor.get(OWN, as_=cast.lena).queries
    session.add_all(
        PanelCase(
            person_id=cast.lena.id, programme_key="leader", number=number, title="Again",
            text=TEXT, state=PanelState.RETURNED, decided_at=TODAY,
        )
        for number in range(2, 9)
    )  # fmt: skip
    session.commit()

    assert visitor.get(OWN, as_=cast.lena).queries == one


def test_an_opinion_needs_its_reasons(visitor, cast, case):
    appoint(visitor, cast, case)
    form = {"is_for": "", "reasons": "Fine."}

    page = visitor.post(address(case, "/opinion"), form, as_=cast.max, expect=422)

    assert "Choose one of the two." in page.words()
    assert "Write at least 40 letters" in page.words()


def test_lists_say_when_there_is_nothing(visitor, cast):
    assert "No case waits" in visitor.get("/certifications/cases", as_=cast.max).words()


def test_a_programme_without_panel_takes_no_case(visitor, session, cast):
    make_programme(session, "plain", {"kind": "course", "code": "PA-01"})
    session.commit()

    visitor.get("/certifications/programmes/plain/case", as_=cast.lena, expect=404)
    visitor.post("/certifications/programmes/plain/case", CASE, as_=cast.lena, expect=404)
