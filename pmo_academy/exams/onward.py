"""Where a quiz leads back to: asked of the feature above, which the app connects.

Exams know no courses. Whoever owns the quiz registers a function as `exams.onward` in the app's
extensions; it tells, for a quiz and a person, where to go from here and what to read again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from flask import current_app

from pmo_academy.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Link:
    """A place to go."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Onward:
    """What surrounds a quiz: its home, the next step, how far the person is, what to read again."""

    home: Link | None = None
    next: Link | None = None
    progress: str = ""
    readings: Mapping[str, Link] = field(default_factory=dict)


Finder = Callable[[UUID, Person], Onward]


def from_quiz(quiz_id: UUID, person: Person) -> Onward:
    """Return what the feature above says about this quiz; nothing when none is connected."""
    finder: Finder | None = current_app.extensions.get("exams.onward")
    return finder(quiz_id, person) if finder else Onward()
