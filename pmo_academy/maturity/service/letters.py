"""What mails about a round say: no score, no answer, nobody else's name than the asker's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from babel.dates import format_date
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.mail import Letter
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import language
from pmo_academy.maturity import queries
from pmo_academy.maturity.models import Invitation, Mode, Round, RoundState
from pmo_academy.maturity.rules.model import Form
from pmo_academy.maturity.rules.questionnaire import minutes_to_answer
from pmo_academy.maturity.service import guests
from pmo_academy.maturity.service.reminders import LetterKind
from pmo_academy.people.models import Person, Team
from pmo_academy.people.preferences import MailKind, may_write_to
from pmo_academy.people.queries import list_names

_PREFERENCE = {
    LetterKind.INVITATION: MailKind.INVITATION,
    LetterKind.REMINDER: MailKind.CLOSING,
}


@dataclass(frozen=True, kw_only=True)
class Addressed:
    """A letter and who gets it."""

    letter: Letter
    email: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What a letter is about."""

    team: str
    contact: str
    mode: Mode
    closes_on: date
    minutes: int


def letter_for(invitation_id: UUID, *, kind: LetterKind) -> Addressed | None:
    """Return the letter that an invitation calls for now; None when there is nothing to answer.

    Quiet hours are asked about first, so that waiting tells nothing about taking part.
    """
    row = session().execute(_invitation(invitation_id)).first()
    if row is None or not may_write_to(row.Person, _PREFERENCE[kind]):
        return None
    if row.took_part_on is not None or row.Round.state_on(clock.today()) is not RoundState.OPEN:
        return None
    one, person = row.Round, row.Person
    guests.give_links(one)
    is_guest = not person.password_hash
    occasion = Occasion(
        team=row.team,
        contact=list_names([one.opened_by])[one.opened_by],
        mode=one.mode,
        closes_on=one.closes_on,
        minutes=minutes_of(one.model_edition_id, form=one.form, out_of_scope=one.out_of_scope),
    )
    path = guests.path_of(invitation_id) if is_guest else f"/assess/{one.id}"
    letter = write(occasion, kind=kind, name=person.name, path=path, is_guest=is_guest)
    return Addressed(letter=letter, email=person.email, name=person.name)


def write(
    about: Occasion, *, kind: LetterKind, name: str, path: str, is_guest: bool = False
) -> Letter:
    """Put the words of a letter together."""
    last = format_date(about.closes_on, "d MMMM yyyy", locale=language())
    ask = _(
        "%(contact)s asks how you see %(team)s at work today. The questionnaire takes about "
        "%(minutes)s minutes; you can stop at any time and go on later, until %(day)s.",
        contact=about.contact, team=about.team, minutes=about.minutes, day=last,
    )  # fmt: skip
    subject = _("How do you see %(team)s? Questionnaire until %(day)s", team=about.team, day=last)
    if kind is LetterKind.REMINDER:
        subject = _("Until %(day)s: your view of %(team)s", team=about.team, day=last)
        ask = _(
            "%(contact)s asked how you see %(team)s at work, and your answers are not in yet. "
            "There is time until %(day)s; it takes about %(minutes)s minutes.",
            contact=about.contact, team=about.team, minutes=about.minutes, day=last,
        )  # fmt: skip
    return Letter(
        subject=subject,
        greeting=_("Hello %(name)s,", name=name),
        paragraphs=(ask, _privacy(about)),
        button=_("Open the questionnaire"),
        path=path,
        notes=_notes(kind, is_guest=is_guest),
    )


def minutes_of(edition_id: UUID, *, form: Form, out_of_scope: Iterable[str]) -> int:
    """Say how long a questionnaire of this form and scope takes."""
    model = queries.model_of(edition_id)
    left_out = model.outside_of(form) | frozenset(out_of_scope)
    return minutes_to_answer(len(model.items) - len(left_out))


def _privacy(about: Occasion) -> str:
    if about.mode is Mode.NAMED:
        return _("Your answers are kept with your name; before you begin you read who sees them.")
    return _(
        "It is anonymous: nobody sees your name beside an answer. Before you begin you read who "
        "sees what."
    )


def _notes(kind: LetterKind, *, is_guest: bool) -> tuple[str, ...]:
    notes: list[str] = []
    if is_guest:
        notes.append(
            _(
                "This link is yours alone: whoever has it can answer for you. You need no account "
                "and no password, and it works until the questionnaire closes."
            )
        )
    if kind is LetterKind.REMINDER:
        notes.append(
            _("The academy sends this by itself; nobody is told who has answered and who has not.")
        )
    return tuple(notes)


def _invitation(invitation_id: UUID) -> Any:
    """Select an invitation of somebody who can sign in or came by a link."""
    return (
        select(Round, Person, Invitation.took_part_on, Team.name.label("team"))
        .join(Invitation, Invitation.round_id == Round.id)
        .join(Person, Person.id == Invitation.person_id)
        .join(Team, Team.id == Round.team_id)
        .where(
            Invitation.id == invitation_id,
            Person.deactivated_at.is_(None),
        )
    )
