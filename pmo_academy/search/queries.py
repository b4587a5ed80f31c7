"""What can be found, by right: content from an index in memory, people and teams from their rows.

Published editions never change, so the index of all of them is made once and kept; of each course
a reader finds the edition that they are in, or else the latest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, Uuid, and_, cast, func, null, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from pmo_academy.core.db import session
from pmo_academy.exams.models import Question, Quiz
from pmo_academy.exams.rules.questions import plain
from pmo_academy.learning.models import CourseEdition, Enrolment, Lesson, Module, Term
from pmo_academy.learning.queries import KeptPlace, is_withdrawn, list_kept
from pmo_academy.people.models import Membership, Person, Team
from pmo_academy.people.queries import list_people, readable_team_ids
from pmo_academy.search.rules.library import LONGEST, Entry, Hit, Library

MOST_PEOPLE = 25


@dataclass(frozen=True, kw_only=True)
class FoundPerson:
    """A person in a team that the reader may read."""

    id: UUID
    name: str
    team_id: UUID
    team_name: str


@dataclass(frozen=True, kw_only=True)
class FoundTeam:
    """A team that the reader may read."""

    id: UUID
    name: str


def find_learning(query: str, *, for_person: Person) -> tuple[list[Hit], str]:
    """Return courses, lessons, practice tasks and terms, and the words that were perhaps meant."""
    terms = session().execute(select(Term.slug, Term.name, Term.definition, Term.also)).all()
    editions = session().execute(
        select(
            CourseEdition.id,
            CourseEdition.code,
            CourseEdition.is_latest & ~is_withdrawn(),
            Enrolment.id,
        )
        .outerjoin(
            Enrolment,
            and_(Enrolment.edition_id == CourseEdition.id, Enrolment.person_id == for_person.id),
        )
        .order_by(CourseEdition.code, CourseEdition.number)
    )
    rows = editions.all()
    read = {code: id_ for id_, code, is_offered, _mine in rows if is_offered}
    read |= {code: id_ for id_, code, _is_offered, mine in rows if mine}
    library = _learning(tuple(row[0] for row in rows), tuple(tuple(row) for row in terms))
    hits = library.find(query, editions={str(id_) for id_ in read.values()})
    return hits, library.suggest(query) if not hits else ""


def question_library() -> Library:
    """Return the index of questions, for those who write them: words, never keys or reasons."""
    return _questions(_latest_editions())


def find_people_and_teams(
    query: str, *, for_person: Person
) -> tuple[list[FoundPerson], list[FoundTeam]]:
    """Return people and teams that this person may read, whose names hold every word.

    One query for both, at most 25 of each.
    """
    words = query[:LONGEST].split()
    if not words:
        return [], []
    readable = Team.id.in_(readable_team_ids(for_person))
    people = (
        select(Person.id, Person.name, Team.id.label("team_id"), Team.name.label("team_name"))
        .join(Membership, Membership.person_id == Person.id)
        .join(Team, Team.id == Membership.team_id)
        .where(readable, Person.deactivated_at.is_(None))
        .where(*(_holds(Person.name, word) for word in words))
        .order_by(Person.name, Team.name)
        .limit(MOST_PEOPLE)
        .subquery()
    )
    teams = (
        select(
            cast(null(), Uuid).label("id"),
            cast(null(), String).label("name"),
            Team.id.label("team_id"),
            Team.name.label("team_name"),
        )
        .where(readable, *(_holds(Team.name, word) for word in words))
        .order_by(Team.name)
        .limit(MOST_PEOPLE)
        .subquery()
    )
    rows = session().execute(union_all(select(people), select(teams))).all()
    found = [FoundPerson(**row._asdict()) for row in rows if row.id]
    return found, [FoundTeam(id=row.team_id, name=row.team_name) for row in rows if not row.id]


def find_notes(query: str, *, for_person: Person) -> list[KeptPlace]:
    """Return the reader's own notes that hold every word, or that were written on such words."""
    words = [word.casefold() for word in query[:LONGEST].split()]
    kept = list_kept(for_person.id) if words else []
    return [one for one in kept if one.kept.text and all(word in _text_of(one) for word in words)]


def _text_of(one: KeptPlace) -> str:
    return f"{one.kept.text} {one.kept.excerpt} {one.lesson_title}".casefold()


def _holds(name: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Tell whether a name holds a word; SQLite folds ASCII only, hence the ways to write it."""
    ways = sorted({word, word.lower(), word.capitalize(), word.upper()})
    return or_(
        func.lower(name).contains(word.lower(), autoescape=True),
        *(name.contains(way, autoescape=True) for way in ways),
    )


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
            CourseEdition.id,
            CourseEdition.code,
            CourseEdition.title,
            CourseEdition.promise,
            CourseEdition.document,
        )
        .where(CourseEdition.id.in_(editions))
        .order_by(CourseEdition.code)
    )
    lessons = session().execute(
        select(
            CourseEdition.id,
            CourseEdition.code,
            CourseEdition.title,
            Lesson.key,
            Lesson.title,
            Lesson.html,
        )
        .join(Lesson, Lesson.edition_id == CourseEdition.id)
        .where(CourseEdition.id.in_(editions))
        .order_by(CourseEdition.code, Lesson.position)
    )
    tasks = session().execute(
        select(
            CourseEdition.id, CourseEdition.code, CourseEdition.title, Module.key, Module.practice
        )
        .join(Module, Module.edition_id == CourseEdition.id)
        .where(CourseEdition.id.in_(editions))
        .order_by(CourseEdition.code, Module.position)
    )
    return Library(
        [
            *(replace(_course(*row[1:]), edition=str(row[0])) for row in courses),
            *(replace(_lesson(*row[1:]), edition=str(row[0])) for row in lessons),
            *(replace(_practice(*row[1:]), edition=str(row[0])) for row in tasks if row.practice),
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
