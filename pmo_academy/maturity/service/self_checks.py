"""Keeps a self-check for whoever asks for it, behind a private link, and forgets it again."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import TooManyError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import SelfCheck
from pmo_academy.maturity.queries import self_checks as queries
from pmo_academy.maturity.rules.answers import Answer

KEPT_FOR = timedelta(days=365)
MOST_A_DAY = 1_000


def digest_of(token: str) -> str:
    """Return what is kept of a private link."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_kept(token: str) -> bool:
    """Tell whether this link leads to a self-check."""
    return queries.find_edition_of_self_check(digest_of(token)) is not None


def keep_self_check(
    answers: Mapping[str, Answer], *, model_edition_id: UUID, token: str
) -> SelfCheck:
    """Keep the answers for a year behind the link; nothing says who gave them.

    However many addresses they come from, so many a day are enough.
    """
    today = clock.today()
    if queries.count_kept_until(today + KEPT_FOR) >= MOST_A_DAY:
        raise TooManyError(
            _("So many results were kept today that no more can be. Print this page instead.")
        )
    kept = SelfCheck(
        token_digest=digest_of(token),
        model_edition_id=model_edition_id,
        answers=dict(answers),
        kept_on=today,
        expires_on=today + KEPT_FOR,
    )
    session().add(kept)
    return kept


def delete_self_check(token: str) -> None:
    """Delete what stands behind the link; without it nothing changes."""
    session().execute(delete(SelfCheck).where(SelfCheck.token_digest == digest_of(token)))


def forget_self_checks() -> None:
    """Delete what was kept longer than promised."""
    session().execute(delete(SelfCheck).where(SelfCheck.expires_on < clock.today()))
