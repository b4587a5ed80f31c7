"""What is wrong with a course by itself, each with its place."""

import pytest

from tests.rules.authoring.breaking import (
    ALPHA,
    ANNOUNCED,
    BANK,
    COURSE,
    PRACTICE,
    PRODUCT,
    problems_after,
    problems_in_files,
    small_content,
)
from tests.support.content import FILLER

FOLDER = "courses/PA-01"
BETA = f"{FOLDER}/lessons/beta.md"


def test_the_small_content_has_no_problem():
    assert problems_in_files(small_content()) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            COURSE,
            "code: PA-01",
            "code: PA-03",
            f"1:7: the code 'PA-03' and the folder '{FOLDER}' mu",
        ),
        (COURSE, "0.5, power", "0.6, power", "8:18: credit counts in quarters of an hour"),
        (
            COURSE,
            "acumen: 0}",
            "acumen: 1}",
            "8:18: 2.0 h of credit and 60 minutes must be the sam",
        ),
        (COURSE, "MND-S2: 0.5", "MND-S2: 0.7", "12:29: must be 0.5 or 1, not 0.7"),
        (
            COURSE,
            "MND-S2: 0.5}",
            "MND-S2: 0.5, MND-T1: 1}",
            "12:34: advice: no lesson or question serves MN",
        ),
        (COURSE, "key: two", "key: one", "16:11: the key 'one' stands here twice"),
        (
            COURSE,
            "beta, gamma]",
            "beta, beta, gamma]",
            "21:3: the lesson 'beta' is listed 2 times; ",
        ),
        (
            COURSE,
            "    minutes: 60",
            "    minutes: 50",
            "23:14: lessons, practice and quiz take 60 mi",
        ),
        (COURSE, "    minutes: 60", "    minutes: 50", "7:10: the modules take 50 minutes, not 60"),
        (COURSE, "gamma]", "gamma, delta]", f"25:35: {FOLDER}/lessons/delta.md is missing: add it"),
        (
            COURSE,
            "key: first",
            "key: second",
            f"21:10: {FOLDER}/questions/second.yaml is missing: ",
        ),
        (
            COURSE,
            "key: first",
            "key: second",
            f"26:15: {FOLDER}/practice/second.md is missing: add",
        ),
        (
            COURSE,
            "completes_with: [lessons, quizzes]\n",
            "",
            "1:1: add 'completes_with', such as [l",
        ),
        (COURSE, "draw: 5", "draw: 16", None),
        (
            ANNOUNCED,
            "announced: true\n",
            "",
            "1:1: add 'modules', or 'announced: true' until there",
        ),
        (
            ANNOUNCED,
            "announced: true\n",
            "",
            f"1:1: advice: {FOLDER[:-1]}2/work-product.md is missi",
        ),
        (
            ANNOUNCED,
            "covers",
            "completes_with: [lessons]\ncovers",
            "4:1: an announced course has no ",
        ),
        (
            ALPHA,
            "item: MND-S1",
            "item: MND-T1",
            "4:7: advice: course.yaml doesn't cover MND-T1: add it the",
        ),
        (
            BANK,
            "item: MND-S1",
            "item: MND-T1",
            "6:11: advice: course.yaml doesn't cover MND-T1: add it the",
        ),
        (BANK, "module: first", "module: last", "1:9: must be 'first', as the file is called, not"),
        (ALPHA, "minutes: 14", "minutes: 15", None),
    ],
)
def test_each_problem_of_a_course_has_its_place(name, old, new, problem):
    found = problems_after(name, old, new)

    if problem is None:
        assert found
    else:
        assert any(one.startswith(f"{name}:{problem}") for one in found), found


def test_a_quiz_can_not_draw_more_than_the_bank_holds():
    assert problems_after(COURSE, "draw: 5", "draw: 16") == [
        f"{BANK}:3:3: the quiz draws 16 questions of 15"
    ]


def test_a_bank_is_large_enough_for_its_module():
    files = small_content()
    files[BANK] = files[BANK].split(b"  - key: q15")[0]

    assert problems_in_files(files) == [
        f"{BANK}:3:3: advice: the bank holds 14 questions; this module needs at least 15"
    ]


def test_a_module_without_practice_needs_only_a_small_bank():
    files = small_content()
    files[BANK] = files[BANK].split(b"  - key: q10")[0]
    del files[PRACTICE]
    files[COURSE] = (
        files[COURSE]
        .replace(b"practice: true", b"practice: false")
        .replace(b"minutes: 60", b"minutes: 45")
        .replace(b"percent: 80, minutes: 6", b"percent: 80, minutes: 3")
        .replace(b"power_skills: 0.5", b"power_skills: 0.25")
    )

    assert problems_in_files(files) == []


def test_files_that_are_not_listed_are_told():
    files = small_content()
    files[f"{FOLDER}/lessons/omega.md"] = files[ALPHA]

    assert problems_in_files(files) == [
        f"{FOLDER}/lessons/omega.md:1:1: course.yaml doesn't list this file: list or remove it"
    ]


@pytest.mark.parametrize(
    "name", ["notes.txt", "lessons/Alpha.md", "lessons/x.yaml", "questions/a.md"]
)
def test_files_that_are_nothing_are_told(name):
    files = small_content() | {f"{FOLDER}/{name}": b"x"}

    assert problems_in_files(files) == [
        f"{FOLDER}/{name}:1:1: no file of a course is called so; rename or remove it"
    ]


