"""A PMO lead writes questions of every type; what is typed is never lost, never half stored."""

import pytest

from pmo_academy.studio import queries
from pmo_academy.studio.service import drafts
from tests.features.studio.banks import ADDRESS, BANK, bank_of, begin, form_of
from tests.support.eleven import ELEVEN

KEYS = [f"e{number:02}" for number in range(1, 12)]


@pytest.fixture
def draft(session, cast, tmp_path):
    return begin(session, cast, tmp_path)


@pytest.mark.parametrize("key", KEYS)
def test_saving_what_was_not_changed_keeps_every_byte(visitor, cast, draft, key):
    page = visitor.get(f"{ADDRESS}/{key}", as_=cast.ada)
    visitor.post(f"{ADDRESS}/{key}", form_of(page, key), as_=cast.ada)

    assert queries.find_file(draft, BANK).decode() == ELEVEN


@pytest.mark.parametrize("key", KEYS)
def test_a_changed_stem_changes_nothing_else(visitor, cast, draft, key):
    before = bank_of(draft)
    form = form_of(visitor.get(f"{ADDRESS}/{key}", as_=cast.ada), key)
    visitor.post(f"{ADDRESS}/{key}", form | {"stem": "Other words?"}, as_=cast.ada)

    assert bank_of(draft) == before | {key: before[key] | {"stem": "Other words?"}}


@pytest.mark.parametrize("key", KEYS)
def test_each_type_can_be_tried_beside_the_editor(visitor, cast, draft, key):
    page = visitor.get(f"{ADDRESS}/{key}", as_=cast.ada)
    assert "Nothing is stored." in page.words("#question-side")

    form = form_of(page, key)
    nothing = visitor.post(
        f"{ADDRESS}/{key}/preview", form | {"preview-answer": "y"}, as_=cast.ada, expect=200
    )
    assert "Choose or enter an answer first." in nothing.words("#question-side")


