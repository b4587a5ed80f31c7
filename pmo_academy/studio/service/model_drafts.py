"""Changes the draft of a model and publishes it; the rest of its file keeps its lines."""

from collections.abc import Callable
from uuid import UUID

from pmo_academy.authoring.model_files import publish_model_file, read_model_file
from pmo_academy.authoring.queries import get_model_file
from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.collection import model_file
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.yaml_writing import rewritten
from pmo_academy.core.errors import ConflictError, NotFoundError, StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.rules.model_changes import least_version, size_of
from pmo_academy.studio import queries
from pmo_academy.studio.models import DraftChange
from pmo_academy.studio.queries.model_drafts import ModelDraft, Standing, lock_model_draft
from pmo_academy.studio.rules import model_outline
from pmo_academy.studio.rules.model_outline import Value
from pmo_academy.studio.service import drafts
from pmo_academy.studio.service.drafts import OverwritingError, seen_mark

Alter = Callable[[Value], Value]
PartOf = Callable[[Value], object]


def begin_next_version(code: str, *, by: UUID) -> None:
    """Begin the draft of a model's next version; one that is there goes on."""
    if queries.latest_number(Kind.MODEL, code.lower()) is None:
        raise NotFoundError
    drafts.begin(Kind.MODEL, code.lower(), by=by)


def begin_copy(code: str, number: int, *, new_code: str, title: str, by: UUID) -> None:
    """Begin a model of its own from a version of another; raises ConflictError for a taken code."""
    path = model_file(code)
    text = strict_yaml.decoded(get_model_file(code, number), file=path)
    value = strict_yaml.read(text, file=path).value
    new = rewritten(text, model_outline.copied(value, code=new_code, title=title), file=path)
    files = {model_file(new_code): new.encode()}
    drafts.begin_new(Kind.MODEL, new_code.lower(), files, by=by)


def mark_of(part: PartOf, value: Value) -> str:
    """Return the mark of what somebody saw of a part of the file."""
    return seen_mark(repr(part(value)).encode())


def write_part(
    code: str, alter: Alter, *, what: str, by: UUID, part: PartOf | None = None, seen: str = ""
) -> DraftChange | None:
    """Write the file; raises OverwritingError where somebody else wrote the same part meanwhile.

    What others wrote elsewhere in the file stays.
    """
    one = lock_model_draft(code)
    new = alter(one.value)
    if part and mark_of(part, one.value) != seen and part(one.value) != part(new):
        raise OverwritingError(one.path, one.body)
    body = rewritten(one.body.decode(), new, file=one.path).encode()
    if len(body) > strict_yaml.MAX_BYTES:
        raise ConflictError(_("The model would be too large: shorten or remove something."))
    return drafts.save(one.draft, {one.path: body}, what=what, by=by)


def undo(code: str, number: int, *, by: UUID) -> None:
    """Take a change back; raises ConflictError when something was changed since."""
    drafts.undo(lock_model_draft(code).draft, number, by=by)


def restore(code: str, number: int, *, by: UUID) -> None:
    """Bring back the file as it was after a change."""
    one = lock_model_draft(code)
    versions = queries.versions_of(queries.get_change(one.draft, number).id)
    if one.path not in versions:
        raise NotFoundError
    drafts.restore(one.draft, one.path, number, by=by)


def discard(code: str, *, by: UUID) -> None:
    """Throw the draft away; what is published stays."""
    drafts.discard(lock_model_draft(code).draft, by=by)


def proposed_version(one: ModelDraft, standing: Standing) -> str:
    """Return the version of the draft, or the lowest that its changes allow."""
    version, comparison = str(one.value["version"]), standing.comparison
    size = size_of(comparison.changes)
    if comparison.latest and comparison.objection and size:
        return least_version(comparison.latest.version, size)
    return version


class SecondPersonError(ConflictError):
    """Somebody else has to publish it."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has to publish it: you changed it last."))


def publish(code: str, *, version: str, seen: str, by: UUID, needs_second: bool) -> None:
    """Publish the draft under a version and throw it away.

    Raises StaleError when it is not what was shown before, ConflictError when it may not be
    published, SecondPersonError where two are needed and the publisher changed it last.
    """
    one = lock_model_draft(code)
    if seen_mark(one.body) != seen:
        raise StaleError(_("The draft was changed meanwhile. See what is in it now."))
    last = queries.last_change(one.draft.id)
    if needs_second and last is not None and last.by == by:
        raise SecondPersonError
    value = {**one.value, "version": version}
    body = rewritten(one.body.decode(), value, file=one.path).encode()
    publish_model_file(read_model_file(body), by=by)
    drafts.discard(one.draft, by=by)
