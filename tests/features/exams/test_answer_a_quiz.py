"""During a quiz: saving answers with and without scripts, two tabs, an ended session."""

import pytest
from sqlalchemy import update

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.exams import queries, service
from pmo_academy.exams.models import Attempt, QuestionType
from pmo_academy.people import sessions
from tests.factories import ALL_TYPES
from tests.features.exams.answers import fields_for, form_on, response_of
from tests.page import Visitor

AS_SCRIPT = {"Accept": "application/json"}


def path_of(attempt):
    return f"/quiz/{attempt.quiz_id}/attempt/{attempt.number}"


def reloaded(attempt, person):
    return queries.get_attempt(attempt.quiz_id, attempt.number, for_person=person)


def save(visitor, attempt, person, changes, *, seen, expect=200, position=""):
    """What the autosaving script sends."""
    data = {"changed": list(changes), **changes, "seen": seen}
    return visitor.post(
        f"{path_of(attempt)}/answers{position}", data, as_=person, headers=AS_SCRIPT, expect=expect
    )


OF = len(ALL_TYPES)


def seen_on(page):
    return page.one("input[name=seen]")["value"]


def test_few_questions_stand_on_one_page_with_nothing_chosen(visitor, cast, attempt):
    page = visitor.get(path_of(attempt), as_=cast.lena)

    assert len(page.soup.select("section[id^=question-]")) == 5
    assert not page.soup.select("main [checked], main option[selected]")
    assert page.queries <= 6


def test_many_questions_come_one_by_one(visitor, cast, long_attempt):
    page = visitor.get(f"{path_of(long_attempt)}?question=3", as_=cast.lena)

    assert page.one("h2.quiz__number").get_text(strip=True) == f"Question 3 of {OF}"
    assert len(page.soup.select(".strip__item")) == OF
    assert page.one(".strip__item[aria-current]")["value"] == "3"


@pytest.mark.parametrize("wanted", ["0", "12", "x", "-1", "99999999999999999999"])
def test_a_question_that_is_not_there_shows_the_first(visitor, cast, long_attempt, wanted):
    page = visitor.get(f"{path_of(long_attempt)}?question={wanted}", as_=cast.lena)

    assert f"Question 1 of {OF}" in page.words()


def test_the_whole_page_posts_without_scripts(visitor, cast, attempt):
    form = form_on(visitor.get(path_of(attempt), as_=cast.lena))
    page = visitor.post(
        f"{path_of(attempt)}/answers",
        {**form, **fields_for(attempt), "flag-2": "y", "go": "leave"},
        as_=cast.lena,
    )

    assert page.location == f"/quiz/{attempt.quiz_id}"
    saved = reloaded(attempt, cast.lena)
    assert all(response.answer for response in saved.responses)
    assert [r.position for r in saved.responses if r.is_flagged] == [2]
    again = visitor.get(path_of(attempt), as_=cast.lena)
    kept = {name: value for name, value in again.form("/answers").items() if name.startswith("q")}
    assert {name: [value] if isinstance(value, str) else value for name, value in kept.items()} == (
        fields_for(attempt)
    )
    assert "Saved" in again.words(".save-state")


def test_what_is_unticked_is_gone(visitor, cast, attempt, answer_all):
    answer_all(attempt)
    form = form_on(visitor.get(path_of(attempt), as_=cast.lena))
    multiple = response_of(attempt, QuestionType.MULTIPLE).position
    del form[f"q{multiple}"]

    visitor.post(f"{path_of(attempt)}/answers", form, as_=cast.lena)

    saved = reloaded(attempt, cast.lena)
    assert [r.position for r in saved.responses if r.answer is None] == [multiple]


def test_one_by_one_each_button_saves_and_leads_on(visitor, cast, long_attempt):
    path = path_of(long_attempt)
    form = form_on(visitor.get(f"{path}?question=2", as_=cast.lena))
    answer = {k: v for k, v in fields_for(long_attempt).items() if k.startswith("q2")}

    def post(go):
        form["seen"] = seen_on(visitor.get(f"{path}?question=2", as_=cast.lena))
        return visitor.post(f"{path}/answers", {**form, **answer, "go": go}, as_=cast.lena).location

    assert post("3") == f"{path}?question=3"
    assert post("check") == f"{path}/check"
    assert post("leave") == f"/quiz/{long_attempt.quiz_id}"
    assert post("nowhere") == path
    answered = [r.position for r in reloaded(long_attempt, cast.lena).responses if r.answer]
    assert answered == [2]


