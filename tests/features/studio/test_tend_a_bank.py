"""A PMO lead looks through a bank, changes several questions at once, and tries the quiz out."""

import pytest

from pmo_academy.exams.models import Attempt, Quiz
from pmo_academy.studio import queries
from pmo_academy.studio.service import drafts
from tests import factories
from tests.features.exams.taking import take
from tests.features.studio.banks import ADDRESS, BANK, bank_of, begin, form_of
from tests.support.eleven import ELEVEN

COURSE = "courses/PA-01/course.yaml"


@pytest.fixture
def draft(session, cast, tmp_path):
    return begin(session, cast, tmp_path)


def _keys(page):
    return [tag["value"] for tag in page.soup.select("input[name=chosen]")]


def test_the_course_shows_its_banks_with_counts_and_checks(visitor, cast, draft):
    page = visitor.get("/studio/courses/PA-01/questions", as_=cast.ada)

    assert "11 questions , 5 are drawn" in page.words()
    assert "Single choice 1" in page.words()
    assert "Nothing to mend" in page.words()


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("type=cloze", ["e08"]),
        ("topic=five", ["e05", "e10"]),
        ("item=MND-S1", ["e01"]),
        ("text=charter+made", ["e05"]),
        ("problem=faults", []),
        ("topic=four&sort=stem", ["e04", "e09"]),
        ("problem=nonsense&sort=nonsense&type=numeric", ["e04"]),
    ],
)
def test_a_bank_is_narrowed_and_sorted(visitor, cast, draft, asked, keys):
    page = visitor.get(f"{ADDRESS}?{asked}", as_=cast.ada)

    assert _keys(page) == keys
    assert f"{len(keys)} of 11 questions" in page.words()


def test_questions_that_ask_nearly_the_same_stand_beside_each_other(visitor, cast, draft):
    visitor.post(f"{ADDRESS}/e01/double", as_=cast.ada)

    page = visitor.get(f"{ADDRESS}?problem=alike", as_=cast.ada)
    assert _keys(page) == ["e01", "q01"]
    assert "Nearly the same as: q01" in page.words()
    assert list(bank_of(draft))[:2] == ["e01", "q01"]


def test_several_get_a_topic_in_one_press_and_it_is_undone_in_one(visitor, cast, draft):
    chosen = {"chosen": ["e01", "e02"], "topic": "five", "back": "topic=one"}
    done = visitor.post(f"{ADDRESS}/topic", chosen, as_=cast.ada)
    assert done.location.endswith("/first?topic=one")
    assert [bank_of(draft)[key]["topic"] for key in ("e01", "e02", "e03")] == [
        "five",
        "five",
        "three",
    ]

    page = visitor.get(ADDRESS, as_=cast.ada)
    assert "Topic of 2 questions in first" in page.words()
    change = page.form("/first/undo")["change"]
    visitor.post(f"{ADDRESS}/undo", {"change": change}, as_=cast.ada)
    assert queries.find_file(draft, BANK).decode() == ELEVEN


def test_several_get_an_item_or_lose_it(visitor, cast, draft):
    visitor.post(f"{ADDRESS}/item", {"chosen": ["e02"], "item": "MND-S2"}, as_=cast.ada)
    visitor.post(f"{ADDRESS}/item", {"chosen": ["e01"], "item": ""}, as_=cast.ada)

    assert bank_of(draft)["e02"]["item"] == "MND-S2"
    assert "item" not in bank_of(draft)["e01"]


def test_several_are_removed_and_come_back(visitor, cast, draft):
    visitor.post(f"{ADDRESS}/removal", {"chosen": ["e01", "e11"]}, as_=cast.ada)
    assert len(bank_of(draft)) == 9

    change = visitor.get(ADDRESS, as_=cast.ada).form("/first/undo")["change"]
    visitor.post(f"{ADDRESS}/undo", {"change": change}, as_=cast.ada)
    assert queries.find_file(draft, BANK).decode() == ELEVEN


def test_several_are_copied_to_the_bank_of_the_course_test(visitor, cast, draft):
    course = queries.find_file(draft, COURSE) + b"test: {minutes: 30}\n"
    drafts.save(draft, {COURSE: course}, what="Test", by=cast.ada.id)
    visitor.post(f"{ADDRESS}/copies", {"chosen": ["e01", "e04"], "to": "course-test"}, as_=cast.ada)

    copied = bank_of(draft, "courses/PA-01/questions/course-test.yaml")
    assert copied == {key: bank_of(draft)[key] for key in ("e01", "e04")}
    page = visitor.get("/studio/courses/PA-01/questions/course-test/try-out", as_=cast.ada)
    assert "the test draws 4 questions and there are" in page.words()


def test_a_question_moves_up_and_down(visitor, cast, draft):
    visitor.post(f"{ADDRESS}/e03/position", {"direction": "up"}, as_=cast.ada)
    assert list(bank_of(draft))[:3] == ["e01", "e03", "e02"]
    visitor.post(f"{ADDRESS}/e03/position", {"direction": "down"}, as_=cast.ada)
    visitor.post(f"{ADDRESS}/e01/position", {"direction": "up"}, as_=cast.ada)
    assert queries.find_file(draft, BANK).decode() == ELEVEN


