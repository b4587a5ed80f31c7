"""Ada writes a course in the studio: from nothing, without a file."""

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.studio import queries
from pmo_academy.studio.service import courses, drafts
from tests.support.content import write_content

NEW = {
    "title": "Own course",
    "code": "own-01",
    "promise": "You can do it afterwards.",
    "start": "small",
}


@pytest.fixture
def published(session, cast, tmp_path):
    authoring.load(write_content(tmp_path / "content"))
    session.commit()


@pytest.fixture
def draft(published, session, cast):
    draft = drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)
    session.commit()
    return draft


def outline(session, code="PA-01"):
    session.expire_all()
    course = courses.read_course(queries.get_draft(Kind.COURSE, code))
    return [(one["key"], one["lessons"]) for one in course["modules"]]


def test_the_studio_lists_courses_and_begins_the_next_edition(visitor, cast, published):
    home = visitor.get("/studio", as_=cast.ada)
    assert "PA-01 A small course" in home.words()

    answer = visitor.post("/studio/courses/PA-01/draft", as_=cast.ada, expect=303)

    assert answer.location == "/studio/courses/PA-01"
    assert "First" in visitor.get("/studio/courses/PA-01", as_=cast.ada).words()


@pytest.mark.parametrize("start", ["small", "full", "PA-01"])
def test_a_course_begins_from_a_template_or_a_copy(visitor, session, cast, published, start):
    visitor.post("/studio/courses", data={**NEW, "start": start}, as_=cast.ada, expect=303)

    files = queries.files_of(queries.get_draft(Kind.COURSE, "OWN-01"))
    assert all(path.startswith("courses/OWN-01/") for path in files)
    assert courses.read_course(queries.get_draft(Kind.COURSE, "OWN-01"))["title"] == "Own course"
    page = visitor.get("/studio/courses/OWN-01", as_=cast.ada)
    assert page.one("h1").text == "Own course"


def test_a_code_that_is_taken_is_said_beside_the_field(visitor, cast, published):
    page = visitor.post("/studio/courses", data={**NEW, "code": "PA-01"}, as_=cast.ada, expect=422)

    assert "PA-01 is taken" in page.words()
    assert page.one("[name=title]")["value"] == "Own course"


def test_modules_and_lessons_are_added_and_minutes_add_up(visitor, session, cast, draft):
    visitor.post(
        "/studio/courses/PA-01/modules", data={"title": "Über uns"}, as_=cast.ada, expect=303
    )
    visitor.post(
        "/studio/courses/PA-01/modules/uber-uns/lessons",
        data={"title": "First"}, as_=cast.ada, expect=303,
    )  # fmt: skip

    assert outline(session) == [("first", ["alpha", "beta", "gamma"]), ("uber-uns", ["first"])]
    course = courses.read_course(queries.get_draft(Kind.COURSE, "PA-01"))
    assert course["modules"][1]["minutes"] == 15
    assert course["minutes"] == 75
    assert sum(course["learning_credit"].values()) * 60 == 75


def test_a_lesson_moves_up_down_and_to_another_module(visitor, session, cast, draft):
    visitor.post("/studio/courses/PA-01/modules", data={"title": "Two"}, as_=cast.ada, expect=303)

    def move(key, to, kind="lesson"):
        data = {"kind": kind, "key": key, "to": to}
        visitor.post("/studio/courses/PA-01/moves", data=data, as_=cast.ada, expect=303)

    move("alpha", "first:1")
    move("gamma", "two:0")
    assert outline(session) == [("first", ["beta", "alpha"]), ("two", ["gamma"])]
    move("two", "0", kind="module")
    assert [key for key, _lessons in outline(session)] == ["two", "first"]


def test_what_is_removed_can_be_undone(visitor, session, cast, draft):
    before = queries.files_of(draft)
    data = {"kind": "module", "key": "first"}
    visitor.post("/studio/courses/PA-01/removals", data=data, as_=cast.ada, expect=303)
    assert outline(session) == []

    visitor.post("/studio/courses/PA-01/undo", data={"number": "1"}, as_=cast.ada, expect=303)

    session.expire_all()
    assert queries.files_of(queries.get_draft(Kind.COURSE, "PA-01")) == before


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("moves", {"kind": "lesson", "key": "alpha", "to": "nowhere:1"}),
        ("moves", {"kind": "lesson", "key": "nobody", "to": "first:1"}),
        ("moves", {"kind": "lesson", "key": "alpha", "to": "first"}),
        ("moves", {"kind": "course", "key": "alpha", "to": "1"}),
        ("removals", {"kind": "lesson", "key": "nobody"}),
        ("removals", {"kind": "bank", "key": "first"}),
        ("modules/nowhere/lessons", {"title": "A"}),
        ("undo", {"number": "77"}),
    ],
)
def test_what_is_not_there_is_not_found(visitor, cast, draft, address, data):
    visitor.post(f"/studio/courses/PA-01/{address}", data=data, as_=cast.ada, expect=404)


