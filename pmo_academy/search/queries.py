"""What can be found, by right: content from an index in memory, people and teams from their rows.

Published editions never change, so the index of a set of editions is made once and kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from pmo_academy.core.db import session
from pmo_academy.exams.models import Question, Quiz
from pmo_academy.exams.rules.questions import plain
from pmo_academy.learning.models import CourseEdition, Lesson, Module, Term
from pmo_academy.people.models import Membership, Person, Team
from pmo_academy.people.queries import list_people, readable_team_ids
from pmo_academy.search.rules.library import LONGEST, Entry, Library

MOST_PEOPLE = 25


@dataclass(frozen=True, kw_only=True)
class FoundPerson:
    """A person in a team that the reader may read."""

    id: UUID
    name: str
    team_id: UUID
    team_name: str


def learning_library() -> Library:
    """Return the index of courses, lessons, practice tasks and terms as they are published now."""
    terms = session().execute(select(Term.slug, Term.name, Term.definition, Term.also)).all()
    return _learning(_latest_editions(), tuple(tuple(row) for row in terms))


def question_library() -> Library:
    """Return the index of questions, for those who write them: words, never keys or reasons."""
    return _questions(_latest_editions())


def find_people(query: str, *, for_person: Person) -> list[FoundPerson]:
    """Return people of the teams that this person may read, whose names hold every word."""
    words = query[:LONGEST].casefold().split()
    if not words:
        return []
    wanted = (
        select(Person.id, Person.name, Team.id.label("team_id"), Team.name.label("team_name"))
        .join(Membership, Membership.person_id == Person.id)
        .join(Team, Team.id == Membership.team_id)
        .where(Team.id.in_(readable_team_ids(for_person)), Person.deactivated_at.is_(None))
        .where(*(func.lower(Person.name).contains(word, autoescape=True) for word in words))
        .order_by(Person.name, Team.name)
        .limit(MOST_PEOPLE)
    )
    return [FoundPerson(**row._asdict()) for row in session().execute(wanted)]


def find_teams(query: str, *, for_person: Person) -> Sequence[Team]:
    """Return teams that this person may read, whose names hold every word."""
    words = query[:LONGEST].casefold().split()
    if not words:
        return []
    wanted = select(Team).where(
        Team.id.in_(readable_team_ids(for_person)),
        *(func.lower(Team.name).contains(word, autoescape=True) for word in words),
    )
    return session().scalars(wanted.order_by(Team.name).limit(MOST_PEOPLE)).all()


def find_accounts(query: str) -> Sequence[Person]:
    """Return accounts whose name or address holds the query, for the administrator."""
    words = " ".join(query[:LONGEST].split())
    return list_people(page=1, containing=words)[0] if words else []


def _latest_editions() -> tuple[UUID, ...]:
    wanted = select(CourseEdition.id).where(CourseEdition.is_latest).order_by(CourseEdition.code)
    return tuple(session().scalars(wanted))


@lru_cache(maxsize=2)
def _learning(editions: tuple[UUID, ...], terms: tuple[tuple[str, ...], ...]) -> Library:
    courses = session().execute(
        select(
            CourseEdition.code, CourseEdition.title, CourseEdition.promise, CourseEdition.document
        )
        .where(CourseEdition.id.in_(editions))
        .order_by(CourseEdition.code)
    )
    lessons = session().execute(
        select(CourseEdition.code, CourseEdition.title, Lesson.key, Lesson.title, Lesson.html)
        .join(Lesson, Lesson.edition_id == CourseEdition.id)
        .where(CourseEdition.id.in_(editions))
        .order_by(CourseEdition.code, Lesson.position)
    )
    tasks = session().execute(
        select(CourseEdition.code, CourseEdition.title, Module.key, Module.practice)
        .join(Module, Module.edition_id == CourseEdition.id)
        .where(CourseEdition.id.in_(editions))
        .order_by(CourseEdition.code, Module.position)
    )
    return Library(
        [
            *(_course(*row) for row in courses),
            *(_lesson(*row) for row in lessons),
            *(_practice(*row) for row in tasks if row.practice),
            *(_term(*term) for term in terms),
        ]
    )


@lru_cache(maxsize=2)
def _questions(editions: tuple[UUID, ...]) -> Library:
    rows = session().execute(
        select(Quiz.key, Quiz.title, Question.key, Question.document)
        .join(Question, Question.quiz_id == Quiz.id)
        .join(Module, Module.quiz_id == Quiz.id)
        .where(Module.edition_id.in_(editions))
        .order_by(Quiz.key, Question.position)
    )
    return Library([_question(*row) for row in rows])


def _course(code: str, title: str, promise: str, document: dict[str, Any]) -> Entry:
    texts = [promise, document.get("audience") or "", *document.get("outcomes", ())]
    return Entry(
        kind="course",
        title=title,
        body=" ".join(plain(text) for text in texts),
        where=code,
        address=(code,),
    )


def _lesson(code: str, course: str, key: str, title: str, html: str) -> Entry:
    return Entry(kind="lesson", title=title, body=plain(html), where=course, address=(code, key))


def _practice(code: str, course: str, key: str, practice: dict[str, Any]) -> Entry:
    return Entry(
        kind="practice",
        title=practice["title"],
        body=plain(practice["task"]),
        where=course,
        address=(code, key),
    )


def _term(slug: str, name: str, definition: str, also: str) -> Entry:
    others = ", ".join(also.splitlines())
    return Entry(kind="term", title=name, body=plain(definition), where=others, address=(slug,))


def _question(quiz_key: str, quiz: str, key: str, document: dict[str, Any]) -> Entry:
    code, module_key = quiz_key.split("/", 1)
    options = " · ".join(plain(option["text"]) for option in document.get("options", ()))
    return Entry(
        kind="question",
        title=plain(document["stem"]),
        body=options,
        where=f"{quiz} · {key}",
        address=(code, module_key, key),
    )
