"""Programmes, rules of outside certificates, glossary, answers and ladder: each one file."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.guards import only_reads, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio import queries
from pmo_academy.studio.forms.pieces import PieceForm, ProgrammeForm
from pmo_academy.studio.models import WorkingDraft
from pmo_academy.studio.piece_words import KIND_WORDS
from pmo_academy.studio.releasing import needs_second_person
from pmo_academy.studio.rules.words import word_difference
from pmo_academy.studio.service import drafts, pieces
from pmo_academy.studio.service.drafts import OverwritingError, seen_mark
from pmo_academy.studio.views.blueprint import bp

_ADDRESS = "/pieces/<piece_kind>/<piece_key>"


@bp.get("/pieces")
@requires(Permission.AUTHOR_COURSES)
def list_pieces() -> ResponseReturnValue:
    """Show every piece of one file, and ask for a new programme."""
    return _list(ProgrammeForm())


@bp.post("/pieces")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def begin_programme() -> ResponseReturnValue:
    """Begin a programme as a copy of another."""
    form = ProgrammeForm(request.form)
    _offer(form)
    if not form.validate():
        return _list(form, status=422)
    try:
        with transaction():
            draft = pieces.begin_copy(
                str(form.key.data), str(form.title.data), form.like.data, by=current_person().id
            )
    except ConflictError as problem:
        form.key.errors = [str(problem)]
        return _list(form, status=422)
    return redirect(_editor(draft.kind, draft.key), 303)


@bp.post(f"{_ADDRESS}/draft")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def begin_piece(piece_kind: str, piece_key: str) -> ResponseReturnValue:
    """Begin the next edition."""
    with transaction():
        draft = pieces.begin(pieces.kind_named(piece_kind), piece_key, by=current_person().id)
    return redirect(_editor(draft.kind, draft.key), 303)


@bp.get(_ADDRESS)
@requires(Permission.AUTHOR_COURSES)
def edit_piece(piece_kind: str, piece_key: str) -> ResponseReturnValue:
    """Show the text of the file to write on, with what the checks say of it."""
    draft = queries.get_draft(pieces.kind_named(piece_kind), piece_key)
    form = PieceForm()
    form.text.data = _text(draft)
    return _page(draft, form)


@bp.post(_ADDRESS)
@requires(Permission.AUTHOR_COURSES)
@submits_once
def save_piece(piece_kind: str, piece_key: str) -> ResponseReturnValue:
    """Save the text; where somebody else saved meanwhile, show both."""
    kind, form = pieces.kind_named(piece_kind), PieceForm(request.form)
    try:
        with transaction():
            draft = queries.lock_draft(kind, piece_key)
            if not form.validate():
                return _page(draft, form, status=422)
            seen = request.form.get("seen", "")
            pieces.save(draft, form.text.data or "", seen=seen, by=current_person().id)
    except OverwritingError as problem:
        draft = queries.get_draft(kind, piece_key)
        theirs = (problem.present or b"").decode()
        return _page(draft, form, status=409, theirs=theirs)
    flash(_("Saved."), "success")
    return redirect(_editor(kind, piece_key), 303)


@bp.post(f"{_ADDRESS}/checks")
@requires(Permission.AUTHOR_COURSES)
@only_reads
def check_piece(piece_kind: str, piece_key: str) -> ResponseReturnValue:
    """Say what is wrong with what is typed; nothing is stored."""
    draft = queries.get_draft(pieces.kind_named(piece_kind), piece_key)
    problems = pieces.problems_in(draft, request.form.get("text", ""))
    return render("studio/_piece_checks.html", problems=problems)


@bp.post(f"{_ADDRESS}/publication")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def publish_piece(piece_kind: str, piece_key: str) -> ResponseReturnValue:
    """Publish the draft as the next edition."""
    kind = pieces.kind_named(piece_kind)
    try:
        with transaction():
            number = pieces.publish(
                queries.lock_draft(kind, piece_key),
                seen=request.form.get("seen", ""),
                by=current_person().id,
                needs_second=needs_second_person(),
            )
    except ConflictError as problem:
        flash(str(problem), "warning")
        return redirect(_editor(kind, piece_key), 303)
    flash(_("Edition %(number)s of %(key)s is published.", number=number, key=piece_key), "success")
    return redirect(url_for(".list_pieces"), 303)


@bp.post(f"{_ADDRESS}/discarding")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def discard_piece(piece_kind: str, piece_key: str) -> ResponseReturnValue:
    """Throw the draft away; what is published stays."""
    with transaction():
        draft = queries.lock_draft(pieces.kind_named(piece_kind), piece_key)
        drafts.discard(draft, by=current_person().id)
    flash(_("The draft of %(key)s is thrown away.", key=piece_key), "success")
    return redirect(url_for(".list_pieces"), 303)


def _list(form: ProgrammeForm, *, status: int = 200) -> ResponseReturnValue:
    _offer(form)
    listed = pieces.list_pieces()
    return render(
        "studio/pieces.html", status=status, pieces=listed, form=form, kind_words=KIND_WORDS
    )


def _offer(form: ProgrammeForm) -> None:
    named = [one.key for one in pieces.list_pieces() if one.kind is Kind.PROGRAMME and one.number]
    form.like.choices = [(key, key) for key in named]


def _page(
    draft: WorkingDraft, form: PieceForm, *, status: int = 200, theirs: str = ""
) -> ResponseReturnValue:
    path = pieces.file_of(draft.kind, draft.key)
    published = queries.edition_files(draft.kind, draft.key, draft.base_number).get(path, b"")
    present = queries.find_file(draft, path)
    return render(
        "studio/piece.html",
        status=status,
        draft=draft,
        kind_words=KIND_WORDS,
        form=form,
        theirs=theirs,
        mark=seen_mark(present) if theirs else request.form.get("seen") or seen_mark(present),
        present=seen_mark(present),
        problems=pieces.problems_in(draft, form.text.data or ""),
        difference=word_difference(published.decode(), (present or b"").decode()),
        changes=queries.list_changes(draft, most=5),
    )


def _text(draft: WorkingDraft) -> str:
    return (queries.find_file(draft, pieces.file_of(draft.kind, draft.key)) or b"").decode()


def _editor(kind: Kind, key: str) -> str:
    return url_for(".edit_piece", piece_kind=kind.value, piece_key=key)
