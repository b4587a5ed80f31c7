"""The career ladder: one's own view, the manager's beside it, and the way to the next stage."""

import pytest
from sqlalchemy import select

from pmo_academy.certification.models import CareerAim, CompetenceRating, LadderEdition
from tests.features.certification.factories import (
    TODAY,
    make_course,
    make_enrolment,
    make_programme,
    make_rules,
)
from tests.rules.certification.test_career import DOCUMENT

CAREER = "/certifications/career"


@pytest.fixture
def ladder(session):
    session.add(LadderEdition(number=1, document=DOCUMENT))
    make_programme(session, "control", {"kind": "course", "code": "PA-06"})
    make_rules(session)
    for code, title in (("PA-06", "Monitoring"), ("PA-11", "Value")):
        make_course(session, code, title=title)
    session.commit()


def rate(visitor, person, **steps):
    return visitor.post(f"{CAREER}/ratings", steps, as_=person)


def test_without_a_ladder_the_page_says_so(visitor, cast):
    assert "No ladder yet" in visitor.get(CAREER, as_=cast.lena).words()
    rate_answer = visitor.post(f"{CAREER}/ratings", {"data": "1"}, as_=cast.lena, expect=404)
    assert rate_answer.status == 404


def test_gaps_bring_courses_and_what_was_completed_is_not_asked_again(
    visitor, session, cast, ladder
):
    assert "Say below where you stand" in visitor.get(CAREER, as_=cast.lena).words()
    rate(visitor, cast.lena, data="0", value="0")

    page = visitor.get(CAREER, as_=cast.lena)
    words = page.words()
    assert "Data 2 c 0 a – 2 steps" in words
    assert "Courses that help Monitoring Value" in words
    assert "“a lot” Somebody." in words
    assert "Certificates often chosen: PMP" in words
    assert "Certificates often chosen: –" in words
    assert page.queries <= 10
    course = make_course(session, "PA-06", number=2)
    make_enrolment(session, cast.lena, course, completed_at=TODAY)
    session.commit()
    assert "Courses that help Value" in visitor.get(CAREER, as_=cast.lena).words()


def test_a_manager_puts_a_view_beside_it_and_both_see_the_difference(
    visitor, session, cast, ladder
):
    rate(visitor, cast.lena, data="2", value="1")
    address = f"/certifications/careers/{cast.lena.id}"

    assert "Lena Ortiz" in visitor.get("/certifications/careers", as_=cast.max).words()
    assert "Nobody yet" in visitor.get("/certifications/careers", as_=cast.olga).words()
    visitor.post(f"{address}/ratings", {"data": "1"}, as_=cast.max)
    for reader, path in ((cast.max, address), (cast.lena, CAREER)):
        words = visitor.get(path, as_=reader).words()
        assert "You two see it differently: talk about it. 1 step" in words
    sides = session.execute(
        select(CompetenceRating.competence, CompetenceRating.side, CompetenceRating.step)
    ).all()
    assert {(row[0], row[1].value, row[2]) for row in sides} == {
        ("data", "own", 2), ("value", "own", 1), ("data", "manager", 1),
    }  # fmt: skip


def test_others_neither_see_nor_rate(visitor, session, cast, ladder):
    rate(visitor, cast.lena, data="2")
    address = f"/certifications/careers/{cast.lena.id}"
    for person, code in ((cast.olga, 404), (cast.root, 403), (cast.lena, 403)):
        visitor.get(address, as_=person, expect=code)
        visitor.post(f"{address}/ratings", {"data": "0"}, as_=person, expect=code)
    own = f"/certifications/careers/{cast.max.id}"
    visitor.post(f"{own}/ratings", {"data": "3"}, as_=cast.max, expect=404)

    assert session.scalars(select(CompetenceRating.step)).all() == [2]


@pytest.mark.parametrize("steps", [{}, {"data": "4"}, {"data": "x"}, {"other": "1"}])
def test_what_is_no_step_changes_nothing(visitor, session, cast, ladder, steps):
    rate(visitor, cast.lena, **steps)

    assert session.scalars(select(CompetenceRating)).all() == []


def test_a_later_view_takes_the_place_of_the_earlier(visitor, session, cast, ladder):
    rate(visitor, cast.lena, data="0", value="1")
    rate(visitor, cast.lena, data="3")

    kept = dict(session.execute(select(CompetenceRating.competence, CompetenceRating.step)).all())
    assert kept == {"data": 3, "value": 1}


def test_the_aim_is_chosen_by_oneself(visitor, session, cast, ladder):
    visitor.post(f"{CAREER}/aim", {"stage": "nonsense"}, as_=cast.lena)
    assert session.scalars(select(CareerAim)).all() == []
    for _ in range(2):
        visitor.post(f"{CAREER}/aim", {"stage": "manager"}, as_=cast.lena)

    assert session.scalars(select(CareerAim.stage)).all() == ["manager"]
    assert "Your aim" in visitor.get(CAREER, as_=cast.lena).words()
