"""A package may claim any score: by itself it earns no certificate and renews none."""

import json

import pytest
from sqlalchemy import select

from pmo_academy.authoring import service as authoring
from pmo_academy.certification.models import Award
from pmo_academy.certification.queries import awards as queries
from pmo_academy.certification.queries.renewals import get_renewal
from pmo_academy.certification.service import awards
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.learning import service
from pmo_academy.learning.models import CourseCompletion
from tests.features.certification.factories import (
    TODAY,
    make_course,
    make_enrolment,
    make_programme,
)
from tests.support.content import write_content
from tests.support.packages import content_with, scorm_12

CLAIMS = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "100"}
ALL = {"alpha": scorm_12(), "beta": scorm_12(), "gamma": scorm_12()}
COURSE = "courses/PA-01/course.yaml"


@pytest.fixture
def course(session, cast, tmp_path):
    """A course that lessons alone complete, each of them played from a package; Lena is in it."""
    files = content_with(**ALL)
    files[COURSE] = files[COURSE].replace(b"[lessons, quizzes]", b"[lessons]")
    report = authoring.load(write_content(tmp_path / "content", files))
    assert not [one for one in report.editions if one.outcome == "refused"]
    service.enrol(cast.lena, "PA-01")
    session.commit()
    return report


def play_everything(visitor, person):
    for lesson in ALL:
        where = f"/learn/PA-01/{lesson}"
        visitor.post(f"{where}/sittings", as_=person, expect=200)
        fields = {"sitting": 1, "number": 1, "values": json.dumps(CLAIMS), "calls": "[]"}
        visitor.post(f"{where}/commits", fields, as_=person, expect=200)


def test_a_course_of_packages_is_completed_and_earns_nothing(visitor, session, cast, course):
    make_programme(session, "packages", {"kind": "course", "code": "PA-01"})
    session.commit()
    play_everything(visitor, cast.lena)

    assert session.scalars(select(CourseCompletion)).one()
    assert not session.scalars(select(Award)).all()
    page = visitor.get("/certifications/programmes/packages", as_=cast.lena)
    assert "only packages of other products say so" in page.words()


def test_its_hours_renew_no_certificate(visitor, session, cast, course):
    make_programme(session, "other", {"kind": "course", "code": "PA-40"})
    other = make_course(session, "PA-40")
    make_enrolment(session, cast.lena, other, completed_at=TODAY)
    session.commit()
    with clock.set_to(TODAY), transaction():
        awards.award_what_is_earned(cast.lena.id)
    play_everything(visitor, cast.lena)

    (certificate,) = queries.list_certificates(cast.lena.id)
    assert get_renewal(certificate).hours == 0


def test_the_check_of_the_content_says_it(course):
    (edition,) = (one for one in course.editions if one.key == "PA-01")

    assert [one.message for one in edition.problems if one.is_advice and "packages" in one.message]
