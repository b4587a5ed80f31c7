"""Files become editions that never change, and the same files again."""

import pytest
from sqlalchemy import func, select

from pmo_academy.authoring import service
from pmo_academy.authoring.models import Edition, SourceFile
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.service import Outcome
from pmo_academy.certification.models import CredentialRules, ProgrammeEdition
from pmo_academy.certification.rules.documents import read_certificate
from pmo_academy.certification.rules.renewal import Measure
from pmo_academy.core import audit
from pmo_academy.core.db import Base
from pmo_academy.core.errors import DomainError
from pmo_academy.exams.models import Question, QuestionType, Quiz
from pmo_academy.learning.models import CourseEdition, Enrolment, Lesson, Module
from pmo_academy.maturity.models import ModelEdition
from tests.cast import make_person
from tests.support.content import small_content, write_content

COURSE = "courses/PA-01/course.yaml"
BANK = "courses/PA-01/questions/first.yaml"


@pytest.fixture
def folder(tmp_path):
    return write_content(tmp_path / "content")


def rows(session):
    """How many rows there are in each table."""
    session.flush()
    return {
        table.name: session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }


def outcomes(report):
    return {one.key: (one.outcome, one.number) for one in report.editions}


def change(folder, name, old, new):
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


def test_everything_is_published_once(session, folder):
    report = service.load(folder)

    assert report.is_clean
    assert outcomes(report) == dict.fromkeys(
        ("palm", "PA-01", "PA-02", "beginner", "advanced", "abc"), (Outcome.NEW, 1)
    )
    assert session.scalar(select(ModelEdition.code)) == "PALM"
    assert session.scalars(select(Lesson.key).order_by(Lesson.position)).all() == [
        "alpha",
        "beta",
        "gamma",
    ]
    published = list(audit.list_entries(page=1, per_page=20)[0])
    assert {entry.action for entry in published} == {"authoring.published"}
    assert len(published) == 6


def test_loading_twice_changes_nothing(session, folder):
    service.load(folder)
    before = rows(session)

    report = service.load(folder)

    assert set(outcomes(report).values()) == {(Outcome.UNCHANGED, 1)}
    assert rows(session) == before


def test_a_changed_course_is_the_next_edition_and_people_stay_with_theirs(session, folder):
    service.load(folder)
    first = session.scalars(select(CourseEdition).where(CourseEdition.code == "PA-01")).one()
    session.add(Enrolment(person_id=make_person(session, "Lena").id, edition_id=first.id))
    change(folder, "courses/PA-01/lessons/beta.md", "Try.", "Try it today.")

    report = service.load(folder)

    session.expire_all()
    second = session.scalars(
        select(CourseEdition).where(CourseEdition.code == "PA-01", CourseEdition.is_latest)
    ).one()
    assert outcomes(report)["PA-01"] == (Outcome.NEW, 2)
    assert outcomes(report)["PA-02"] == (Outcome.UNCHANGED, 1)
    assert (first.number, first.is_latest) == (1, False)
    assert second.number == 2
    assert session.scalars(select(Enrolment.edition_id)).all() == [first.id]
    assert session.scalar(select(func.count()).select_from(Quiz)) == 2
    beta = dict(
        session.execute(select(Lesson.edition_id, Lesson.html).where(Lesson.key == "beta")).all()
    )
    assert "Try." in beta[first.id]
    assert "Try it today." in beta[second.id]


@pytest.mark.parametrize(
    ("name", "old", "new", "table"),
    [
        ("models/palm.yaml", "Ladder Model", "Ladder Model, again", ModelEdition),
        ("programmes/beginner.yaml", "You have begun.", "You began.", ProgrammeEdition),
        ("credentials/abc.yaml", "value: 23", "value: 24", CredentialRules),
    ],
)
def test_one_edition_is_the_latest(session, folder, name, old, new, table):
    key = table.key if hasattr(table, "key") else table.code
    service.load(folder)
    change(folder, name, old, new)
    if table is ModelEdition:
        change(folder, name, 'version: "1.0"', 'version: "1.1"')

    service.load(folder)

    session.expire_all()
    found = session.execute(
        select(table.number, table.is_latest).where(key != "advanced").order_by(table.number)
    ).all()
    assert [tuple(row) for row in found] == [(1, False), (2, True)]


