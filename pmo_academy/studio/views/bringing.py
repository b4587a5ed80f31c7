"""Bring courses in files: what is in them and what is lost is said before anything is taken."""

from uuid import UUID

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import release, transaction
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.uploads import takes_archive
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import queries
from pmo_academy.studio.exchange import own_zip
from pmo_academy.studio.exchange.brought import UnreadableFileError
from pmo_academy.studio.exchange.scorm import read_package
from pmo_academy.studio.forms.courses import NamedForm
from pmo_academy.studio.models import Upload
from pmo_academy.studio.service import bringing, uploads
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import course_draft, render_course

_MOST_SHOWN = 200


@bp.get("/bring")
@requires(Permission.AUTHOR_COURSES)
def show_bringing() -> ResponseReturnValue:
    """Ask for a file."""
    return render("studio/bring.html", error="")


@bp.post("/bring")
@requires(Permission.AUTHOR_COURSES)
@takes_archive(uploads.MOST_BYTES)
@submits_once
def bring_file() -> ResponseReturnValue:
    """Keep the file and lead to what is in it; nothing of it is taken yet."""
    brought = request.files.get("file")
    if brought is None or not brought.filename:
        return render("studio/bring.html", status=422, error=_("Choose a ZIP file."))
    body = brought.read(uploads.MOST_BYTES + 1)
    release()
    try:
        bringing.is_own(body)
    except UnreadableFileError as problem:
        return render("studio/bring.html", status=422, error=str(problem))
    with transaction():
        upload = uploads.keep(brought.filename, body, by=current_person().id)
    return redirect(url_for(".show_upload", upload_id=upload.id), 303)


@bp.get("/bring/<uuid:upload_id>")
@requires(Permission.AUTHOR_COURSES)
def show_upload(upload_id: UUID) -> ResponseReturnValue:
    """Show what is in a file, what would become of it, and what is lost."""
    return _report(uploads.get_upload(upload_id, by=current_person().id))


@bp.post("/bring/<uuid:upload_id>/pieces")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def take_pieces(upload_id: UUID) -> ResponseReturnValue:
    """Make the chosen pieces of our own format drafts."""
    chosen = request.form.getlist("piece")
    with transaction():
        upload = uploads.get_upload(upload_id, by=current_person().id)
        if not chosen:
            return _report(upload, error=_("Choose what to take."))
        marks = {name: request.form.get(f"mark:{name}", "") for name in chosen}
        taken = bringing.take(upload.body, marks, by=current_person().id)
        uploads.forget(upload)
    count = len(taken)
    flash(ngettext("%(num)s draft was written.", "%(num)s drafts were written.", count), "success")
    if count == 1 and taken[0].kind is Kind.COURSE:
        return redirect(url_for(".show_outline", code=taken[0].key), 303)
    return redirect(url_for(".show_home"), 303)


@bp.post("/bring/<uuid:upload_id>/course")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def take_markdown(upload_id: UUID) -> ResponseReturnValue:
    """Begin a course from plain Markdown."""
    form = NamedForm(request.form)
    upload = uploads.get_upload(upload_id, by=current_person().id)
    if not form.validate():
        return _report(upload, form=form)
    try:
        with transaction():
            losses = bringing.take_markdown(
                upload.body, str(form.code.data), str(form.title.data), by=current_person().id
            )
            uploads.forget(upload)
    except ConflictError as problem:
        form.code.errors = [str(problem)]
        return _report(upload, form=form)
    flash(
        _("The course is begun; %(count)s things were left behind.", count=len(losses)), "success"
    )
    return redirect(url_for(".show_outline", code=form.code.data), 303)


@bp.post("/bring/<uuid:upload_id>/package")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def take_package(upload_id: UUID) -> ResponseReturnValue:
    """Make a package lessons of the chosen module."""
    with transaction():
        upload = uploads.get_upload(upload_id, by=current_person().id)
        draft = bringing.take_package(upload, request.form.get("place", ""), by=current_person().id)
        uploads.forget(upload)
    flash(_("The package stands at the end of the module."), "success")
    return redirect(url_for(".show_outline", code=draft.key), 303)


@bp.get("/courses/<code>/export")
@requires(Permission.AUTHOR_COURSES)
def show_course_export(code: str) -> ResponseReturnValue:
    """Show in which forms the course can be had, and what each loses."""
    draft = course_draft(code)
    package, faults = bringing.package_of(code, queries.files_of(draft))
    return render_course(
        "studio/export_course.html",
        draft,
        current="studio.show_outline",
        part=True,
        heading=_("Take the course along"),
        package=package,
        faults=faults,
    )


@bp.get("/courses/<code>/scorm.zip")
@requires(Permission.AUTHOR_COURSES)
def download_package(code: str) -> ResponseReturnValue:
    """Give a course as a SCORM 1.2 package: its draft, or what is published."""
    package, _faults = bringing.package_of(code, queries.course_files(code))
    if package is None:
        raise NotFoundError
    return _given(f"{code.lower()}-scorm.zip", package.content)


@bp.get("/courses/<code>/files.zip")
@requires(Permission.AUTHOR_COURSES)
def download_course(code: str) -> ResponseReturnValue:
    """Give a course in our format, its draft or what is published; it loads anywhere as it is."""
    body = own_zip.write(queries.course_files(code))
    return _given(f"{code.lower()}.zip", body)


def _given(name: str, body: bytes) -> Response:
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(body, mimetype="application/zip", headers=headers)


def _report(
    upload: Upload, *, error: str = "", form: NamedForm | None = None
) -> ResponseReturnValue:
    status = 422 if error or form else 200
    if bringing.is_own(upload.body):
        return render(
            "studio/bring_own.html",
            status=status,
            upload=upload,
            report=bringing.report_on(upload.body),
            error=error,
        )
    if bringing.is_package(upload.body):
        return _package_report(upload)
    try:
        preview = bringing.preview_markdown(upload.body)
    except UnreadableFileError as problem:
        return render("studio/bring.html", status=422, error=str(problem))
    return render(
        "studio/bring_markdown.html",
        status=status,
        upload=upload,
        preview=preview,
        lesson_count=sum("/lessons/" in path for path in preview.files),
        losses=preview.losses[:_MOST_SHOWN],
        form=form or NamedForm(),
    )


def _package_report(upload: Upload) -> ResponseReturnValue:
    try:
        report = read_package(upload.name, upload.body)
    except UnreadableFileError as problem:
        return render("studio/bring.html", status=422, error=str(problem))
    return render(
        "studio/bring_package.html",
        upload=upload,
        report=report,
        places=bringing.list_places(),
    )