def test_a_title_is_needed(visitor, cast, draft):
    page = visitor.post(
        "/studio/courses/PA-01/modules", data={"title": " "}, as_=cast.ada, expect=422
    )
    assert "Enter a title." in page.words()
    visitor.post(
        "/studio/courses/PA-01/modules/first/lessons", data={"title": ""}, as_=cast.ada, expect=422
    )


def test_a_module_gets_its_quiz_and_practice(visitor, session, cast, draft):
    page = visitor.get("/studio/courses/PA-01/modules/first", as_=cast.ada)
    assert page.one("[name=draw]")["value"] == "5"
    data = {"title": "New", "summary": "S", "draw": "7", "pass_percent": "90", "quiz_minutes": "9"}
    visitor.post("/studio/courses/PA-01/modules/first", data=data, as_=cast.ada, expect=303)

    session.expire_all()
    (module,) = courses.read_course(queries.get_draft(Kind.COURSE, "PA-01"))["modules"]
    assert (module["title"], module["quiz"]["draw"], module["practice"]) == ("New", 7, False)
    assert module["minutes"] == 3 * 14 + 9
    assert "courses/PA-01/practice/first.md" not in queries.files_of(draft)
    data["draw"] = "0"
    visitor.post("/studio/courses/PA-01/modules/first", data=data, as_=cast.ada, expect=422)


def test_what_a_course_is_about_is_said_in_lines(visitor, session, cast, draft):
    page = visitor.get("/studio/courses/PA-01/about", as_=cast.ada)
    sent = page.form("/studio/courses/PA-01/about")
    data = {name: one for name, one in sent.items() if name not in ("submission_key", "csrf_token")}
    data |= {
        "topics": "Uno\nTwo\nThree\nFour\nFive", "covers": "MND-S1 1\nMND-C1 0.5",
        "completes_with": ["lessons", "quizzes", "course-test", "work-product"],
    }  # fmt: skip
    visitor.post("/studio/courses/PA-01/about", data=data, as_=cast.ada, expect=303)

    session.expire_all()
    course = courses.read_course(queries.get_draft(Kind.COURSE, "PA-01"))
    assert course["topics"][0] == {"key": "one", "title": "Uno"}
    assert course["test"] == {"minutes": 30}
    assert "courses/PA-01/questions/course-test.yaml" in queries.files_of(draft)
    data["covers"] = "everything"
    wrong = visitor.post("/studio/courses/PA-01/about", data=data, as_=cast.ada, expect=422)
    assert "MND-S1 1”: everything" in wrong.words()


def test_the_checks_tell_what_is_missing_and_what_is_covered(visitor, cast, draft):
    page = visitor.get("/studio/courses/PA-01/checks", as_=cast.ada)

    assert "Nothing keeps this course from being published." in page.words()
    assert "The lesson alpha" in page.words()
    assert "MND-S1" in page.words()


def test_a_draft_is_thrown_away_after_a_question(visitor, session, cast, draft):
    visitor.get("/studio/courses/PA-01/discarding", as_=cast.ada)
    visitor.post("/studio/courses/PA-01/discarding", as_=cast.ada, expect=303)

    visitor.get("/studio/courses/PA-01", as_=cast.ada, expect=404)


def test_a_course_file_that_cannot_be_read_is_told(visitor, session, cast, draft):
    drafts.save(draft, {"courses/PA-01/course.yaml": b"code: [PA"}, what="Broken", by=cast.ada.id)
    session.commit()

    assert "cannot be read" in visitor.get("/studio/courses/PA-01", as_=cast.ada).words()
    visitor.get("/studio/courses/PA-01/checks", as_=cast.ada)
    visitor.get("/studio/courses/PA-01/changes", as_=cast.ada)


@pytest.mark.parametrize("name", ["lena", "max", "root", "olga"])
def test_only_authors_write(visitor, cast, draft, name):
    person = getattr(cast, name)

    visitor.get("/studio", as_=person, expect=403)
    visitor.get("/studio/courses/PA-01", as_=person, expect=403)
    visitor.post("/studio/courses/PA-01/modules", data={"title": "A"}, as_=person, expect=403)


@pytest.mark.parametrize("address", ["about", "modules/first"])
def test_a_form_that_was_opened_before_somebody_changed_the_course_saves_nothing(
    visitor, session, cast, draft, address
):
    address = f"/studio/courses/PA-01/{address}"
    sent = visitor.get(address, as_=cast.ada).form(address)
    data = {name: one for name, one in sent.items() if name not in ("submission_key", "csrf_token")}
    visitor.post("/studio/courses/PA-01/modules", data={"title": "New"}, as_=cast.ada, expect=303)

    page = visitor.post(address, data={**data, "title": "Stale"}, as_=cast.ada, expect=409)

    assert "Somebody else changed the course" in page.words()
    session.expire_all()
    course = courses.read_course(queries.get_draft(Kind.COURSE, "PA-01"))
    assert "Stale" not in (course["title"], course["modules"][0]["title"])
