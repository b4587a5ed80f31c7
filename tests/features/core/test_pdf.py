"""Documents on paper: quick, side by side, and with a square for a letter that no font has."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from pmo_academy.core.letters import letters_of
from pmo_academy.core.pdf import FONTS, PdfDocument

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#let day = sys.inputs.day.split("-").map(int)
#set document(title: data.title, date: datetime(year: day.at(0), month: day.at(1), day: day.at(2)))
#set text(font: ("Source Sans Pro", "Noto Sans SC"), lang: "en")
= #data.title
#data.rows.map(one => text(one)).join(parbreak())
"""


@pytest.fixture
def document(tmp_path):
    """A small document with these rows."""
    template = tmp_path / "small.typ"
    template.write_text(TEMPLATE, "utf-8")

    def make(*rows):
        data = {"title": "Report", "rows": list(rows)}
        return PdfDocument(template=template, data=data, day=date(2027, 2, 4))

    return make


def test_a_font_tells_its_letters():
    letters = letters_of(FONTS / "SourceSansPro-Regular.otf")

    assert {ord(letter) for letter in "AzéŁЖΩ"} <= letters
    assert ord("马") not in letters


def test_what_is_no_font_is_refused(tmp_path):
    broken = tmp_path / "broken.otf"
    broken.write_bytes(b"OTTO" + bytes(20))

    with pytest.raises(ValueError, match="no table of characters"):
        letters_of(broken)


@pytest.mark.parametrize("text", ["😀", "\x01\x1f", "ไทย", "한국어", "\ud83d", "line\nbreak"])
def test_every_text_gives_a_document(document, text):
    assert document(text, "plain").compiled().startswith(b"%PDF-")


def test_the_same_input_gives_the_same_bytes_and_another_day_does_not(document):
    first = document("one")
    other = PdfDocument(template=first.template, data=first.data, day=date(2027, 2, 5))

    assert first.compiled() == document("one").compiled()
    assert first.compiled() != other.compiled()


def test_documents_are_made_side_by_side_and_fast(document):
    documents = [document(f"Number {at}") for at in range(12)]
    alone = [one.compiled() for one in documents]

    began = time.perf_counter()
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda one: one.compiled(), documents))

    assert together == alone
    assert time.perf_counter() - began < 12


def test_a_template_that_is_wrong_is_told(document, tmp_path):
    wrong = document("x")
    wrong.template.write_text("#nothing", "utf-8")

    with pytest.raises(Exception, match="nothing"):
        wrong.compiled()


def test_pages_can_be_looked_at(document):
    assert document("x").pictures()[0].startswith(b"\x89PNG")
