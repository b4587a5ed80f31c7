"""What a service says when a form cannot be taken so."""

from collections.abc import Mapping
from http import HTTPStatus

from pmo_academy.core.errors import DomainError


class FieldsError(DomainError):
    """The form cannot be taken so; it carries what is wrong by the name of the field."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems
