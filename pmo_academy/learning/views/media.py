"""Pictures and downloads of a course, given out to those who may see it."""

import re
from http import HTTPStatus
from io import BytesIO

from flask import Response, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import Range

from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.security import KEPT_PRIVATELY
from pmo_academy.learning import queries
from pmo_academy.learning.models import Medium
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.sign_in import current_person

_MOST_AT_ONCE = 1024 * 1024
_SHOWN = ("image/", "video/", "text/vtt")
_DIGEST = re.compile(r"[0-9a-f]{0,64}")


@bp.get("/learn/<code>/media/<medium_name>")
@requires(Permission.LEARN)
def show_medium(code: str, medium_name: str) -> ResponseReturnValue:
    """Give out a file of a course: pictures and videos are shown, everything else is to be saved.

    An address with a digest never means anything else, so a browser may keep what it got. Of a
    video it may ask for a part, and gets so much of that at once as we hold in memory gladly.
    """
    digest = request.args.get("v", "")
    if not _DIGEST.fullmatch(digest):
        raise NotFoundError
    wanted = request.range
    medium = queries.get_medium(code, medium_name, digest=digest, for_person=current_person())
    response = _whole(medium) if wanted is None else _part(medium, wanted)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if digest:
        response.headers["Cache-Control"] = KEPT_PRIVATELY
    return response


def _whole(medium: Medium) -> Response:
    return send_file(
        BytesIO(queries.read_whole(medium)),
        mimetype=medium.media_type,
        as_attachment=not medium.media_type.startswith(_SHOWN),
        download_name=medium.name,
        conditional=False,
        etag=False,
    )


def _part(medium: Medium, wanted: Range) -> Response:
    """Return the first stretch of what was asked for, or say how long the file is."""
    within = wanted.range_for_length(medium.size) if wanted.units == "bytes" else None
    if within is None:
        refusal = Response(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refusal.headers["Content-Range"] = f"bytes */{medium.size}"
        return refusal
    start, end = within[0], min(within[1], within[0] + _MOST_AT_ONCE)
    response = Response(
        queries.read_part(medium, start, end - start),
        status=HTTPStatus.PARTIAL_CONTENT,
        mimetype=medium.media_type,
    )
    response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{medium.size}"
    return response
