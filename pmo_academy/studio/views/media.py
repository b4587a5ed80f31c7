"""The media library: every file of all courses, where it is used, and what can be done with it."""

from collections.abc import Mapping

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError, NotFoundError, StaleError
from pmo_academy.core.file_checks import ACCEPTED, CheckedFile
from pmo_academy.core.files import storage
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.office_checks import FileError
from pmo_academy.core.paging import PageOf
from pmo_academy.core.permissions import Permission
from pmo_academy.core.picture_checks import drawn_small
from pmo_academy.core.security import KEPT_PRIVATELY
from pmo_academy.core.uploads import brought_files, takes_files
from pmo_academy.core.video_checks import MOST_BYTES
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio.media_page import Wanted, line_of, wanted_from
from pmo_academy.studio.queries import media as queries
from pmo_academy.studio.rules.media_uses import MediumKind
from pmo_academy.studio.service import media
from pmo_academy.studio.views.blueprint import bp

A_PAGE = 24
SIDE = 480
MOST_FILES = 20
ROOM = MOST_BYTES + 10 * 1024 * 1024
OFFERED = f"{ACCEPTED},.webm,.mp4,.vtt"
_ITEM = "/media/<code>/<medium_folder>/<medium_name>"

takes_media = takes_files(media.check_brought, most_bytes=MOST_BYTES, room=ROOM)


@bp.get("/media")
@requires(Permission.AUTHOR_COURSES)
def list_media() -> ResponseReturnValue:
    """Show the files of all courses, filtered, a page at a time."""
    return _list_page(wanted_from(request.args))


@bp.get("/courses/<code>/media")
@requires(Permission.AUTHOR_COURSES)
def list_course_media(code: str) -> ResponseReturnValue:
    """Lead to the files of one course."""
    return redirect(url_for(".list_media", course=code))


@bp.post("/media")
@requires(Permission.AUTHOR_COURSES)
@takes_media
@submits_once
def add_media() -> ResponseReturnValue:
    """Put files into the draft of a course; where one may not be kept, none is."""
    wanted = wanted_from({"course": request.form.get("course", "")})
    errors = _errors_of_files()
    if wanted.course not in queries.read_library().courses:
        errors.insert(0, ("course-to", _("Choose the course that the files are for.")))
    if errors:
        return _list_page(wanted, errors=errors, status=422)
    with transaction():
        names = media.add(wanted.course, _sound_files(), by=current_person().id)
    flash(
        ngettext(
            "%(num)s file is in the draft of %(code)s: %(names)s.",
            "%(num)s files are in the draft of %(code)s: %(names)s.",
            len(names),
            code=wanted.course,
            names=", ".join(names),
        ),
        "success",
    )
    return redirect(url_for(".list_media", course=wanted.course), 303)


@bp.get("/media/thumbnails/<digest>")
@requires(Permission.AUTHOR_COURSES)
def show_thumbnail(digest: str) -> ResponseReturnValue:
    """Give out a picture of a course, drawn small; its address means this content forever."""
    if not any(one.kind is MediumKind.PICTURE for one in queries.read_library().alike(digest)):
        raise NotFoundError
    try:
        small = drawn_small(storage().get(digest), side=SIDE)
    except FileError as problem:
        raise NotFoundError from problem
    response = Response(small, mimetype="image/webp")
    response.headers["Cache-Control"] = KEPT_PRIVATELY
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@bp.get(_ITEM)
@requires(Permission.AUTHOR_COURSES)
def show_medium(code: str, medium_folder: str, medium_name: str) -> ResponseReturnValue:
    """Show a file: what it is, where it is used, and what can be done with it."""
    return _item_page(code, _path(code, medium_folder, medium_name))


