"""A draft is published once, as it was seen; who is in the middle of the course stays or moves."""

import pytest
from sqlalchemy import select

from pmo_academy.agenda.items import list_tasks
from pmo_academy.agenda.reader import Reader
from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core import audit, clock
from pmo_academy.exams import service as exams
from pmo_academy.exams.events import AttemptPassed
from pmo_academy.exams.models import Attempt
from pmo_academy.learning import queries as learning
from pmo_academy.learning import service as learning_service
from pmo_academy.learning.models import CourseCompletion, Enrolment
from pmo_academy.studio import queries
from pmo_academy.studio.service import drafts
from tests.features.studio.publishing_world import (
    ALPHA,
    BANK,
    BETA,
    CODE,
    COURSE,
    FOLDER,
    GAMMA,
    NEW_KEY,
    PRACTICE,
    PUBLISH,
    begin,
    enrol,
    form_on,
    load,
    publish,
    take_quiz,
    write,
)
from tests.support.content import small_content, write_content


@pytest.fixture
def draft(session, cast, tmp_path):
    load(session, tmp_path / "content")
    return begin(session, cast.ada)


def test_what_counts_as_right_stands_first_and_the_effect_on_people_is_said(
    visitor, session, cast, draft
):
    enrol(session, cast.lena, lessons=["alpha"])
    take_quiz(session, cast.lena, wrong=["q07"])
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    write(session, draft, cast.ada, BANK, *NEW_KEY)

    page = visitor.get(PUBLISH, as_=cast.ada)

    titles = [one.get_text().split(" ")[0] for one in page.soup.select("h3[id^=group]")]
    assert titles == ["What", "Words"]
    assert "The right answer changes · q01: Which one?" in page.words()
    assert "added of steel" in page.words("ins:not(dd ins)")
    words = page.words()
    assert "1 person is in the middle of this course" in words
    assert "1 answer was handed in and keeps its mark" in words
    assert "With a regrade 1 answer more would count, 1 person would pass by it." in words
    assert "The programme “Beginner” asks for this course" in words
    assert "Lena" not in words


def test_a_draft_is_published_and_thrown_away_and_who_is_in_it_stays(visitor, session, cast, draft):
    enrol(session, cast.lena, lessons=["alpha"])
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    files = queries.files_of(draft)

    answer = publish(visitor, cast.ada)

    assert answer.location == PUBLISH
    assert "Edition 2 of PA-01 is published" in visitor.get(PUBLISH, as_=cast.ada).words()
    session.expire_all()
    assert queries.find_draft(Kind.COURSE, CODE) is None
    assert queries.edition_files(Kind.COURSE, CODE, 2) == files
    assert learning.get_course(CODE, for_person=cast.lena).edition.number == 1
    entry = session.scalars(
        select(audit.AuditEntry).where(audit.AuditEntry.action == "studio.published")
    ).one()
    assert (entry.by, entry.details["number"], entry.details["reach"]) == (cast.ada.id, 2, "new")


def test_only_authors_publish(visitor, session, cast, draft):
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    form = form_on(visitor.get(PUBLISH, as_=cast.ada), "/publish")

    for person in (cast.lena, cast.max, cast.olga, cast.root):
        visitor.get(PUBLISH, as_=person, expect=403)
        visitor.post(PUBLISH, data=form, as_=person, expect=403)

    assert queries.latest_number(Kind.COURSE, CODE) == 1


def test_the_same_press_publishes_once(visitor, session, cast, draft):
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    form = form_on(visitor.get(PUBLISH, as_=cast.ada), "/publish")

    visitor.post(PUBLISH, data=form, as_=cast.ada)
    visitor.post(PUBLISH, data=form, as_=cast.ada)

    session.expire_all()
    assert queries.latest_number(Kind.COURSE, CODE) == 2


