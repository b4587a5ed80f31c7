"""Hold a workshop: open ballots, show them, write down what was agreed, finish."""

import secrets
from collections.abc import Mapping

from sqlalchemy import Select, delete, select

from pmo_academy.core import audit, clock, events
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, NotFoundError, StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.maturity.events import WorkshopFinished
from pmo_academy.maturity.models import (
    Mode,
    Round,
    TopicState,
    Workshop,
    WorkshopTopic,
    WorkshopVote,
)
from pmo_academy.maturity.queries import review as queries
from pmo_academy.maturity.queries.workshop import UNDECIDED, WAITING
from pmo_academy.maturity.rules.workshop import BALLOTS, Outcome, missing_votes, outcome_of
from pmo_academy.maturity.rules.workshop import Topic as Entry
from pmo_academy.maturity.service.review import lock_in_review
from pmo_academy.people.models import Person


def start_workshop(one: Round, *, by: Person) -> Workshop:
    """Begin the workshop of a round in review, or go on with the one that was finished.

    Going on keeps what was decided and adds what the answers that count now put on the agenda.
    """
    lock_in_review(one)
    prepared = queries.find_preparation(one)
    if prepared is None:
        raise ConflictError(_("Too few sheets count, so there is nothing to talk about."))
    workshop = session().scalars(_workshop_of(one)).first()
    if workshop is not None and workshop.finished_at is None:
        return workshop
    if workshop is None:
        if not prepared.agenda:
            raise ConflictError(_("People agree on everything: there is nothing to talk about."))
        workshop = Workshop(round_id=one.id, opened_by=by.id)
        session().add(workshop)
        session().flush()
    else:
        workshop.finished_at = None
        workshop.version += 1
    workshop.means = dict(prepared.means)
    _add_topics(workshop, prepared.agenda)
    # Nobody closes the round behind the back of its workshop.
    one.holds_workshop = True
    session().flush()
    audit.record("maturity.workshop-started", subject=one.id, by=by.id)
    return workshop


def open_ballot(one: Round, *, place: int, seen: int, by: Person) -> None:
    """Let people vote on a topic: one that waits, or the present one once more."""
    workshop = _lock(one, seen=seen)
    topics = {topic.place: topic for topic in _topics(workshop)}
    topic = topics.get(place)
    if topic is None:
        raise NotFoundError
    if not _may_open(topic, _current(topics)):
        raise ConflictError(_("Decide or skip the present question first."))
    topic.ballot += 1
    topic.state = TopicState.VOTING
    _done(workshop, "maturity.ballot-opened", topic=topic, by=by)


def show_votes(one: Round, *, seen: int, by: Person) -> None:
    """Show the votes of the open ballot; in an anonymous round their persons are forgotten.

    After the last ballot without agreement its mean stands.
    """
    workshop = _lock(one, seen=seen)
    topic = _need_current(workshop, TopicState.VOTING)
    votes = _votes(topic)
    missing = missing_votes(len(votes), threshold=one.shown_from)
    if missing:
        raise ConflictError(
            ngettext(
                "%(num)s more vote is needed before they can be shown.",
                "%(num)s more votes are needed before they can be shown.",
                missing,
            )
        )
    outcome = outcome_of([vote.choice for vote in votes], ballot=topic.ballot)
    if one.mode is Mode.ANONYMOUS:
        _forget_who(topic, votes)
    topic.state = TopicState.NOT_AGREED if outcome.is_over else TopicState.SHOWN
    topic.value = outcome.mean if outcome.is_over else None
    _done(workshop, "maturity.ballot-shown", topic=topic, by=by)


def agree(one: Round, *, because: str, seen: int, by: Person) -> None:
    """Write down the anchor that people agree on, with its reason."""
    workshop = _lock(one, seen=seen)
    topic = _need_current(workshop, TopicState.SHOWN)
    anchor = _outcome(topic).anchor
    if anchor is None:
        raise ConflictError(_("People do not agree yet, so nothing was recorded."))
    topic.state, topic.value, topic.because = TopicState.AGREED, float(anchor), because
    _done(workshop, "maturity.topic-agreed", topic=topic, by=by)


def skip(one: Round, *, seen: int, by: Person) -> None:
    """Leave the present topic: votes that were not shown are deleted, the old mean stands."""
    workshop = _lock(one, seen=seen)
    topic = _need_current(workshop, *UNDECIDED)
    if topic.state is TopicState.VOTING:
        _delete_votes(topic)
        topic.ballot -= 1
    elif _outcome(topic).is_agreed:
        raise ConflictError(_("People agree on this question. Write down why."))
    topic.state = TopicState.SKIPPED
    _done(workshop, "maturity.topic-skipped", topic=topic, by=by)


