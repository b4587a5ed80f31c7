"""A bank's file, and what a course says about its banks."""

from pmo_academy.studio.rules import bank_edits
from pmo_academy.studio.rules.course_facts import bank_path, course_facts
from tests.support.content import small_content
from tests.support.eleven import ELEVEN

BANK = bank_edits.read_bank("first", ELEVEN.encode())


def test_what_is_not_touched_keeps_its_lines():
    kept = bank_edits.moved(BANK.questions, "e03", by=-1)
    text = BANK.with_questions(kept).decode()
    assert sorted(text.splitlines()) == sorted(ELEVEN.splitlines())
    assert BANK.with_questions(BANK.questions).decode() == ELEVEN


def test_a_bank_without_a_file_is_written_anew():
    new = bank_edits.read_bank("second", None)
    entry = bank_edits.arranged(
        {
            "stem": "It is so.",
            "type": "true-false",
            "answer": True,
            "key": "q01",
            "topic": "one",
            "item": None,
        }
    )
    assert new.with_questions([entry]).decode() == (
        "module: second\nquestions:\n- key: q01\n  type: true-false\n  topic: one\n"
        "  stem: It is so.\n  answer: true\n"
    )


def test_a_file_that_is_no_bank_says_why():
    assert "not readable as YAML" in bank_edits.read_bank("x", b"a: [").problem
    assert "no list" in bank_edits.read_bank("x", b"a: 1").problem
    assert "no list" in bank_edits.read_bank("x", b"- a").problem


def test_what_is_no_question_is_kept_and_not_shown():
    odd = bank_edits.read_bank("x", b"module: x\nquestions:\n- 5\n- {key: a, type: none}\n")
    assert odd.entries == []
    assert odd.keys == {"a"}
    assert odd.find("a") is None
    assert len(bank_edits.put(odd.questions, {"key": "b", "type": "single"})) == 3
    assert len(bank_edits.without(odd.questions, {"a"})) == 1


def test_keys_count_on_from_the_highest():
    assert bank_edits.free_key({"q01", "q07", "who"}) == "q08"
    assert bank_edits.free_key(set()) == "q01"


def test_copies_keep_their_keys_where_they_are_free():
    made = bank_edits.copies([{"key": "e01"}, {"key": "e02"}], {"e02", "q03"})
    assert [one["key"] for one in made] == ["e01", "q04"]


def test_a_question_takes_the_place_of_the_one_with_its_key():
    changed = bank_edits.put(BANK.questions, {"key": "e02", "type": "single"})
    assert changed[1] == {"key": "e02", "type": "single"}
    assert len(changed) == len(BANK.questions)


def test_a_question_that_is_not_there_is_not_moved():
    assert bank_edits.moved(BANK.questions, "none", by=1) == list(BANK.questions)
    assert bank_edits.moved(BANK.questions, "e11", by=1) == list(BANK.questions)


def test_a_course_says_what_its_quizzes_draw():
    files = small_content()
    files["courses/PA-01/course.yaml"] += b"test: {minutes: 30, per_topic: 2}\n"
    files["courses/PA-01/questions/stray.yaml"] = b"module: stray\nquestions: []\n"
    files["courses/PA-01/media/chart.png"] = b""
    files["courses/PA-01/media/sheet.xlsx"] = b""
    facts = course_facts("PA-01", {path: one for path, one in files.items() if "PA-01" in path})

    assert facts.title == "A small course"
    assert facts.pictures == ("chart.png",)
    assert [(one.key, one.draw, one.is_test) for one in facts.quizzes] == [
        ("first", 5, False), ("course-test", 10, True), ("stray", 0, False),
    ]  # fmt: skip
    assert facts.quiz("course-test").topic_percent == 50
    assert facts.quiz("none") is None


def test_a_course_that_cannot_be_read_still_has_its_banks():
    files = {"courses/X-01/course.yaml": b"topics: 3\nmodules: [", bank_path("X-01", "a"): b""}
    facts = course_facts("X-01", files)
    assert (facts.title, [one.key for one in facts.quizzes]) == ("X-01", ["a"])
    odd = {"courses/X-01/course.yaml": b"topics: 3\nmodules: [{key: a, quiz: {draw: true}}]\n"}
    assert course_facts("X-01", odd).quizzes[0].draw == 0


def test_a_double_stands_behind_its_question():
    keys = [one["key"] for one in bank_edits.doubled(BANK.questions, "e02", new_key="q01")]
    assert keys[:4] == ["e01", "e02", "q01", "e03"]


def test_an_item_is_set_and_taken_away_in_its_place():
    tagged = bank_edits.tagged(BANK.questions, {"e01", "e02"}, "item", "MND-S2")
    assert list(tagged[1])[:4] == ["key", "type", "topic", "item"]
    assert [one.get("item") for one in tagged[:3]] == ["MND-S2", "MND-S2", None]
    bare = bank_edits.tagged(tagged, {"e01"}, "item", "")
    assert "item" not in bare[0]
