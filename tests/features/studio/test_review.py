"""Drafts are reviewed: asked, commented on, approved as they are, or sent back with a reason."""

import dataclasses

import pytest

from pmo_academy.agenda.items import list_tasks
from pmo_academy.agenda.reader import Reader
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core import clock
from pmo_academy.studio import queries
from pmo_academy.studio.rules.review import State, Verdict
from pmo_academy.studio.service import reviewing
from pmo_academy.studio.service.standing import standing_of
from tests.cast import make_person
from tests.features.studio.publishing_world import (
    ALPHA,
    CODE,
    PUBLISH,
    begin,
    form_on,
    load,
    publish,
    write,
)

PLACE = f"/studio/courses/{CODE}"
LINE = 23


@pytest.fixture
def draft(session, cast, tmp_path):
    load(session, tmp_path / "content")
    draft = begin(session, cast.ada)
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    return draft


@pytest.fixture
def bo(session, cast):
    bo = make_person(session, "Bo Larsen", is_pmo_lead=True)
    session.commit()
    return bo


@pytest.fixture
def two_people(app):
    """The installation asks for a second person."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = dataclasses.replace(before, two_person_rule=True)
    yield
    app.config["SETTINGS"] = before


def ask(visitor, person, of=None, note="The example."):
    data = {"asked_of": str(of.id) if of else "", "note": note}
    visitor.post(f"{PLACE}/reviews", data=data, as_=person)


def decide(visitor, person, verdict="approved", reason="", *, expect=303):
    form = form_on(visitor.get(PUBLISH, as_=person), "/reviews/verdict")
    form |= {"verdict": verdict, "verdict_reason": reason}
    return visitor.post(f"{PLACE}/reviews/verdict", data=form, as_=person, expect=expect)


def titles(person):
    return [one.title for one in list_tasks(Reader(person=person, today=clock.today()))]


def state(session, draft):
    session.expire_all()
    return standing_of(queries.get_draft(Kind.COURSE, CODE)).state


def test_a_named_author_is_asked_and_reads_it_in_the_agenda(visitor, session, cast, draft, bo):
    cleo = make_person(session, "Cleo Adams", is_pmo_lead=True)
    ask(visitor, cast.ada, bo)

    assert "Review the draft of PA-01" in titles(bo)
    assert "Review the draft of PA-01" not in titles(cleo) + titles(cast.ada) + titles(cast.lena)
    assert "Ada Lind asked" in visitor.get(PUBLISH, as_=bo).words("#review")
    assert not visitor.get(PUBLISH, as_=cleo).soup.select("form[action$=verdict]")


def test_an_approval_holds_for_exactly_these_files(visitor, session, cast, draft, bo):
    ask(visitor, cast.ada)
    decide(visitor, bo)
    assert state(session, draft) is State.APPROVED
    assert "Publish the draft of PA-01" in titles(cast.ada)

    draft = queries.get_draft(Kind.COURSE, CODE)
    write(session, draft, cast.ada, ALPHA, ("A bridge of steel.", "A tunnel."))

    assert state(session, draft) is State.CHANGED_SINCE
    assert "Changed since it was approved" in visitor.get(PUBLISH, as_=bo).words()


def test_it_is_sent_back_only_with_a_reason(visitor, session, cast, draft, bo):
    ask(visitor, cast.ada)
    page = decide(visitor, bo, "sent-back", expect=422)
    assert "Say what has to be changed." in page.words()

    decide(visitor, bo, "sent-back", "The example is too short.")

    assert state(session, draft) is State.SENT_BACK
    assert "Go on with the draft of PA-01" in titles(cast.ada)
    assert "The example is too short." in visitor.get(PUBLISH, as_=cast.ada).words("#review")


def test_what_was_changed_since_it_was_opened_is_not_approved(visitor, session, cast, draft, bo):
    ask(visitor, cast.ada)
    form = form_on(visitor.get(PUBLISH, as_=bo), "/reviews/verdict") | {"verdict": "approved"}
    draft = queries.get_draft(Kind.COURSE, CODE)
    write(session, draft, cast.ada, ALPHA, ("A bridge of steel.", "A tunnel."))

    visitor.post(f"{PLACE}/reviews/verdict", data=form, as_=bo, expect=409)

    assert state(session, draft) is State.IN_REVIEW


def test_whoever_changed_it_last_approves_nothing(visitor, session, cast, draft, bo):
    ask(visitor, cast.ada)
    write(session, draft, bo, ALPHA, ("A bridge of steel.", "A tunnel."))

    page = decide(visitor, bo, expect=409)

    assert "You changed this draft last" in page.words("body")
    assert state(session, draft) is State.IN_REVIEW


def test_a_request_is_taken_back(visitor, session, cast, draft, bo):
    ask(visitor, cast.ada)
    visitor.post(f"{PLACE}/reviews/withdrawal", as_=cast.ada)

    assert state(session, draft) is State.WRITING
    assert titles(bo) == titles(cast.ada) == []


def test_nobody_decides_what_nobody_asks(session, cast, draft, bo):
    with pytest.raises(reviewing.ConflictError):
        reviewing.decide(draft, Verdict.APPROVED, reason="", seen="", by=bo.id)
    reviewing.request_review(draft, of=bo.id, note="", by=cast.ada.id)
    with pytest.raises(reviewing.ConflictError):
        reviewing.decide(draft, Verdict.APPROVED, reason="", seen="", by=cast.ada.id)
    with pytest.raises(reviewing.NotFoundError):
        reviewing.request_review(draft, of=cast.lena.id, note="", by=cast.ada.id)


def test_two_people_are_needed_where_the_setting_says_so(
    visitor, session, cast, draft, bo, two_people
):
    page = visitor.get(PUBLISH, as_=cast.ada)
    assert "A second person has to approve exactly this" in page.words()
    assert not page.soup.select("form[action$='/publish']")
    seen = standing_of(draft).digest
    visitor.post(PUBLISH, data={"seen": seen, "reach": "new"}, as_=cast.ada, expect=409)

    ask(visitor, cast.ada, bo)
    decide(visitor, bo)
    publish(visitor, cast.ada)

    assert queries.latest_number(Kind.COURSE, CODE) == 2


def test_a_change_after_the_approval_asks_for_the_second_person_again(
    visitor, session, cast, draft, bo, two_people
):
    ask(visitor, cast.ada, bo)
    decide(visitor, bo)
    draft = queries.get_draft(Kind.COURSE, CODE)
    write(session, draft, cast.ada, ALPHA, ("A bridge of steel.", "A tunnel."))

    page = visitor.get(PUBLISH, as_=cast.ada)

    assert "A second person has to approve exactly this" in page.words()


def comment(visitor, person, text="Which bridge?", line=LINE, *, expect=303):
    data = {"path": ALPHA, "line": line, "text": text}
    return visitor.post(f"{PLACE}/comments", data=data, as_=person, expect=expect)


def test_a_comment_quotes_its_line_and_moves_with_it(visitor, session, cast, draft, bo):
    lines = queries.lines_of(queries.find_file(draft, ALPHA))
    line = lines.index("A bridge of steel.") + 1
    comment(visitor, bo, line=line)
    draft = queries.get_draft(Kind.COURSE, CODE)
    write(session, draft, cast.ada, ALPHA, ("It begins", "A new paragraph.\n\nIt begins"))

    page = visitor.get(PUBLISH, as_=cast.ada)

    assert f"line {line + 2}" in page.words("#comments")
    assert "A bridge of steel." in page.words("#comments")
    assert "Which bridge?" in page.words("#comments")
    write(session, draft, cast.ada, ALPHA, ("A bridge of steel.\n\n", ""))
    assert "The line is no more" in visitor.get(PUBLISH, as_=cast.ada).words("#comments")


def test_a_comment_is_resolved_and_reopened(visitor, session, cast, draft, bo):
    comment(visitor, bo)
    (said,) = queries.list_comments(draft, queries.files_of(draft))
    place = f"{PLACE}/comments/{said.id}"

    visitor.post(f"{place}/resolution", as_=cast.ada)
    page = visitor.get(PUBLISH, as_=cast.ada)
    assert "0 open comments" in page.words()
    assert "resolved by Ada Lind" in page.words("#comments")
    visitor.post(f"{place}/reopening", as_=bo)
    assert "1 open comment" in visitor.get(PUBLISH, as_=cast.ada).words()
    for person in (cast.lena, cast.olga):
        visitor.post(f"{place}/resolution", as_=person, expect=403)


def test_a_line_that_is_not_there_takes_no_comment(visitor, cast, draft):
    comment(visitor, cast.ada, line=9999, expect=404)
    comment(visitor, cast.ada, text=" ", expect=422)
    visitor.get(f"{PLACE}/lines?path=courses/{CODE}/nowhere.md", as_=cast.ada, expect=404)


def test_a_file_is_read_line_by_line(visitor, cast, draft, bo):
    comment(visitor, bo)

    page = visitor.get(f"{PLACE}/lines?path={ALPHA}&line={LINE}", as_=cast.ada)

    assert page.one("#line")["value"] == str(LINE)
    assert "commented" in page.words(f"#line-{LINE}")
    assert "course.yaml" in visitor.get(f"{PLACE}/lines", as_=cast.ada).words("h2#file")
