"""Pictures and downloads of a course, given out to those who may see it."""

import re
from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.security import KEPT_PRIVATELY
from pmo_academy.learning import queries
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.sign_in import current_person

_DIGEST = re.compile(r"[0-9a-f]{0,64}")


@bp.get("/learn/<code>/media/<medium_name>")
@requires(Permission.LEARN)
def show_medium(code: str, medium_name: str) -> ResponseReturnValue:
    """Give out a file of a course: pictures are shown, everything else is to be saved.

    An address with a digest never means anything else, so a browser may keep what it got.
    """
    digest = request.args.get("v", "")
    if not _DIGEST.fullmatch(digest):
        raise NotFoundError
    medium = queries.get_medium(code, medium_name, digest=digest, for_person=current_person())
    response = send_file(
        BytesIO(medium.content),
        mimetype=medium.media_type,
        as_attachment=medium.width is None,
        download_name=medium.name,
        conditional=False,
        etag=False,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if digest:
        response.headers["Cache-Control"] = KEPT_PRIVATELY
    return response
