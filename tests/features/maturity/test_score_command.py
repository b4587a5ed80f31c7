"""pmo-academy score: an answers file to its result, without a database."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmo_academy.maturity.commands import score

EXAMPLE = Path(__file__).parents[2] / "rules" / "maturity" / "example_input.json"


def run(*arguments):
    return CliRunner().invoke(score, [str(argument) for argument in arguments])


def test_the_worked_example_with_its_plan():
    done = run(EXAMPLE, "--target", "5")

    result = json.loads(done.output)
    assert done.exit_code == 0
    assert (result["stated"]["rung"], result["verified"]["rung"]) == (4, 1)
    assert result["stated"]["tier"]["C"] == pytest.approx(60.927354, abs=1e-6)
    assert [course["code"] for course in result["plan"]["courses"]] == ["PA-04", "PA-05", "PA-08"]


def test_bad_answers_are_named_one_a_line(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text('{"answers": [{"AUT-C1": 7}, {"NOPE": 1}]}', "utf-8")

    done = run(file)

    assert done.exit_code == 2
    assert "respondent 1, item AUT-C1: 7 is not an answer" in done.stderr
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize("target", ["0", "10"])
def test_a_target_that_is_no_rung_is_refused(target):
    assert run(EXAMPLE, "--target", target).exit_code == 2


def test_a_file_that_is_not_there_is_said(tmp_path):
    done = run(tmp_path / "nothing.json")

    assert done.exit_code == 2
    assert "cannot be read" in done.stderr
