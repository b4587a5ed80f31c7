from dataclasses import replace

import pytest

from pmo_academy.exams.rules.reviewing import answer_in_words, review
from tests.rules.exams import questions


def test_options_stand_as_they_were_shown_with_a_reason_each():
    reviewed = review(questions.single(order=(2, 0, 3, 1)), [2])
    assert not reviewed.is_right
    assert [line.text for line in reviewed.lines] == [f"Option {n}" for n in (2, 0, 3, 1)]
    assert [line.is_chosen for line in reviewed.lines] == [True, False, False, False]
    assert [line.is_right for line in reviewed.lines] == [False, False, False, True]
    assert reviewed.lines[0].why == "Because 2"


def test_true_and_false_have_a_reason_each():
    reviewed = review(questions.true_false(answer=False), ["false"])
    assert reviewed.is_right
    assert [(line.text, line.is_right, line.is_chosen) for line in reviewed.lines] == [
        ("true", False, False),
        ("false", True, True),
    ]


def test_a_number_shows_the_right_one_and_how_near_is_near_enough():
    reviewed = review(questions.numeric(), ["12"])
    assert (reviewed.typed, reviewed.right_typed) == ("12", "12.5")
    assert (reviewed.tolerance, reviewed.unit) == ("0.5", "hours")
    assert reviewed.lines == ()


def test_a_typical_wrong_number_is_told_its_mistake():
    (line,) = review(questions.numeric(), ["25 hours"]).lines
    assert line.why == "This counts both ways."
    assert review(questions.numeric(), ["26"]).lines == ()


def test_an_exact_number_has_no_tolerance_to_show():
    assert review(questions.numeric(tolerance="0"), ["12"]).tolerance == ""
    assert review(questions.numeric(tolerance="0.0"), ["12"]).tolerance == ""


def test_steps_stand_in_the_right_order_with_the_place_they_were_given():
    reviewed = review(questions.ordering(), [0, 2, None])
    assert [(line.text, line.yours, line.is_right) for line in reviewed.lines] == [
        ("Step 0", "1", True),
        ("Step 1", "", False),
        ("Step 2", "2", False),
    ]


def test_pairs_show_what_was_chosen_for_each():
    reviewed = review(questions.matching(), [0, 0, None])
    assert [(line.yours, line.is_right) for line in reviewed.lines] == [
        ("<em>Right</em> 0", True),
        ("<em>Right</em> 0", False),
        ("", False),
    ]
    assert reviewed.lines[0].text == "Left 0 – <em>Right</em> 0"


def test_a_partner_that_fits_nothing_is_told_why():
    assert review(questions.matching(), [3, 1, 2]).lines[0].why == "It fits nothing. Because 0"


@pytest.mark.parametrize("question", questions.ALL)
def test_an_unanswered_question_is_reviewed_too(question):
    reviewed = review(question, None)
    assert not reviewed.is_right
    assert not reviewed.is_answered
    assert not any(line.is_chosen for line in reviewed.lines)


def test_missing_reasons_are_left_out():
    question = questions.matching()
    bare = replace(
        question,
        document={
            "stem": "",
            "explanation": "",
            "pairs": [{"left": "A", "right": "B"}],
            "extra": [{"right": "C"}],
        },
    )
    assert review(bare, [1]).lines[0].why == ""


def test_answers_in_words():
    assert answer_in_words(questions.single(), [1]) == "Option 1"
    assert answer_in_words(questions.multiple(), [0, 3]) == "Option 0; Option 3"
    assert answer_in_words(questions.true_false(), ["true"]) == "true"
    assert answer_in_words(questions.numeric(), ["12,5"]) == "12,5"
    assert answer_in_words(questions.ordering(), [1, None, 0]) == "Step 1 > – > Step 0"
    assert answer_in_words(questions.matching(), [3, 0, None]) == "Fits nothing; Right 0; –"
    assert answer_in_words(questions.single(), None) == ""