def test_a_published_version_of_a_model_never_changes(session, folder):
    service.load(folder)
    change(folder, "models/palm.yaml", "floor: 40", "floor: 41")

    report = service.load(folder)

    (refused,) = [one for one in report.editions if one.outcome is Outcome.REFUSED]
    assert (refused.key, refused.number) == ("palm", 1)
    assert [(one.line, one.message.split(":")[0]) for one in refused.problems] == [
        (2, "version 1.0 is published and never changes")
    ]
    change(folder, "models/palm.yaml", 'version: "1.0"', 'version: "2.0"')
    assert outcomes(service.load(folder))["palm"] == (Outcome.NEW, 2)


def test_the_file_of_a_model_bears_its_code(session, folder):
    (folder / "models/palm.yaml").rename(folder / "models/ladder.yaml")

    (refused,) = [one for one in service.load(folder).editions if one.problems]
    assert "must be called models/palm.yaml" in refused.problems[0].message


def test_going_back_to_an_earlier_text_is_an_edition_too(session, folder):
    service.load(folder)
    change(folder, COURSE, "Everybody.", "Somebody.")
    service.load(folder)
    change(folder, COURSE, "Somebody.", "Everybody.")

    assert outcomes(service.load(folder))["PA-01"] == (Outcome.NEW, 3)


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        (COURSE, Kind.COURSE, "PA-01"),
        ("models/palm.yaml", Kind.MODEL, "palm"),
        ("programmes/beginner.yaml", Kind.PROGRAMME, "beginner"),
        ("credentials/abc.yaml", Kind.CREDENTIAL, "abc"),
    ],
)
def test_a_wrong_file_stops_only_its_own_edition(session, folder, name, kind, key):
    (folder / name).write_text("wrong: [")

    report = service.load(folder)

    refused = [one for one in report.editions if one.outcome is Outcome.REFUSED]
    assert [(one.kind, one.key, one.number) for one in refused] == [(kind, key, None)]
    assert refused[0].problems[0].file == name
    assert not report.is_clean
    assert session.scalar(select(func.count()).select_from(Edition)) == 5


def test_a_refused_change_leaves_the_edition_before_as_the_latest(session, folder):
    service.load(folder)
    change(folder, COURSE, "minutes: 60", "minutes: 61")

    assert outcomes(service.load(folder))["PA-01"] == (Outcome.REFUSED, 1)
    assert session.scalar(select(CourseEdition.is_latest).where(CourseEdition.code == "PA-01"))


def test_files_come_back_byte_for_byte(session, folder, tmp_path):
    (folder / "courses/PA-01/.hidden").write_text("not content")
    odd = small_content()[COURSE].replace(b"\n", b"\r\n") + b"# a comment\r\n"
    (folder / COURSE).write_bytes(odd)
    service.load(folder)

    count = service.export(tmp_path / "far/away")
    service.export(tmp_path / "far/away")

    files = small_content() | {COURSE: odd}
    assert count == len(files)
    assert {
        path.relative_to(tmp_path / "far/away").as_posix(): path.read_bytes()
        for path in (tmp_path / "far/away").rglob("*")
        if path.is_file()
    } == files


def test_only_the_latest_edition_is_exported(session, folder, tmp_path):
    service.load(folder)
    (folder / "courses/PA-01/lessons/beta.md").rename(folder / "courses/PA-01/lessons/delta.md")
    change(folder, COURSE, "beta", "delta")
    change(folder, "courses/PA-01/practice/first.md", "beta", "delta")
    service.load(folder)

    service.export(tmp_path / "out")

    lessons = sorted(path.name for path in (tmp_path / "out/courses/PA-01/lessons").iterdir())
    assert lessons == ["alpha.md", "delta.md", "gamma.md"]
    assert session.scalar(select(func.count()).select_from(SourceFile)) == 19


def test_a_folder_that_holds_something_else_is_not_touched(session, folder, tmp_path):
    service.load(folder)
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("dear")

    with pytest.raises(DomainError, match="holds something else"):
        service.export(other)
    with pytest.raises(DomainError, match="holds something else"):
        service.export(other / "letter.txt")

    assert [path.name for path in other.iterdir()] == ["letter.txt"]


