"""A round that is ended, extended, closed and opened again: what is kept and what stands."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.errors import ConflictError
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import (
    HeardGroup,
    Invitation,
    Mode,
    Perspective,
    Reopening,
    Response,
    Result,
    RoundState,
    TopicState,
    Workshop,
    WorkshopTopic,
)
from pmo_academy.maturity.service import CourseOfRoundError, Outcome
from tests.features.maturity.factories import everywhere, hand_in, make_people, make_round

LATER = timedelta(days=30)


def take_part(one, people, choice=2):
    for person, _group in people:
        hand_in(one, person, everywhere(choice))


def reopen(one, cast, reason="Three more teams"):
    return service.reopen_round(one, until=clock.today() + LATER, reason=reason, by=cast.max)


def groups_on_sheets(session):
    session.expire_all()
    return Counter(one.perspective for one in session.scalars(select(Response)))


def test_ended_answering_can_go_on_until_the_workshop_begins(cast, session):
    one = make_round(cast, make_people(session, 2))
    service.end_answering(one, by=cast.max)
    assert one.state_on(clock.today()) is RoundState.ENDED
    with pytest.raises(ConflictError):
        service.end_answering(one, by=cast.max)

    with pytest.raises(CourseOfRoundError):
        service.extend_round(one, until=one.closes_on, by=cast.max)
    service.extend_round(one, until=clock.today() + LATER, by=cast.max)
    assert one.state_on(clock.today()) is RoundState.OPEN

    session.add(Workshop(round_id=one.id, opened_by=cast.max.id))
    session.flush()
    with pytest.raises(ConflictError, match="workshop"):
        service.extend_round(one, until=clock.today() + 2 * LATER, by=cast.max)


def test_only_a_closed_round_is_opened_again_and_only_with_a_reason(cast, session):
    people = make_people(session, 5)
    one = make_round(cast, people)
    take_part(one, people)
    with pytest.raises(ConflictError):
        reopen(one, cast)
    assert service.close_round(one, by=cast.max) is Outcome.RESULT
    with pytest.raises(ConflictError):
        service.extend_round(one, until=clock.today() + LATER, by=cast.max)
    with pytest.raises(CourseOfRoundError):
        reopen(one, cast, reason=" ")
    with pytest.raises(CourseOfRoundError):
        service.reopen_round(one, until=clock.today() - LATER, reason="Why", by=cast.max)

    reopen(one, cast)

    assert one.state_on(clock.today()) is RoundState.OPEN
    (row,) = session.scalars(select(Reopening))
    assert (row.sheets_before, row.reason, row.decided_by) == (5, "Three more teams", cast.max.id)
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.number)).all()
    assert actions[-1] == "maturity.round-reopened"


def test_after_a_reopening_the_result_stands_until_enough_people_came(cast, session):
    people = make_people(session, 14)
    one = make_round(cast, people)
    take_part(one, people[:5])
    service.close_round(one, by=cast.max)
    reopen(one, cast)
    take_part(one, people[5:9], choice=4)

    latest = queries.find_latest(cast.payments.id)
    assert (latest.round.is_reopened, latest.figures.counted) == (True, 5)
    assert service.close_round(one, by=cast.max) is Outcome.STANDS
    assert queries.find_latest(cast.payments.id).figures.counted == 5

    reopen(one, cast)
    take_part(one, people[9:10], choice=4)
    assert service.close_round(one, by=cast.max) is Outcome.RESULT
    latest = queries.find_latest(cast.payments.id)
    assert (latest.round.is_reopened, latest.figures.counted) == (False, 10)
    results = session.scalars(select(Result).order_by(Result.number)).all()
    assert [(row.number, row.is_latest) for row in results] == [
        (1, False), (1, False), (2, True), (2, True),
    ]  # fmt: skip


def test_with_too_few_answers_nothing_is_kept_and_all_may_answer_anew(cast, session):
    people = make_people(session, 8)
    one = make_round(cast, people)
    take_part(one, people[:4])

    assert service.close_round(one, by=cast.max) is Outcome.TOO_FEW

    assert session.scalars(select(Response)).all() == []
    assert session.scalars(select(HeardGroup)).all() == []
    reopen(one, cast)
    session.expire_all()
    assert {row.took_part_on for row in session.scalars(select(Invitation))} == {None}
    take_part(one, people)
    assert service.close_round(one, by=cast.max) is Outcome.RESULT


def test_named_sheets_are_kept_however_few(cast, session):
    people = make_people(session, 2)
    one = make_round(cast, people, mode=Mode.NAMED)
    take_part(one, people)
    assert service.close_round(one, by=cast.max) is Outcome.RESULT
    assert groups_on_sheets(session) == {"pmo": 2}


def test_an_anonymous_sheet_that_does_not_count_is_not_kept(cast, session):
    people = make_people(session, 1, group="leadership")
    one = make_round(cast, people)
    hand_in(one, people[0][0], {"MND-S1": 3})
    assert session.scalars(select(Response)).all() == []
    assert session.scalars(select(HeardGroup)).all() == []
    assert session.scalars(select(Invitation)).one().took_part_on == clock.today()


def test_a_group_that_becomes_small_by_later_invitations_is_forgotten(cast, session):
    pmo, later = make_people(session, 6), make_people(session, 2, group="leadership")
    one = make_round(cast, pmo)
    take_part(one, pmo)
    invited = {person.id: Perspective(group) for person, group in later}
    service.invite(one, invited, by=cast.max)
    take_part(one, later)
    assert groups_on_sheets(session) == {None: 8}

    service.close_round(one, by=cast.max)

    assert groups_on_sheets(session) == {None: 8}
    figures = queries.find_latest(cast.payments.id).figures
    assert [group["count"] for group in figures.document["groups"]] == [None, None, None]
    assert "leadership" not in figures.document["confidence"]["missing_from"]


def test_groups_of_enough_people_say_so_at_closing_and_no_earlier(cast, session):
    people = [*make_people(session, 6), *make_people(session, 5, group="delivery")]
    one = make_round(cast, people)
    take_part(one, people)
    assert groups_on_sheets(session) == {None: 11}

    service.close_round(one, by=cast.max)

    assert groups_on_sheets(session) == {"pmo": 6, "delivery": 5}


def test_what_the_workshop_settled_enters_the_result(cast, session):
    people = make_people(session, 5)
    one = make_round(cast, people)
    take_part(one, people)
    workshop = Workshop(round_id=one.id, opened_by=cast.max.id, finished_at=clock.now())
    session.add(workshop)
    session.flush()
    session.add_all(
        WorkshopTopic(
            workshop_id=workshop.id, item=item, place=at, reason="low", state=state, value=value
        )
        for at, (item, state, value) in enumerate(
            [
                ("MND-S1", TopicState.AGREED, 4.0),
                ("STD-S1", TopicState.NOT_AGREED, 2.5),
                ("DEV-S1", TopicState.SHOWN, 1.0),
                ("LRN-S1", TopicState.NOT_AGREED, None),
            ]
        )
    )
    session.flush()

    assert queries.load_answers(one).consensus == {"MND-S1": 4.0, "STD-S1": 2.5}
    service.close_round(one, by=cast.max)
    values = queries.find_latest(cast.payments.id).figures.document["m"]
    assert (values["MND-S1"], values["STD-S1"], values["DEV-S1"]) == (4.0, 2.5, 2.0)
