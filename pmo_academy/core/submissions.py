"""A submit happens once: what was done under which idempotency key, kept for a week."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from flask import current_app
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base, session, transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _

KEPT_FOR = timedelta(days=7)


class Submission(Base, kw_only=True):
    """One form that was handed in, and where its sender was led afterwards."""

    __tablename__ = "core_submission"

    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID | None] = mapped_column(default=None)
    digest: Mapped[str]
    location: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default_factory=clock.now, index=True)


class Answer(Protocol):
    """What a view gives back, as far as this module looks at it."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""

    @property
    def location(self) -> str | None:
        """Where the sender is led."""


class NotDoneError(Exception):
    """The view refused the form: nothing was done, so the key stays free."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


def digest_of(path: str, fields: list[tuple[str, str]]) -> str:
    """Return a digest of what a form says, whatever the order of its fields.

    It is keyed with the installation's secret: without it, whoever reads the table could try out
    which password a form held.
    """
    text = repr((path, sorted(fields)))
    return hmac.new(str(current_app.secret_key).encode(), text.encode(), hashlib.sha256).hexdigest()


def done_once(
    key: str, digest: str, person_id: UUID | None, act: Callable[[], Answer]
) -> Answer | str:
    """Act and return the answer, or return where the first submit under this key led.

    Raises ConflictError when the key was used for something else. An answer that is not a redirect
    (the form again, with messages) does not use up the key.
    """
    try:
        with transaction():
            earlier = session().get(Submission, key)
            if earlier is None:
                return _act_under(key, digest, person_id, act)
    except NotDoneError as refusal:
        return refusal.answer
    except IntegrityError:
        # Somebody else used the key a moment ago (PostgreSQL waits for them, then refuses us).
        earlier = session().get(Submission, key)
        if earlier is None:
            raise
    if earlier.digest != digest or earlier.person_id != person_id:
        raise ConflictError(
            _("This form was sent before with other content. Open the page again and check it.")
        )
    return earlier.location


def _act_under(key: str, digest: str, person_id: UUID | None, act: Callable[[], Answer]) -> Answer:
    submission = Submission(key=key, person_id=person_id, digest=digest)
    session().add(submission)
    session().flush()
    answer = act()
    if not 300 <= answer.status_code < 400:
        raise NotDoneError(answer)
    submission.location = answer.location or ""
    return answer


def forget_old() -> None:
    """Delete the submissions that are older than they need to be kept."""
    session().execute(delete(Submission).where(Submission.at < clock.now() - KEPT_FOR))
