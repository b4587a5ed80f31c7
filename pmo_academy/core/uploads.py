"""Files on their way in and out: checked before anything is locked, given out only to be saved."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from flask import Response, current_app, g, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from pmo_academy.core import db
from pmo_academy.core.file_checks import MOST_BYTES, CheckedFile, check
from pmo_academy.core.files import StoredFile, content_of
from pmo_academy.core.office_checks import FileError

FIELD = "file"
FILES = "files"
ROOM_FOR_FIELDS = 512 * 1024

View = Callable[..., ResponseReturnValue]


def takes_file(view: View) -> View:
    """Let a form bring a file; stands between @requires and @submits_once.

    The file is checked, and a picture drawn anew, while no lock is held.
    """

    @wraps(view)
    def reading(**arguments: Any) -> ResponseReturnValue:
        brought = request.files.get(FIELD)
        if brought and brought.filename:
            db.release()
            try:
                g.brought_file = check(brought.filename, brought.read(MOST_BYTES + 1))
            except FileError as problem:
                g.brought_file = problem
            brought.seek(0)
        return view(**arguments)

    reading.takes_file = True  # type: ignore[attr-defined]
    return reading


def takes_archive(most_bytes: int) -> Callable[[View], View]:
    """Let a form bring a large file that the view reads itself; stands where takes_file does."""

    def mark(view: View) -> View:
        view.takes_bytes = most_bytes  # type: ignore[attr-defined]
        return view

    return mark


def takes_files(
    check_one: Callable[[str, bytes], CheckedFile], *, most_bytes: int, room: int
) -> Callable[[View], View]:
    """Let a form bring several files, each checked while no lock is held; as `takes_file`.

    `most_bytes` is what one file may have at most, `room` what all may have together.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def reading(**arguments: Any) -> ResponseReturnValue:
            db.release()
            g.brought_files = [
                (str(one.filename), _checked(one, check_one, most_bytes))
                for one in request.files.getlist(FILES)
                if one.filename
            ]
            return view(**arguments)

        reading.takes_file = True  # type: ignore[attr-defined]
        reading.takes_bytes = room  # type: ignore[attr-defined]
        return reading

    return decorated


def brought_files() -> list[tuple[str, CheckedFile | FileError]]:
    """Return the names of the files as they were brought, each with what became of it."""
    found: list[tuple[str, CheckedFile | FileError]] = g.get("brought_files", [])
    return found


def _checked(
    brought: FileStorage, check_one: Callable[[str, bytes], CheckedFile], most_bytes: int
) -> CheckedFile | FileError:
    try:
        return check_one(str(brought.filename), brought.read(most_bytes + 1))
    except FileError as problem:
        return problem
    finally:
        brought.seek(0)


def carries_file(view: View) -> View:
    """Let a form bring a file as it is, or carry it on to its next page among its fields."""
    view.takes_file = view.carries_file = True  # type: ignore[attr-defined]
    return view


def brought_file() -> CheckedFile | FileError | None:
    """Return the checked file, or what is wrong with it, or None where nobody brought one."""
    found: CheckedFile | FileError | None = g.get("brought_file")
    return found


def make_room() -> None:
    """Let a request be larger where a file may come with it; everywhere else it stays small."""
    view = current_app.view_functions.get(request.endpoint or "")
    if hasattr(view, "takes_file"):
        request.max_content_length = MOST_BYTES + ROOM_FOR_FIELDS
    if most := getattr(view, "takes_bytes", 0):
        request.max_content_length = most + ROOM_FOR_FIELDS
    if hasattr(view, "carries_file"):
        request.max_form_memory_size = MOST_BYTES + ROOM_FOR_FIELDS


def given_out(file: StoredFile) -> Response:
    """Return the file to be saved; no browser shows it as a page of ours or runs what is in it."""
    response = send_file(
        BytesIO(content_of(file)),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=file.name,
        conditional=False,
        etag=False,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
