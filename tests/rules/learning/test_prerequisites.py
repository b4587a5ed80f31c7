from pmo_academy.learning.rules.prerequisites import Place, better_first, locks, what_next

FIRST = Place(code="PA-01")
THIRD = Place(code="PA-03", recommends=("PA-01",))
SEVENTH = Place(code="PA-07", recommends=("PA-05",))
ELEVENTH = Place(code="PA-11", requires=("PA-07",), recommends=("PA-03", "PA-07"))
COMING = Place(code="PA-12", is_announced=True)
ALL = [FIRST, THIRD, SEVENTH, ELEVENTH, COMING]


def test_a_course_is_locked_by_what_it_requires():
    assert locks(ELEVENTH, completed=[]) == ["PA-07"]
    assert locks(ELEVENTH, completed=["PA-07"]) == []
    assert locks(FIRST, completed=[]) == []


def test_recommended_courses_help_but_lock_nothing():
    assert better_first(THIRD, completed=[]) == ["PA-01"]
    assert better_first(THIRD, completed=["PA-01"]) == []
    assert better_first(ELEVENTH, completed=[]) == ["PA-03"]


def test_what_builds_on_a_course_comes_next():
    assert what_next(FIRST, ALL, completed=["PA-01"]) == "PA-03"
    assert what_next(SEVENTH, ALL, completed=["PA-01", "PA-07"]) == "PA-11"


def test_otherwise_the_next_by_code_that_can_be_started():
    assert what_next(THIRD, [FIRST, THIRD, SEVENTH], completed=["PA-03"]) == "PA-07"
    assert what_next(ELEVENTH, ALL, completed=["PA-11", "PA-07"]) == "PA-01"


def test_after_the_last_there_is_none():
    assert what_next(FIRST, [FIRST, COMING], completed=["PA-01"]) is None


def test_a_locked_course_is_not_suggested():
    assert what_next(THIRD, [THIRD, ELEVENTH], completed=["PA-03"]) is None
