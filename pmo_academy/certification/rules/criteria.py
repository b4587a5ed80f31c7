"""What somebody did for a certificate, a sentence for each requirement; they are signed.

A certificate has one language, that of the academy's content, whoever looks at it.
"""

from collections.abc import Callable, Mapping
from datetime import date

from pmo_academy.certification.rules.requirements import Kind, Outcome, Progress


def criteria(progress: Progress) -> tuple[str, ...]:
    """Return the sentences for everything that a programme asked for, in its order."""
    return tuple(_SENTENCES[leaf.requirement.kind](leaf) for leaf in progress.leaves)


def _course(outcome: Outcome) -> str:
    return f"Completed the course {outcome.requirement.key}, “{outcome.title}”{_on(outcome)}."


def _test(outcome: Outcome) -> str:
    asked = outcome.requirement
    return (
        f"Passed a test of {asked.count} questions with at least "
        f"{asked.pass_percent} % right{_on(outcome)}."
    )


def _work_products(outcome: Outcome) -> str:
    count = outcome.requirement.count
    return f"Made {count} work product{'' if count == 1 else 's'} that reviewers accepted."


def _round(outcome: Outcome) -> str:
    workshop = " with a consensus workshop" if outcome.requirement.needs_workshop else ""
    # No day: of an anonymous round nobody outside needs to know which one it was.
    return f"Took part in an assessment round{workshop}."


def _panel(outcome: Outcome) -> str:
    return f"Presented a case to two reviewers, who were both for it{_on(outcome)}."


def _record(outcome: Outcome) -> str:
    return f"Kept a record of improvement over {outcome.requirement.count} months."


def _on(outcome: Outcome) -> str:
    day = next((row.on for row in outcome.rows if row.on), None)
    return f" on {in_words(day)}" if day else ""


def in_words(day: date) -> str:
    """Return a day as certificates write it: 3 May 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SENTENCES: Mapping[Kind, Callable[[Outcome], str]] = {
    Kind.COURSE: _course,
    Kind.TEST: _test,
    Kind.WORK_PRODUCTS: _work_products,
    Kind.ROUND: _round,
    Kind.PANEL: _panel,
    Kind.RECORD: _record,
}
