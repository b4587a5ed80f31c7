"""Sessions of signed-in browsers: begin, end, and the throttle before them."""

import hashlib
from datetime import timedelta

from sqlalchemy import delete, func, select

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.ids import new_token
from pmo_academy.people.models import FailedSignIn, Person, SignedInSession

LASTS = timedelta(hours=12)
WINDOW = timedelta(minutes=15)

# How many failures within the window close the door for a while.
PER_ACCOUNT_AND_ADDRESS = 5
PER_ADDRESS = 40
PER_ACCOUNT = 30


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(person: Person, *, is_guest: bool = False) -> str:
    """Begin a session and return its token, which only the browser keeps."""
    token = new_token()
    session().add(
        SignedInSession(
            token_digest=digest_of(token),
            person_id=person.id,
            expires_at=clock.now() + LASTS,
            is_guest=is_guest,
        )
    )
    session().execute(delete(SignedInSession).where(SignedInSession.expires_at < clock.now()))
    return token


def end(token: str) -> None:
    """End the session of this token."""
    session().execute(
        delete(SignedInSession).where(SignedInSession.token_digest == digest_of(token))
    )


def end_all(person: Person) -> None:
    """End every session of a person."""
    session().execute(delete(SignedInSession).where(SignedInSession.person_id == person.id))


def record_failure(*, email: str, address: str) -> None:
    """Remember a failed sign-in, and forget those out of the window."""
    session().execute(delete(FailedSignIn).where(FailedSignIn.at < clock.now() - WINDOW))
    session().add(FailedSignIn(account=_account(email), address=digest_of(address)))


def forget_failures(*, email: str, address: str) -> None:
    """After a success, forget the failures of this account from this address."""
    session().execute(
        delete(FailedSignIn).where(
            FailedSignIn.account == _account(email), FailedSignIn.address == digest_of(address)
        )
    )


def is_throttled(*, email: str, address: str, knows_device: bool) -> bool:
    """Tell whether this sign-in must wait.

    Many failures from elsewhere close an account only to browsers it has never signed in from, so
    that a stranger cannot lock the owner out.
    """
    same_account = FailedSignIn.account == _account(email)
    same_address = FailedSignIn.address == digest_of(address)
    row = (
        session()
        .execute(
            select(
                func.count().filter(same_account & same_address),
                func.count().filter(same_address),
                func.count().filter(same_account),
            ).where(FailedSignIn.at > clock.now() - WINDOW, same_account | same_address)
        )
        .one()
    )
    from_here, address_total, account_total = row
    return bool(
        from_here >= PER_ACCOUNT_AND_ADDRESS
        or address_total >= PER_ADDRESS
        or (account_total >= PER_ACCOUNT and not knows_device)
    )


def _account(email: str) -> str:
    return digest_of(email.strip().lower())
