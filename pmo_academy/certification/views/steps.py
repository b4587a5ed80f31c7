"""Requirements in words: what is asked, where it stands, and the facts behind it."""

from dataclasses import dataclass

from flask import url_for

from pmo_academy.certification.rules.requirements import (
    Fact,
    Kind,
    Outcome,
    Progress,
    Requirement,
    Row,
    State,
)
from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext


@dataclass(frozen=True, kw_only=True)
class Step:
    """A requirement as a page shows it; `state` names a sign of the state component.

    `test_of` names the programme whose test is open to the reader.
    """

    title: str
    asks: str
    state: str
    state_text: str
    reasons: list[str]
    href: str = ""
    test_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """The requirements of one programme; those of the programmes inside it stand before."""

    title: str
    href: str
    met: int
    steps: list[Step]


@dataclass(frozen=True, kw_only=True)
class ProgrammeCard:
    """A programme in the overview, with what is missing."""

    key: str
    title: str
    summary: str
    met: int
    asked: int
    next_step: str
    not_offered: int


def card(progress: Progress) -> ProgrammeCard:
    """Sum up how far a programme is."""
    following = progress.next_step
    return ProgrammeCard(
        key=progress.programme.key,
        title=progress.programme.title,
        summary=progress.programme.summary,
        met=progress.met,
        asked=progress.asked,
        next_step=_title(following) if following else "",
        not_offered=sum(leaf.state is State.NOT_OFFERED for leaf in progress.leaves),
    )


def sections(progress: Progress) -> list[Section]:
    """Give the requirements programme by programme, the innermost first."""
    programme = progress.programme
    return _sections(programme.title, "", progress.outcomes)


def _sections(title: str, href: str, outcomes: tuple[Outcome, ...]) -> list[Section]:
    found: list[Section] = []
    for outcome in outcomes:
        if outcome.parts:
            found += _sections(outcome.title, _href(outcome), outcome.parts)
    own = [outcome for outcome in outcomes if not outcome.parts]
    met = sum(outcome.state is State.MET for outcome in own)
    return [*found, Section(title=title, href=href, met=met, steps=[_step(one) for one in own])]


def _step(outcome: Outcome) -> Step:
    sign, text = _sign(outcome)
    return Step(
        title=_title(outcome),
        asks=_asks(outcome.requirement),
        state=sign,
        state_text=text,
        reasons=[_reason(row) for row in outcome.rows],
        href=_href(outcome),
        test_of=_open_test(outcome),
    )


def _sign(outcome: Outcome) -> tuple[str, str]:
    """Return the sign of a state and its word."""
    has_begun = any(row.fact is Fact.LESSONS or row.done for row in outcome.rows)
    if outcome.state is State.MISSING and has_begun:
        return "in_progress", _("In progress")
    signs: dict[State, tuple[str, str]] = {
        State.MET: ("done", _("Met")),
        State.MISSING: ("not_started", _("Missing")),
        State.WAITING: ("due", _("Waiting for others")),
        State.NOT_OFFERED: ("locked", _("Not offered yet")),
    }
    return signs[outcome.state]


def _title(outcome: Outcome) -> str:
    titles: dict[Kind, str] = {
        Kind.TEST: _("Test of the whole programme"),
        Kind.WORK_PRODUCTS: _("Work products"),
        Kind.ROUND: _("Assessment round with consensus workshop")
        if outcome.requirement.needs_workshop
        else _("Assessment round"),
        Kind.PANEL: _("Case interview or panel"),
        Kind.RECORD: _("Record of improvement"),
    }
    return outcome.title or titles.get(outcome.requirement.kind, "")


def _asks(requirement: Requirement) -> str:
    count = requirement.count
    asked: dict[Kind, str] = {
        Kind.PROGRAMME: _("Everything that this programme asks for"),
        Kind.COURSE: _("Complete the course"),
        Kind.TEST: _(
            "%(count)s questions, at least %(percent)s %% right",
            count=count,
            percent=requirement.pass_percent,
        ),
        Kind.WORK_PRODUCTS: ngettext(
            "%(num)s work product accepted", "%(num)s work products accepted", count
        ),
        Kind.ROUND: ngettext(
            "Take part in %(num)s round that was closed",
            "Take part in %(num)s rounds that were closed",
            count,
        ),
        Kind.PANEL: _("Present your case and answer questions"),
        Kind.RECORD: ngettext(
            "Show what changed in your PMO within %(num)s month",
            "Show what changed in your PMO within %(num)s months",
            count,
        ),
    }
    return asked[requirement.kind]


