"""Which course helps most now, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_academy.agenda.queries import OwnCourse
from pmo_academy.core.words import gettext as _
from pmo_academy.home.queries import TeamLevel
from pmo_academy.maturity.queries import CourseChoice, Figures, GapLine, way_to_target


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """A course and the reason for it."""

    course: CourseChoice
    because: str
    has_started: bool


def recommend(
    courses: Sequence[OwnCourse], teams: Sequence[TeamLevel], *, without: str = ""
) -> Recommendation | None:
    """Return the course that serves the reader's team most, or else the first one left."""
    completed = {one.choice.code for one in courses if one.completed_at}
    open_ones = [
        one
        for one in courses
        if one.is_open and one.choice.code != without and completed.issuperset(one.choice.requires)
    ]
    for team in sorted(teams, key=lambda team: not team.is_member):
        found = _for_team(team, open_ones)
        if found:
            return found
    if not open_ones:
        return None
    has_learned = any(one.completed_at for one in courses)
    because = (
        _("It is the next in the catalogue.") if has_learned else _("Most people begin with it.")
    )
    return _recommendation(open_ones[0], because)


def level_words(figures: Figures) -> str:
    """Name the stated level: Control, basic."""
    level = figures.stated
    if level.tier_name is None:
        return level.name
    return str(_("%(tier)s, %(step)s", tier=level.tier_name, step=level.step_name))


def _for_team(team: TeamLevel, courses: Sequence[OwnCourse]) -> Recommendation | None:
    if team.figures is None:
        return None
    way = way_to_target(
        team.figures, rung=team.wanted_rung, courses=[one.choice for one in courses]
    )
    gap = next((gap for gap in way.gaps if gap.course), None)
    if gap is None or gap.course is None:
        return None
    chosen = next(one for one in courses if one.choice.code == gap.course.code)
    return _recommendation(chosen, _because(team, team.figures, gap))


def _because(team: TeamLevel, figures: Figures, gap: GapLine) -> str:
    words = {"team": team.name, "level": level_words(figures), "gap": gap.title}
    holding = {brake.item or brake.domain for brake in figures.brakes}
    if gap.item in holding or gap.domain in holding:
        return str(_("Because %(team)s is held at %(level)s by: %(gap)s.", **words))
    return str(_("Because it helps %(team)s with what it lacks most now: %(gap)s.", **words))


def _recommendation(one: OwnCourse, because: str) -> Recommendation:
    return Recommendation(course=one.choice, because=because, has_started=one.has_started)
