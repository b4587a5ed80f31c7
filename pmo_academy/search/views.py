"""One page that finds everything a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.models import Person
from pmo_academy.people.sign_in import current_person
from pmo_academy.search import queries
from pmo_academy.search.help import help_library
from pmo_academy.search.queries import FoundPerson, FoundTeam
from pmo_academy.search.rules.library import LONGEST, Entry, Hit, Part, marked
from pmo_academy.search.rules.tokens import tokens

FEW, PAGE = 5, 25

bp = Blueprint("search", __name__, template_folder="templates")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A hit as the page shows it."""

    url: str
    title: Sequence[Part]
    snippet: Sequence[Part]
    where: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """The hits of one kind."""

    kind: str
    title: str
    lines: Sequence[Line]


@bp.get("/search")
@requires(Permission.KEEP_ACCOUNT)
def show_search() -> ResponseReturnValue:
    """Find courses, lessons, terms, questions, people and teams, each by right."""
    query = " ".join(request.args.get("q", "").replace("\0", " ").split())[:LONGEST]
    kind = request.args.get("kind", "")
    hits, meant = queries.find_learning(query, for_person=current_person()) if query else ([], "")
    groups = _groups(query, hits, current_person()) if query else []
    total = sum(len(group.lines) for group in groups)
    chosen = next((group for group in groups if group.kind == kind), None)
    return render(
        "search/search.html",
        query=query,
        groups=[] if chosen else groups,
        chosen=chosen,
        total=total,
        first=_first(chosen),
        few=FEW,
        page=PAGE,
        suggestion="" if total else meant,
    )


def _first(chosen: Group | None) -> int:
    """Return the first hit to show, counted from nought; a page that is not there is the first."""
    start = (max(request.args.get("page", 1, type=int), 1) - 1) * PAGE
    return start if chosen and start < len(chosen.lines) else 0


def _groups(query: str, hits: Sequence[Hit], person: Person) -> list[Group]:
    found = [
        Group(kind="course", title=_("Courses"), lines=_of_kind(hits, "course")),
        Group(kind="lesson", title=_("Lessons"), lines=_of_kind(hits, "lesson")),
        Group(kind="practice", title=_("Practice tasks"), lines=_of_kind(hits, "practice")),
        Group(kind="term", title=_("Glossary"), lines=_of_kind(hits, "term")),
        Group(kind="help", title=_("Help"), lines=_of_kind(help_library().find(query), "help")),
        Group(kind="note", title=_("Your notes"), lines=_notes(query, person)),
        *_by_right(query, person),
    ]
    return [group for group in found if group.lines]


def _by_right(query: str, person: Person) -> list[Group]:
    groups = []
    if person.is_pmo_lead:
        hits = queries.question_library().find(query)
        groups.append(
            Group(kind="question", title=_("Questions"), lines=_of_kind(hits, "question"))
        )
    people, teams = queries.find_people_and_teams(query, for_person=person)
    groups.append(Group(kind="team", title=_("Teams"), lines=_teams(query, teams)))
    groups.append(Group(kind="person", title=_("People"), lines=_people(query, people)))
    if person.is_administrator:
        groups.append(Group(kind="account", title=_("Accounts"), lines=_accounts(query)))
    return groups


def _of_kind(hits: Sequence[Hit], kind: str) -> list[Line]:
    return [
        Line(
            url=_address(hit.entry),
            title=hit.title,
            snippet=hit.snippet,
            where=hit.entry.where,
        )
        for hit in hits
        if hit.entry.kind == kind
    ]


def _address(entry: Entry) -> str:
    match entry.kind:
        case "course":
            return url_for("learning.show_course", code=entry.address[0])
        case "lesson":
            code, key = entry.address
            return url_for("learning.show_lesson", code=code, lesson_key=key)
        case "practice":
            code, key = entry.address
            return url_for("learning.show_practice", code=code, module_key=key)
        case "help":
            return url_for("home.show_help", _anchor=entry.address[0])
        case "term":
            return url_for("learning.show_glossary", _anchor=entry.address[0])
        case _:
            code, module_key, key = entry.address
            return url_for(
                "items.show_question", code=code, module_key=module_key, question_key=key
            )


def _notes(query: str, person: Person) -> list[Line]:
    words = tokens(query)
    return [
        Line(
            url=url_for(
                "learning.show_lesson",
                code=one.kept.course_code,
                lesson_key=one.kept.lesson_key,
                _anchor=f"note-{one.kept.id}",
            ),
            title=[Part(text=one.lesson_title, is_match=False)],
            snippet=marked(one.kept.text[:LONGEST], words),
            where=one.course_title,
        )
        for one in queries.find_notes(query, for_person=person)
    ]


def _teams(query: str, teams: Sequence[FoundTeam]) -> list[Line]:
    return [
        _line(url_for("reports.show_team", team_id=team.id), team.name, query) for team in teams
    ]


def _people(query: str, people: Sequence[FoundPerson]) -> list[Line]:
    return [
        _line(
            url_for("reports.show_member", team_id=one.team_id, person_id=one.id),
            one.name,
            query,
            where=one.team_name,
        )
        for one in people
    ]


def _accounts(query: str) -> list[Line]:
    return [
        _line(url_for("admin.show_person", person_id=one.id), one.name, query, where=one.email)
        for one in queries.find_accounts(query)
    ]


def _line(url: str, name: str, query: str, *, where: str = "") -> Line:
    return Line(url=url, title=marked(name, tokens(query)), snippet=[], where=where)