def test_what_was_changed_since_it_was_shown_is_not_published(visitor, session, cast, draft):
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    form = form_on(visitor.get(PUBLISH, as_=cast.ada), "/publish")
    write(session, draft, cast.ada, ALPHA, ("A bridge of steel.", "A tunnel."))

    page = visitor.post(PUBLISH, data=form, as_=cast.ada, expect=409)

    assert "The draft was changed after this was decided." in page.words("body")
    assert queries.latest_number(Kind.COURSE, CODE) == 1


def test_without_a_difference_or_with_faults_there_is_nothing_to_press(
    visitor, session, cast, draft
):
    page = visitor.get(PUBLISH, as_=cast.ada)
    assert "Nothing differs from the published edition." in page.words()
    assert not page.soup.select("form[action$='/publish']")

    write(session, draft, cast.ada, ALPHA, ("(alpha.md)", "(nowhere.md)"))
    page = visitor.get(PUBLISH, as_=cast.ada)
    assert "problems that have to be mended first" in page.words()
    assert not page.soup.select("form[action$='/publish']")


def test_faults_keep_from_publishing_even_without_the_page(visitor, session, cast, draft):
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    form = form_on(visitor.get(PUBLISH, as_=cast.ada), "/publish")
    write(session, draft, cast.ada, ALPHA, ("(alpha.md)", "(nowhere.md)"))
    form["seen"] = authoring.digest_of(queries.files_of(draft))

    page = visitor.post(PUBLISH, data=form, as_=cast.ada, expect=409)

    assert "problems that have to be mended" in page.words("body")


def without_beta(session, draft, author):
    """The draft has another key, another order and a lesson less."""
    write(session, draft, author, BANK, *NEW_KEY)
    write(session, draft, author, BETA)
    write(session, draft, author, PRACTICE, ("lessons/beta.md", "lessons/gamma.md"))
    write(session, draft, author, GAMMA, ("minutes: 14", "minutes: 28"))
    write(session, draft, author, COURSE, ("[alpha, beta, gamma]", "[gamma, alpha]"))
    write(
        session,
        draft,
        author,
        COURSE,
        ("covers: {MND-S1: 1, MND-S2: 0.5}", "covers: {MND-S1: 1}"),
    )


def test_all_move_and_keep_what_they_did(visitor, session, cast, draft):
    enrolment = enrol(session, cast.lena, lessons=["alpha", "beta"])
    take_quiz(session, cast.lena)
    done = enrol(session, cast.max, lessons=["alpha"])
    session.add(CourseCompletion(enrolment_id=done.id))
    without_beta(session, draft, cast.ada)
    page = visitor.get(PUBLISH, as_=cast.ada)
    assert "Lesson “The lesson beta” is no more; 1 person has it done" in page.words()

    publish(visitor, cast.ada, reach="all")

    session.expire_all()
    course = learning.get_course(CODE, for_person=cast.lena)
    assert (course.edition.number, course.enrolment.id) == (2, enrolment.id)
    assert [(one.key, one.is_done) for one in course.lessons] == [("gamma", False), ("alpha", True)]
    assert course.modules[0].standing.has_passed
    assert course.enrolment.moved_from == 1
    (progress,) = learning.list_progress([cast.lena.id])
    assert (progress.done, progress.total) == (2, 3)
    assert session.get(Enrolment, done.id).edition_id != course.edition.id
    tasks = [one.title for one in list_tasks(Reader(person=cast.lena, today=clock.today()))]
    assert "See what is new in “A small course”" in tasks
    page = visitor.get(f"/learn/{CODE}", as_=cast.lena)
    assert "You were moved from edition 1 to edition 2" in page.words()


def test_who_lacked_only_what_is_gone_completes_by_moving(visitor, session, cast, draft):
    enrol(session, cast.lena, lessons=["alpha", "beta", "gamma"])
    write(session, draft, cast.ada, COURSE, ("[lessons, quizzes]", "[lessons]"))
    assert "1 person completes the course by it" in visitor.get(PUBLISH, as_=cast.ada).words()

    publish(visitor, cast.ada, reach="all")

    session.expire_all()
    assert learning.get_course(CODE, for_person=cast.lena).completed_at


