"""Links in mails that switch off one kind of mail, and can do nothing else."""

import hmac
from uuid import UUID

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.keyed import keyed_digest
from pmo_academy.people.models import Person
from pmo_academy.people.preferences import MailKind

_PURPOSE = "unsubscribe"


def path_for(person_id: UUID, kind: MailKind) -> str:
    """Return where a person ends mails of a kind."""
    return f"/unsubscribe/{token_for(person_id, kind)}"


def token_for(person_id: UUID, kind: MailKind) -> str:
    """Return the secret part of the link; nobody can work it out from the database."""
    seal = keyed_digest(kind.value, person_id.hex, purpose=_PURPOSE)
    return f"{kind.value}.{person_id.hex}.{seal}"


def read_token(token: str) -> tuple[Person, MailKind]:
    """Return who ends which mails, or raise NotFoundError."""
    kind, _dot, rest = token.partition(".")
    person_hex = rest.partition(".")[0]
    try:
        found, person_id = MailKind(kind), UUID(hex=person_hex)
    except ValueError:
        raise NotFoundError from None
    if not hmac.compare_digest(token_for(person_id, found).encode(), token.encode()):
        raise NotFoundError
    person = session().get(Person, person_id)
    if person is None:
        raise NotFoundError
    return person, found
