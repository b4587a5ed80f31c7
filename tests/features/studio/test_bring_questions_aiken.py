"""Questions in Aiken become single choice; lines that do not fit are named."""

import pytest

from pmo_academy.studio.exchange.aiken import is_aiken, read_aiken
from pmo_academy.studio.exchange.brought import UnreadableFileError


def test_points_and_brackets_and_several_answers_are_read():
    text = "Who\ndecides?\nA. Sponsor\nB) Office\nANSWER: A\n\nWhat?\nA)x\nB)y\nC)z\nanswer: A, c\n"

    first, second = read_aiken(text).questions

    assert first.question == {
        "type": "single",
        "stem": "Who decides?",
        "options": [{"text": "Sponsor", "right": True}, {"text": "Office"}],
    }
    assert (first.place, second.place) == ("line 1", "line 7")
    assert second.question["type"] == "multiple"
    assert [one.get("right") for one in second.question["options"]] == [True, None, True]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Which?\nA. x\nB. y", "has no line ANSWER: with the letter of the right option"),
        ("Which?\nA. x\nB. y\nANSWER: C", "there is no option C, which is said to be right"),
        ("Which?\nA. x\nB. y\nANSWER: both", "the answer “BOTH” is no letter"),
        ("Which?\nA. x\nA. y\nANSWER: A", "the letter A stands twice (line 3)"),
        ("Which?\nANSWER: A", "has no options (a letter, a point or bracket, a blank, the words)"),
        ("Which?\nA. x\nANSWER: A", "options: has 1 entries; at least 2 are needed"),
    ],
)
def test_what_cannot_be_taken_says_why(text, reason):
    (question,) = read_aiken(text).refused

    assert question.losses == (reason,)


def test_a_question_without_answer_does_not_swallow_the_next():
    text = "One?\nA. x\nB. y\n\nTwo?\nA. x\nB. y\nANSWER: B\n"

    brought = read_aiken(text)

    assert [one.name for one in brought.refused] == ["One?"]
    assert [one.question["stem"] for one in brought.taken] == ["Two?"]


def test_an_answer_below_an_option_is_what_tells_the_format():
    assert is_aiken("Which?\nA. x\nB. y\n\nANSWER: B")
    assert not is_aiken("Which?{=A ~B}\nANSWER: B")
    with pytest.raises(UnreadableFileError, match="no question"):
        read_aiken("\n\n")
