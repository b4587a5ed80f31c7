"""Items that other products wrote are read: each is taken or refused, and what is lost is named."""

import io
import zipfile
from pathlib import Path

import pytest

from pmo_academy.studio.exchange import qti
from pmo_academy.studio.exchange.qti_checked import problem_with

FOLDER = Path(__file__).resolve().parents[2] / "files" / "qti"
WHOLE = "points for parts of an answer (it is right or wrong as a whole)"
POINTS = "its points (every question counts once)"

TAKEN = {
    "longsight-planet-types.xml": ("categorise", (WHOLE, POINTS)),
    "longsight-sensor.xml": ("cloze", (POINTS, "the tolerance of a number in a gap")),
    "longsight-water-cycle.xml": ("cloze", (WHOLE, "one list for all gaps (each has its own)")),
    "pie-lab-safety.xml": ("cloze", (WHOLE, "part of the points for “glasses”")),
    "pie-modal-feedback.xml": (
        "single",
        ("when each feedback is shown (joined to one explanation)",),
    ),
}
REFUSED = {
    "longsight-composite.xml": "no words of its own",
    "longsight-garden.xml": "a template",
    "longsight-mission.xml": "adaptive",
}


@pytest.mark.parametrize("name", TAKEN)
def test_an_item_of_another_product_is_taken_and_its_losses_are_named(name):
    (one,) = qti.read(name, (FOLDER / name).read_bytes()).questions

    assert problem_with(one.question) is None
    assert (one.question["type"], one.losses) == TAKEN[name]


@pytest.mark.parametrize("name", REFUSED)
def test_an_item_of_another_product_that_we_cannot_say_is_refused_by_name(name):
    (one,) = qti.read(name, (FOLDER / name).read_bytes()).questions

    assert one.question is None
    assert REFUSED[name] in one.losses[0]


def test_all_of_them_together_are_taken_or_refused_and_none_is_forgotten():
    files = sorted(FOLDER.glob("*.xml"))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for file in files:
            archive.write(file, file.name)
    found = qti.read("samples.zip", target.getvalue())

    assert found.format == "QTI 2.2, 3.0"
    assert [one.place for one in found.questions] == [file.name for file in files]
    assert {one.place for one in found.taken} == set(TAKEN)
    assert {one.place for one in found.refused} == set(REFUSED)