def test_a_quiz_begun_before_the_move_counts_in_the_new_edition(visitor, session, cast, draft):
    enrol(session, cast.lena)
    attempt = take_quiz(session, cast.lena, is_open=True)
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    assert "1 person is answering a quiz right now" in visitor.get(PUBLISH, as_=cast.ada).words()
    publish(visitor, cast.ada, reach="all")

    attempt = session.get(Attempt, attempt.id)
    attempt.submitted_at, attempt.has_passed, attempt.right_count = clock.now(), True, 5
    session.flush()
    learning_service.go_on_after(
        AttemptPassed(attempt_id=attempt.id, quiz_id=attempt.quiz_id, person_id=cast.lena.id)
    )
    session.commit()

    course = learning.get_course(CODE, for_person=cast.lena)
    assert course.edition.number == 2
    assert course.modules[0].standing.has_passed


def test_a_regrade_is_chosen_in_the_same_press(visitor, session, cast, draft):
    enrol(session, cast.lena)
    attempt = take_quiz(session, cast.lena, wrong=["q07"])
    write(session, draft, cast.ada, BANK, *NEW_KEY)
    form = form_on(visitor.get(PUBLISH, as_=cast.ada), "/publish")
    box = visitor.get(PUBLISH, as_=cast.ada).one("#regrade-1")
    chosen = {box["name"]: box["value"]}

    page = visitor.post(PUBLISH, data={**form, **chosen}, as_=cast.ada, expect=422)
    assert "Say what was wrong" in page.words()
    assert not session.get(Attempt, attempt.id).has_passed
    form |= {**chosen, "reason": "That one was right all along.", "reach": "all"}
    visitor.post(PUBLISH, data=form, as_=cast.ada)

    session.expire_all()
    assert session.get(Attempt, attempt.id).has_passed
    course = learning.get_course(CODE, for_person=cast.lena)
    assert course.edition.number == 2
    assert course.modules[0].standing.has_passed
    assert exams.list_corrected(f"{CODE}/") == []


def test_without_a_regrade_the_page_names_the_corrected_key(visitor, session, cast, draft):
    enrol(session, cast.lena)
    attempt = take_quiz(session, cast.lena, wrong=["q07"])
    write(session, draft, cast.ada, BANK, *NEW_KEY)

    publish(visitor, cast.ada)

    page = visitor.get(PUBLISH, as_=cast.ada)
    assert page.one("#corrected")
    assert page.soup.select(f"a[href='/studio/questions/{CODE}/first/q01']")
    assert not session.get(Attempt, attempt.id).has_passed


def test_a_regrade_is_refused_when_somebody_handed_in_meanwhile(visitor, session, cast, draft):
    enrol(session, cast.lena)
    take_quiz(session, cast.lena, wrong=["q07"])
    write(session, draft, cast.ada, BANK, *NEW_KEY)
    page = visitor.get(PUBLISH, as_=cast.ada)
    box = page.one("#regrade-1")
    enrol(session, cast.max)
    take_quiz(session, cast.max, wrong=["q07"])
    form = form_on(page, "/publish") | {box["name"]: box["value"], "reason": "It was wrong."}

    visitor.post(PUBLISH, data=form, as_=cast.ada, expect=409)

    assert queries.latest_number(Kind.COURSE, CODE) == 1


def test_what_is_published_loads_elsewhere_and_exports_the_same(
    app, visitor, session, cast, draft, tmp_path
):
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    write(session, draft, cast.ada, BANK, *NEW_KEY)
    expected = small_content() | queries.files_of(draft)
    publish(visitor, cast.ada)
    authoring.export(tmp_path / "first")
    session.commit()
    app.extensions["tests.empty"]()
    session.expire_all()

    report = authoring.load(tmp_path / "first")
    authoring.export(tmp_path / "second")

    assert report.is_clean
    for folder in ("first", "second"):
        base = tmp_path / folder
        files = {
            str(one.relative_to(base)): one.read_bytes() for one in base.rglob("*") if one.is_file()
        }
        assert files == expected


