"""Items that other products wrote are read: each is taken or refused, and what is lost is named."""

import io
import zipfile
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.studio.exchange import qti
from pmo_academy.studio.exchange.brought import UnreadableFileError
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


ODD = ["", "1e9999", "NaN", "-1", "x y z", "{a}", "99999999999999999999", "\u202e"]


def broken(body, chance):
    """The item with a few of its elements, attributes or words taken away or changed."""
    root = fromstring(body)
    for _time in range(chance.randint(1, 4)):
        one = chance.choice(list(root.iter()))
        kind = chance.randint(0, 4)
        if kind == 0 and len(one):
            one.remove(chance.choice(list(one)))
        elif kind == 1 and one.attrib:
            one.attrib.pop(chance.choice(sorted(one.attrib)))
        elif kind == 2 and one.attrib:
            one.set(chance.choice(sorted(one.attrib)), chance.choice(ODD))
        elif kind == 3:
            one.text = chance.choice(ODD)
        else:
            one.tag = chance.choice(list(root.iter())).tag
    return tostring(root)


@given(name=st.sampled_from(sorted({*TAKEN, *REFUSED})), chance=st.randoms(use_true_random=False))
def test_a_damaged_item_is_taken_or_refused_and_never_breaks_the_reader(name, chance):
    body = broken((FOLDER / name).read_bytes(), chance)
    try:
        (one,) = qti.read(name, body).questions
    except UnreadableFileError:
        return

    assert one.losses or one.question is not None
    assert one.question is None or problem_with(one.question) is None
