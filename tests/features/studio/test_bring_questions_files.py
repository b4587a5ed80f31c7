"""Files of other products are known by what they hold; what goes in comes out or is refused."""

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_academy.studio.exchange.brought import UnreadableFileError
from pmo_academy.studio.exchange.fitting import fits
from pmo_academy.studio.exchange.formats import FORMATS, read_file

FILES = Path(__file__).parents[2] / "files" / "exchange"
# Each file with its format, and how many of its questions are taken and refused.
COUNTS = {
    "aiken-by-hand.txt": ("Aiken", 2, 2),
    "gift-pegjs/multiLineFeedback1.gift": ("GIFT", 2, 0),
    "gift-pegjs/multipleAnswersFloat.gift": ("GIFT", 1, 0),
    "gift-pegjs/newlineAndLaTeX.gift": ("GIFT", 0, 1),
    "gift-pegjs/shortFirstEmbeddedUnderlineHTML.gift": ("GIFT", 2, 0),
    "gift-pegjs/symbolsAll.gift": ("GIFT", 1, 0),
    "gift-pegjs/tag_id_and_two_tags.gift": ("GIFT", 0, 1),
    "gift-pegjs/type_inferred_multiline_markdown.gift": ("GIFT", 1, 0),
    "gnumeric.csv": ("CSV", 7, 0),
    "gnumeric.xlsx": ("XLSX", 4, 2),
    "moodle-questions.xml": ("Moodle XML", 3, 0),
    "moodlexport.xml": ("Moodle XML", 2, 1),
    "openpyxl.xlsx": ("XLSX", 3, 3),
}


@pytest.mark.parametrize("name", COUNTS)
def test_what_goes_in_comes_out_or_is_refused_with_a_reason(name):
    brought = read_file("no-matter.bin", (FILES / name).read_bytes())

    counts = (brought.format, len(brought.taken), len(brought.refused))
    assert counts == COUNTS[name]
    assert len(brought.questions) == len(brought.taken) + len(brought.refused)
    assert all(one.losses for one in brought.refused)
    assert all(one.place and one.name for one in brought.questions)
    assert all(fits(one.question) == () for one in brought.taken)


def test_every_file_of_the_folder_is_counted():
    there = {str(file.relative_to(FILES)) for file in FILES.rglob("*.*") if file.suffix != ".md"}

    assert {name for name in there if not name.startswith("qti")} == set(COUNTS)


@pytest.mark.parametrize(
    ("name", "losses"),
    [
        ("moodlexport.xml", {"the layout of a formula (shown as it was typed)"}),
        (
            "moodle-questions.xml",
            {
                "that a word is used up once it is dragged into a gap",
                "what is said to any other answer: “Look it up.”",
            },
        ),
        ("gift-pegjs/multiLineFeedback1.gift", {"the picture “3.png”"}),
    ],
)
def test_every_loss_is_named(name, losses):
    brought = read_file(name, (FILES / name).read_bytes())

    assert losses <= {loss for one in brought.taken for loss in one.losses}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b'{"type": "single"}', "none of the formats"),
        (b"{\\rtf1 Which? {=A ~B}}", "none of the formats"),
        (b"Just some words.", "this is none of the formats; what can be read: Moodle XML, "),
        (b"<html><body/></html>", "XML that begins with <html>"),
        (b"<!-- <quiz> -->", "none of the formats|XML that begins"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not UTF-8"),
        (b"a\0b", "holds U\\+0000, which no text has"),
        (b"PK\x03\x04 and more", "the ZIP file is damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "no text has"),
    ],
)
def test_what_is_not_known_is_refused_in_words(body, message):
    with pytest.raises(UnreadableFileError, match=message):
        read_file("questions.xml", body)


SIGNS = "aA1 \n\\{}=~#:%->*.[]()<>&;/$|_,\"'"
PIECES = st.sampled_from([
    "{", "}", "=", "~", "%50%", "#", "####", "->", "::", "[html]", "[markdown]", "<b>", "</p>",
    "\nA. ", "\nANSWER: A", "\n\n", "1:MC:", "1:SA:", "1:NM:", "TRUE", "[[1]]", "..", "//", "{#",
])  # fmt: skip
ODD_TEXTS = st.lists(PIECES | st.text(SIGNS, max_size=4), max_size=14).map("".join)
MOODLE = (
    "<quiz><question type='{}'><questiontext format='html'><text>{}</text></questiontext>"
    "<answer fraction='100'><text>{}</text></answer><answer fraction='{}'><text>1</text></answer>"
    "<dragbox><text>{}</text><group>1</group></dragbox></question></quiz>"
)


@settings(max_examples=25)
@given(ODD_TEXTS)
def test_no_text_breaks_a_reader(text):
    table = f"type,question,option 1,right 1,answer\n{text}"
    for body in (text, f"Which?\nA. {text}\nANSWER: A", f"::a::{{{text}}}", table):
        try:
            brought = read_file("q", body.encode())
        except UnreadableFileError:
            continue
        assert all(one.losses for one in brought.refused)
        assert all(fits(one.question) == () for one in brought.taken)


@settings(max_examples=25)
@given(
    st.sampled_from(["multichoice", "numerical", "shortanswer", "cloze", "ddwtos", "ordering"]),
    ODD_TEXTS,
    st.sampled_from(["0", "50", "100", "-1", "x", ""]),
)
def test_no_moodle_question_breaks_the_reader(kind, text, fraction):
    inside = escape(text)
    body = MOODLE.format(kind, inside, inside, fraction, inside)

    (found,) = read_file("q", body.encode()).questions

    assert found.losses if found.question is None else fits(found.question) == ()


def test_each_format_is_told_by_key_title_and_endings():
    assert [one.key for one in FORMATS][:3] == ["moodle-xml", "qti", "sheet"]
    assert all(one.title and one.endings for one in FORMATS)


def test_an_item_of_qti_is_told_from_other_xml():
    for file in sorted((FILES.parent / "qti").glob("*.xml")):
        brought = read_file("whatever.xml", file.read_bytes())

        assert "QTI" in brought.format, file.name
