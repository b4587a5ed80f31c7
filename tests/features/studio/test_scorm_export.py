"""A course leaves as a SCORM 1.2 package: whole where it can be, with what is lost named."""

import io
import re
import zipfile

import html5lib
import pytest

from pmo_academy.authoring.rules.collection import collect
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.maturity.publishing import problems_in_model
from pmo_academy.studio.exchange.scorm import read_package
from pmo_academy.studio.exchange.scorm_export import export_course
from pmo_academy.studio.exchange.self_contained import asked
from tests.factories import ALL_TYPES
from tests.question_documents import question_document
from tests.support.content import small_content
from tests.support.packages import content_with, scorm_12


def source_of(files):
    drafts = collect(files, model_problems=problems_in_model).drafts
    (found,) = (
        one.source
        for one in drafts
        if isinstance(one.source, CourseSource) and one.source.course.code == "PA-01"
    )
    return found


@pytest.fixture
def offered(app, session):
    with app.test_request_context():
        return export_course(source_of(small_content()))


def files_in(offered):
    with zipfile.ZipFile(io.BytesIO(offered.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_package_can_be_read_as_any_other(offered):
    report = read_package(offered.name, offered.content)

    assert (report.version, report.title) == ("SCORM 1.2", "A small course")
    assert [one.path for one in report.taken] == ["index.html"]
    assert report.adds_up


def test_lessons_practice_and_quiz_stand_on_one_sound_page(offered):
    page = files_in(offered)["index.html"].decode()
    parser = html5lib.HTMLParser()
    parser.parse(page)

    assert not parser.errors
    screens = re.findall(r'<section id="([\w-]+)"', page)
    assert screens == [
        "lesson-alpha",
        "lesson-beta",
        "lesson-gamma",
        "practice-first",
        "quiz-first",
    ]
    assert page.count("data-question") == 3 + 15
    assert '<a href="#lesson-alpha">' in page
    assert "/learn/" not in page
    assert "/static/" not in page


def test_the_same_course_gives_the_same_bytes(app, session, offered):
    with app.test_request_context():
        assert export_course(source_of(small_content())).content == offered.content


def test_what_is_left_behind_is_named(app, session, offered):
    losses = " ".join(offered.losses)

    for words in ("Right answers can be read", "work product", "Limits of quizzes", "certificates"):
        assert words in losses
    with app.test_request_context():
        other = export_course(source_of(content_with(alpha=scorm_12())))
    assert any(one.startswith("Packages of other products (1 lessons)") for one in other.losses)
    assert "lesson-alpha" not in files_in(other)["index.html"].decode().split("<main>")[0]


@pytest.mark.parametrize("kind", ALL_TYPES)
def test_questions_of_every_type_have_one_right_way_to_be_answered(kind):
    question = asked(kind.value, question_document("q", kind))

    for group in question.groups:
        assert not group.choices or any(one.is_right for one in group.choices)
        assert all(one.right < len(one.options) for one in group.blanks if one.options)
    assert any(group.choices or group.blanks for group in question.groups)
    assert question.explanation == "<p>EXPLAINED q</p>"
