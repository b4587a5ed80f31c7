"""Lessons that are played from a package: what is kept, by whom, and what stays closed."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from pmo_academy.authoring import service as authoring
from pmo_academy.core import clock
from pmo_academy.core.errors import ConflictError
from pmo_academy.learning import queries, service
from pmo_academy.learning.models import (
    Enrolment,
    Lesson,
    LessonDone,
    Package,
    PackageCall,
    PackageFile,
    PackageState,
)
from pmo_academy.learning.package_tokens import LIFETIME
from tests.support.content import write_content
from tests.support.packages import MANIFEST_12, content_with, scorm_12, scorm_2004, zipped

ACADEMY, PACKAGES = "http://localhost", "http://127.0.0.1"
WHERE = "/learn/PA-01/alpha"
HALF = {
    "cmi.core.lesson_status": "incomplete",
    "cmi.core.lesson_location": "7",
    "cmi.suspend_data": "seen 7",
    "cmi.core.session_time": "0000:05:00",
}


@pytest.fixture
def course(session, cast, tmp_path):
    """A course with a SCORM 1.2 lesson and one of SCORM 2004; Lena and Ada are in it."""
    load(tmp_path / "content", alpha=scorm_12(), beta=scorm_2004())
    for person in (cast.lena, cast.ada):
        service.enrol(person, "PA-01")
    session.commit()


def load(folder, **packages):
    report = authoring.load(write_content(folder, content_with(**packages)))
    assert not [one for one in report.editions if one.outcome == "refused"]


def begin(visitor, person, **options):
    return visitor.post(f"{WHERE}/sittings", as_=person, expect=200, **options).json


def commit(visitor, person, number, values, *, sitting=1, calls=(), expect=200, where=WHERE):
    fields = {
        "sitting": sitting,
        "number": number,
        "values": json.dumps(values),
        "calls": json.dumps(list(calls)),
    }
    return visitor.post(f"{where}/commits", fields, as_=person, expect=expect)


def opened(visitor, person, address, *, expect=200):
    path = address.removeprefix(PACKAGES)
    response = visitor.client(person).get(path, base_url=PACKAGES)
    assert response.status_code == expect
    return response


def test_a_package_goes_on_where_it_was_left(visitor, cast, course):
    begin(visitor, cast.lena)
    answer = commit(visitor, cast.lena, 1, HALF).json
    again = begin(visitor, cast.lena)

    assert answer["message"] == again["message"] == "In progress. It goes on at “7”."
    assert again["sitting"] == 2
    start = start_of(opened(visitor, cast.lena, again["address"]))
    assert start["values"]["cmi.core.entry"] == "resume"
    assert start["values"]["cmi.core.lesson_location"] == "7"
    assert start["values"]["cmi.suspend_data"] == "seen 7"
    assert start["values"]["cmi.core.total_time"] == "0000:05:00"
    assert cast.lena.name not in json.dumps(start)


def start_of(response):
    page = BeautifulSoup(response.get_data(as_text=True), "html5lib")
    return json.loads(page.select_one("#package")["data-start"])


def test_an_older_commit_never_overwrites_a_newer_one(visitor, session, cast, course):
    begin(visitor, cast.lena)
    commit(visitor, cast.lena, 2, HALF | {"cmi.core.lesson_location": "9"})
    commit(visitor, cast.lena, 1, HALF)

    assert session.scalars(select(PackageState)).one().report["location"] == "9"


def test_what_an_earlier_sitting_sends_comes_too_late(visitor, session, cast, course):
    begin(visitor, cast.lena)
    begin(visitor, cast.lena)
    answer = commit(visitor, cast.lena, 1, HALF, sitting=1, expect=409).json

    assert answer["message"] == "This lesson was opened once more elsewhere. Go on there."
    assert session.scalars(select(PackageState)).one().report == {}


@pytest.mark.parametrize(
    ("values", "is_done"),
    [
        ({"cmi.core.lesson_status": "completed"}, True),
        ({"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80"}, True),
        ({"cmi.core.lesson_status": "failed", "cmi.core.score.raw": "20"}, False),
        ({"cmi.core.lesson_status": "incomplete"}, False),
    ],
)
def test_a_lesson_is_done_when_its_package_says_so(visitor, session, cast, course, values, is_done):
    begin(visitor, cast.lena)
    commit(visitor, cast.lena, 1, values)

    assert bool(session.scalars(select(LessonDone)).all()) is is_done


def test_nobody_ends_a_package_by_hand(visitor, session, cast, course):
    visitor.post(f"{WHERE}/completion", as_=cast.lena, expect=409)
    enrolment = session.scalars(select(Enrolment).where(Enrolment.person_id == cast.lena.id)).one()
    lesson = session.scalars(select(Lesson).where(Lesson.key == "alpha")).one()

    with pytest.raises(ConflictError):
        service.finish_lesson(enrolment, lesson)


def test_what_is_too_long_is_refused_and_the_rest_is_kept(visitor, session, cast, course):
    begin(visitor, cast.ada)
    commit(visitor, cast.ada, 1, HALF)
    commit(visitor, cast.ada, 2, HALF | {"cmi.suspend_data": "x" * 4097})

    assert session.scalars(select(PackageState)).one().report["suspend_data"] == "seen 7"
    refused = session.scalars(select(PackageCall).where(PackageCall.name == "refused")).one()
    assert refused.element == "cmi.suspend_data"


def test_calls_are_kept_of_authors_alone(visitor, session, cast, course):
    call = {"position": 1, "name": "LMSSetValue", "element": "cmi.core.exit", "value": "x" * 600}
    for person in (cast.lena, cast.ada):
        begin(visitor, person)
        commit(visitor, person, 1, HALF, calls=[call])
        commit(visitor, person, 2, HALF, calls=[call])

    kept = session.scalars(select(PackageCall)).one()
    assert kept.is_clipped
    assert len(kept.value) == 500
    ada = session.get(Enrolment, kept.enrolment_id)
    assert ada.person_id == cast.ada.id


@pytest.mark.parametrize("sent", ["no json", "[]", '{"cmi.core.lesson_status": 5}', "[" * 2000])
def test_nonsense_changes_nothing(visitor, session, cast, course, sent):
    begin(visitor, cast.lena)
    fields = {"sitting": 1, "number": 1, "values": sent, "calls": sent}
    visitor.post(f"{WHERE}/commits", fields, as_=cast.lena, expect=200)

    assert session.scalars(select(PackageState)).one().stage == "not-started"


def test_only_who_is_in_the_course_starts_its_packages(visitor, cast, course):
    visitor.post(f"{WHERE}/sittings", as_=cast.olga, expect=404)
    commit(visitor, cast.olga, 1, HALF, expect=404)
    visitor.get(f"{WHERE}/package", as_=cast.olga, expect=302)
    visitor.get("/learn/PA-01/gamma/package", as_=cast.lena, expect=404)
    visitor.post("/learn/PA-01/gamma/sittings", as_=cast.lena, expect=404)
    commit(visitor, cast.lena, 1, HALF, expect=404, where="/learn/PA-01/gamma")


def test_the_packages_address_serves_packages_and_nothing_else(visitor, app, cast, course):
    address = begin(visitor, cast.lena)["address"]
    token = address.removeprefix(PACKAGES + "/").partition("/")[0]
    client = visitor.client(cast.lena)

    for path in ("/learn", "/healthz", "/sign-in", "/static/mark.svg", WHERE, "/admin/people"):
        answer = client.get(path, base_url=PACKAGES)
        assert answer.status_code == 404, path
    assert client.get("/", base_url=PACKAGES).location == ACADEMY
    for path in (f"/{token}/player", f"/{token}/files/index.html", "/assets/frame.js"):
        answer = client.get(path, base_url=PACKAGES)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert client.get(path, base_url=ACADEMY).status_code == 404


def test_package_pages_reach_their_own_address_alone(visitor, cast, course):
    answer = opened(visitor, cast.lena, begin(visitor, cast.lena)["address"])
    policy = answer.headers["Content-Security-Policy"]

    assert "connect-src 'self' data: blob:" in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'self' http://localhost;" in policy
    assert policy.endswith("sandbox allow-scripts allow-same-origin allow-forms")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Clear-Site-Data"] == '"storage"'


def test_the_page_of_the_lesson_shows_no_other_frame(visitor, cast, course):
    page = visitor.get(WHERE, as_=cast.lena)
    other = visitor.get("/learn/PA-01/gamma", as_=cast.lena)

    assert "frame-src http://127.0.0.1" in page.response.headers["Content-Security-Policy"]
    assert page.one("iframe")["sandbox"] == ["allow-scripts", "allow-same-origin", "allow-forms"]
    assert "needs JavaScript" in page.one("[data-package-needs]").get_text()
    assert "frame-src" not in other.response.headers["Content-Security-Policy"]


def test_a_token_opens_one_package_for_a_while(visitor, session, cast, course):
    address = begin(visitor, cast.lena)["address"]
    token = address.removeprefix(PACKAGES + "/").partition("/")[0]
    file = f"{PACKAGES}/{token}/files/index.html"

    opened(visitor, cast.lena, f"{PACKAGES}/{token[:-2]}xx/files/index.html", expect=404)
    opened(visitor, cast.lena, f"{PACKAGES}/{token}/files/missing.html", expect=404)
    opened(visitor, cast.lena, f"{PACKAGES}/{token}/files/../imsmanifest.xml", expect=404)
    opened(visitor, cast.lena, f"{PACKAGES}/{token}/files/INDEX.HTML")
    with clock.set_to(clock.now() + LIFETIME + timedelta(seconds=1)):
        opened(visitor, cast.lena, file, expect=404)
    begin(visitor, cast.lena)
    opened(visitor, cast.lena, address, expect=404)
    opened(visitor, cast.lena, file)
    cast.lena.deactivated_at = clock.now()
    session.commit()
    opened(visitor, cast.lena, file, expect=404)


def test_the_same_package_is_stored_once(session, cast, course, tmp_path):
    before = len(session.scalars(select(PackageFile)).all())
    load(tmp_path / "next", alpha=scorm_12(), beta=scorm_2004(item="<x/>"), gamma=scorm_12())

    assert before == 4
    assert len(session.scalars(select(Package)).all()) == 3
    assert len(session.scalars(select(PackageFile)).all()) == 6


def test_a_part_that_cannot_report_is_done_when_it_is_opened(visitor, session, cast, tmp_path):
    manifest = scorm_manifest().replace('scormtype="sco"', 'scormtype="asset"')
    load(tmp_path / "content", alpha=zipped(imsmanifest__xml=manifest, index__html="<p>Read</p>"))
    service.enrol(cast.lena, "PA-01")
    begin(visitor, cast.lena)

    assert session.scalars(select(LessonDone)).one()


def scorm_manifest():
    return MANIFEST_12.format(item="")


def test_states_are_counted_without_names(visitor, session, cast, course):
    begin(visitor, cast.lena)
    commit(visitor, cast.lena, 1, HALF)
    lesson = session.scalars(select(Lesson).where(Lesson.key == "alpha")).one()

    assert queries.count_stages(lesson.id)["in-progress"] == 1


def test_authors_read_their_own_calls_and_counts_of_everybody(visitor, session, cast, course):
    for person, value in ((cast.ada, "word of ada"), (cast.lena, "word of lena")):
        begin(visitor, person)
        call = {"position": 1, "name": "LMSSetValue", "element": "cmi.suspend_data"}
        commit(visitor, person, 1, HALF, calls=[call | {"value": value}])
    page = visitor.get("/studio/packages/PA-01/alpha/trace", as_=cast.ada)

    assert "LMSSetValue cmi.suspend_data word of ada" in page.words()
    assert "In progress 2" in page.words()
    assert "word of lena" not in page.text
    assert cast.lena.name not in page.text


def test_only_authors_read_traces(visitor, cast, course):
    visitor.get("/studio/packages/PA-01/alpha/trace", as_=cast.lena, expect=403)
    visitor.get("/studio/packages/PA-01/alpha/trace", as_=cast.max, expect=403)
    visitor.get("/studio/packages/PA-01/gamma/trace", as_=cast.ada, expect=404)
