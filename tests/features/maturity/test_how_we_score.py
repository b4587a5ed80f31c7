"""How we score: the page, the files and the command say the same."""

import json

import pytest
from click.testing import CliRunner

from pmo_academy.cli import main
from pmo_academy.core.web import number
from pmo_academy.maturity.worked_example import ROUNDS, worked_example
from tests.features.maturity.factories import publish_palm
from tests.rules.maturity.example import INPUT, ORACLE, PALM


@pytest.fixture
def page(visitor, session):
    publish_palm()
    session.commit()
    return visitor.get("/how-we-score")


def recomputed(visitor, tmp_path, name):
    """Download a file from the page and run the command on it, as the page says."""
    file = tmp_path / name
    file.write_bytes(visitor.get(f"/how-we-score/example/{name}").response.data)
    done = CliRunner().invoke(main, ["score", str(file)])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def table(page, caption):
    """The rows of the table whose caption begins so."""
    (found,) = [
        one for one in page.soup.select("table") if one.caption.get_text().startswith(caption)
    ]
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in found.select("tbody tr")
    ], " ".join(found.caption.get_text(" ").split())


def test_the_page_and_the_command_give_the_same_figures(visitor, page, tmp_path):
    first = recomputed(visitor, tmp_path, "first-round.json")
    second = recomputed(visitor, tmp_path, "second-round.json")

    (held, unknown), _caption = table(page, "In the example: two questions")
    assert held[-1] == number(first["stated"]["m"]["AUT-C1"], 4)
    assert (unknown[-1], first["stated"]["m"]["VAL-T2"]) == ("unknown", None)
    pair = table(page, "In the example: Authorising")[1]
    assert number(first["stated"]["S"]["AUT/C"], 4) in pair
    assert number(first["stated"]["tier"]["C"], 6) in table(page, "In the example: the score")[1]

    climb, caption = table(page, "In the example: the climb")
    tiers = list(first["stated"]["tier"].values())
    assert [row[1] for row in climb] == [number(one, 4) for one in tiers]
    assert first["stated"]["rung_name"] in caption

    verified, caption = table(page, "In the example: 32")
    assert [row[2] for row in verified] == [
        number(one, 4) for one in first["verified"]["tier"].values()
    ]
    assert first["verified"]["rung_name"] in caption

    parts, caption = table(page, "The six parts")
    assert [row[3] for row in parts] == [
        number(one, 4) for one in first["confidence"]["q"].values()
    ]
    assert number(first["confidence"]["Q"], 4) in caption

    change, _caption = table(page, "In the example: the second round")
    assert [row[1] for row in change] == [number(one, 4) for one in tiers]
    assert [row[2] for row in change] == [number(one, 4) for one in first["jackknife"].values()]
    assert [row[3] for row in change] == [
        number(one, 4) for one in second["stated"]["tier"].values()
    ]
    assert [row[4] for row in change] == [number(one, 4) for one in second["jackknife"].values()]


def test_the_example_is_the_published_one(page):
    example = worked_example(PALM)

    assert example.stated.rung == ORACLE["rung"] == 4
    assert [list(one.answers.values()) for one in example.first.responses] == [
        list(sheet.values()) for sheet in INPUT["answers"]
    ]
    control = example.tiers[1]
    assert control.change.difference == pytest.approx(10.227273, abs=1e-6)
    assert control.change.z == pytest.approx(2.712517, abs=1e-6)
    assert control.change.verdict == "improved"
    assert "Control - basic" in page.words()
    assert "Improved" in page.words()


def test_every_part_of_a_why_has_a_place_to_link_to(page):
    for place in ("answers", "scores", "ladder", "brakes", "verified", "confidence", "change"):
        assert page.one(f"#{place}")


@pytest.mark.parametrize("name", ["models.yaml", "..%2Fscore_file.py", "first-round"])
def test_no_other_file_can_be_had(visitor, session, name):
    visitor.get(f"/how-we-score/example/{name}", expect=404)


def test_a_model_that_does_not_exist_has_no_page(visitor, page):
    visitor.get("/how-we-score?model=NONE", expect=404)
    assert len(ROUNDS) == 2