def _reason(row: Row) -> str:
    on = day(row.on) if row.on else ""
    reasons: dict[Fact, str] = {
        Fact.COMPLETED: _("You completed it on %(day)s.", day=on),
        Fact.PACKAGES_ALONE: _(
            "You completed it on %(day)s, but only packages of other products say so, which proves "
            "nothing. It counts once the course asks for a quiz or a work product.",
            day=on,
        ),
        Fact.NOT_STARTED: _("You have not started it."),
        Fact.LESSONS: _("%(done)s of %(asked)s lessons done.", done=row.done, asked=row.asked),
        Fact.QUIZZES: _("%(done)s of %(asked)s quizzes passed.", done=row.done, asked=row.asked),
        Fact.TEST_PASSED: _("The course test is passed."),
        Fact.TEST_OPEN: _("The course test is not passed yet."),
        Fact.PRODUCT_ACCEPTED: _("The work product is accepted."),
        Fact.PRODUCT_IN_REVIEW: _("The work product is with a reviewer."),
        Fact.PRODUCT_OPEN: _("The work product is not handed in, or came back."),
        Fact.ANNOUNCED: _("The course is announced; you cannot take it yet."),
        Fact.WITHDRAWN: _("The course is withdrawn and takes nobody new."),
        Fact.UNKNOWN: _("%(key)s is not in the catalogue.", key=row.title),
        Fact.ACCEPTED: _("%(done)s of %(asked)s accepted.", done=row.done, asked=row.asked),
        Fact.IN_REVIEW: _("%(done)s with a reviewer.", done=row.done),
        Fact.ROUND_CLOSED: _("%(title)s was closed on %(day)s.", title=row.title, day=on),
        Fact.ROUND_OPEN: _("%(title)s is not closed yet.", title=row.title),
        Fact.NO_WORKSHOP: _("%(title)s had no consensus workshop.", title=row.title),
        Fact.NO_ROUND: _("You have not taken part in a round yet."),
        Fact.REQUIREMENTS: _(
            "%(done)s of %(asked)s requirements met.", done=row.done, asked=row.asked
        ),
        Fact.LATER: _("Nobody can do this here yet. It does not count against you."),
        Fact.PROGRAMME_TEST_READY: _("Every course is completed, so the test is open."),
        Fact.PROGRAMME_TEST_LATER: _("It opens once every course of the programme is completed."),
        Fact.PROGRAMME_TEST_PASSED: _("You passed it on %(day)s.", day=on),
        Fact.PANEL_NONE: _("You have not presented a case yet."),
        Fact.PANEL_WAITING: _("Your case is with its two reviewers."),
        Fact.PANEL_RETURNED: _("Your case came back on %(day)s with reasons.", day=on),
        Fact.PANEL_PASSED: _("Both reviewers were for it on %(day)s.", day=on),
        Fact.RECORD_MONTHS: _(
            "Confirmed entries reach over %(done)s of %(asked)s months.",
            done=row.done,
            asked=row.asked,
        ),
        Fact.RECORD_UNCONFIRMED: ngettext(
            "%(num)s entry waits to be confirmed.",
            "%(num)s entries wait to be confirmed.",
            row.done,
        ),
    }
    return reasons[row.fact]


def _open_test(outcome: Outcome) -> str:
    is_open = any(row.fact is Fact.PROGRAMME_TEST_READY for row in outcome.rows)
    return outcome.requirement.key if is_open else ""


def _href(outcome: Outcome) -> str:
    """Return where to go on: the course, or the page of the nested programme."""
    requirement = outcome.requirement
    if outcome.parts:
        return url_for("certification.show_programme", key=requirement.key)
    if requirement.kind is Kind.PANEL:
        return url_for("certification.show_own_case", key=requirement.key)
    if requirement.kind is Kind.RECORD:
        return url_for("certification.show_record")
    if requirement.kind is Kind.COURSE and outcome.state is not State.NOT_OFFERED:
        return url_for("learning.show_course", code=requirement.key)
    return ""
