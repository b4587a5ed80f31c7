"""Looks over everything that is published, once a day and when asked; keeps what it found."""

from sqlalchemy import delete, insert, select

from pmo_academy.authoring import queries as authoring
from pmo_academy.authoring.rules.collection import collect
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.cross_checks import add_cross_problems
from pmo_academy.core import clock, jobs
from pmo_academy.core.db import release, session, transaction
from pmo_academy.core.jobs import Task
from pmo_academy.exams.rules.item_analysis import Verdict
from pmo_academy.exams.rules.questions import plain
from pmo_academy.maturity.publishing import problems_in_model
from pmo_academy.reports.items import quiz_items
from pmo_academy.reports.queries.items import get_quiz_answers, list_quiz_uses
from pmo_academy.studio.models import HealthCheck, HealthFinding
from pmo_academy.studio.rules.health import Ailment, Finding, findings_in

LOOK_OVER = "studio.look-over"
_WEAK = (Verdict.RETIRE, Verdict.REVISE)


def register() -> None:
    """Let the runner know who looks over what is published."""
    jobs.register(LOOK_OVER, look_over)


def plan() -> None:
    """Write down today's look over what is published."""
    jobs.put(LOOK_OVER, {}, key=f"{LOOK_OVER} {clock.today().isoformat()}")


def ask() -> None:
    """Write down a look for now."""
    jobs.put(LOOK_OVER, {})


def look_over(task: Task) -> None:
    """Find what wants somebody and store it in the place of what was found before."""
    del task
    found = [*_in_files(), *_in_answers()]
    release()
    with transaction():
        session().execute(delete(HealthFinding))
        session().execute(delete(HealthCheck))
        session().add(HealthCheck())
        if found:
            session().execute(
                insert(HealthFinding), [_row(at, one) for at, one in enumerate(found)]
            )


def list_findings() -> list[Finding]:
    """Return what was found at the last look, the gravest first."""
    rows = session().scalars(select(HealthFinding).order_by(HealthFinding.position))
    found = [
        Finding(ailment=row.ailment, code=row.code, place=row.place, words=row.words)
        for row in rows
    ]
    order = list(Ailment)
    return sorted(found, key=lambda one: (order.index(one.ailment), one.code))


def last_look() -> HealthCheck | None:
    """Return when somebody looked last."""
    return session().scalar(select(HealthCheck).limit(1))


def _in_files() -> list[Finding]:
    collection = collect(authoring.latest_files(), model_problems=problems_in_model)
    add_cross_problems(collection)
    return [
        finding
        for draft in collection.drafts
        if isinstance(draft.source, CourseSource)
        for finding in findings_in(draft.source, sorted(draft.problems), today=clock.today())
    ]


def _in_answers() -> list[Finding]:
    """Give the questions that item analysis says to revise or retire."""
    found = []
    for use in list_quiz_uses():
        if not use.attempts:
            continue
        code, _slash, module_key = use.key.partition("/")
        found += [
            Finding(
                ailment=Ailment.FAILING,
                code=code,
                place=f"{module_key}/{row.key}",
                words=plain(row.stem),
            )
            for row in quiz_items(get_quiz_answers(use.key)).rows
            if row.analysis.verdict in _WEAK
        ]
    return found


def _row(position: int, one: Finding) -> dict[str, object]:
    return {
        "position": position,
        "ailment": one.ailment,
        "code": one.code,
        "place": one.place,
        "words": one.words,
    }
