"""The consensus workshop: the agenda, voting in private, what is shown, and what comes of it."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.db import Base
from pmo_academy.core.submissions import Submission
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import (
    Mode,
    Response,
    TopicState,
    Workshop,
    WorkshopTopic,
    WorkshopVote,
)
from pmo_academy.maturity.queries.workshop import workshop_record
from tests.features.maturity.factories import make_example_round

HELD = "/assess/rounds/{}/workshop"
SEAT = "/assess/{}/workshop"


def make_ended_example(session, cast, **fields):
    """The worked example in review, with the people who may vote."""
    one, people = make_example_round(session, cast, **{"mode": Mode.ANONYMOUS, **fields})
    one.ended_at = clock.now()
    session.commit()
    return one, people


@pytest.fixture
def ended(session, cast):
    """The worked example, anonymous and in review: the round and its ten people."""
    return make_ended_example(session, cast)


class Workshops:
    """Does in a workshop what its people do, through pages."""

    def __init__(self, visitor, session, one, people, leader):
        self.visitor, self.session, self.one = visitor, session, one
        self.people, self.leader = people, leader
        self.held, self.seat = HELD.format(one.id), SEAT.format(one.id)

    def page(self):
        return self.visitor.get(self.held, as_=self.leader)

    def version(self):
        return self.session.scalar(select(Workshop.version))

    def act(self, action, *, expect=303, **fields):
        form = {"seen": self.version(), **fields}
        return self.visitor.post(f"{self.held}/{action}", form, as_=self.leader, expect=expect)

    def start(self, *, place=None):
        self.visitor.post(self.held, as_=self.leader)
        if place:
            self.act("ballots", place=place)

    def vote(self, *choices, reasons=()):
        """The first so many people vote."""
        for at, (person, choice) in enumerate(zip(self.people, choices, strict=False)):
            form = self.visitor.get(self.seat, as_=person).form("/vote")
            form |= {"choice": str(choice), "reason": dict(enumerate(reasons)).get(at, "")}
            del form["csrf_token"]
            self.visitor.post(f"{self.seat}/vote", form, as_=person)

    def topics(self):
        self.session.expire_all()
        return list(self.session.scalars(select(WorkshopTopic).order_by(WorkshopTopic.place)))


@pytest.fixture
def workshop(visitor, session, cast, ended):
    """The worked example with Max as who leads its workshop."""
    return Workshops(visitor, session, *ended, cast.max)


def agree_on_the_first(workshop):
    """Everybody finds that the second statement is true."""
    workshop.start(place=1)
    workshop.vote(2, 2, 2, 2, 2)
    workshop.act("showing")
    workshop.act("agreement", because="The charter names who decides")


def all_rows(session):
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)):
            yield table.name, row._asdict()


def test_the_agenda_begins_with_what_decides_the_level(workshop):
    workshop.start()

    words = workshop.page().words()

    assert [topic.item for topic in workshop.topics()] == ["AUT-C1", "RES-S1"]
    assert "Decides the level" in words
    assert "Control, basic By the answers alone: Control, basic." in words
    assert "These still decide the level" in words


def test_what_an_agreement_does_to_the_level_shows_at_once(workshop):
    workshop.start(place=1)
    workshop.vote(2, 2, 2, 2, 1, 3, 2, 2, reasons=["The charter says so", "Asked last week"])
    assert "8 of 10 people have voted" in workshop.page().words()
    workshop.act("showing")

    shown = workshop.page()
    workshop.act("agreement", because="The charter names who decides")

    assert "With this the level is Control, intermediate (was Control, basic)." in shown.words()
    assert "The charter says so" in shown.words()
    assert shown.queries <= 10
    board = workshop.page().words()
    assert "Control, intermediate By the answers alone: Control, basic." in board
    assert "No single question decides the level." in board
    assert "Agreed: 2" in board


def test_closing_works_with_what_was_agreed_and_keeps_the_answers(workshop, session, cast):
    agree_on_the_first(workshop)
    workshop.act("end")

    service.close_round(workshop.one, by=cast.max)
    session.flush()

    figures = queries.find_latest(cast.payments.id).figures
    assert figures.stated.rung == 5
    assert figures.document["tier"]["C"] == pytest.approx(62.063718, abs=1e-6)
    sheets = queries.load_answers(workshop.one).responses
    assert sorted(sheet.answers["AUT-C1"] for sheet in sheets) == [1, 1, 1, 1, 2, 2, 2, 2]


def test_the_record_says_what_came_of_each_question(workshop):
    agree_on_the_first(workshop)
    workshop.act("end")

    first, second = workshop_record(workshop.one.id)

    assert (first.item.code, first.reason, first.before, first.value) == ("AUT-C1", "swing", 1.5, 2)
    assert (first.state, first.because) == (TopicState.AGREED, "The charter names who decides")
    assert (second.item.code, second.reason, second.value) == ("RES-S1", "low_agreement", None)
    assert (second.state, second.before) == (TopicState.SKIPPED, 3.125)


def test_the_page_of_the_domain_says_what_was_agreed(workshop, cast):
    agree_on_the_first(workshop)
    workshop.act("end")
    workshop.visitor.post(f"/assess/rounds/{workshop.one.id}/closing", as_=cast.max)

    page = workshop.visitor.get(f"/team/{cast.payments.id}/domain/AUT", as_=cast.max)

    words = page.words("#aut-c1")
    assert "2.0 from the workshop, 0 to 4" in words
    assert (
        "People agreed in the workshop: The charter names who decides By the answers: 1.5." in words
    )
    assert "Agreement 0.86, distance 0.50." in words
    assert "mean of 0 to 4" in page.words("#aut-c2")


def test_people_who_vote_see_no_codes_no_numbers_and_no_level(workshop):
    workshop.start(place=1)

    page = workshop.visitor.get(workshop.seat, as_=workshop.people[0])

    assert "AUT-C1" not in page.text
    assert "Control" not in page.words("main")
    assert len(page.soup.select("input[type=radio][name=choice]")) == 5
    assert not page.soup.select("input[type=radio][checked]")
    assert "at least 5 people voted" in page.words()
    assert page.queries <= 8


def test_a_vote_can_be_changed_until_it_is_shown(workshop, session):
    workshop.start(place=1)
    workshop.vote(1, reasons=["First thought"])
    page = workshop.visitor.get(workshop.seat, as_=workshop.people[0])
    assert page.one("input[type=radio][checked]")["value"] == "1"
    assert "First thought" in page.one("textarea").get_text()

    workshop.vote(3)

    (vote,) = session.scalars(select(WorkshopVote))
    assert (vote.choice, vote.reason) == (3, "")


def test_too_few_votes_are_not_shown_and_nobody_is_named(workshop, session):
    workshop.start(place=1)
    workshop.vote(2, 2, 2, 4, reasons=["Only in my project"])

    page = workshop.page()

    assert "1 more vote is needed. Who has not voted yet is not shown." in page.words()
    assert "Only in my project" not in page.text
    assert not page.soup.select("#show-votes")
    refused = workshop.act("showing", expect=409)
    assert "1 more vote is needed" in refused.words()
    assert "Only in my project" not in refused.text
    assert {vote.person_id for vote in session.scalars(select(WorkshopVote))} == {
        person.id for person in workshop.people[:4]
    }


def test_nobody_sees_a_vote_before_all_are_shown(workshop):
    workshop.start(place=1)
    workshop.vote(0, 2, 2, 2, 2, reasons=["A secret"])

    for page in (
        workshop.page(),
        workshop.visitor.get(workshop.seat, as_=workshop.people[1]),
        workshop.visitor.get(f"{workshop.held}/state", as_=workshop.leader),
        workshop.visitor.get(f"{workshop.seat}/state", as_=workshop.people[1]),
    ):
        assert "A secret" not in page.text


def test_shown_votes_lead_to_nobody_in_any_table(workshop, session):
    workshop.start(place=1)
    workshop.vote(0, 2, 2, 2, 2, reasons=["Mine alone"])
    before = {vote.id for vote in session.scalars(select(WorkshopVote))}
    session.commit()

    workshop.act("showing")

    session.expire_all()
    votes = list(session.scalars(select(WorkshopVote)))
    assert sorted(vote.choice for vote in votes) == [0, 2, 2, 2, 2]
    assert {vote.person_id for vote in votes} == {None}
    assert all(vote.id.version == 4 for vote in votes)
    assert not before & {vote.id for vote in votes}
    people = {str(person.id) for person in workshop.people}
    people |= {person.id.hex for person in workshop.people}
    for name, row in all_rows(session):
        text = json.dumps(row, default=str)
        assert not any(str(one) in text or one.hex in text for one in before), name
        if name in ("core_audit_entry", "core_submission", "maturity_workshop_vote"):
            assert not any(one in text for one in people), name
    assert "Mine alone" in workshop.page().words()


def test_no_file_of_the_database_holds_who_voted_what(workshop, session):
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("about the embedded database")
    workshop.start(place=1)
    workshop.vote(0, 2, 2, 2, 2)
    votes = [vote.id for vote in session.scalars(select(WorkshopVote))]
    session.commit()
    file = Path(session.get_bind().url.database)

    workshop.act("showing")

    content = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    assert not any(one.bytes in content or one.hex.encode() in content for one in votes)


def test_sending_a_vote_leaves_no_submission_and_no_line_in_the_trail(workshop, session):
    workshop.start(place=1)
    lines = len(session.scalars(select(AuditEntry)).all())
    keys = len(session.scalars(select(Submission)).all())

    workshop.vote(2, 2)

    assert len(session.scalars(select(AuditEntry)).all()) == lines
    assert len(session.scalars(select(Submission)).all()) == keys


def test_named_votes_show_their_names_only_after_and_people_are_told_before(visitor, session, cast):
    one, people = make_ended_example(session, cast, mode=Mode.NAMED)
    workshop = Workshops(visitor, session, one, people, cast.max)
    workshop.start(place=1)
    before = visitor.get(workshop.seat, as_=people[0]).words()
    assert "Your name stands beside your vote and your reason" in before
    workshop.vote(1, 3, reasons=["Seen it"])
    assert people[0].name not in workshop.page().text

    workshop.act("showing")

    seat = visitor.get(workshop.seat, as_=people[1]).words()
    assert people[0].name in seat
    assert "Seen it" in seat
    assert {vote.person_id for vote in session.scalars(select(WorkshopVote))} == {
        people[0].id, people[1].id,
    }  # fmt: skip


def test_people_who_do_not_agree_vote_three_times_and_then_the_mean_stands(workshop, session, cast):
    workshop.start(place=1)
    for choices in ((0, 0, 2, 4, 4), (1, 1, 2, 3, 3), (1, 1, 2, 3, 4)):
        workshop.vote(*choices)
        workshop.act("showing")
        (topic, _other) = workshop.topics()
        if topic.ballot < 3:
            assert topic.state is TopicState.SHOWN
            workshop.act("agreement", because="No", expect=409)
            workshop.act("ballots", place=1)

    assert (topic.state, topic.value) == (TopicState.NOT_AGREED, pytest.approx(2.2))
    page = workshop.page().words()
    assert "Not agreed: 2.2" in page
    workshop.act("ballots", place=1, expect=409)
    workshop.act("end")
    service.close_round(workshop.one, by=cast.max)
    figures = queries.find_latest(cast.payments.id).figures
    assert figures.document["m"]["AUT-C1"] == pytest.approx(2.2)
    assert figures.stated.rung == 5


def test_earlier_votes_stay_beside_the_later_ones(workshop):
    workshop.start(place=1)
    workshop.vote(0, 0, 2, 4, 4)
    workshop.act("showing")
    workshop.act("ballots", place=1)
    workshop.vote(2, 2, 2, 2, 2)
    assert "Vote 2 of at most 3" in workshop.page().words()
    workshop.act("showing")

    cells = [cell.get_text() for cell in workshop.page().soup.select("#earlier-votes td")]

    assert cells == ["2", "0", "0", "0", "1", "5", "0", "0", "2", "0"]


def test_a_skipped_question_keeps_the_mean_of_the_answers_and_forgets_open_votes(
    workshop, session, cast
):
    workshop.start(place=1)
    workshop.vote(4, 4, 4, 4, 4)

    workshop.act("skipping")

    assert session.scalar(select(WorkshopVote)) is None
    first, _second = workshop.topics()
    assert (first.state, first.ballot) == (TopicState.SKIPPED, 0)
    workshop.act("ballots", place=1)
    workshop.act("skipping")
    workshop.act("end")
    service.close_round(workshop.one, by=cast.max)
    figures = queries.find_latest(cast.payments.id).figures
    assert figures.document["m"]["AUT-C1"] == 1.5


def test_an_agreement_takes_a_reason_and_keeps_what_was_typed(workshop):
    workshop.start(place=1)
    workshop.vote(2, 2, 2, 2, 2)
    workshop.act("showing")

    empty = workshop.act("agreement", because=" ", expect=422)
    long = workshop.act("agreement", because="x" * 501, expect=422)

    assert "Write down why; the report shows it." in empty.words(".error-summary")
    assert "x" * 501 in long.one("#because").get_text()
    workshop.act("skipping", expect=409)
    assert workshop.topics()[0].state is TopicState.SHOWN


def test_a_vote_takes_a_statement_and_keeps_what_was_typed(workshop, session):
    workshop.start(place=1)
    form = {"ballot": "1.1", "reason": "Not sure"}
    person = workshop.people[0]

    page = workshop.visitor.post(f"{workshop.seat}/vote", form, as_=person, expect=422)

    assert "Choose the statement that is true today." in page.words(".error-summary")
    assert "Not sure" in page.one("textarea").get_text()
    for wrong in ("5", "-1", "D"):
        workshop.visitor.post(
            f"{workshop.seat}/vote", {**form, "choice": wrong}, as_=person, expect=422
        )
    assert session.scalar(select(WorkshopVote)) is None


def test_a_vote_that_comes_too_late_is_refused_kindly(workshop, session):
    workshop.start(place=1)
    workshop.vote(2, 2, 2, 2, 2)
    workshop.act("showing")
    late = {"ballot": "1.1", "choice": "0", "reason": "Too late"}

    page = workshop.visitor.post(f"{workshop.seat}/vote", late, as_=workshop.people[7], expect=409)

    assert "yours was not sent" in page.words()
    assert "5 people voted" in page.words()
    assert len(session.scalars(select(WorkshopVote)).all()) == 5


def test_who_leads_from_an_old_page_changes_nothing_and_sees_how_it_stands(workshop, cast):
    workshop.start()
    old = workshop.version()
    workshop.act("ballots", place=1)

    for action in ("ballots", "showing", "skipping", "end"):
        form = {"seen": old, "place": 2}
        page = workshop.visitor.post(f"{workshop.held}/{action}", form, as_=cast.ada, expect=409)
        assert "The workshop has moved on in the meantime" in page.words()
        assert "0 of 10 people have voted" in page.words()
    assert [topic.state for topic in workshop.topics()] == ["voting", "waiting"]
    workshop.act("ballots", place=2, expect=409)
    workshop.act("ballots", place=9, expect=404)
    workshop.act("end", expect=409)
    workshop.visitor.post(f"{workshop.held}/end", {"seen": "x"}, as_=cast.max, expect=400)


def test_a_round_is_not_closed_while_its_workshop_runs(workshop, session, cast):
    workshop.start(place=1)
    closing = f"/assess/rounds/{workshop.one.id}/closing"

    page = workshop.visitor.post(closing, as_=cast.max, expect=409)

    assert "The workshop is still running" in page.words()
    workshop.act("skipping")
    workshop.act("end")
    workshop.visitor.post(closing, as_=cast.max)


def test_a_finished_workshop_can_go_on_until_the_round_is_closed(workshop, session):
    workshop.start(place=1)
    workshop.vote(2, 2, 2, 2, 2)
    workshop.act("showing")
    workshop.act("agreement", because="Agreed")
    workshop.act("end")
    workshop.visitor.get(workshop.seat, as_=workshop.people[0])
    assert "Agreed" in workshop.visitor.get(workshop.seat, as_=workshop.people[0]).words()

    workshop.start()

    assert [topic.state for topic in workshop.topics()] == ["agreed", "skipped"]
    workshop.act("ballots", place=2)


def test_the_page_asks_cheaply_whether_it_has_moved_on(workshop):
    workshop.start(place=1)
    leader = workshop.visitor.get(f"{workshop.held}/state", as_=workshop.leader)
    person = workshop.visitor.get(f"{workshop.seat}/state", as_=workshop.people[0])
    assert leader.queries <= 3
    assert person.queries <= 3
    assert leader.json["words"] == "0 of 10 people have voted."

    workshop.vote(2)

    again = workshop.visitor.get(f"{workshop.held}/state", as_=workshop.leader)
    assert again.json["state"] != leader.json["state"]
    assert again.json["words"] == "1 of 10 people have voted."
    same = workshop.visitor.get(f"{workshop.seat}/state", as_=workshop.people[0])
    assert same.json["state"] == person.json["state"]
    workshop.vote(2, 2, 2, 2, 2)
    workshop.act("showing")
    other = workshop.visitor.get(f"{workshop.seat}/state", as_=workshop.people[0])
    assert other.json["state"] != person.json["state"]


def test_a_script_gets_only_the_part_that_changes(workshop):
    workshop.start(place=1)
    headers = {"HX-Request": "true"}

    held = workshop.visitor.get(workshop.held, as_=workshop.leader, headers=headers)
    seat = workshop.visitor.get(workshop.seat, as_=workshop.people[0], headers=headers)

    for part in (held, seat):
        assert part.soup.select("#workshop")
        assert not part.soup.select("h1")


@pytest.mark.parametrize(
    ("who", "code"), [("max", 303), ("ada", 303), ("lena", 403), ("root", 403), ("olga", 404)]
)
def test_who_may_start_and_lead_a_workshop(visitor, session, cast, ended, who, code):
    one, _people = ended
    person, place = getattr(cast, who), HELD.format(one.id)

    visitor.post(place, as_=person, expect=code)
    session.expire_all()
    assert bool(session.scalar(select(Workshop))) is (code == 303)

    visitor.post(place, as_=cast.ada)
    visitor.get(place, as_=person, expect=200 if code == 303 else code)
    visitor.get(f"{place}/state", as_=person, expect=200 if code == 303 else code)
    for action in ("ballots", "showing", "agreement", "skipping", "end"):
        form = {"seen": "0", "place": "1", "because": "x"}
        visitor.post(f"{place}/{action}", form, as_=person, expect=409 if code == 303 else code)


def test_only_who_was_invited_takes_part(workshop, session, cast):
    workshop.start(place=1)
    form = {"ballot": "1.1", "choice": "2"}

    for outsider in (cast.lena, cast.olga, cast.max):
        workshop.visitor.get(workshop.seat, as_=outsider, expect=404)
        workshop.visitor.get(f"{workshop.seat}/state", as_=outsider, expect=404)
        workshop.visitor.post(f"{workshop.seat}/vote", form, as_=outsider, expect=404)

    never_answered = workshop.people[9]
    workshop.visitor.post(f"{workshop.seat}/vote", form, as_=never_answered)
    assert len(session.scalars(select(WorkshopVote)).all()) == 1


def test_people_find_the_workshop_at_home_and_at_assess(workshop):
    workshop.start()
    person = workshop.people[9]

    assert workshop.visitor.get("/assess", as_=person).soup.select(f"a[href='{workshop.seat}']")
    assert workshop.visitor.get("/", as_=person).soup.select(f"a[href='{workshop.seat}']")
    workshop.act("end")
    assert not workshop.visitor.get("/", as_=person).soup.select(f"a[href='{workshop.seat}']")


def test_there_is_no_workshop_before_it_starts_or_while_answers_come_in(visitor, session, cast):
    one, people = make_example_round(session, cast, mode=Mode.ANONYMOUS)
    session.commit()

    visitor.get(HELD.format(one.id), as_=cast.max, expect=404)
    visitor.get(SEAT.format(one.id), as_=people[0], expect=404)
    visitor.post(HELD.format(one.id), as_=cast.max)
    assert session.scalar(select(Workshop)) is None


def test_no_workshop_of_too_few_people(visitor, session, cast):
    one, _people = make_ended_example(session, cast)
    for sheet in session.scalars(select(Response)).all()[:4]:
        session.delete(sheet)
    session.commit()

    answer = visitor.post(HELD.format(one.id), as_=cast.max)

    assert answer.location.endswith("/review")
    assert session.scalar(select(Workshop)) is None
