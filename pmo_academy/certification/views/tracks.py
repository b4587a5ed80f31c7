"""Tracks: which courses lead to a programme, and where somebody stands on the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint
from flask.typing import ResponseReturnValue

from pmo_academy.certification.queries.programmes import list_programmes
from pmo_academy.certification.rules.requirements import Programme
from pmo_academy.certification.rules.tracks import courses_of, next_course
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.learning import queries as learning
from pmo_academy.learning.queries import Behind, CourseProgress, CourseValue
from pmo_academy.learning.rules.prerequisites import locks
from pmo_academy.people.sign_in import current_person

bp = Blueprint("tracks", __name__, url_prefix="/learn/tracks", template_folder="../templates")


@dataclass(frozen=True, kw_only=True)
class CourseOnTrack:
    """A course of a track as one person has it; `locked_by` are titles by code."""

    course: CourseValue
    progress: CourseProgress | None
    exempt_because: str
    locked_by: Mapping[str, str]

    @property
    def is_behind(self) -> bool:
        """Tell whether nobody asks the person for it any more."""
        return bool(self.exempt_because or (self.progress and self.progress.completed_at))


@dataclass(frozen=True, kw_only=True)
class Track:
    """A programme with its courses in order; `next` is the one to go on with, or none."""

    key: str
    programme: Programme
    courses: tuple[CourseOnTrack, ...]
    next: CourseValue | None

    @property
    def minutes(self) -> int:
        """The time of all its courses."""
        return sum(one.course.minutes for one in self.courses)

    @property
    def done(self) -> int:
        """How many of its courses are behind the person."""
        return sum(one.is_behind for one in self.courses)


@bp.get("")
@requires(Permission.LEARN)
def list_tracks() -> ResponseReturnValue:
    """Show every track with how far the reader is."""
    return render("certification/tracks.html", tracks=_tracks())


@bp.get("/<key>")
@requires(Permission.LEARN)
def show_track(key: str) -> ResponseReturnValue:
    """Show one track, course by course."""
    track = next((one for one in _tracks() if one.key == key), None)
    if track is None:
        raise NotFoundError
    return render("certification/track.html", track=track)


def _tracks() -> list[Track]:
    person = current_person()
    programmes = list_programmes()
    values = {one.code: one for one in learning.list_course_values()}
    progress = {one.code: one for one in learning.list_progress([person.id])}
    behind = learning.find_behind(person.id)
    tracks = []
    for key, programme in programmes.items():
        codes = [code for code in courses_of(key, programmes=programmes) if code in values]
        places = [values[code].place for code in codes]
        following = next_course(places, behind=behind.codes)
        tracks.append(
            Track(
                key=key,
                programme=programme,
                courses=tuple(_course(values[code], values, progress, behind) for code in codes),
                next=values[following] if following else None,
            )
        )
    return tracks


def _course(
    course: CourseValue,
    values: Mapping[str, CourseValue],
    progress: Mapping[str, CourseProgress],
    behind: Behind,
) -> CourseOnTrack:
    missing = locks(course.place, completed=behind.codes)
    return CourseOnTrack(
        course=course,
        progress=progress.get(course.code),
        exempt_because=behind.exempt.get(course.code, ""),
        locked_by={code: values[code].title if code in values else code for code in missing},
    )
