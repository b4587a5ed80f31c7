"""Pictures of a draft: brought into a text, and shown in its preview."""

from io import BytesIO

from flask import flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.media import medium_of
from pmo_academy.authoring.rules.media_names import FOLDER
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.file_checks import CheckedFile
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.office_checks import FileError
from pmo_academy.core.permissions import Permission
from pmo_academy.core.uploads import brought_file, takes_file
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import queries
from pmo_academy.studio.service import courses, pictures, texts
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import course_draft, locked_course_draft

_DECORATIVE = "decorative"


@bp.post("/courses/<code>/texts/<text_kind>/<text_key>/pictures")
@requires(Permission.AUTHOR_COURSES)
@takes_file
@repeats_safely
def add_picture(code: str, text_kind: str, text_key: str) -> ResponseReturnValue:
    """Add a picture; scripts get the Markdown for it, without them it stands at the text's end."""
    brought, words = brought_file(), " ".join(request.form.get("alt", "").split())
    try:
        if not isinstance(brought, CheckedFile):
            raise brought or FileError(_("Choose a picture."))
        if not words:
            raise FileError(_("Say what the picture shows, or write “decorative”."))
        with transaction():
            draft = locked_course_draft(code)
            text = texts.read_text(draft, text_kind, text_key)
            name = pictures.add_picture(draft, brought, by=current_person().id)
            markdown = _markdown(text_kind, name, words)
            if not _wants_json() and markdown not in text.body:
                body = texts.with_changes(text, {}, f"{text.body.rstrip()}\n\n{markdown}\n")
                texts.save_text(draft, text, body, seen=text.mark, by=current_person().id)
    except FileError as problem:
        if _wants_json():
            return {"message": str(problem)}, 422
        flash(str(problem), "error")
        return redirect(
            url_for(".edit_text", code=code, text_kind=text_kind, text_key=text_key), 303
        )
    if _wants_json():
        return {"markdown": markdown}
    flash(_("The picture stands at the end of the text. Move it where it belongs."), "success")
    return redirect(url_for(".edit_text", code=code, text_kind=text_kind, text_key=text_key), 303)


@bp.get("/courses/<code>/media/<medium_name>")
@requires(Permission.AUTHOR_COURSES)
def show_draft_medium(code: str, medium_name: str) -> ResponseReturnValue:
    """Give out a file of a draft, for its preview."""
    draft = course_draft(code)
    body = queries.find_file(draft, f"{courses.folder(draft)}/{FOLDER}/{medium_name}")
    if body is None:
        raise NotFoundError
    try:
        medium = medium_of(medium_name, body)
    except FileError as problem:
        raise NotFoundError from problem
    response = send_file(
        BytesIO(medium.content),
        mimetype=medium.media_type,
        as_attachment=not medium.media_type.startswith(("image/", "video/", "text/vtt")),
        download_name=medium.name,
        conditional=True,
        etag=False,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _markdown(kind: str, name: str, words: str) -> str:
    folder = FOLDER if kind == texts.WORK_PRODUCT else f"../{FOLDER}"
    plain = words.replace("[", "(").replace("]", ")")
    return f"![{_DECORATIVE if plain.lower() == _DECORATIVE else plain}]({folder}/{name})"


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