def test_a_missing_course_file_is_told_beside_what_is_wrong_in_the_others():
    files = small_content()
    del files[COURSE]
    files[ALPHA] = b"x"

    assert problems_in_files(files) == [
        f"{COURSE}:1:1: the file is missing: add it",
        f"{ALPHA}:1:1: the file must begin with a line of three dashes, then its fields",
    ]


def test_a_course_has_a_work_product():
    files = small_content()
    del files[PRODUCT]

    assert problems_in_files(files) == [f"{COURSE}:1:1: advice: {PRODUCT} is missing: add it"]


def test_an_announced_course_has_no_other_files():
    files = small_content()
    files["courses/PA-02/work-product.md"] = files[PRODUCT].replace(
        b"lessons/gamma.md", b"../PA-01/lessons/gamma.md"
    )

    assert problems_in_files(files) == [
        f"{ANNOUNCED}:4:1: an announced course has no files but course.yaml"
    ]


def test_minutes_are_not_added_up_while_a_lesson_can_not_be_read():
    assert problems_after(ALPHA, "title: The lesson alpha\n", "") == [
        f"{ALPHA}:2:1: the field 'title' is missing: add it"
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            ALPHA,
            "---\ntitle",
            "--\ntitle",
            "1:1: the file must begin with a line of three dashes, th",
        ),
        (
            ALPHA,
            "---\nIt begins",
            "It begins",
            "1:1: the fields don't end; add a line of three dash",
        ),
        (
            ALPHA,
            "## Example: a bridge",
            "## A bridge",
            "14:1: advice: has 1 headings '## Example: ...'; a l",
        ),
        (
            ALPHA,
            "## Try it at work",
            "## Try",
            "38:1: advice: the last heading must be '## Try it at work'",
        ),
        (
            ALPHA,
            "It begins with",
            "## Start\n\nIt begins",
            "14:1: advice: begin with a paragraph that says wh",
        ),
        (ALPHA, FILLER, "word " * 300, "14:1: advice: has 329 words; a lesson has 500 to 900"),
        (
            ALPHA,
            FILLER,
            FILLER + "\n\n" + FILLER,
            "14:1: advice: has 1029 words; a lesson has 500 to 900",
        ),
        (ALPHA, "### In detail", "#### In detail", "30:1: skips a level of headings; write '###'"),
        (
            ALPHA,
            "## Example: a bridge",
            "# Example",
            "26:1: headings begin at '##'; '#' is the title",
        ),
        (
            ALPHA,
            "A bridge.",
            "First line,\nthen <b>HTML</b>.",
            "29:1: HTML isn't allowed; use Mark",
        ),
        (ALPHA, "A bridge.", "<div>HTML</div>", "28:1: HTML isn't allowed; use Markdown, or write"),
        (ALPHA, "A bridge.", "![a](b.png)", "28:1: there is no picture 'b.png'; put it into the c"),
        (ALPHA, "A bridge.", "[" * 51, "28:1: more than 50 brackets are opened and not closed"),
        (
            ALPHA,
            "A bridge.",
            "x " * 2501,
            "28:1: a block of 5,002 characters; part it so that none",
        ),
        (ALPHA, "stem: The", "stem: <i>The</i>", "8:9: HTML isn't allowed; use Markdown, or write"),
        (ALPHA, "stem: The", "stem: '[The](x.md)' #", "8:9: links and pictures don't belong here"),
        (
            PRACTICE,
            "## Model answer",
            "## Answer",
            "5:1: must consist of '## Task' and '## Model a",
        ),
        (
            PRACTICE,
            "## Task",
            "Begin.\n\n## Task",
            "5:1: must consist of '## Task' and '## Model an",
        ),
        (PRACTICE, "Do it.", "<br>", "7:1: HTML isn't allowed; use Markdown, or write '<' as"),
        (PRODUCT, "Make it", "<br> Make it", "9:1: HTML isn't allowed; use Markdown, or write '<'"),
        (
            BANK,
            "stem: Which one?",
            "stem: A <br>",
            "7:11: HTML isn't allowed; use Markdown, or wri",
        ),
    ],
)
def test_each_problem_of_a_text_has_its_place(name, old, new, problem):
    found = problems_after(name, old, new)

    assert any(one.startswith(f"{name}:{problem}") for one in found), found


def test_a_lesson_without_any_heading_is_told_what_it_lacks():
    files = small_content()
    head = files[BETA].split(b"It begins")[0]
    files[BETA] = head + b"word " * 600

    assert problems_in_files(files) == [
        f"{BETA}:14:1: advice: has 0 headings '## Example: ...'; a lesson has 2",
        f"{BETA}:14:1: advice: the last heading must be '## Try it at work'",
    ]


def test_a_lesson_of_more_than_100_kb_is_refused():
    files = small_content()
    files[BETA] += b"x" * 100_000

    assert any("at most 100,000 are allowed" in one for one in problems_in_files(files))


def test_line_ends_of_another_system_are_read_alike():
    files = {name: body.replace(b"\n", b"\r\n") for name, body in small_content().items()}

    assert problems_in_files(files) == []


def test_a_module_needs_a_lesson_and_a_link_its_words():
    empty = problems_after(COURSE, "lessons: [alpha, beta, gamma]", "lessons: []")
    assert any("a module needs a lesson: add one" in one for one in empty)

    (found,) = problems_after(ALPHA, "[another lesson](alpha.md)", "[here](alpha.md)")
    assert found == f"{ALPHA}:14:40: advice: say where it leads instead of 'here'"
