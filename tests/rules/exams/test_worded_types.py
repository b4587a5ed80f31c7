"""Words, gaps, sorting, pictures and cases: read, kept, judged and shown."""

import json

import pytest

from pmo_academy.exams.rules.drawing import shuffle_options
from pmo_academy.exams.rules.grading import is_right
from pmo_academy.exams.rules.questions import is_complete
from pmo_academy.exams.rules.reading import Nonsense, NonsenseError, read_answer, to_fields
from pmo_academy.exams.rules.reviewing import answer_in_words, own_part, review
from pmo_academy.exams.rules.showing import show
from pmo_academy.exams.rules.typed_words import is_meant
from tests.rules.exams import questions

RIGHT = [
    (questions.short_text(), ["Decision log"]),
    (questions.cloze(), ["Outcome", 1]),
    (questions.categorise(), [0, 1, 0]),
    (questions.hot_spot(), [2]),
    (questions.case(), [[1], ["outcome", 1], [0, 1, 2]]),
]
WRONG = [
    (questions.short_text(), ["diary"]),
    (questions.cloze(), ["outcome", 0]),
    (questions.cloze(), ["output", 1]),
    (questions.cloze(), ["outcome", None]),
    (questions.categorise(), [0, 0, 0]),
    (questions.hot_spot(), [0]),
    (questions.case(), [[1], ["outcome", 1], [0, 2, 1]]),
    (questions.case(), [[1], None, [0, 1, 2]]),
    (questions.case(), [[1], ["outcome", None], [0, 1, 2]]),
]


@pytest.mark.parametrize(
    "typed",
    ["decision log", " Decision  LOG. ", "decision-log", "decisionlog", "entscheidungs protokoll"],
)
def test_capitals_blanks_hyphens_and_signs_do_not_matter(typed):
    assert is_meant(typed, ["decision log", "Entscheidungs-Protokoll"])


@pytest.mark.parametrize(
    ("typed", "form"),
    [("resume", "résumé"), ("STRASSE", "straße"), ("ﬁnance", "finance"), ("決裁 記錄", "決裁記錄")],
)
def test_accents_and_letter_forms_do_not_matter(typed, form):
    assert is_meant(typed, [form])


@pytest.mark.parametrize("typed", ["", " - ", "decision", "log decision", "decision logs"])
def test_other_words_are_not_meant(typed):
    assert not is_meant(typed, ["decision log"])


@pytest.mark.parametrize(("question", "answer"), RIGHT)
def test_right_answers_are_right_and_survive_the_form(question, answer):
    assert is_complete(answer)
    assert is_right(question, answer)
    assert review(question, answer).is_right
    assert read_answer(question, "q1", to_fields(question, "q1", answer)) == answer


@pytest.mark.parametrize(("question", "answer"), WRONG)
def test_wrong_and_incomplete_answers_are_wrong_and_survive_the_form(question, answer):
    assert not is_right(question, answer)
    assert not review(question, answer).is_right
    assert read_answer(question, "q1", to_fields(question, "q1", answer)) == answer