def test_an_empty_folder_is_filled(session, folder, tmp_path):
    service.load(folder)
    (tmp_path / "empty").mkdir()

    service.export(tmp_path / "empty")

    assert (tmp_path / "empty" / COURSE).read_bytes() == small_content()[COURSE]


def test_a_folder_without_content_and_a_link_are_refused(session, folder, tmp_path):
    with pytest.raises(DomainError, match="holds no content"):
        service.load(tmp_path)

    (folder / "courses/PA-01/secret.md").symlink_to("/etc/hostname")
    with pytest.raises(DomainError, match="is a link"):
        service.load(folder)


def test_texts_are_rendered_and_links_lead_to_pages(session, folder):
    service.load(folder)

    alpha = session.scalars(select(Lesson).where(Lesson.key == "alpha")).one()
    module = session.scalars(select(Module)).one()
    course = session.scalars(select(CourseEdition).where(CourseEdition.code == "PA-01")).one()
    assert '<a href="/learn/PA-01/alpha"' in alpha.html
    assert "<h2>Example: a bridge</h2>" in alpha.html
    assert alpha.check == {
        "stem": "<p>The lesson alpha has a check.</p>\n",
        "explanation": "<p>Each lesson has one.</p>\n",
        "answer": True,
        "why_true": "Right, this is it.",
        "why_false": "Look again.",
    }
    assert module.practice["task"] == "<p>Do it.</p>\n"
    assert (
        '<strong>Done.</strong> See <a href="/learn/PA-01/beta"' in module.practice["model_answer"]
    )
    product = course.document["work_product"]
    assert '<a href="/learn/PA-01/gamma"' in product["html"]
    assert product["rubric"]["used"] == "Somebody used it."
    assert course.document["covers"] == {"MND-S1": 1.0, "MND-S2": 0.5}
    assert course.document["learning_credit"] == {
        "ways_of_working": 0.5,
        "power_skills": 0.5,
        "business_acumen": 0.0,
    }


def test_each_type_of_question_is_stored_as_exams_read_it(session, folder):
    change(folder, BANK, "stem: Which one?", "stem: Which **one**, (a) or (c)?")
    service.load(folder)

    stored = {
        one.type: one.document for one in session.scalars(select(Question)) if one.position < 6
    }
    assert stored[QuestionType.SINGLE]["stem"] == "<p>Which <strong>one</strong>, (a) or (c)?</p>\n"
    assert stored[QuestionType.SINGLE]["options"][0] == {
        "text": "This",
        "right": True,
        "why": "Because.",
    }
    assert [one["right"] for one in stored[QuestionType.MULTIPLE]["options"]] == [
        True,
        True,
        False,
        False,
    ]
    assert stored[QuestionType.TRUE_FALSE]["answer"] is False
    assert stored[QuestionType.NUMERIC] == {
        "stem": "<p>How many?</p>\n",
        "explanation": "<p>Count them.</p>\n",
        "answer": "12.50",
        "tolerance": "0.5",
        "unit": "hours",
        "near_misses": [{"value": "25", "why": "Half of it."}],
    }
    assert stored[QuestionType.ORDERING]["steps"][2] == {"text": "Third", "why": "It closes."}
    assert stored[QuestionType.MATCHING]["pairs"][1] == {"left": "B", "right": "2", "why": "So."}
    assert stored[QuestionType.MATCHING]["extra"] == [{"right": "4", "why": "It fits nothing."}]


def test_certificates_are_stored_as_certification_reads_them(session, folder):
    service.load(folder)

    rules = session.scalars(select(CredentialRules)).one().document
    programme = session.scalars(
        select(ProgrammeEdition).where(ProgrammeEdition.key == "beginner")
    ).one()
    certificate = read_certificate(rules)
    assert certificate.credit.cycle_years == 3
    assert certificate.credit.figures == {
        Measure.TOTAL: None,
        Measure.WAYS_OF_WORKING: 8,
        Measure.POWER_SKILLS: 8,
        Measure.BUSINESS_ACUMEN: 8,
    }
    total = certificate.sources[Measure.TOTAL]
    assert (total.source, total.url) == ("Another page", "https://www.example.org/renewal")
    assert (total.confidence, total.note) == ("X", "Not published.")
    assert programme.document["requirements"][3] == {"kind": "round", "workshop": True}
    assert programme.document["renewal"] == {"hours": 10, "work_products": 1}
