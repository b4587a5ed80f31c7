"""Who is signed in: Flask-Login on top of our own sessions."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Flask, Response, current_app, request, session
from flask_login import LoginManager, current_user, login_user, logout_user
from itsdangerous import BadSignature, URLSafeSerializer

from pmo_academy.core import clock
from pmo_academy.core.permissions import Permission, Role, permissions_of
from pmo_academy.people import preferences, queries, sessions
from pmo_academy.people.models import Person, Preference
from pmo_academy.people.rules.when import wall_clock

manager = LoginManager()
manager.session_protection = None  # our sessions live in the database and end there

_TOKEN = "_user_id"  # noqa: S105 - the name of a cookie field
_DEVICE_COOKIE = "device"


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """The present person, with the roles that hold for this request."""

    person: Person
    roles: frozenset[Role]
    token: str
    is_guest: bool = False
    preference: Preference | None = None
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    @property
    def id(self) -> UUID:
        """The person's id."""
        return self.person.id

    @property
    def uses_shortcuts(self) -> bool:
        """Tell whether single letters may press buttons."""
        return self.preference is None or self.preference.uses_shortcuts

    def get_id(self) -> str:
        """Return what the browser keeps: the token of the session."""
        return self.token

    def may(self, permission: Permission) -> bool:
        """Tell whether one of the roles holds the permission; a guest may only answer."""
        if self.is_guest:
            return permission is Permission.RESPOND
        return permission in permissions_of(self.roles)


def set_up(app: Flask) -> None:
    """Connect Flask-Login."""
    manager.init_app(app)


@manager.user_loader  # type: ignore[untyped-decorator]
def load(token: str) -> SignedIn | None:
    """Return who the token belongs to, None when the session or the account has ended."""
    found = queries.find_signed_in(sessions.digest_of(token))
    if found is None:
        return None
    person, is_guest = found.person, found.is_guest
    if not person.is_active or found.expires_at <= clock.now():
        return None
    roles = frozenset({Role.STAFF}) if is_guest else _roles_of(person, manages=found.manages)
    return SignedIn(
        person=person, roles=roles, token=token, is_guest=is_guest, preference=found.preference
    )


def current_person() -> Person:
    """Return the signed-in person; only behind @requires."""
    person: Person = current_user.person
    return person


def current_preference() -> Preference:
    """Return what the signed-in person wants; only behind @requires."""
    found: Preference | None = current_user.preference
    return found or preferences.default_for(current_user.id)


def current_day() -> date:
    """Return the day it is for the signed-in person; only behind @requires."""
    return wall_clock(clock.now(), current_preference().time_zone).date()


def begin(person: Person, *, is_guest: bool = False) -> None:
    """Sign the person in with a fresh session, inside the caller's transaction."""
    session.clear()
    token = sessions.begin(person, is_guest=is_guest)
    login_user(
        SignedIn(person=person, roles=frozenset({Role.STAFF}), token=token, is_guest=is_guest)
    )


def end() -> None:
    """Sign out: the session is gone on the server too."""
    sessions.end(session.get(_TOKEN, ""))
    logout_user()
    session.clear()


def knows_device(email: str) -> bool:
    """Tell whether this browser has signed in to the account before."""
    try:
        known = _device_signer().loads(request.cookies.get(_DEVICE_COOKIE, ""))
    except BadSignature:
        return False
    return bool(known == sessions.digest_of(email.strip().lower()))


def remember_device(response: Response, email: str) -> None:
    """Let this browser sign in to the account even while strangers try passwords."""
    response.set_cookie(
        _DEVICE_COOKIE,
        _device_signer().dumps(sessions.digest_of(email.strip().lower())),
        max_age=365 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )


def _device_signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known device")


def _roles_of(person: Person, *, manages: bool) -> frozenset[Role]:
    held = {
        Role.STAFF: True,
        Role.MANAGER: manages,
        Role.PMO_LEAD: person.is_pmo_lead,
        Role.ADMINISTRATOR: person.is_administrator,
    }
    return frozenset(role for role, holds in held.items() if holds)
