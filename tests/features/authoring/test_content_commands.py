"""pmo-academy content check, stats, load and export."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from pmo_academy.authoring.commands import content
from pmo_academy.core import clock, health
from pmo_academy.exams.models import Attempt, Question, Response
from tests.support.content import write_content

COURSE = "courses/PA-01/course.yaml"


@pytest.fixture
def folder(tmp_path):
    return write_content(tmp_path / "content")


@pytest.fixture
def run(app, monkeypatch):
    """Run a command; the test database has its tables without a migration."""
    monkeypatch.setattr(health, "problem_now", lambda: None)
    return lambda *words: CliRunner().invoke(
        content, [str(word) for word in words], obj=lambda: app
    )


def test_check_needs_no_database_and_says_that_all_is_well(folder):
    result = CliRunner().invoke(content, ["check", str(folder)])

    assert result.exit_code == 0
    assert result.output == "No problems in 6 editions, 12 files.\n"


def test_check_prints_each_problem_as_editors_read_it(folder, monkeypatch):
    (folder / COURSE).write_text((folder / COURSE).read_text().replace("title: A", "titel: A"))
    (folder / "notes.txt").write_text("x")
    monkeypatch.chdir(folder.parent)

    result = CliRunner().invoke(content, ["check", "content"])

    assert result.exit_code == 1
    assert result.output.splitlines()[1:] == [
        f"content/{COURSE}:2:1: unknown field 'titel'; did you mean 'title'?",
        "content/notes.txt:1:1: content lies in courses/<CODE>/, models/, programmes/ or "
        "credentials/ under a name in lower case: move, rename or remove it",
    ]


def test_check_without_a_path_reads_the_content_that_is_set(folder, monkeypatch):
    monkeypatch.setenv("PMO_CONTENT_DIR", str(folder))

    assert CliRunner().invoke(content, ["check"]).output.startswith("No problems in 6 editions")


def test_check_of_a_folder_without_content_says_so(tmp_path):
    result = CliRunner().invoke(content, ["check", str(tmp_path)])

    assert result.exit_code == 1
    assert result.stderr == (
        f"{tmp_path} holds no content: no folder courses, models, programmes or credentials.\n"
    )


def test_load_prints_a_line_for_each_edition(run, folder):
    first = run("load", folder)
    second = run("load", folder)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output.splitlines()[:2] == [
        "new       models/palm (edition 1)",
        "new       courses/PA-01 (edition 1)",
    ]
    assert second.output.splitlines()[1] == "unchanged courses/PA-01 (edition 1)"


def test_load_of_a_wrong_file_says_where_and_loads_the_rest(run, folder):
    (folder / COURSE).write_text("x")

    result = run("load", folder)

    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[1] == "refused   courses/PA-01"
    assert lines[2] == f"{folder}/{COURSE}:1:1: must hold named fields"
    assert lines[3] == "new       courses/PA-02 (edition 1)"


def test_export_gives_the_files_back(run, folder, tmp_path):
    run("load", folder)

    result = run("export", tmp_path / "out")

    assert result.output == f"12 files in {tmp_path / 'out'}.\n"
    assert (tmp_path / "out" / COURSE).read_bytes() == (folder / COURSE).read_bytes()


def test_load_waits_for_the_migration(app, folder, monkeypatch):
    monkeypatch.setattr(health, "problem_now", lambda: "the database is not migrated")

    result = CliRunner().invoke(content, ["load", str(folder)], obj=lambda: app)

    assert result.exit_code == 1
    assert result.stderr == "The database is not migrated.\n"


def test_stats_say_what_there_is_and_what_is_missing(folder):
    result = CliRunner().invoke(content, ["stats", str(folder)])

    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert lines[1].split()[:2] == ["PA-01", "3"]
    assert lines[2].split() == ["PA-02", "announced", "90"]
    assert "  topics  one 11, two 1, three 1, four 1, five 1" in lines
    assert any(line.split()[0:4] == ["MND-C1", "PA-02", "HOLE", "no"] for line in lines if line)


def test_stats_as_json_hold_the_same(folder):
    result = CliRunner().invoke(content, ["stats", "--json", str(folder)])

    found = json.loads(result.output)
    assert [(one["code"], one["questions"]) for one in found["courses"]] == [
        ("PA-01", 15),
        ("PA-02", 0),
    ]
    places = {one["item"]: one["is_hole"] for one in found["coverage"]["PALM"]}
    assert (len(places), places["MND-S1"], places["MND-C1"]) == (60, False, True)


def test_load_says_which_corrected_keys_offer_a_regrade(run, folder, session, cast):
    bank = folder / "courses/PA-01/questions/first.yaml"
    assert run("load", folder).exit_code == 0
    asked = session.scalars(select(Question).where(Question.key == "q03")).one()
    attempt = Attempt(
        quiz_id=asked.quiz_id, person_id=cast.lena.id, number=1, seed=1,
        submitted_at=clock.now(), right_count=0, has_passed=False,
    )  # fmt: skip
    attempt.responses = [Response(position=1, question_id=asked.id, answer=["true"])]
    session.add(attempt)
    session.commit()

    bank.write_text(bank.read_text().replace("why_true: It is not.", "why_true: It is not so."))
    assert "corrected" not in run("load", folder).output
    bank.write_text(bank.read_text().replace("answer: false", "answer: true"))
    told = run("load", folder).output

    assert (
        "PA-01/first q03: the key was corrected; see who moves at "
        "/studio/questions/PA-01/first/q03\n"
    ) in told
    assert told.count("corrected") == 1
    assert "corrected" not in run("load", folder).output
