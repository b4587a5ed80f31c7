"""Add people, change roles and teams, set passwords, deactivate."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from pmo_academy.core import audit, clock, events
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.ids import new_token
from pmo_academy.core.words import gettext as _
from pmo_academy.people import passwords, queries, sessions
from pmo_academy.people.events import PersonJoined
from pmo_academy.people.models import Management, Membership, PasswordLink, Person, Team

LINK_VALID_FOR = timedelta(minutes=30)
INVITATION_VALID_FOR = timedelta(days=7)


def add_person(
    *, email: str, name: str, is_pmo_lead: bool, is_administrator: bool, by: UUID | None
) -> Person:
    """Add a person, who has no password yet."""
    email = email.strip().lower()
    if queries.find_person_by_email(email):
        raise ConflictError(_("Somebody with this email address is here already."))
    person = Person(
        email=email, name=name, is_pmo_lead=is_pmo_lead, is_administrator=is_administrator
    )
    session().add(person)
    session().flush()
    audit.record("people.added", subject=person.id, by=by)
    return person


def add_guest(*, email: str, name: str, by: Person) -> Person:
    """Add somebody who is asked by mail: without password, team or role."""
    return add_person(email=email, name=name, is_pmo_lead=False, is_administrator=False, by=by.id)


def change_person(
    person: Person, *, name: str, is_pmo_lead: bool, is_administrator: bool, by: Person
) -> None:
    """Change name and roles; nobody takes the administrator's role from themselves."""
    if person.id == by.id and not is_administrator:
        raise ConflictError(
            _("You cannot take the administrator's role from yourself. Ask another administrator.")
        )
    changes = {
        "is_pmo_lead": [person.is_pmo_lead, is_pmo_lead],
        "is_administrator": [person.is_administrator, is_administrator],
    }
    roles_changed = any(before != after for before, after in changes.values())
    person.name = name
    person.is_pmo_lead = is_pmo_lead
    person.is_administrator = is_administrator
    audit.record("people.changed", subject=person.id, by=by.id, **changes)
    if roles_changed and person.id != by.id:
        sessions.end_all(person)


def set_teams(
    person: Person, *, member_of: Collection[UUID], manager_of: Collection[UUID], by: Person
) -> None:
    """Make the person a member and a manager of exactly these teams; tell of those joined."""
    if not {*member_of, *manager_of} <= set(session().scalars(select(Team.id))):
        raise NotFoundError
    joined = _set(Membership, person, set(member_of))
    _set(Management, person, set(manager_of))
    session().flush()
    audit.record(
        "people.teams-set",
        subject=person.id,
        by=by.id,
        member_of=sorted(map(str, member_of)),
        manager_of=sorted(map(str, manager_of)),
    )
    for team_id in sorted(joined):
        events.publish(PersonJoined(person_id=person.id, team_id=team_id))


def _set(model: type[Membership | Management], person: Person, wanted: set[UUID]) -> set[UUID]:
    """Take away what is not wanted and add what is missing; return what was added."""
    present = set(session().scalars(select(model.team_id).where(model.person_id == person.id)))
    gone = present - wanted
    session().execute(delete(model).where(model.person_id == person.id, model.team_id.in_(gone)))
    session().add_all(model(person_id=person.id, team_id=team_id) for team_id in wanted - present)
    return wanted - present


def deactivate(person: Person, *, by: Person) -> None:
    """Close the account at once; what the person did stays."""
    if person.id == by.id:
        raise ConflictError(_("You cannot deactivate your own account."))
    if person.deactivated_at is None:
        person.deactivated_at = clock.now()
        sessions.end_all(person)
        audit.record("people.deactivated", subject=person.id, by=by.id)


def reactivate(person: Person, *, by: Person) -> None:
    """Open the account again."""
    if person.deactivated_at is not None:
        person.deactivated_at = None
        audit.record("people.reactivated", subject=person.id, by=by.id)


def change_password(person: Person, *, new: str) -> None:
    """Set a new password; every session of the person ends, and every link that was sent."""
    person.password_hash = passwords.hashed(new)
    sessions.end_all(person)
    _end_links(person)
    audit.record("people.password-changed", subject=person.id, by=person.id)


def make_password_link(person: Person, *, by: UUID | None, is_invitation: bool = False) -> str:
    """Return the token of a link that sets a password once; an earlier one stops working."""
    _end_links(person)
    token = new_token()
    valid_for = INVITATION_VALID_FOR if is_invitation else LINK_VALID_FOR
    session().add(
        PasswordLink(
            person_id=person.id,
            token_digest=sessions.digest_of(token),
            expires_at=clock.now() + valid_for,
        )
    )
    audit.record("people.password-link-made", subject=person.id, by=by)
    return token


def get_password_link(token: str) -> tuple[PasswordLink, Person]:
    """Return a link that still works and its person, or raise NotFoundError."""
    row = (
        session()
        .execute(
            select(PasswordLink, Person)
            .join(Person, Person.id == PasswordLink.person_id)
            .where(
                PasswordLink.token_digest == sessions.digest_of(token),
                PasswordLink.used_at.is_(None),
                PasswordLink.expires_at > clock.now(),
                Person.deactivated_at.is_(None),
            )
            .with_for_update(of=PasswordLink)
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    return row[0], row[1]


def use_password_link(token: str, *, new: str) -> Person:
    """Set the password of the link's person; the link stops working."""
    link, person = get_password_link(token)
    link.used_at = clock.now()
    change_password(person, new=new)
    return person


def add_team(*, name: str, parent_id: UUID | None, by: Person | None) -> Team:
    """Add a team, perhaps below another."""
    if session().scalar(select(Team.id).where(Team.name == name)):
        raise ConflictError(_("A team of this name is here already."))
    team = Team(name=name, parent_id=parent_id)
    session().add(team)
    session().flush()
    audit.record("people.team-added", subject=team.id, by=by.id if by else None)
    return team


def change_team(team: Team, *, name: str, parent_id: UUID | None, by: Person) -> None:
    """Rename a team or put it below another; never below itself."""
    same_name = session().scalar(select(Team.id).where(Team.name == name, Team.id != team.id))
    if same_name:
        raise ConflictError(_("A team of this name is here already."))
    # Held until the commit: two moves at the same time could otherwise make a circle.
    teams = session().execute(select(Team.id, Team.parent_id).order_by(Team.id).with_for_update())
    parents = {row.id: row.parent_id for row in teams}
    above = parent_id
    while above is not None:
        if above == team.id:
            raise ConflictError(_("A team cannot stand below itself or below its own sub-team."))
        above = parents.get(above)
    team.name = name
    team.parent_id = parent_id
    audit.record("people.team-changed", subject=team.id, by=by.id)


def _end_links(person: Person) -> None:
    session().execute(delete(PasswordLink).where(PasswordLink.person_id == person.id))