def test_a_script_saves_each_answer_and_learns_the_new_state(visitor, cast, attempt):
    seen = seen_on(visitor.get(path_of(attempt), as_=cast.lena))
    single = response_of(attempt, QuestionType.SINGLE)

    page = save(visitor, attempt, cast.lena, {f"q{single.position}": "2"}, seen=seen)

    assert page.json["message"].startswith("Saved ")
    assert page.json["seen"] != seen
    assert page.json["saved_at"]
    save(visitor, attempt, cast.lena, {f"q{single.position}": "3"}, seen=page.json["seen"])
    saved = reloaded(attempt, cast.lena).responses[single.position - 1]
    assert saved.answer == [single.option_order[3]]
    assert [r.position for r in reloaded(attempt, cast.lena).responses if r.answer] == [
        single.position
    ]


def test_a_script_can_save_to_the_address_of_one_question(visitor, cast, long_attempt):
    number = response_of(long_attempt, QuestionType.NUMERIC).position
    path = path_of(long_attempt)
    seen = seen_on(visitor.get(f"{path}?question={number}", as_=cast.lena))

    save(
        visitor,
        long_attempt,
        cast.lena,
        {f"q{number}": "12,5", f"flag-{number}": "y"},
        seen=seen,
        position=f"/{number}",
    )

    response = reloaded(long_attempt, cast.lena).responses[number - 1]
    assert response.answer == ["12,5"]
    assert response.is_flagged


def test_the_same_save_twice_has_one_effect(visitor, cast, attempt):
    seen = seen_on(visitor.get(path_of(attempt), as_=cast.lena))
    single = response_of(attempt, QuestionType.SINGLE).position

    first = save(visitor, attempt, cast.lena, {f"q{single}": "2"}, seen=seen)
    second = save(visitor, attempt, cast.lena, {f"q{single}": "2"}, seen=seen)

    assert first.json["seen"] == second.json["seen"]


def test_a_second_tab_never_overwrites_silently(visitor, cast, attempt):
    seen = seen_on(visitor.get(path_of(attempt), as_=cast.lena))
    numeric = response_of(attempt, QuestionType.NUMERIC).position
    save(visitor, attempt, cast.lena, {f"q{numeric}": "100"}, seen=seen)

    older = save(visitor, attempt, cast.lena, {f"q{numeric}": "200"}, seen=seen, expect=409)

    assert "“100”" in older.json["message"]
    assert "“200”" in older.json["message"]
    assert reloaded(attempt, cast.lena).responses[numeric - 1].answer == ["100"]


def test_without_scripts_the_older_tab_is_asked_and_may_go_on(visitor, cast, attempt):
    form = form_on(visitor.get(path_of(attempt), as_=cast.lena))
    numeric = f"q{response_of(attempt, QuestionType.NUMERIC).position}"
    single = f"q{response_of(attempt, QuestionType.SINGLE).position}"
    save(visitor, attempt, cast.lena, {numeric: "100"}, seen=form["seen"])

    page = visitor.post(
        f"{path_of(attempt)}/answers",
        {**form, numeric: "200", single: "0"},
        as_=cast.lena,
        expect=409,
    )

    assert "Continue here?" in page.words()
    assert "“100”" in page.words()
    assert page.form("/answers")[numeric] == "200"
    assert page.soup.title.get_text().strip().startswith("Error:")
    kept = {r.position: r.answer for r in reloaded(attempt, cast.lena).responses if r.answer}
    assert len(kept) == 2
    visitor.post(f"{path_of(attempt)}/answers", form_on(page), as_=cast.lena)
    assert ["200"] in [r.answer for r in reloaded(attempt, cast.lena).responses]


