"""Questions that ask nearly the same are found, in whichever course they stand."""

from pmo_academy.authoring.rules.likeness import alike
from tests.rules.authoring.breaking import BANK, problems_in_files, small_content

STEM = "A sponsor asks the office of a port to check the plan of the new crane before Friday"
SAME = "A sponsor asks the office of a port to check the plan of the old crane before Friday"
OTHER = "Two leads want the same welder in the same week, and both say that their goal comes first"


def with_stems(first, second):
    """Put two stems in the place of two statements of the small bank."""
    files = small_content()
    text = files[BANK].decode().replace("Statement 7 holds.", first)
    files[BANK] = text.replace("Statement 8 holds.", second).encode()
    return files


def second_course(files):
    """Add the same course a second time, under another code."""
    copies = {
        name.replace("PA-01", "PA-03"): body.replace(b"code: PA-01", b"code: PA-03")
        for name, body in files.items()
        if name.startswith("courses/PA-01/")
    }
    return files | copies


def test_a_question_with_one_word_changed_is_reported_where_it_stands():
    (problem,) = problems_in_files(with_stems(STEM, SAME))

    assert problem.startswith(f"{BANK}:")
    assert problem.endswith("asks nearly the same as PA-01 first, q07: change or drop one")


def test_questions_of_their_own_are_not():
    assert problems_in_files(with_stems(STEM, OTHER)) == []


def test_a_few_words_in_common_are_fine():
    first = "A sponsor asks the office of a port for a date that nobody can keep this year"
    second = "The office of a port is asked by three leads at once to rank their orders"

    assert problems_in_files(with_stems(first, second)) == []


def test_the_later_of_two_courses_has_the_problem():
    found = problems_in_files(second_course(with_stems(STEM, OTHER)))

    assert len(found) == 3
    assert all(one.startswith("courses/PA-03/questions/first.yaml:") for one in found)
    assert any("asks nearly the same as PA-01 first, q08" in one for one in found)


def test_what_stands_in_reasons_makes_no_questions_alike():
    files = small_content()
    reason = "A long reason that both of these statements share word for word"
    files[BANK] = files[BANK].replace(b"why_true: It does.", f"why_true: {reason}".encode())

    assert problems_in_files(files) == []


def test_questions_as_files_hold_them_are_compared_by_their_places():
    stem = "Who decides on a change of the baseline once it was approved by the board?"
    short, one = {"key": "a", "stem": "Who?"}, {"key": "b", "stem": stem}
    other = {"key": "c", "stem": f"{stem} Say so."}
    assert list(alike([short, one, {"key": "d", "stem": "x y z " * 5}, other])) == [(1, 3)]