@pytest.mark.parametrize(
    ("place", "sent", "words"),
    [
        ("topic", {"topic": "five"}, "Choose the questions first."),
        ("topic", {"chosen": "e01", "topic": "none"}, "Choose a topic."),
        ("item", {"chosen": "e01", "item": "none"}, "Choose an item of the model."),
        ("copies", {"chosen": "e01", "to": "none"}, "Choose the bank to copy to."),
        ("topic", {"chosen": "e01", "topic": "one"}, "That is so already."),
    ],
)
def test_what_changes_nothing_says_so(visitor, cast, draft, place, sent, words):
    visitor.post(f"{ADDRESS}/{place}", sent, as_=cast.ada)

    assert words in visitor.get(ADDRESS, as_=cast.ada).words()
    assert queries.find_file(draft, BANK).decode() == ELEVEN


def test_what_changed_more_than_banks_is_not_undone_from_here(visitor, cast, draft):
    both = {BANK: b"module: first\nquestions: []\n", COURSE: b"title: X\n"}
    drafts.save(draft, both, what="Both", by=cast.ada.id)
    number = queries.list_changes(draft)[0].number

    assert "Last change" not in visitor.get(ADDRESS, as_=cast.ada).words()
    visitor.post(f"{ADDRESS}/undo", {"change": str(number)}, as_=cast.ada, expect=404)


def test_what_was_changed_again_is_not_undone(visitor, cast, draft):
    visitor.post(f"{ADDRESS}/removal", {"chosen": "e01"}, as_=cast.ada)
    change = visitor.get(ADDRESS, as_=cast.ada).form("/first/undo")["change"]
    visitor.post(f"{ADDRESS}/removal", {"chosen": ["e02", "e03"]}, as_=cast.ada)
    visitor.post(f"{ADDRESS}/undo", {"change": change}, as_=cast.ada)

    assert "This cannot be undone" in visitor.get(ADDRESS, as_=cast.ada).words()


def test_a_file_that_cannot_be_read_is_shown_and_not_overwritten(visitor, cast, draft):
    drafts.save(draft, {BANK: b"module: first\nquestions: ["}, what="Broken", by=cast.ada.id)

    assert "cannot be read" in visitor.get(ADDRESS, as_=cast.ada).words()
    visitor.get("/studio/courses/PA-01/questions", as_=cast.ada)
    visitor.post(f"{ADDRESS}/removal", {"chosen": "e01"}, as_=cast.ada, expect=409)


def test_the_whole_quiz_is_tried_out_and_nothing_is_stored(visitor, cast, draft, session):
    page = visitor.get(f"{ADDRESS}/try-out?seed=5", as_=cast.ada)
    assert "This is a try-out" in page.words()
    same = visitor.get(f"{ADDRESS}/try-out?seed=5", as_=cast.ada)
    assert page.words("#main") == same.words("#main")
    other = visitor.get(f"{ADDRESS}/try-out?seed=6", as_=cast.ada)
    assert page.words("#main") != other.words("#main")

    done = visitor.post(f"{ADDRESS}/try-out?seed=5", as_=cast.ada, expect=200)
    assert "0 of 5 right; 4 are needed." in done.words()
    assert "You did not answer this one" in done.words()
    assert session.query(Attempt).count() == 0


def test_what_cannot_be_asked_is_left_out_of_the_try_out_and_named(visitor, cast, draft):
    text = ELEVEN.replace("The sponsor, right: true,", "The sponsor,")
    drafts.save(draft, {BANK: text.encode()}, what="Broken", by=cast.ada.id)

    page = visitor.get(f"{ADDRESS}/try-out", as_=cast.ada)
    assert "cannot be asked yet: e01" in page.words()


def test_nonsense_in_the_try_out_is_said_and_what_was_answered_stays(visitor, cast, draft):
    only = "questions:\n" + ELEVEN[ELEVEN.index("- key: e04") : ELEVEN.index("- key: e05")]
    drafts.save(draft, {BANK: f"module: first\n{only}".encode()}, what="One", by=cast.ada.id)

    page = visitor.post(f"{ADDRESS}/try-out", {"q1": "many"}, as_=cast.ada, expect=422)
    assert "Enter a number" in page.words("#main")
    assert page.one("#q1")["value"] == "many"
    done = visitor.post(f"{ADDRESS}/try-out", {"q1": "16"}, as_=cast.ada, expect=200)
    assert "Passed" in done.words()


def test_a_changed_key_says_how_many_past_attempts_it_moves(
    visitor, cast, session, tmp_path, draft
):
    drafts.discard(draft, by=cast.ada.id)
    draft = drafts.begin(draft.kind, "PA-01", by=cast.ada.id)
    quiz = session.query(Quiz).filter(Quiz.key == "PA-01/first").one()
    factories.enrolled(session, cast.lena, code="PA-01")
    take(session, cast.lena, quiz, wrong=set())
    session.commit()
    asked = "q03"

    page = visitor.get(f"{ADDRESS}/{asked}", as_=cast.ada)
    assert "It is as published." in page.words("#question-side")
    form = form_of(page, asked)
    changed = {"answer": "true" if form.get("answer") == "false" else "false"}
    page = visitor.post(f"{ADDRESS}/{asked}/preview", form | changed, as_=cast.ada, expect=200)
    assert "The right answer changes: 1 past attempt" in page.words("#question-side")
