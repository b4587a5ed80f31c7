"""Content of one file: programmes, rules of outside certificates, glossary, answers, ladder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID

from pmo_academy.authoring.queries import latest_editions
from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.answers import ANSWERS_FILE
from pmo_academy.authoring.rules.collection import Draft
from pmo_academy.authoring.rules.glossary import GLOSSARY_FILE
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.ladder import LADDER_FILE
from pmo_academy.authoring.rules.problems import ContentError, Problem
from pmo_academy.authoring.rules.yaml_writing import rewritten
from pmo_academy.authoring.service import publish as publish_edition
from pmo_academy.certification import programme_tests
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.models import DraftChange, WorkingDraft
from pmo_academy.studio.service import checking, drafts

KINDS = (Kind.PROGRAMME, Kind.CREDENTIAL, Kind.GLOSSARY, Kind.ANSWERS, Kind.LADDER)
_FILES: Mapping[Kind, str] = {
    Kind.GLOSSARY: GLOSSARY_FILE,
    Kind.ANSWERS: ANSWERS_FILE,
    Kind.LADDER: LADDER_FILE,
}


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of content: the latest edition's number and whether it is being written."""

    kind: Kind
    key: str
    number: int | None
    has_draft: bool


def list_pieces() -> Sequence[Piece]:
    """Return every piece of one file, published or only written, in the order of kinds."""
    numbers = {
        (kind, key): one.number for (kind, key), one in latest_editions().items() if kind in KINDS
    }
    writing = {(one.kind, one.key) for one in queries.list_drafts() if one.kind in KINDS}
    return [
        Piece(kind=kind, key=key, number=numbers.get((kind, key)), has_draft=(kind, key) in writing)
        for kind, key in sorted({*numbers, *writing}, key=lambda one: (KINDS.index(one[0]), one[1]))
    ]


def kind_named(name: str) -> Kind:
    """Return the kind of this name, or raise NotFoundError."""
    found = next((kind for kind in KINDS if kind.value == name), None)
    if found is None:
        raise NotFoundError
    return found


def file_of(kind: Kind, key: str) -> str:
    """Return the path of the one file of a piece."""
    return _FILES.get(kind) or f"{kind.value}/{key}.yaml"


def begin(kind: Kind, key: str, *, by: UUID) -> WorkingDraft:
    """Begin the next edition of a piece that is published, or raise NotFoundError."""
    if queries.find_draft(kind, key) is None and queries.latest_number(kind, key) is None:
        raise NotFoundError
    return drafts.begin(kind, key, by=by)


def begin_copy(key: str, title: str, like: str, *, by: UUID) -> WorkingDraft:
    """Begin a programme as a copy of another, under a key and title of its own."""
    files = queries.edition_files(Kind.PROGRAMME, like, queries.latest_number(Kind.PROGRAMME, like))
    if not files:
        raise NotFoundError
    path = file_of(Kind.PROGRAMME, key)
    text = files[file_of(Kind.PROGRAMME, like)].decode()
    value = {**strict_yaml.read(text, file=path).value, "key": key, "title": title}
    body = rewritten(text, value, file=path).encode()
    return drafts.begin_new(Kind.PROGRAMME, key, {path: body}, by=by)


def save(draft: WorkingDraft, text: str, *, seen: str, by: UUID) -> DraftChange | None:
    """Store the text; raises OverwritingError when another stands there than was seen."""
    path = file_of(draft.kind, draft.key)
    clean = text.replace("\r\n", "\n").rstrip("\n") + "\n"
    what = _("Wrote %(file)s", file=path)
    return drafts.save(draft, {path: clean.encode()}, what=what, by=by, seen={path: seen})


def problems_in(draft: WorkingDraft, text: str) -> Sequence[Problem]:
    """Return what is wrong with a text in the place of the draft's; stores nothing."""
    return sorted(_checked(draft, text.replace("\r\n", "\n").encode()).problems)


def publish(draft: WorkingDraft, *, seen: str, by: UUID, needs_second: bool) -> int:
    """Publish a draft without faults as the next edition; returns its number.

    Raises ConflictError where something stands against it. Where two are needed, whoever changed
    it last cannot be the one who publishes it.
    """
    body = queries.find_file(draft, file_of(draft.kind, draft.key)) or b""
    if drafts.seen_mark(body) != seen:
        raise ConflictError(_("It was changed after you opened this page. Look at it first."))
    checked = _checked(draft, body)
    latest = queries.latest_number(draft.kind, draft.key)
    last = queries.last_change(draft.id)
    if checked.faults or checked.source is None:
        raise ConflictError(_("Problems keep it from being published. Mend them first."))
    if latest != draft.base_number:
        raise ConflictError(_("Another edition was published meanwhile. Begin anew from it."))
    if last is None:
        raise ConflictError(_("Nothing was changed."))
    if needs_second and last.by == by:
        raise ConflictError(_("Somebody else has to publish it: you changed it last."))
    number = (latest or 0) + 1
    publish_edition(replace(checked, problems=[]), number, by=by)
    programme_tests.refresh()
    drafts.discard(draft, by=by)
    return number


def _checked(draft: WorkingDraft, body: bytes) -> Draft:
    path = file_of(draft.kind, draft.key)
    try:
        return checking.checked(draft.kind, draft.key, {path: body})
    except ContentError as error:
        problems = cast("list[Problem]", list(error.problems))
        return Draft(
            kind=draft.kind, key=draft.key, files={path: body}, source=None, problems=problems
        )
