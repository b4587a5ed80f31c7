"""Checks content, publishes what is right as editions that never change, and gives them back."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast
from uuid import UUID

from pmo_academy.authoring import certificates, folders, media, packages, queries, rendering
from pmo_academy.authoring.models import Edition, SourceFile
from pmo_academy.authoring.rules.answers import AnswersSource
from pmo_academy.authoring.rules.certification_checks import CredentialSource, ProgrammeSource
from pmo_academy.authoring.rules.collection import Collection, Draft, ModelSource, collect
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.cross_checks import add_cross_problems
from pmo_academy.authoring.rules.glossary import GlossarySource
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.ladder import LadderSource
from pmo_academy.authoring.rules.media_names import lies_apart
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.authoring.rules.strict_yaml import plain
from pmo_academy.certification import programme_tests
from pmo_academy.certification.publishing import (
    publish_credential,
    publish_ladder,
    publish_programme,
)
from pmo_academy.core import audit
from pmo_academy.core.db import session
from pmo_academy.core.files import keep_content
from pmo_academy.learning.publishing import publish_answers, publish_course, publish_terms
from pmo_academy.maturity.publishing import compare_model, problems_in_model, publish_model


class Outcome(StrEnum):
    """What became of an edition."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A piece of content after loading: the number of its latest edition, if there is one."""

    kind: Kind
    key: str
    outcome: Outcome
    number: int | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """What loading a folder did; strays are files that belong to no edition."""

    editions: tuple[Loaded, ...]
    strays: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was refused."""
        return not self.strays and all(one.outcome is not Outcome.REFUSED for one in self.editions)

    @property
    def new_courses(self) -> list[Loaded]:
        """The courses that have an edition more now."""
        return [
            one for one in self.editions if one.kind is Kind.COURSE and one.outcome is Outcome.NEW
        ]


def check(folder: Path) -> Collection:
    """Read a content folder and find what is wrong with it; needs no database."""
    collection = collect(folders.read(folder), model_problems=problems_in_model)
    add_cross_problems(collection)
    media.add_media_problems(collection)
    packages.add_package_problems(collection)
    return collection


def load(folder: Path) -> Report:
    """Publish what is new or changed in a folder; what is wrong stops only its own edition."""
    collection = check(folder)
    latest = queries.latest_editions()
    editions = [
        _load(draft, latest.get((draft.kind, draft.key))) for draft in _in_order(collection)
    ]
    programme_tests.refresh()
    return Report(editions=tuple(editions), strays=collection.strays)


def export(folder: Path) -> int:
    """Write the latest edition of everything into a folder as it was loaded; return how many."""
    files = queries.latest_files()
    folders.write(files, folder)
    return len(files)


def _in_order(collection: Collection) -> Sequence[Draft]:
    """Models and the glossary first: courses speak of their items and terms."""
    first = (Kind.MODEL, Kind.GLOSSARY)
    return sorted(collection.drafts, key=lambda draft: draft.kind not in first)


def _load(draft: Draft, latest: Edition | None) -> Loaded:
    number = latest.number if latest else None
    if latest and _is_there(draft, latest):
        outcome = Outcome.UNCHANGED
    elif draft.faults or draft.source is None or _has_wrong_version(draft):
        outcome = Outcome.REFUSED
    else:
        outcome = Outcome.NEW
        number = (number or 0) + 1
        publish(draft, number)
    return Loaded(
        kind=draft.kind,
        key=draft.key,
        outcome=outcome,
        number=number,
        problems=tuple(sorted(draft.problems)),
    )


def _is_there(draft: Draft, latest: Edition) -> bool:
    """Tell whether these files are published; a model may have had later versions since."""
    digest = digest_of(draft.files)
    if draft.faults or latest.digest == digest:
        return not draft.faults
    return draft.kind is Kind.MODEL and queries.has_edition(draft.kind, draft.key, digest=digest)


def _has_wrong_version(draft: Draft) -> bool:
    """Note where the file of a model names a version that may not follow the published one."""
    if not isinstance(draft.source, ModelSource):
        return False
    document = draft.source.document
    objection = compare_model(plain(document.value)).objection
    if objection:
        draft.problems.append(document.problem(("version",), objection))
    return objection is not None


def publish(draft: Draft, number: int, *, by: UUID | None = None) -> None:
    """Store a sound draft as the edition of this number."""
    edition = Edition(kind=draft.kind, key=draft.key, number=number, digest=digest_of(draft.files))
    session().add(edition)
    session().flush()
    session().add_all(
        _source_file(path, body, edition_id=edition.id) for path, body in draft.files.items()
    )
    _publish_source(draft, number)
    audit.record(
        "authoring.published",
        subject=edition.id,
        by=by,
        kind=draft.kind.value,
        key=draft.key,
        number=number,
    )


def _source_file(path: str, body: bytes, *, edition_id: UUID) -> SourceFile:
    if lies_apart(path):
        return SourceFile(edition_id=edition_id, path=path, digest=keep_content(body))
    return SourceFile(edition_id=edition_id, path=path, body=body)


def _publish_source(draft: Draft, number: int) -> None:
    """Hand the content to the feature that it belongs to."""
    source = draft.source
    if isinstance(source, CourseSource):
        publish_course(rendering.course_content(source), number=number)
    elif isinstance(source, ModelSource):
        publish_model(plain(source.document.value), number=number)
    elif isinstance(source, GlossarySource):
        publish_terms(rendering.terms(source))
    elif isinstance(source, AnswersSource):
        publish_answers(rendering.answers(source))
    elif isinstance(source, LadderSource):
        publish_ladder(plain(source.document.value), number=number)
    elif isinstance(source, ProgrammeSource):
        publish_programme(certificates.programme_document(source), number=number)
    else:
        credential = cast("CredentialSource", source)
        publish_credential(certificates.credential_document(credential), number=number)


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of the files' names and contents, by which an edition is known."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode())
    return whole.hexdigest()