@bp.post(f"{_ITEM}/name")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def rename_medium(code: str, medium_folder: str, medium_name: str) -> ResponseReturnValue:
    """Call a file otherwise; the texts of the draft follow."""
    path = _path(code, medium_folder, medium_name)
    wanted = request.form.get("name", "")[:80]
    if not any(letter.isascii() and letter.isalnum() for letter in wanted):
        message = _("Give it a name of letters from a to z or digits.")
        return _item_page(code, path, errors=[("name", message)], status=422)
    try:
        with transaction():
            seen, by = request.form.get("seen", ""), current_person().id
            new = media.rename(code, path, wanted, seen=seen, by=by)
    except StaleError:
        raise
    except ConflictError as problem:
        return _item_page(code, path, errors=[("name", str(problem))], status=422)
    flash(_("It is called %(name)s in the draft now.", name=new.rpartition("/")[2]), "success")
    return redirect(_address(new), 303)


@bp.post(f"{_ITEM}/replacement")
@requires(Permission.AUTHOR_COURSES)
@takes_media
@submits_once
def replace_medium(code: str, medium_folder: str, medium_name: str) -> ResponseReturnValue:
    """Put another file in its place, in the drafts of all courses that were chosen."""
    path, places = _path(code, medium_folder, medium_name), request.form.getlist("places")
    errors = _errors_of_files()
    if not places:
        errors.append(("places", _("Choose at least one place.")))
    if errors:
        return _item_page(code, path, errors=errors, status=422)
    try:
        with transaction():
            seen, by = request.form.get("seen", ""), current_person().id
            targets = media.replace(seen, places, _sound_files()[0], by=by)
    except FileError as problem:
        return _item_page(code, path, errors=[("files", str(problem))], status=422)
    courses = ", ".join(sorted({place.split("/")[1] for place in targets}))
    flash(_("Replaced in the drafts of %(courses)s.", courses=courses), "success")
    return redirect(_address(targets.get(path, path)), 303)


@bp.post(f"{_ITEM}/removal")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def remove_medium(code: str, medium_folder: str, medium_name: str) -> ResponseReturnValue:
    """Take a file out of the draft; while texts name it, say which."""
    path = _path(code, medium_folder, medium_name)
    try:
        with transaction():
            media.remove(code, path, seen=request.form.get("seen", ""), by=current_person().id)
    except media.InUseError as problem:
        return _item_page(code, path, errors=[("uses", str(problem))], status=409)
    flash(_("%(name)s is out of the draft of %(code)s.", name=medium_name, code=code), "success")
    return redirect(url_for(".list_media", course=code), 303)


def _list_page(
    wanted: Wanted, *, errors: list[tuple[str, str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    library = queries.read_library()
    found = wanted.among(library.media)
    page = PageOf(found, number=wanted.page, size=A_PAGE)
    return render(
        "studio/media.html",
        status=status,
        page=page,
        lines=[line_of(one, library.titles) for one in page.rows],
        wanted=wanted,
        courses=library.courses,
        errors=errors or [],
        offered=OFFERED,
        most_files=MOST_FILES,
    )


def _item_page(
    code: str, path: str, *, errors: list[tuple[str, str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    library = queries.read_library()
    medium = library.find(code, path)
    alike = [line_of(one, library.titles) for one in library.alike(medium.digest)]
    by_field: Mapping[str, str] = dict(reversed(errors or []))
    return render(
        "studio/medium.html",
        status=status,
        line=line_of(medium, library.titles),
        alike=alike,
        errors=errors or [],
        by_field=by_field,
        name=request.form.get("name", medium.name.rpartition(".")[0]),
        places=request.form.getlist("places") or [one.medium.path for one in alike],
        offered=OFFERED,
    )


def _errors_of_files() -> list[tuple[str, str]]:
    brought = brought_files()
    if not brought:
        return [("files", _("Choose a file."))]
    if len(brought) > MOST_FILES:
        return [("files", _("Bring at most %(most)s files at a time.", most=MOST_FILES))]
    return [("files", f"{name}: {one}") for name, one in brought if isinstance(one, FileError)]


def _sound_files() -> list[CheckedFile]:
    return [one for _name, one in brought_files() if isinstance(one, CheckedFile)]


def _path(code: str, folder: str, name: str) -> str:
    return f"courses/{code}/{folder}/{name}"


def _address(path: str) -> str:
    _courses, code, folder, name = path.split("/")
    return url_for(".show_medium", code=code, medium_folder=folder, medium_name=name)
