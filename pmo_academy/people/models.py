"""Tables of people and teams."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class Team(Base, kw_only=True):
    """A PMO: has members who learn, managers, and perhaps a parent team."""

    __tablename__ = "people_team"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    name: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("people_team.id"), default=None, index=True
    )
    is_sample: Mapped[bool] = mapped_column(default=False)


class Person(Base, kw_only=True):
    """Somebody with an account; everybody is staff, other roles are added."""

    __tablename__ = "people_person"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str] = mapped_column(default="")
    is_pmo_lead: Mapped[bool] = mapped_column(default=False)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_sample: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    deactivated_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def is_active(self) -> bool:
        """Tell whether the person may sign in."""
        return self.deactivated_at is None


class Membership(Base, kw_only=True):
    """A person belongs to a team."""

    __tablename__ = "people_membership"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    team_id: Mapped[UUID] = mapped_column(
        ForeignKey("people_team.id"), primary_key=True, index=True
    )


class Management(Base, kw_only=True):
    """A person manages a team, and with it the teams below."""

    __tablename__ = "people_management"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    team_id: Mapped[UUID] = mapped_column(
        ForeignKey("people_team.id"), primary_key=True, index=True
    )


class SignedInSession(Base, kw_only=True):
    """One browser in which a person is signed in; only a digest of its token is kept.

    A guest came by a private link and can do nothing but answer questionnaires.
    """

    __tablename__ = "people_session"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    is_guest: Mapped[bool] = mapped_column(default=False)


class FailedSignIn(Base, kw_only=True):
    """A sign-in that did not succeed; account and address are kept as digests."""

    __tablename__ = "people_failed_sign_in"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    account: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(default_factory=clock.now, index=True)


class PasswordLink(Base, kw_only=True):
    """A link with which a person sets a password once."""

    __tablename__ = "people_password_link"
    __table_args__ = (UniqueConstraint("token_digest"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    token_digest: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class Preference(Base, kw_only=True):
    """What a person wants of mails and of the keyboard; without a row the defaults hold."""

    __tablename__ = "people_preference"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    time_zone: Mapped[str]
    mails_digest: Mapped[bool] = mapped_column(default=True)
    mails_invitation: Mapped[bool] = mapped_column(default=True)
    mails_closing: Mapped[bool] = mapped_column(default=True)
    mails_expiry: Mapped[bool] = mapped_column(default=True)
    quiet_from: Mapped[time] = mapped_column(default=time(20))
    quiet_until: Mapped[time] = mapped_column(default=time(7))
    uses_shortcuts: Mapped[bool] = mapped_column(default=True)
