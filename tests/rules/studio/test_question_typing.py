"""What is typed into the form of a question, and back to what a bank holds."""

from decimal import Decimal

import pytest

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.studio.rules import question_typing as typing
from pmo_academy.studio.rules.question_fields import TYPES, has_one_right, rows_of
from pmo_academy.studio.rules.question_remarks import Around, check_question
from pmo_academy.studio.rules.row_changes import UnknownRowError, change_rows, named
from tests.support.eleven import ELEVEN

QUESTIONS = {one["type"]: one for one in strict_yaml.read(ELEVEN, file="").value["questions"]}
AROUND = Around(
    topics=dict.fromkeys(["one", "two", "three", "four", "five"], "A topic"),
    items={"MND-S1": "Is there one?"},
    pictures={"chart.png"},
)


def _own(question):
    return {name: one for name, one in question.items() if name not in ("key", "topic", "item")}


@pytest.mark.parametrize("type_", TYPES)
def test_each_type_comes_back_as_it_was(type_):
    typed = typing.typed_of(QUESTIONS[type_])

    own = _own(QUESTIONS[type_])
    assert typing.value_of(typing.tidied(typed)) == own | {"stem": own["stem"].rstrip()}
    assert typing.is_same(typed, QUESTIONS[type_])
    assert not typing.is_same(typed | {"stem": "Other"}, QUESTIONS[type_])


@pytest.mark.parametrize("type_", TYPES)
def test_each_type_is_sound_and_an_empty_one_is_not(type_):
    assert check_question(QUESTIONS[type_], AROUND).is_sound
    empty = {"key": "x", "topic": "one", **typing.value_of(typing.tidied(typing.blank(type_)))}
    assert not check_question(empty, AROUND).is_sound


def test_an_empty_question_has_as_many_rows_as_it_usually_needs():
    assert len(typing.blank("single")["options"]) == 4
    assert [one["type"] for one in typing.blank("case")["parts"]] == ["single", "single"]
    assert [rows.name for rows in rows_of("matching")] == ["pairs", "extra"]