def test_nonsense_is_refused_with_a_message_and_stays_in_the_field(visitor, cast, attempt):
    form = form_on(visitor.get(path_of(attempt), as_=cast.lena))
    numeric = f"q{response_of(attempt, QuestionType.NUMERIC).position}"

    page = visitor.post(
        f"{path_of(attempt)}/answers", {**form, numeric: "a dozen"}, as_=cast.lena, expect=422
    )

    assert "Enter a number, such as 12 or 12.5." in page.words()
    assert page.form("/answers")[numeric] == "a dozen"
    script = save(visitor, attempt, cast.lena, {numeric: "a dozen"}, seen=form["seen"], expect=422)
    assert script.json["message"] == "Enter a number, such as 12 or 12.5."


def test_two_lines_in_one_place_are_refused(visitor, cast, attempt):
    form = form_on(visitor.get(path_of(attempt), as_=cast.lena))
    order = response_of(attempt, QuestionType.ORDERING).position

    page = visitor.post(
        f"{path_of(attempt)}/answers",
        {**form, f"q{order}-0": "1", f"q{order}-1": "1"},
        as_=cast.lena,
        expect=422,
    )

    assert "Two lines have the same place" in page.words()


def test_answers_outlive_an_ended_session(app, visitor, cast, attempt, session):
    seen = seen_on(visitor.get(path_of(attempt), as_=cast.lena))
    single = response_of(attempt, QuestionType.SINGLE).position
    save(visitor, attempt, cast.lena, {f"q{single}": "2"}, seen=seen)
    sessions.end_all(cast.lena)
    session.commit()

    save(visitor, attempt, cast.lena, {f"q{single}": "1"}, seen=seen, expect=401)
    assert (
        "/sign-in?next=/quiz/" in visitor.get(path_of(attempt), as_=cast.lena, expect=302).location
    )

    again = Visitor(app).get(path_of(attempt), as_=cast.lena)
    assert again.form("/answers")[f"q{single}"] == "2"


def test_only_the_own_attempt_can_be_seen_or_answered(visitor, cast, attempt, session):
    service.admit(cast.max, [attempt.quiz_id])
    path = path_of(attempt)

    for person in (cast.max, cast.olga):
        visitor.get(path, as_=person, expect=404)
        visitor.get(f"{path}/check", as_=person, expect=404)
        visitor.get(f"{path}/result", as_=person, expect=404)
        visitor.post(f"{path}/answers", {"seen": "1.1", "q1": "0"}, as_=person, expect=404)
        visitor.post(f"{path}/submission", as_=person, expect=404)
    save(visitor, attempt, cast.max, {"q1": "0"}, seen="1.1", expect=404)


def test_a_page_that_says_not_what_it_saw_is_refused(visitor, cast, attempt):
    path = f"{path_of(attempt)}/answers"

    visitor.post(path, {"q1": "0"}, as_=cast.lena, expect=400)
    visitor.post(path, {"q1": "0", "seen": "1.x"}, as_=cast.lena, expect=400)
    visitor.post(path, {"q9": "0", "seen": "9.1"}, as_=cast.lena, expect=404)


def test_nothing_can_be_saved_after_handing_in(visitor, cast, attempt, quiz, session):
    service.submit(attempt, quiz)
    session.commit()

    script = save(visitor, attempt, cast.lena, {"q1": "0"}, seen="1.1", expect=409)
    page = visitor.post(f"{path_of(attempt)}/answers", {"seen": "1.1"}, as_=cast.lena)

    assert "handed in" in script.json["message"]
    assert page.location == f"{path_of(attempt)}/result"
    assert visitor.get(path_of(attempt), as_=cast.lena, expect=302).location.endswith("/result")
    assert visitor.get(f"{path_of(attempt)}/check", as_=cast.lena, expect=302).location.endswith(
        "/result"
    )


def test_a_change_sees_what_another_tab_has_just_handed_in(app, cast, attempt, session):
    place = {"quiz_id": attempt.quiz_id, "number": attempt.number, "for_person": cast.lena}
    assert queries.get_attempt(**place).is_open
    session.commit()  # what was read stays known
    hand_in_elsewhere(app, attempt)

    assert not queries.get_attempt(**place, for_change=True).is_open


def hand_in_elsewhere(app, attempt):
    wanted = update(Attempt).where(Attempt.id == attempt.id)
    with app.app_context(), transaction() as other:
        other.execute(wanted.values(submitted_at=clock.now(), has_passed=False, right_count=0))
