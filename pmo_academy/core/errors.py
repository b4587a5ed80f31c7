"""What a service says when it refuses: a sentence for people and an HTTP status."""

from http import HTTPStatus


class DomainError(Exception):
    """A rule of the business says no; the message is fit for a person."""

    status = HTTPStatus.CONFLICT


class ConflictError(DomainError):
    """The record is in a state that does not allow this, or somebody else changed it."""


class NotFoundError(DomainError):
    """There is no such record for this reader."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("")


class ForbiddenError(DomainError):
    """The person lacks the right that the page asks for."""

    status = HTTPStatus.FORBIDDEN


class TooManyError(DomainError):
    """Too many tries in a short time."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class StaleError(ConflictError):
    """The page was opened before somebody changed the record; nothing was overwritten."""


class OutOfDateFormError(DomainError):
    """The form came without what every form of ours carries."""

    status = HTTPStatus.BAD_REQUEST


class UnreadableFileError(Exception):
    """A file from outside cannot be read; says why, where, and what to do. Places count from 1."""

    def __init__(self, message: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
