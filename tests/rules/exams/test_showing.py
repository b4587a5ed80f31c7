from dataclasses import replace

import pytest

from pmo_academy.exams.rules.showing import show
from tests.rules.exams import questions


def with_stem(stem):
    question = questions.single()
    return replace(question, document={**question.document, "stem": stem})


@pytest.mark.parametrize("question", questions.ALL)
def test_what_is_shown_holds_neither_key_nor_reasons(question):
    shown = repr(show(question, "q1", {}))
    assert "Because" not in shown
    assert "So." not in shown
    assert "12.5" not in shown
    assert "both ways" not in shown
    assert "fits nothing." not in shown.replace("Fits nothing", "")


def test_options_stand_in_the_order_of_this_person():
    shown = show(questions.single(order=(2, 0, 3, 1)), "q1", {"q1": ["3"]})
    assert shown.options == ((0, "Option 2"), (1, "Option 0"), (2, "Option 3"), (3, "Option 1"))
    assert shown.chosen == ("3",)


def test_what_was_typed_is_shown_as_typed():
    assert show(questions.numeric(), "q1", {"q1": ["a dozen"]}).chosen == ("a dozen",)
    assert show(questions.numeric(), "q1", {}).unit == "hours"


def test_lines_show_what_was_chosen_for_each():
    shown = show(questions.ordering(), "q1", {"q1-1": ["2"], "q1-2": []})
    assert shown.by_row == {1: "2"}


def test_partners_are_plain_text_because_a_list_holds_no_tags():
    shown = show(questions.matching(order=(3, 1, 0, 2)), "q1", {"q1-0": ["2"]})
    assert shown.options[1] == (1, "Right 1")
    assert shown.rows == ((0, "Left 0"), (1, "Left 1"), (2, "Left 2"))
    assert shown.by_row == {0: "2"}


@pytest.mark.parametrize(
    ("stem", "before", "asked"),
    [
        ("<p>Which?</p>\n", "", "Which?"),
        (
            "<p>A story.</p><ul><li>x</li></ul><p>Which?</p>",
            "<p>A story.</p><ul><li>x</li></ul>",
            0,
        ),
        ("<p>Look:</p><table></table>", "<p>Look:</p><table></table>", ""),
        ("Which <em>one</em>?", "", "Which <em>one</em>?"),
    ],
)
def test_the_last_paragraph_asks(stem, before, asked):
    shown = show(with_stem(stem), "q1", {})
    assert (shown.before, shown.asked) == (before, "Which?" if asked == 0 else asked)
