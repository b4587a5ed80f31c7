"""Boxes, diagrams, pictures and captions: what is read, and what is refused with its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_academy.authoring.rules.blocks import (
    MAX_BLOCKS,
    Box,
    Picture,
    Prose,
    pictures_in,
    read_blocks,
)
from pmo_academy.authoring.rules.diagrams import Diagram, DiagramBox
from tests.rules.authoring.breaking import ALPHA, problems_after, problems_in_files, small_content


def faults(text):
    return [(one.line, one.column, one.message) for one in read_blocks(text)[1]]


def test_plain_text_is_one_block():
    assert read_blocks("One.\n\nTwo.\n\n```\n::: note\n```") == (
        [Prose(text="One.\n\nTwo.\n\n```\n::: note\n```")],
        [],
    )


def test_boxes_hold_text_pictures_and_one_more_box():
    text = '::: details How\nA.\n\n::: tip\n![Two](../media/two.png "Both")\n:::\n\nB.\n:::\nC.'

    (box, last), problems = read_blocks(text)

    assert not problems
    assert isinstance(box, Box)
    assert (box.kind, box.title) == ("details", "How")
    before, inner, after = box.parts
    picture = Picture(line=4, words="Two", target="../media/two.png", caption="Both")
    assert inner.parts == [picture]
    assert pictures_in([box, picture]) == [picture, picture]
    assert (before.text.strip(), after.text.strip(), last.text) == ("A.", "B.", "C.")


def test_a_caption_goes_to_the_table_after_it():
    blocks, problems = read_blocks("A.\n\nTable: Who does what\n\n| a |\n|---|\n| b |")

    assert not problems
    assert blocks[1].caption == "Who does what"


def test_a_diagram_is_read():
    text = (
        "A.\n```diagram\ngrid: Whom to meet\n\nacross: interest\nup: power\nA|one\nB\nC\nD\n```\nB."
    )

    (_, diagram, last), problems = read_blocks(text)

    assert not problems
    names = (("A", "one"), ("B", ""), ("C", ""), ("D", ""))
    assert diagram == Diagram(
        kind="grid",
        title="Whom to meet",
        boxes=tuple(DiagramBox(name=name, note=note) for name, note in names),
        across="interest",
        up="power",
    )
    assert last.text == "B."


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("A\n::: notes\n:::", 1, 5, "there is no box 'notes', only note, tip"),
        ("::: details\n:::", 0, 1, "say what opens here"),
        ("::: note\nA", 0, 1, "never closed"),
        ("A\n:::", 1, 1, "nothing is open"),
        ("::: note\n::: tip\n::: tip\n:::\n:::\n:::", 2, 1, "at most 2 deep"),
        ("Table: One\n\nNo table.", 0, 1, "a table must follow"),
        ("```diagram\n```", 0, 1, "begin with the kind (flow, cycle, ladder, grid)"),
        ("```diagram\ntree: A\n```", 1, 1, "begin with the kind"),
        ("```diagram\nflow:\nA\nB\n```", 1, 6, "the title is missing"),
        ("```diagram\nflow: T\nA\n```", 0, 1, "has 1 boxes; a flow has 2 to 7"),
        ("```diagram\ngrid: T\nA\n```", 0, 1, "a grid has 4, one"),
        ("```diagram\nflow: T\nup: A\n```", 2, 1, "only a grid has 'up:'"),
        ("```diagram\nflow: T\n\n| A\n```", 3, 1, "the box has no name"),
        (f"```diagram\nflow: T\n{'A' * 61}\n```", 2, 1, "the name has 61 characters; at most 60"),
        (f"```diagram\nflow: T\nA | {'A' * 161}\n```", 2, 4, "the note has 161 characters"),
        ("```diagram\nflow: T\nA", 0, 1, "has 1 boxes"),
        ("![a](b)\n" * (MAX_BLOCKS + 1), 0, 1, "more than 500 boxes"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, line, column, words):
    ((at, place, message),) = faults(text)

    assert (at, place) == (line, column)
    assert words in message


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([":::", "::: note", "::: details", "```", "```diagram", "flow: A",
    "![](x)", "Table: A", "| a |", "~~~", "", "up: x", "|"]), max_size=40))  # fmt: skip
def test_nothing_breaks_the_reader_or_stands_too_deep(lines):
    blocks, _ = read_blocks("\n".join(lines))

    def depth(parts):
        return max((1 + depth(part.parts) for part in parts if isinstance(part, Box)), default=0)

    assert depth(blocks) <= 2


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        ("![x](../media/no.png)", "16:1: there is no picture '../media/no.png'; put it into"),
        ("![x](../media/a.txt)", "16:1: there is no picture '../media/a.txt'"),
        ("![x](../../PA-02/media/a.png)", "16:1: there is no picture"),
        ("![ ](../media/a.png)", "16:3: say between [ and ] what the picture shows"),
        ("See ![x](../media/a.png)", "16:1: a picture stands alone on its line"),
        ("[x](../media/no.xlsx)", "16:5: '../media/no.xlsx' leads nowhere; write other-lesson.md"),
        ("::: nota\n:::", "16:5: there is no box 'nota'"),
    ],
)
def test_lessons_are_held_against_the_files_of_their_course(new, problem):
    files = small_content() | {
        "courses/PA-01/media/a.png": b"any",
        "courses/PA-01/media/a.txt": b"any",
    }
    old = b"It begins with a paragraph, and [another lesson](alpha.md) helps."
    assert old in files[ALPHA]
    files[ALPHA] = files[ALPHA].replace(old, b"It begins.\n\n" + new.encode())

    (found,) = problems_in_files(files)
    assert found.startswith(f"{ALPHA}:{problem}")


def test_pictures_and_downloads_that_are_there_are_fine():
    files = small_content() | {
        "courses/PA-01/media/a.png": b"any",
        "courses/PA-01/media/a.txt": b"any",
    }
    new = b"It begins.\n\n![decorative](../media/a.png)\n\n[Text](../media/a.txt)"
    files[ALPHA] = files[ALPHA].replace(
        b"It begins with a paragraph, and [another lesson](alpha.md) helps.", new
    )

    assert problems_in_files(files) == []


def test_names_of_media_are_plain():
    (found,) = problems_in_files(small_content() | {"courses/PA-01/media/My Plan.exe": b"any"})

    assert "call it in lower case with hyphens" in found


def test_a_line_of_three_colons_is_closed_in_a_lesson():
    assert "never closed" in problems_after(ALPHA, "A bridge.", "::: note\nA bridge.")[0]
