"""Lessons that are played from a package: the frame, its start, and what arrives from it."""

import json
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Response, current_app, jsonify, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pmo_academy.config import Settings
from pmo_academy.core import clock, security
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError, DomainError, NotFoundError
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import package_tokens, queries, service
from pmo_academy.learning.models import Enrolment, Lesson, PackageState
from pmo_academy.learning.package_words import words_of
from pmo_academy.learning.queries import TakenCourse
from pmo_academy.learning.service import Call, Commit
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.sign_in import current_person

_LONGEST = 900_000
_MOST_VALUES = 20_000
_MOST_COMMITS = 2_000_000_000
_ValueT = TypeVar("_ValueT", dict[str, Any], list[Any])


@dataclass(frozen=True, kw_only=True)
class PackageOnPage:
    """What the page of a lesson says of its package; the origin is empty where none can run."""

    origin: str
    words: str
    is_traced: bool


@bp.get("/learn/<code>/<lesson_key>/package")
@requires(Permission.LEARN)
def show_package(code: str, lesson_key: str) -> ResponseReturnValue:
    """Show the package of a lesson on a page of its own, as large as there is room."""
    course = queries.get_course(code, for_person=current_person())
    lesson = queries.get_lesson(course, lesson_key)
    if lesson.part is None:
        raise NotFoundError
    if course.enrolment is None:
        return redirect(url_for(".show_course", code=course.edition.code))
    package = package_on_page(lesson, course.enrolment)
    page = render("learning/package.html", course=course, lesson=lesson, package=package)
    return with_frame(page, package)


@bp.post("/learn/<code>/<lesson_key>/sittings")
@requires(Permission.LEARN)
@repeats_safely
def begin_sitting(code: str, lesson_key: str) -> ResponseReturnValue:
    """Start the package anew, and say at which address; what older frames send comes too late."""
    settings = _settings()
    if not settings.packages_at:
        return _refused(ConflictError(_("Packages cannot be played in this installation.")))
    with transaction():
        _course, lesson, enrolment = _own_lesson(code, lesson_key)
        state = service.begin_sitting(enrolment, lesson)
    sitting = package_tokens.Sitting(
        enrolment_id=enrolment.id, lesson_id=lesson.id, number=state.sitting
    )
    token = package_tokens.sign(sitting, secret_key=settings.secret_key, now=clock.now())
    address = f"{settings.packages_at}/{token}/player"
    return jsonify(address=address, sitting=state.sitting, message=words_of(state))


@bp.post("/learn/<code>/<lesson_key>/commits")
@requires(Permission.LEARN)
@repeats_safely
def keep_commit(code: str, lesson_key: str) -> ResponseReturnValue:
    """Keep what the package reports; an older commit never overwrites a newer one."""
    commit = _commit()
    try:
        with transaction():
            _course, lesson, enrolment = _own_lesson(code, lesson_key)
            state = service.keep_commit(
                enrolment, lesson, commit, is_traced=current_user.may(Permission.AUTHOR_COURSES)
            )
    except ConflictError as error:
        return _refused(error)
    return jsonify(message=words_of(state), number=state.number, is_done=state.is_done)


def package_on_page(lesson: Lesson, enrolment: Enrolment) -> PackageOnPage:
    """Return what a page says of the package of a lesson."""
    state: PackageState | None = queries.find_package_state(enrolment.id, lesson.id)
    return PackageOnPage(
        origin=_settings().packages_at,
        words=words_of(state),
        is_traced=current_user.may(Permission.AUTHOR_COURSES),
    )


def with_frame(page: ResponseReturnValue, package: PackageOnPage) -> Response:
    """Let a page show the frame of its package, and no other."""
    response = make_response(page)
    if package.origin:
        policy = security.policy_with_frame(package.origin)
        response.headers["Content-Security-Policy"] = policy
    return response


def _own_lesson(code: str, lesson_key: str) -> tuple[TakenCourse, Lesson, Enrolment]:
    """Return a lesson with a package, of a course that the reader is in; or NotFoundError."""
    course, enrolment = queries.get_enrolled_course(code, for_person=current_person())
    lesson = queries.get_lesson(course, lesson_key)
    if lesson.part is None:
        raise NotFoundError
    return course, lesson, enrolment


def _commit() -> Commit:
    form = request.form
    values = _parsed(form.get("values", ""), dict)
    calls = _parsed(form.get("calls", "[]"), list)
    return Commit(
        sitting=form.get("sitting", 0, type=int),
        number=min(form.get("number", 0, type=int), _MOST_COMMITS),
        values=values,
        calls=tuple(_call(one) for one in calls if isinstance(one, dict)),
    )


def _call(sent: dict[str, Any]) -> Call:
    position = sent.get("position")
    return Call(
        position=position if isinstance(position, int) and 0 < position < 10_000 else 1,
        name=_plain(sent, "name")[:40],
        element=_plain(sent, "element")[:255],
        value=_plain(sent, "value"),
        error=_plain(sent, "error")[:10],
    )


def _plain(sent: dict[str, Any], name: str) -> str:
    return str(sent.get(name, "")).replace("\0", "")


def _parsed(text: str, kind: type[_ValueT]) -> _ValueT:
    """Read what a script of ours sent; anything else is treated as nothing."""
    try:
        found = json.loads(text) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, kind) and len(found) <= _MOST_VALUES else kind()


def _refused(error: DomainError) -> ResponseReturnValue:
    return jsonify(message=str(error)), error.status


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