def test_a_new_course_is_published_as_edition_one(visitor, session, cast, draft):
    files = {
        path.replace(CODE, "OWN-01"): body.replace(b"PA-01", b"OWN-01")
        for path, body in queries.files_of(draft).items()
    }
    for bank in [path for path in files if "/questions/" in path]:
        files[bank] = files[bank].replace(b"Which", b"Whichever").replace(b"Statement", b"Claim")
    drafts.begin_new(Kind.COURSE, "OWN-01", files, by=cast.ada.id)
    session.commit()
    page = visitor.get("/studio/courses/OWN-01/publish", as_=cast.ada)
    if not page.soup.select("form[action$='/publish']"):
        pytest.fail(page.words())

    visitor.post("/studio/courses/OWN-01/publish", data=form_on(page, "/publish"), as_=cast.ada)

    assert queries.latest_number(Kind.COURSE, "OWN-01") == 1


def test_content_loaded_meanwhile_is_taken_over_by_file(visitor, session, cast, draft, tmp_path):
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    loaded = small_content()
    loaded[ALPHA] = loaded[ALPHA].replace(b"A bridge.", b"A tunnel.")
    loaded[BETA] = loaded[BETA].replace(b"A bridge.", b"A tower.")
    load(session, tmp_path / "meanwhile", loaded)
    page = visitor.get(PUBLISH, as_=cast.ada)
    assert "A later edition was published while this was written." in page.words()
    assert not page.soup.select("form[action$='/publish']")
    place = f"/studio/courses/{CODE}/later-edition"
    page = visitor.get(place, as_=cast.ada)
    assert "lessons/beta.md" in page.words("section[aria-labelledby=taken]")
    assert "A bridge of steel." in page.one("#mine-1").text
    assert "A tunnel." in page.one("#theirs-1").text

    form = form_on(page, "/later-edition")
    visitor.post(place, data=form, as_=cast.ada, expect=409)
    visitor.post(place, data={**form, f"side:{ALPHA}": "mine"}, as_=cast.ada)

    session.expire_all()
    draft = queries.get_draft(Kind.COURSE, CODE)
    files = queries.files_of(draft)
    assert draft.base_number == 2
    assert b"A bridge of steel." in files[ALPHA]
    assert b"A tower." in files[BETA]
    assert list(queries.changed_paths(draft)) == [ALPHA]
    publish(visitor, cast.ada)
    assert queries.latest_number(Kind.COURSE, CODE) == 3


def test_of_both_the_loaded_one_can_stay(visitor, session, cast, draft, tmp_path):
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    loaded = small_content()
    loaded[ALPHA] = loaded[ALPHA].replace(b"A bridge.", b"A tunnel.")
    load(session, tmp_path / "meanwhile", loaded)
    place = f"/studio/courses/{CODE}/later-edition"
    form = form_on(visitor.get(place, as_=cast.ada), "/later-edition")

    visitor.post(place, data={**form, f"side:{ALPHA}": "theirs"}, as_=cast.ada)
    assert "nothing to take over" in visitor.get(place, as_=cast.ada).words()

    session.expire_all()
    draft = queries.get_draft(Kind.COURSE, CODE)
    assert queries.files_of(draft)[ALPHA] == loaded[ALPHA]
    assert list(queries.changed_paths(draft)) == []


def test_a_course_that_does_not_exist_has_no_page(visitor, cast, draft):
    for page in ("publish", "withdrawal", "lines", "later-edition"):
        visitor.get(f"/studio/courses/XX-99/{page}", as_=cast.ada, expect=404)


def test_everything_changed_is_still_one_page(visitor, session, cast, draft, tmp_path):
    for path, body in queries.files_of(draft).items():
        if path.endswith(".md"):
            drafts.save(draft, {path: body.replace(b"a", b"o")}, what="Written", by=cast.ada.id)
    session.commit()
    write_content(tmp_path / "x")

    page = visitor.get(PUBLISH, as_=cast.ada)

    assert f"{FOLDER}" not in page.words("h1")
    assert page.status == 200