def test_an_answer_is_judged_with_reasons_and_nothing_is_stored(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e03", as_=cast.ada), "e03")
    tried = {"preview-answer": "y", "preview": "false"}
    page = visitor.post(f"{ADDRESS}/e03/preview", form | tried, as_=cast.ada, expect=200)

    assert "Right." in page.words("#question-side")
    assert "Some do well without." in page.words("#question-side")
    assert queries.list_changes(draft)[0].what == "Begun"


def test_what_the_shape_refuses_is_said_beside_the_field_and_nothing_typed_is_lost(
    visitor, cast, draft
):
    form = form_of(visitor.get(f"{ADDRESS}/e04", as_=cast.ada), "e04")
    wrong = {"answer": "many", "stem": "How many?", "explanation": "New words"}
    page = visitor.post(f"{ADDRESS}/e04", form | wrong, as_=cast.ada, expect=422)

    assert page.soup.title.get_text().startswith("Error: ")
    assert "must be a number" in page.words("#answer-error")
    again = form_of(page, "e04")
    assert (again["answer"], again["explanation"]) == ("many", "New words")
    assert bank_of(draft)["e04"]["answer"] == 16


def test_a_question_with_a_fault_is_kept_and_said_to_be_unfinished(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e01", as_=cast.ada), "e01")
    form.pop("options-right")
    visitor.post(f"{ADDRESS}/e01", form, as_=cast.ada)

    assert not any("right" in one for one in bank_of(draft)["e01"]["options"])
    page = visitor.get(f"{ADDRESS}/e01", as_=cast.ada)
    assert "Before it can be published" in page.words()
    assert "has 0 right options" in page.words("#question-side")


def test_advice_keeps_nothing_from_being_saved(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e01", as_=cast.ada), "e01")
    visitor.post(f"{ADDRESS}/e01", form | {"explanation": "", "options-1-why": ""}, as_=cast.ada)

    page = visitor.get(f"{ADDRESS}/e01", as_=cast.ada)
    assert "Saved." in page.words()
    assert "say why this is right or wrong" in page.words("#question-side")


def test_rows_come_and_go_without_scripts_and_all_that_is_typed_stays(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e01", as_=cast.ada), "e01")
    form = form | {"stem": "Half written", "change": "add:options"}
    page = visitor.post(f"{ADDRESS}/e01/rows", form, as_=cast.ada, expect=200)
    form = form_of(page, "e01") | {"options-3-text": "A fourth", "change": "up:options-3"}
    page = visitor.post(f"{ADDRESS}/e01/rows", form, as_=cast.ada, expect=200)
    form = form_of(page, "e01") | {"change": "remove:options-1"}
    page = visitor.post(f"{ADDRESS}/e01/rows", form, as_=cast.ada, expect=200)

    form = form_of(page, "e01")
    assert form["stem"].strip() == "Half written"
    texts = [form[f"options-{at}-text"].strip() for at in range(3)]
    assert texts == ["The sponsor", "A fourth", "Nobody at all"]
    assert form["options-right"] == "0"
    assert bank_of(draft)["e01"]["stem"].startswith("A team asks")


def test_single_becomes_multiple_and_back_with_its_options(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e02", as_=cast.ada), "e02") | {"change": "type:"}
    page = visitor.post(f"{ADDRESS}/e02/rows", form, as_=cast.ada, expect=200)
    form = form_of(page, "e02")
    assert (form["type"], form["options-right"]) == ("single", "0")

    visitor.post(f"{ADDRESS}/e02", form, as_=cast.ada)
    assert [one.get("right") for one in bank_of(draft)["e02"]["options"]] == [
        True,
        None,
        None,
        None,
    ]


def test_an_unknown_row_is_an_old_page(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e01", as_=cast.ada), "e01") | {"change": "up:options-9"}
    visitor.post(f"{ADDRESS}/e01/rows", form, as_=cast.ada, expect=400)


def test_a_new_gap_of_the_text_gets_a_row(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e08", as_=cast.ada), "e08")
    form = form | {"text": "The {who} signs the {what} on a {day}."}
    page = visitor.post(f"{ADDRESS}/e08/preview", form, as_=cast.ada, expect=200)

    form = form_of(page, "e08") | {"gaps-2-accepted": "Monday\nTuesday"}
    visitor.post(f"{ADDRESS}/e08", form, as_=cast.ada)
    gaps = bank_of(draft)["e08"]["gaps"]
    assert [one["key"] for one in gaps] == ["who", "what", "day"]
    assert gaps[2]["accepted"] == ["Monday", "Tuesday"]


def test_a_renamed_category_takes_its_things_along(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e09", as_=cast.ada), "e09")
    visitor.post(f"{ADDRESS}/e09", form | {"categories-0-name": "The office"}, as_=cast.ada)

    found = bank_of(draft)["e09"]
    assert found["categories"] == ["The office", "Project"]
    assert [one["category"] for one in found["items"]] == ["The office", "Project", "The office"]


def test_a_new_question_gets_a_free_key_and_stands_at_the_end(visitor, cast, draft):
    page = visitor.get(f"{ADDRESS}/new?type=true-false", as_=cast.ada)
    form = form_of(page, "new") | {"stem": "It is so.", "answer": "true", "topic": "two"}
    saved = visitor.post(f"{ADDRESS}/new", form, as_=cast.ada)

    assert saved.location.endswith("/first/q01")
    assert list(bank_of(draft))[-1] == "q01"
    assert bank_of(draft)["q01"] == {
        "key": "q01", "type": "true-false", "topic": "two", "stem": "It is so.", "answer": True,
    }  # fmt: skip


def test_a_part_of_a_case_is_added_in_its_own_type(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e11", as_=cast.ada), "e11")
    form = form | {"change": "add:parts", "parts-new": "numeric"}
    page = visitor.post(f"{ADDRESS}/e11/rows", form, as_=cast.ada, expect=200)
    form = form_of(page, "e11") | {"parts-2-stem": "How many?", "parts-2-answer": "3"}
    visitor.post(f"{ADDRESS}/e11", form, as_=cast.ada)

    assert bank_of(draft)["e11"]["parts"][2] == {
        "type": "numeric", "stem": "How many?", "answer": 3,
    }  # fmt: skip


def test_two_authors_of_one_question_see_both_texts(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e01", as_=cast.ada), "e01")
    theirs = ELEVEN.replace("Nobody at all", "Not a soul")
    drafts.save(draft, {BANK: theirs.encode()}, what="Theirs", by=cast.root.id)

    mine = form | {"stem": "Mine?"}
    page = visitor.post(f"{ADDRESS}/e01", mine, as_=cast.ada, expect=409)
    assert "Not a soul" in page.words()
    assert form_of(page, "e01")["stem"].strip() == "Mine?"
    assert bank_of(draft)["e01"]["options"][2]["text"] == "Not a soul"

    visitor.post(f"{ADDRESS}/e01", form_of(page, "e01"), as_=cast.ada)
    assert bank_of(draft)["e01"]["stem"] == "Mine?"


def test_authors_of_different_questions_of_a_bank_do_not_meet(visitor, cast, draft):
    form = form_of(visitor.get(f"{ADDRESS}/e01", as_=cast.ada), "e01")
    theirs = ELEVEN.replace("Who does what?", "Who does which?")
    drafts.save(draft, {BANK: theirs.encode()}, what="Theirs", by=cast.root.id)
    visitor.post(f"{ADDRESS}/e01", form | {"stem": "Mine?"}, as_=cast.ada)

    assert bank_of(draft)["e06"]["stem"] == "Who does which?"
    assert bank_of(draft)["e01"]["stem"] == "Mine?"


@pytest.mark.parametrize("who", ["lena", "max", "root", "olga"])
def test_nobody_else_writes_questions(visitor, cast, draft, who):
    person = getattr(cast, who)
    for address in (ADDRESS, f"{ADDRESS}/e01", f"{ADDRESS}/try-out"):
        visitor.get(address, as_=person, expect=403)
    visitor.post(f"{ADDRESS}/e01", {"type": "single"}, as_=person, expect=403)
    visitor.post(f"{ADDRESS}/removal", {"chosen": "e01"}, as_=person, expect=403)


def test_what_is_not_there_is_not_found(visitor, cast, draft):
    for address in ("/first/none", "/none", "/none/e01", "/none/try-out"):
        visitor.get(f"/studio/courses/PA-01/questions{address}", as_=cast.ada, expect=404)
    visitor.get("/studio/courses/PA-02/questions", as_=cast.ada, expect=404)
