"""What is wrong with a course test: its block, its bank, and each against the other."""

import pytest

from tests.rules.authoring.breaking import ANNOUNCED, COURSE, problems_in_files, small_content

BANK = "courses/PA-01/questions/course-test.yaml"
TOPICS = ("one", "two", "three", "four", "five")
BLOCK = "test: {minutes: 30, minutes_limit: 40}\n"


def bank(each=12):
    questions = "".join(
        f"""\
  - key: {topic}-{number}
    type: true-false
    topic: {topic}
    stem: The test states {topic} {number}.
    answer: true
    why_true: It does.
    why_false: It does.
    explanation: Each does.
"""
        for topic in TOPICS
        for number in range(each)
    )
    return f"module: course-test\nquestions:\n{questions}"


def with_test(*, text=None, block=BLOCK, completes="[lessons, quizzes, course-test]"):
    files = small_content()
    course = files[COURSE].decode().replace("[lessons, quizzes]", completes)
    files[COURSE] = (course + block).encode()
    files[BANK] = (bank() if text is None else text).encode()
    return files


def test_a_course_with_a_sound_test_has_no_problem():
    assert problems_in_files(with_test()) == []


@pytest.mark.parametrize(
    ("files", "place", "words"),
    [
        (with_test(text=bank(11)), f"{BANK}:3:", "a course test needs at least 60: add 5"),
        (with_test(text=bank(11)), f"{BANK}:3:", "'one'; the test draws 4 and needs 3 times"),
        (
            with_test(text=bank().replace("topic: one", "topic: six", 1)),
            f"{BANK}:5:",
            "the course has no topic 'six'",
        ),
        (
            with_test(text=bank().replace("module: course-test", "module: x")),
            f"{BANK}:1:",
            "must be 'course-test'",
        ),
        (with_test(block=""), COURSE, "there is no test: add 'test', or take out"),
        (with_test(completes="[lessons, quizzes]"), COURSE, "add 'course-test' to"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_remedy(files, place, words):
    assert any(place in one and words in one for one in problems_in_files(files))


def test_a_test_without_its_bank_is_missing_a_file():
    files = with_test()
    del files[BANK]
    assert any("course-test.yaml is missing: add it" in one for one in problems_in_files(files))


def test_no_module_bears_the_name_of_the_test():
    files = small_content()
    files[COURSE] = files[COURSE].replace(b"key: first", b"key: course-test")
    assert any("name of the course test" in one for one in problems_in_files(files))


def test_days_belong_to_tries():
    files = small_content()
    files[COURSE] = files[COURSE].replace(b"minutes: 6}", b"minutes: 6, per_days: 30}")
    assert any("says nothing without 'tries'" in one for one in problems_in_files(files))


def test_an_announced_course_has_no_test_yet():
    files = small_content()
    files[ANNOUNCED] += BLOCK.encode()
    assert any("'completes_with' or 'test' yet" in one for one in problems_in_files(files))
