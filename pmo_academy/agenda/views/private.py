"""Private links without sign-in: the calendar, and ending a kind of mail."""

from datetime import timedelta
from typing import NoReturn
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from pmo_academy.agenda.calendar import calendar_of
from pmo_academy.agenda.items import list_tasks
from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.service import calendar_links, unsubscribing
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError, TooManyError
from pmo_academy.core.guards import public, repeats_safely
from pmo_academy.core.security import csrf
from pmo_academy.core.throttle import Throttle
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people import preferences
from pmo_academy.people.models import Person
from pmo_academy.people.preferences import MailKind
from pmo_academy.people.rules.when import wall_clock

bp = Blueprint("calendar", __name__, template_folder="../templates")

guesses = Throttle(most=40, within=timedelta(minutes=15))


@bp.get("/calendar/<calendar_token>")
@public
def show_calendar(calendar_token: str) -> ResponseReturnValue:
    """Give the calendar of whoever has the link."""
    try:
        person = calendar_links.get_reader(calendar_token.removesuffix(".ics"))
    except NotFoundError:
        _count_a_guess()
    zone = preferences.preference_of(person.id).time_zone
    reader = Reader(person=person, today=wall_clock(clock.now(), zone).date())
    host = urlsplit(current_app.config["SETTINGS"].base_url).hostname or "localhost"
    response = Response(calendar_of(list_tasks(reader), host=host), mimetype="text/calendar")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/unsubscribe/<unsubscribe_token>")
@public
def show_unsubscribing(unsubscribe_token: str) -> ResponseReturnValue:
    """Ask whether mails of a kind are to end; opening the page changes nothing."""
    person, kind = _read(unsubscribe_token)
    return _page(person, kind, token=unsubscribe_token)


@bp.post("/unsubscribe/<unsubscribe_token>")
@csrf.exempt
@public
@repeats_safely
def unsubscribe(unsubscribe_token: str) -> ResponseReturnValue:
    """End mails of a kind; the link is the proof, so mail programs can send it (RFC 8058)."""
    person, kind = _read(unsubscribe_token)
    with transaction():
        preferences.switch_off(person.id, kind)
    return _page(person, kind, token=unsubscribe_token)


def _read(token: str) -> tuple[Person, MailKind]:
    try:
        return unsubscribing.read_token(token)
    except NotFoundError:
        _count_a_guess()


def _count_a_guess() -> NoReturn:
    if not guesses.lets_pass(request.remote_addr or ""):
        raise TooManyError(_("Too many links that do not exist. Wait 15 minutes, then try again."))
    raise NotFoundError


def _page(person: Person, kind: MailKind, *, token: str) -> ResponseReturnValue:
    return render(
        "agenda/unsubscribe.html",
        token=token,
        what=_name_of(kind),
        is_off=not preferences.wants(preferences.preference_of(person.id), kind),
    )


def _name_of(kind: MailKind) -> str:
    return {
        MailKind.DIGEST: _("The weekly digest"),
        MailKind.INVITATION: _("Invitations to assessments"),
        MailKind.CLOSING: _("Mails about assessments that close soon"),
        MailKind.EXPIRY: _("Mails about certificates that end"),
    }[kind]
