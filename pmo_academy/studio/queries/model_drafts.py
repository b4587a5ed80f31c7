"""A model on its way to the next version: its file as it is now, and how it differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from pmo_academy.authoring.queries import ModelVersion, list_model_editions
from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.collection import model_file
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.maturity.publishing import ModelComparison, compare_draft, problems_in_model
from pmo_academy.maturity.queries import model_of
from pmo_academy.maturity.rules.model import Model
from pmo_academy.people.models import Person
from pmo_academy.studio.models import DraftChange, WorkingDraft
from pmo_academy.studio.queries.drafts import find_file, get_draft, lock_draft
from pmo_academy.studio.rules.model_outline import Path, Value


@dataclass(frozen=True, kw_only=True)
class ModelDraft:
    """The draft of a model with the file as it is now."""

    draft: WorkingDraft
    path: str
    body: bytes
    value: Value

    @property
    def code(self) -> str:
        """The code of the model."""
        return str(self.value["code"])

    @property
    def document(self) -> Mapping[str, Any]:
        """The value as scoring knows it."""
        document: Mapping[str, Any] = strict_yaml.plain(self.value)
        return document


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a draft would be: compared with what is published, and what keeps it from that."""

    comparison: ModelComparison
    problems: Sequence[tuple[Path, str]]


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """A draft in the list of models, with who changed it last."""

    code: str
    base_number: int | None
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, kw_only=True)
class PublishedModel:
    """A version that was published; it never changes."""

    model: Model
    version: ModelVersion
    is_latest: bool


def get_model_draft(code: str) -> ModelDraft:
    """Return the draft of a model, or raise NotFoundError."""
    return _read(get_draft(Kind.MODEL, code.lower()))


def lock_model_draft(code: str) -> ModelDraft:
    """Return the draft of a model for a change: two changes wait for each other."""
    return _read(lock_draft(Kind.MODEL, code.lower()))


def standing_of(one: ModelDraft) -> Standing:
    """Say what publishing the draft would mean, as far as it can be said already."""
    return Standing(
        comparison=compare_draft(one.document), problems=problems_in_model(one.document)
    )


def list_model_drafts() -> Sequence[DraftLine]:
    """Return the drafts of models by code."""
    last_writer = (
        select(DraftChange.by)
        .where(DraftChange.draft_id == WorkingDraft.id)
        .order_by(DraftChange.number.desc())
        .limit(1)
        .correlate(WorkingDraft)
        .scalar_subquery()
    )
    rows = session().execute(
        select(WorkingDraft, Person.name)
        .join(Person, Person.id == func.coalesce(last_writer, WorkingDraft.started_by))
        .where(WorkingDraft.kind == Kind.MODEL)
        .order_by(WorkingDraft.key)
    )
    return [
        DraftLine(
            code=draft.key.upper(),
            base_number=draft.base_number,
            changed_at=draft.changed_at,
            changed_by=name,
        )
        for draft, name in rows
    ]


def get_published_model(code: str, number: int) -> PublishedModel:
    """Return a published version of a model, or raise NotFoundError."""
    for card in list_model_editions():
        for at, version in enumerate(card.versions):
            if (card.code, version.number) == (code, number):
                return PublishedModel(
                    model=model_of(version.edition_id), version=version, is_latest=at == 0
                )
    raise NotFoundError


def _read(draft: WorkingDraft) -> ModelDraft:
    path = model_file(draft.key)
    body = find_file(draft, path)
    if body is None:
        raise NotFoundError
    value = strict_yaml.read(strict_yaml.decoded(body, file=path), file=path).value
    return ModelDraft(draft=draft, path=path, body=body, value=value)
