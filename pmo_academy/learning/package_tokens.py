"""Signed addresses of packages: who may open which, for how long. There are no cookies there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from itsdangerous import BadData, URLSafeSerializer

LIFETIME = timedelta(hours=6)
_SALT = "learning.packages"


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One start of a package: by whom (the enrolment), in which lesson, the how manyth."""

    enrolment_id: UUID
    lesson_id: UUID
    number: int


def sign(sitting: Sitting, *, secret_key: str, now: datetime) -> str:
    """Return the token that opens the package for this sitting, for a few hours."""
    ends = int((now + LIFETIME).timestamp())
    fields = [sitting.enrolment_id.hex, sitting.lesson_id.hex, sitting.number, ends]
    return str(URLSafeSerializer(secret_key, salt=_SALT).dumps(fields))


def read(token: str, *, secret_key: str, now: datetime) -> Sitting | None:
    """Return what a token opens, None for one that is not ours or has run out."""
    try:
        found = URLSafeSerializer(secret_key, salt=_SALT).loads(token)
    except BadData:
        return None
    enrolment_id, lesson_id, number, ends = found
    if now.timestamp() > ends:
        return None
    return Sitting(enrolment_id=UUID(enrolment_id), lesson_id=UUID(lesson_id), number=number)