@pytest.mark.parametrize(
    ("question", "fields", "reason"),
    [
        (questions.short_text(), {"q1": ["x" * 201]}, Nonsense.TOO_LONG),
        (questions.short_text(), {"q1": ["a", "b"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.cloze(), {"q1-0": ["x" * 201]}, Nonsense.TOO_LONG),
        (questions.cloze(), {"q1-1": ["2"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.categorise(), {"q1-0": ["2"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.hot_spot(), {"q1": ["3"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.case(), {"q1-p0": ["9"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.case(), {"q1-p2-0": ["1"], "q1-p2-1": ["1"]}, Nonsense.SAME_PLACE),
    ],
)
def test_what_no_page_could_send_is_refused(question, fields, reason):
    with pytest.raises(NonsenseError) as caught:
        read_answer(question, "q1", fields)
    assert caught.value.reason is reason


def test_nothing_asked_tells_what_is_right():
    for question in (questions.short_text(), questions.cloze(), questions.case()):
        shown = repr(show(question, "q1", {}))
        for told in ("decision log", "outcome", "diary", "output", "Because", "right", "So."):
            assert told not in shown


def test_gaps_are_shown_with_what_to_choose_from_and_what_was_typed():
    shown = show(questions.cloze(), "q1", {"q1-0": ["outcome"], "q1-1": ["1"]})

    assert shown.pieces == ("It ends when the ", " is there, and ", ".")
    assert shown.gaps == ((), ((0, "Option 0"), (1, "Option 1")))
    assert shown.by_row == {0: "outcome", 1: "1"}


def test_a_picture_is_shown_with_its_numbered_points():
    shown = show(questions.hot_spot(), "q1", {"q1": ["2"]})

    assert shown.picture["alt"] == "A grid"
    assert shown.spots == ((0, 0, 5), (1, 10, 5), (2, 20, 5))
    assert shown.chosen == ("2",)


def test_things_to_sort_are_lines_and_categories_what_is_chosen():
    shown = show(questions.categorise(order=(1, 0)), "q1", {"q1-2": ["0"]})

    assert shown.rows == ((0, "Thing 0"), (1, "Thing 1"), (2, "Thing 2"))
    assert shown.options == ((0, "Control"), (1, "Support"))
    assert shown.by_row == {2: "0"}


def test_a_case_shows_its_parts_each_with_fields_of_its_own():
    shown = show(questions.case(), "q1", {"q1-p0": ["3"], "q1-p1-0": ["outcome"]})

    assert [part.name for part in shown.parts] == ["q1-p0", "q1-p1", "q1-p2"]
    assert (shown.parts[0].chosen, shown.parts[1].by_row) == (("3",), {0: "outcome"})


def test_the_parts_of_a_case_are_shuffled_each_by_itself():
    order = shuffle_options(questions.case(), random=questions.seeded(3))

    assert [sorted(one) for one in order] == [[0, 1, 2, 3], [], [0, 1, 2]]
    assert order[2] != [0, 1, 2]
    json.dumps(order)


def test_points_keep_their_numbers_and_words_have_no_order():
    assert shuffle_options(questions.hot_spot(), random=questions.seeded(1)) == [0, 1, 2]
    assert shuffle_options(questions.short_text(), random=questions.seeded(1)) == []
    assert sorted(shuffle_options(questions.categorise(), random=questions.seeded(1))) == [0, 1]


def test_a_case_that_was_not_shuffled_has_parts_all_the_same():
    case = questions.case()
    assert len(type(case)(type=case.type, document=case.document).parts) == 3


def test_typed_words_are_answered_with_the_right_ones_and_the_mistake():
    missed = review(questions.short_text(), ["Diary"])

    assert (missed.typed, missed.right_typed) == ("Diary", "decision log")
    assert [line.why for line in missed.lines] == ["A diary decides nothing."]
    assert review(questions.short_text(), ["minutes"]).lines == ()
    assert review(questions.short_text(), ["decision log"]).lines == ()


def test_each_gap_says_what_belongs_there_and_why():
    first, second = review(questions.cloze(), ["output", 0]).lines

    assert (first.text, first.yours, first.is_right) == ("outcome", "output", False)
    assert first.why == "That is what was made. It is what changes."
    assert (second.text, second.yours, second.why) == ("Option 1", "Option 0", "Because 0 So.")
    empty, right = review(questions.cloze(), [None, 1]).lines
    assert (empty.is_chosen, empty.yours, empty.why) == (False, "", "It is what changes.")
    assert (right.is_right, right.why) == (True, "So.")
    assert [line.is_chosen for line in review(questions.cloze(), None).lines] == [False, False]


def test_each_thing_says_where_it_belongs_and_where_it_was_put():
    lines = review(questions.categorise(), [1, 1, None]).lines

    assert lines[0].text == "Thing 0 – <em>Support</em>"
    assert [(line.yours, line.is_right) for line in lines] == [
        ("Control", False),
        ("Control", True),
        ("", False),
    ]
    assert not any(line.is_chosen for line in review(questions.categorise(), None).lines)


def test_a_case_is_reviewed_part_by_part():
    reviewed = review(questions.case(), [[1], None, [0, 2, 1]])

    assert [(part.is_right, part.is_answered) for part in reviewed.parts] == [
        (True, True),
        (False, False),
        (False, True),
    ]
    assert len(review(questions.case(), None).parts) == 3


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (questions.short_text(), ["minutes"]),
        (questions.cloze(), ["x", 0]),
        (questions.categorise(), [1, 0, 1]),
        (questions.hot_spot(), [0]),
        (questions.case(), [[0], ["x", 0], [2, 1, 0]]),
    ],
)
def test_without_the_key_only_the_own_answer_is_left(question, answer):
    own = repr(own_part(review(question, answer)))

    for told in ("decision log", "outcome", "Option 1'", "Support", "Option 2", "<p>So.</p>"):
        assert told not in own


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (questions.short_text(), ["diary"], "diary"),
        (questions.cloze(), ["outcome", None], "outcome; –"),
        (questions.cloze(), [None, 1], "–; Option 1"),
        (questions.categorise(), [0, None, 1], "Support; –; Control"),
        (questions.hot_spot(), [2], "Option 2"),
        (questions.case(), [[1], None, [0, 1, 2]], "Option 1 / – / Step 0 > Step 1 > Step 2"),
    ],
)
def test_answers_in_a_line_of_words(question, answer, words):
    assert answer_in_words(question, answer) == words
