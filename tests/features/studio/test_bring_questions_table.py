"""Questions in a table of our own layout, as text or spreadsheet; bad rows are named by place."""

import io
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter

from pmo_academy.studio.exchange.brought import UnreadableFileError
from pmo_academy.studio.exchange.formats import read_file

HEAD = "name,type,question,answer,tolerance,unit,option 1,right 1,why 1,option 2,right 2,why 2"
SINGLE = "who,single,Who decides?,,,,Sponsor,x,It approved.,Office,,"
WHO = {
    "type": "single",
    "stem": "Who decides?",
    "options": [{"text": "Sponsor", "right": True, "why": "It approved."}, {"text": "Office"}],
}


def csv(*lines, head=HEAD):
    return "\n".join((head, *lines)).encode()


def sheet(*rows, formula=None):
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        page = book.add_worksheet()
        for at, row in enumerate([HEAD.split(","), *rows]):
            page.write_row(at, 0, row)
        if formula:
            page.write_formula(*formula)
    return written.getvalue()


def repacked(body, changes):
    """The ZIP with some of its files changed or added."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(body)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        files = {name: old.read(name) for name in old.namelist()} | changes
        for name, content in files.items():
            new.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        csv(SINGLE),
        csv(SINGLE).replace(b",", b";"),
        csv(SINGLE).replace(b",", b"\t"),
        b"\xef\xbb\xbf" + csv(SINGLE).replace(b"\n", b"\r\n"),
        b"sep=;\n" + csv(SINGLE).replace(b",", b";"),
        csv(SINGLE).decode().encode("utf-16"),
        csv(SINGLE, head=HEAD.upper().replace("QUESTION", " Stem ").replace(" 1", "1")),
        sheet(SINGLE.split(",")),
    ],
)
def test_columns_are_parted_in_any_usual_way(body):
    (found,) = read_file("q", body).questions

    assert found.question == WHO
    assert found.name == "who"
    assert found.losses == ()


def test_each_type_is_one_row():
    brought = read_file(
        "q.csv",
        csv(
            "m,multiple,What?,,,,Owner,x,,Day,X,,Minutes,,",
            'tf,True False,"It ends, or not.",no,,,,,It stays.',
            "n,numeric,How many?,12.50,0.5,hours,25,,Twice.",
            "t,short_text,One word?,portfolio,,,programme,,An outcome.,project portfolio,yes,",
            "o,ordering,Order.,,,,Describe,,First.,Weigh",
            "p,matching,Match.,,,,Sponsor,decides,So.,,audits,",
            head=HEAD + ",option 3,right 3,why 3",
        ),
    )

    assert [one.question and one.question["type"] for one in brought.questions] == [
        "multiple", "true-false", "numeric", "short-text", "ordering", None,
    ]  # fmt: skip
    _, statement, number, words, steps, pairs = brought.questions
    assert statement.question["stem"] == "It ends, or not."
    assert (statement.question["answer"], statement.question["why_true"]) == (False, "It stays.")
    assert (number.question["answer"], number.question["unit"]) == (Decimal("12.5"), "hours")
    assert number.question["near_misses"] == [{"value": 25, "why": "Twice."}]
    assert words.question["accepted"] == ["portfolio", "project portfolio"]
    assert words.question["near_misses"] == [{"text": "programme", "why": "An outcome."}]
    assert steps.question["steps"] == [{"text": "Describe", "why": "First."}, {"text": "Weigh"}]
    assert pairs.losses == ("pairs: has 1 entries; at least 2 are needed",)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,essay,Tell.", "column B “type”: “essay” is none of single, multiple, true-false, "),
        ("a,single,", "column C “question”: is empty"),
        ("a,single,Who?,,,,A,maybe,,B", "column H “right 1”: “maybe” is neither x nor empty"),
        ("a,single,Who?,,,,,x,,B", "column G “option 1”: is empty, though the columns beside"),
        ("a,single,Who?,,,,A,,,B", "options: has 0 right options; single choice has exactly one"),
        ("a,single,Who <b>?,,,,A,x,,B", "stem: HTML isn't allowed"),
        ("a,true-false,So.,perhaps", "column D “answer”: “perhaps” is neither true nor false"),
        ("a,numeric,How?,", "column D “answer”: is empty; it must hold a number"),
        ("a,numeric,How?,many", "column D “answer”: “many” is no number"),
        ('a,numeric,How?,"1,000"', "column D “answer”: “1,000” is no number; write 1000 or 12.5"),
        ("a,numeric,How?,5,much", "column E “tolerance”: “much” is no number"),
        ("a,numeric,How?,5,,,x", "column G “option 1”: “x” is no number"),
        ("a,numeric,How?,5,-1", "tolerance: must be at least 0, not -1"),
        ("a,numeric,How?,5,,,5,,So", "near_misses 1 value: counts as right: it lies within"),
        ("a,short-text,Word?,,,,A,,So.", "column D “answer”: is empty, and no option is marked"),
        ("a,matching,Match.,,,,A,,,B,b", "column H “right 1”: the right side of the pair is"),
        ("a,single,Who?,,,,A,x,,B,,,surplus", "column M: has no head; a text with the sign"),
    ],
)
def test_a_bad_row_is_named_with_line_column_and_reason(row, reason):
    brought = read_file("q.csv", csv(SINGLE, "", row))

    (found,) = brought.refused
    assert found.place == "line 4"
    assert found.losses[0].startswith(reason)
    assert [one.place for one in brought.taken] == ["line 2"]


def test_lines_are_counted_through_cells_of_several_lines():
    brought = read_file("q.csv", csv('a,single,"Who\n\ndecides?",,,,A,x,,B', "b,odd,What?"))

    assert [one.place for one in brought.questions] == ["line 2", "line 5"]
    assert brought.taken[0].question["stem"] == "Who\n\ndecides?"


def test_a_comma_is_one_where_semicolons_part_the_columns():
    body = csv("n,numeric,How many?,12#5").replace(b",", b";").replace(b"#", b",")

    (found,) = read_file("q.csv", body).taken

    assert found.question["answer"] == Decimal("12.5")


def test_columns_that_are_not_known_and_options_beyond_ten_are_told():
    head = "type,question,author,answer,option 11,right 11"

    brought = read_file("q.csv", csv("short-text,Word?,Ada,one,two,x", head=head))

    assert brought.losses == ("the column “author”, which is not known",)
    assert brought.taken[0].question["accepted"] == ["one", "two"]


def test_another_encoding_is_read_where_it_is_told():
    body = csv("a,true-false,Für wen?,true").decode().encode("windows-1252")

    with pytest.raises(UnreadableFileError, match="not UTF-8") as caught:
        read_file("q.csv", body)
    brought = read_file("q.csv", body, encoding="windows-1252")

    assert caught.value.line == 2
    assert brought.taken[0].question["stem"] == "Für wen?"
    with pytest.raises(UnreadableFileError, match="must be one of"):
        read_file("q.csv", body, encoding="zip")


def test_cells_of_a_spreadsheet_are_read_as_somebody_types_them():
    brought = read_file(
        "q.xlsx",
        sheet(
            ["n", "numeric", "How many?", 12.5, 0.5, "h", 25, "", "Twice."],
            ["t", "true-false", "It ends.", True],
            ["f", "numeric", "Together?"],
            ["x", "numeric", "=1+1", "many"],
            formula=(3, 3, "=200+217", None, 417),
        ),
    )

    number, statement, formula, text = brought.questions
    assert number.question["near_misses"] == [{"value": 25, "why": "Twice."}]
    assert statement.question["answer"] is True
    assert formula.question["answer"] == 417
    assert (text.place, text.losses) == ("row 5", ("column D “answer”: “many” is no number",))
    assert brought.losses[0].startswith("formulas (")


def cell(place, inside="<v>1</v>"):
    return (
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        f"<sheetData><row r='1'><c r='A1' t='str'><v>type</v></c></row>"
        f"<row><c r='{place}'>{inside}</c></row></sheetData></worksheet>"
    ).encode()


PAGE = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({PAGE: cell("XFD1048576")}, "beyond row 10,000 or column 256"),
        ({PAGE: cell("A99999999")}, "beyond row 10,000"),
        ({PAGE: cell("", "<is><t>x</t></is>").replace(b"<row>", b"<row r='99999'>")}, "beyond"),
        ({"xl/odd.xml": cell("ZZZ1")}, "beyond"),
        ({PAGE: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + cell("A2")}, "no sound XML"),
        ({PAGE: b"<worksheet>"}, "no sound XML"),
        ({PAGE: cell("A2", f"<is><t>{'x' * 20_000_000}</t></is>")}, "far larger than it looks"),
        ({"xl/workbook.bin": b""}, "of another kind"),
        ({"mimetype": b"odd", "content.xml": b"<a/>"}, "of another kind"),
        ({"xl/workbook.xml": b"<workbook/>"}, "begins with the columns|is damaged"),
    ],
)
def test_hostile_spreadsheets_are_refused(changes, message):
    body = repacked(sheet(SINGLE.split(",")), changes)

    with pytest.raises(UnreadableFileError, match=message):
        read_file("q.xlsx", body)


@pytest.mark.parametrize(
    ("body", "message", "line"),
    [
        (csv('a,single,"Who?'), "no row of a table: unexpected end of data", 2),
        (csv('a,single,"Who" decides?'), "no row of a table", 2),
        (csv(f"a,single,{'x' * 200_000}"), "no row of a table: field larger", 2),
        (csv(), "holds no question", 1),
        (csv(SINGLE, head=HEAD + ",type"), "the column “type” stands there twice", 1),
        (csv(*[SINGLE] * 2_001), "at most 2,000", 1),
        (b"x" * 5_000_001, "at most 5,000,000 are read", 1),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "save it as .xlsx", 1),
    ],
)
def test_tables_that_cannot_be_read_say_where_and_why(body, message, line):
    with pytest.raises(UnreadableFileError, match=message) as caught:
        read_file("q", body)

    assert caught.value.line == line