def test_ends_of_lines_and_empty_rows_are_tidied():
    typed = typing.blank("short-text")
    typed |= {"stem": " One\r\nTwo \r", "accepted": " a \r\n\r\nb"}
    typed["near_misses"] = [{"text": " ", "why": ""}, {"text": "c", "why": ""}]

    assert typing.value_of(typing.tidied(typed)) == {
        "type": "short-text", "stem": "One\nTwo", "accepted": ["a", "b"],
        "near_misses": [{"text": "c"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("-3", -3), ("12.50", Decimal("12.50")), ("12,5", Decimal("12.5")),
     ("1,000.5", "1,000.5"), ("many", "many"), ("", "")],
)  # fmt: skip
def test_numbers_are_read_with_point_or_comma(text, number):
    assert typing.number_of(text) == number


def test_what_cannot_be_shown_is_left_empty():
    odd = {"type": "true-false", "stem": ["a"], "answer": "maybe", "why_true": None}
    assert typing.typed_of(odd) == {
        "type": "true-false", "stem": "", "answer": "", "why_true": "", "why_false": "",
        "explanation": "",
    }  # fmt: skip
    assert typing.typed_of({"type": "single", "options": "none"})["options"] == []
    assert typing.typed_of({"type": "single", "options": ["x"]})["options"][0]["text"] == ""
    assert typing.typed_of({"type": "short-text", "accepted": 3})["accepted"] == ""


def test_gaps_follow_the_text_and_nothing_filled_is_lost():
    typed = typing.typed_of(QUESTIONS["cloze"]) | {"text": "A {new} one and the {who}."}
    keys = [row["key"] for row in typing.tidied(typed)["gaps"]]
    assert keys == ["new", "who", "what"]

    typed["gaps"] = [typing.blank_row(next(rows_of("cloze"))) | {"key": "gone"}]
    assert [row["key"] for row in typing.tidied(typed)["gaps"]] == ["new", "who"]


def test_the_rows_of_gaps_are_shown_on_wish():
    typed = typing.typed_of(QUESTIONS["cloze"]) | {"text": "The {who} or a {new} one."}
    shown = change_rows(typed | {"topic": "one"}, "follow:gaps")
    assert [row["key"] for row in shown.typed["gaps"]] == ["who", "new", "what"]
    assert (shown.typed["topic"], shown.place) == ("one", ("gaps", 2))
    assert change_rows(typing.blank("cloze"), "follow:gaps").place == ("gaps", 0)


def test_rows_are_added_moved_and_removed():
    typed = typing.typed_of(QUESTIONS["ordering"])
    added = change_rows(typed, "add:steps")
    assert (len(added.typed["steps"]), named(added.place)) == (4, "steps-3")
    up = change_rows(added.typed, "up:steps-1")
    assert [row["text"] for row in up.typed["steps"]] == ["Write", "Ask", "Sign", ""]
    assert change_rows(typed, "up:steps-0").typed == typed
    assert change_rows(typed, "down:steps-2").typed == typed
    removed = change_rows(typed, "remove:steps-2")
    assert ([row["text"] for row in removed.typed["steps"]], removed.place) == (
        ["Ask", "Write"], ("steps", 1),
    )  # fmt: skip


def test_rows_within_the_parts_of_a_case_are_changed_alike():
    typed = typing.typed_of(QUESTIONS["case"])
    fewer = change_rows(typed, "remove:parts-0-options-1").typed
    assert [row["text"] for row in fewer["parts"][0]["options"]] == ["The works", "The passengers"]
    added = change_rows(typed, "add:parts", part_type="ordering").typed
    assert added["parts"][2]["type"] == "ordering"
    assert change_rows(typed, "add:parts", part_type="case").typed["parts"][2]["type"] == "single"
    turned = change_rows(typed, "type:parts-0")
    assert (turned.typed["parts"][0]["type"], named(turned.place)) == ("multiple", "parts-0-stem")


def test_of_several_right_options_the_first_stays_right():
    single = change_rows(typing.typed_of(QUESTIONS["multiple"]), "type:").typed
    assert [row["right"] for row in single["options"]] == [True, False, False, False]
    assert change_rows(single, "type:").typed["type"] == "multiple"


@pytest.mark.parametrize(
    ("type_", "wish"),
    [("single", "up:options-9"), ("single", "up:options"), ("single", "burn:options-0"),
     ("single", "follow:gaps"), ("single", "add:steps"), ("single", "add:"),
     ("single", "add:options-0"),
     ("single", "add:options-9-options"), ("single", "add:options-text"), ("single", ""),
     ("cloze", "add:gaps"), ("numeric", "type:"), ("case", "type:parts-9"),
     ("case", "type:parts-1"), ("case", "add:parts-0-steps")],
)  # fmt: skip
def test_what_is_no_row_is_refused(type_, wish):
    with pytest.raises(UnknownRowError):
        change_rows(typing.typed_of(QUESTIONS[type_]), wish)


def test_there_are_not_endlessly_many_rows():
    typed = typing.typed_of(QUESTIONS["ordering"])
    for _ in range(27):
        typed = change_rows(typed, "add:steps").typed
    with pytest.raises(UnknownRowError):
        change_rows(typed, "add:steps")


def _remarks(**changed):
    question = QUESTIONS["hot-spot"] | changed
    return [(one.place, one.is_refusal) for one in check_question(question, AROUND).faults]


def test_a_remark_names_the_field_that_it_is_about():
    assert _remarks(topic="none") == [(("topic",), False)]
    assert _remarks(item="MND-S9") == [(("item",), False)]
    assert _remarks(picture="../media/none.png") == [(("picture",), False)]
    bare = {name: one for name, one in QUESTIONS["numeric"].items() if name != "topic"}
    (missing,) = check_question(bare, AROUND).faults
    assert (missing.place, missing.is_refusal) == (("topic",), True)
    assert _remarks(stem="") == [(("stem",), True)]
    assert _remarks(extra=1) == [(("extra",), True)]
    assert _remarks(spots=[]) == [(("spots",), True)]
    assert _remarks(stem="<b>x</b>") == [(("stem",), False)]


def test_only_of_multiple_choice_several_are_right():
    (options,) = rows_of("multiple")
    assert has_one_right("single", options)
    assert not has_one_right("multiple", options)