def finish_workshop(one: Round, *, seen: int, by: Person) -> None:
    """End the workshop; for what nobody talked about the means of the answers stand."""
    workshop = _lock(one, seen=seen)
    topics = _topics(workshop)
    if any(topic.state in UNDECIDED for topic in topics):
        raise ConflictError(_("Decide or skip the present question first."))
    for topic in topics:
        if topic.state is TopicState.WAITING:
            topic.state = TopicState.SKIPPED
    workshop.finished_at = clock.now()
    workshop.version += 1
    session().flush()
    audit.record("maturity.workshop-finished", subject=one.id, by=by.id)
    events.publish(WorkshopFinished(workshop_id=workshop.id, round_title=one.title, led_by=by.id))


def refuse_while_workshop_runs(one: Round) -> None:
    """Refuse to close a round whose workshop is not finished."""
    workshop = session().scalars(_workshop_of(one)).first()
    if workshop is not None and workshop.finished_at is None:
        raise ConflictError(_("The workshop is still running. Finish it, then close the round."))


def _workshop_of(one: Round) -> Select[Workshop]:
    return (
        select(Workshop)
        .where(Workshop.round_id == one.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _lock(one: Round, *, seen: int) -> Workshop:
    """Hold the workshop; refuse when somebody moved it on since the page was opened."""
    workshop = session().scalars(_workshop_of(one)).first()
    if workshop is None:
        raise NotFoundError
    if workshop.version != seen or workshop.finished_at is not None:
        raise StaleError(
            _("The workshop has moved on in the meantime, so nothing was changed. See below.")
        )
    return workshop


def _add_topics(workshop: Workshop, agenda: tuple[Entry, ...]) -> None:
    """Put on the agenda what does not stand there yet."""
    known = {topic.item for topic in _topics(workshop)}
    new = [entry for entry in agenda if entry.item not in known]
    session().add_all(
        WorkshopTopic(
            workshop_id=workshop.id, item=entry.item, place=place, reason=entry.reason.value
        )
        for place, entry in enumerate(new, start=len(known) + 1)
    )
    session().flush()


def _topics(workshop: Workshop) -> list[WorkshopTopic]:
    return list(
        session().scalars(
            select(WorkshopTopic)
            .where(WorkshopTopic.workshop_id == workshop.id)
            .order_by(WorkshopTopic.place)
            .execution_options(populate_existing=True)
        )
    )


def _current(topics: Mapping[int, WorkshopTopic]) -> WorkshopTopic | None:
    return next((topic for topic in topics.values() if topic.state in UNDECIDED), None)


def _need_current(workshop: Workshop, *states: TopicState) -> WorkshopTopic:
    for topic in _topics(workshop):
        if topic.state in states:
            return topic
    raise ConflictError(_("No question is at that point now, so nothing was changed."))


def _may_open(topic: WorkshopTopic, current: WorkshopTopic | None) -> bool:
    """Tell whether people may vote on a topic now: for the first time, or once more."""
    if current is None:
        return topic.state in WAITING and topic.ballot < BALLOTS
    is_shown = current is topic and topic.state is TopicState.SHOWN
    return is_shown and _outcome(topic).may_vote_again


def _votes(topic: WorkshopTopic) -> list[WorkshopVote]:
    return list(
        session().scalars(
            select(WorkshopVote).where(
                WorkshopVote.topic_id == topic.id, WorkshopVote.ballot == topic.ballot
            )
        )
    )


def _outcome(topic: WorkshopTopic) -> Outcome:
    return outcome_of([vote.choice for vote in _votes(topic)], ballot=topic.ballot)


def _forget_who(topic: WorkshopTopic, votes: list[WorkshopVote]) -> None:
    """Write the votes anew without their persons, with new ids and in a random order."""
    given = [(vote.choice, vote.reason) for vote in votes]
    secrets.SystemRandom().shuffle(given)
    _delete_votes(topic)
    for choice, reason in given:
        session().add(
            WorkshopVote(topic_id=topic.id, ballot=topic.ballot, choice=choice, reason=reason)
        )
        session().flush()


def _delete_votes(topic: WorkshopTopic) -> None:
    session().execute(
        delete(WorkshopVote).where(
            WorkshopVote.topic_id == topic.id, WorkshopVote.ballot == topic.ballot
        )
    )


def _done(workshop: Workshop, action: str, *, topic: WorkshopTopic, by: Person) -> None:
    """Let every page of the workshop know, and leave a line in the trail."""
    workshop.version += 1
    session().flush()
    audit.record(action, subject=workshop.round_id, by=by.id, item=topic.item, ballot=topic.ballot)
