"""Start a package, keep what it reports, and end its lesson when it says so."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, func, select

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError, StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries
from pmo_academy.learning.models import Enrolment, Lesson, PackageCall, PackageState
from pmo_academy.learning.rules import packages
from pmo_academy.learning.rules.packages import Report, Version
from pmo_academy.learning.service.courses import finish_lesson, keep_place

SITTINGS_TRACED = 3


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call that a package made, numbered within its sitting."""

    position: int
    name: str
    element: str
    value: str
    error: str


@dataclass(frozen=True, kw_only=True)
class Commit:
    """What arrived from a package: in which sitting, as which, all its values, its calls."""

    sitting: int
    number: int
    values: dict[str, Any]
    calls: tuple[Call, ...] = ()


def begin_sitting(enrolment: Enrolment, lesson: Lesson) -> PackageState:
    """Start the package of a lesson anew; what an earlier sitting still sends comes too late."""
    if lesson.part is None:
        raise NotFoundError
    enrolment = queries.lock_enrolment(enrolment.id)
    state = queries.find_package_state(enrolment.id, lesson.id)
    if state is None:
        state = PackageState(
            enrolment_id=enrolment.id, lesson_id=lesson.id, stage=packages.Stage.NOT_STARTED.value
        )
        session().add(state)
    else:
        state.sitting += 1
        state.number = 0
        state.seconds_before += state.seconds_now
        state.seconds_now = 0
    state.started_at = clock.now()
    keep_place(enrolment, lesson, paragraph=0)
    session().flush()
    if not lesson.part["is_sco"]:  # it cannot report: opening it is all there is to do
        state.stage = packages.Stage.COMPLETED.value
        _end(state, enrolment, lesson)
    return state


def keep_commit(
    enrolment: Enrolment, lesson: Lesson, commit: Commit, *, is_traced: bool
) -> PackageState:
    """Keep what a package reports; older than what is there, it changes nothing."""
    enrolment = queries.lock_enrolment(enrolment.id)
    state = queries.find_package_state(enrolment.id, lesson.id)
    if state is None or lesson.part is None:
        raise NotFoundError
    if commit.sitting != state.sitting:
        raise StaleError(_("This lesson was opened once more elsewhere. Go on there."))
    if commit.number <= state.number:
        return state
    version = Version(lesson.part["version"])
    report = packages.read_report(version, commit.values, before=report_of(state))
    state.number = commit.number
    state.report = asdict(report)
    state.stage = packages.stage(report).value
    state.seconds_now = report.seconds
    state.changed_at = clock.now()
    if is_traced:
        _trace(state, commit, refused=report.refused)
    session().flush()
    if packages.is_done(version, report):
        _end(state, enrolment, lesson)
    return state


def report_of(state: PackageState | None) -> Report:
    """Return what was last kept of the values of a package."""
    return Report(**state.report) if state and state.report else Report()


def start_values(lesson: Lesson, state: PackageState) -> dict[str, str]:
    """Return the values with which the package of a lesson begins for somebody."""
    if lesson.part is None:
        raise NotFoundError
    return packages.start_values(
        Version(lesson.part["version"]),
        report_of(state),
        part=lesson.part,
        is_new=not state.report,
        seconds=state.seconds,
    )


def _end(state: PackageState, enrolment: Enrolment, lesson: Lesson) -> None:
    state.is_done = True
    session().flush()
    finish_lesson(enrolment, lesson)


def _trace(state: PackageState, commit: Commit, *, refused: Sequence[str]) -> None:
    """Keep the calls that are not there yet, of the latest sittings, up to a number."""
    own = (
        PackageCall.enrolment_id == state.enrolment_id,
        PackageCall.lesson_id == state.lesson_id,
    )
    old = PackageCall.sitting <= state.sitting - SITTINGS_TRACED
    session().execute(delete(PackageCall).where(*own, old))
    last = session().scalar(
        select(func.max(PackageCall.position)).where(*own, PackageCall.sitting == state.sitting)
    )
    position = last or 0
    kept = [
        Call(position=0, name="refused", element=name, value="", error=_("too long"))
        for name in refused
    ]
    for call in (*sorted(commit.calls, key=lambda one: one.position), *kept):
        if position >= packages.MOST_CALLS:
            break
        if 0 < call.position <= position:
            continue
        position = call.position or position + 1
        session().add(_row(state, call, position))


def _row(state: PackageState, call: Call, position: int) -> PackageCall:
    return PackageCall(
        enrolment_id=state.enrolment_id,
        lesson_id=state.lesson_id,
        sitting=state.sitting,
        position=position,
        at=clock.now(),
        name=call.name,
        element=call.element,
        value=call.value[: packages.LONGEST_CALL],
        is_clipped=len(call.value) > packages.LONGEST_CALL,
        error=call.error,
    )
