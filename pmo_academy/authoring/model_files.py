"""A model's file from a person: read, compared with what is published, and published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

from pmo_academy.authoring import queries, service
from pmo_academy.authoring.rules.collection import Draft, ModelSource, collect, model_file
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.authoring.rules.strict_yaml import MAX_BYTES, plain
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.publishing import ModelComparison, compare_model, problems_in_model

_UNNAMED = "models/model.yaml"


@dataclass(frozen=True, kw_only=True)
class CheckedModel:
    """A file with everything that is wrong with it, or with what publishing it would mean."""

    draft: Draft
    comparison: ModelComparison | None
    problems: Sequence[Problem]

    @property
    def may_be_published(self) -> bool:
        """Tell whether nothing is wrong and something is new."""
        return self.comparison is not None and not self.problems and not self.is_published

    @property
    def is_published(self) -> bool:
        """Tell whether the same is published already."""
        return self.comparison is not None and self.comparison.is_published


def read_model_file(body: bytes) -> Draft:
    """Read a file as the content folder would, under the name that its code asks for."""
    files = {_UNNAMED: body[: MAX_BYTES + 1]}
    (draft,) = collect(files, model_problems=problems_in_model).drafts
    return draft


def check_model_file(draft: Draft) -> CheckedModel:
    """Compare what was read with what is published; needs the database for a moment."""
    problems, comparison = list(draft.problems), None
    if not problems:
        comparison = compare_model(_document(draft))
        if comparison.objection:
            source = cast("ModelSource", draft.source)
            problems.append(source.document.problem(("version",), comparison.objection))
    return CheckedModel(draft=draft, comparison=comparison, problems=sorted(problems))


def publish_model_file(draft: Draft, *, by: UUID) -> str:
    """Publish what was checked; returns the code of the model."""
    checked = check_model_file(draft)
    if not checked.may_be_published:
        raise ConflictError(
            _("Something changed in the meantime: load the file again to see what.")
        )
    code = str(_document(draft)["code"])
    latest = queries.latest_editions().get((Kind.MODEL, code.lower()))
    named = replace(
        draft, key=code.lower(), files={model_file(code): draft.files[_UNNAMED]}, problems=[]
    )
    service.publish(named, (latest.number if latest else 0) + 1, by=by)
    return code


def _document(draft: Draft) -> Mapping[str, Any]:
    document: Mapping[str, Any] = plain(cast("ModelSource", draft.source).document.value)
    return document
