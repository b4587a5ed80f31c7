"""What each person wants: which mails and when none, whose clock; else the defaults."""

from enum import StrEnum
from uuid import UUID

from flask import current_app

from pmo_academy.config import Settings
from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.jobs import NotNowError
from pmo_academy.people.models import Person, Preference
from pmo_academy.people.rules.when import end_of_quiet


class MailKind(StrEnum):
    """A kind of mail that can be switched off; mails about passwords and security cannot."""

    DIGEST = "digest"
    INVITATION = "invitation"
    CLOSING = "closing"
    EXPIRY = "expiry"


def preference_of(person_id: UUID) -> Preference:
    """Return what a person wants; the defaults are not stored."""
    return session().get(Preference, person_id) or default_for(person_id)


def default_for(person_id: UUID) -> Preference:
    """Return what holds for somebody who has said nothing."""
    return Preference(person_id=person_id, time_zone=default_zone())


def default_zone() -> str:
    """Return the time zone of the installation."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.time_zone


def wants(preference: Preference, kind: MailKind) -> bool:
    """Tell whether a person wants mails of a kind."""
    return bool(getattr(preference, f"mails_{kind.value}"))


def save(preference: Preference, *, by: UUID) -> None:
    """Store what a person wants."""
    session().add(preference)
    session().flush()
    audit.record("people.preferences-changed", subject=preference.person_id, by=by)


def switch_off(person_id: UUID, kind: MailKind) -> bool:
    """Send a person no more mails of a kind; false when that was so already."""
    preference = preference_of(person_id)
    if not wants(preference, kind):
        return False
    setattr(preference, f"mails_{kind.value}", False)
    session().add(preference)
    session().flush()
    audit.record("people.unsubscribed", subject=person_id, kind=kind.value)
    return True


def may_write_to(person: Person, kind: MailKind) -> bool:
    """Tell whether a mail may go to a person now; in their quiet hours raises NotNowError.

    Who has no account has no preferences either: they are only ever asked, by private link.
    """
    if not person.password_hash:
        return True
    preference = preference_of(person.id)
    if not wants(preference, kind):
        return False
    ends_at = end_of_quiet(
        clock.now(), preference.time_zone, start=preference.quiet_from, end=preference.quiet_until
    )
    if ends_at is not None:
        raise NotNowError(ends_at)
    return True
