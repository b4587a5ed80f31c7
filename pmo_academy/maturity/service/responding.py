"""Answer a questionnaire and hand it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, DomainError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import Answer, Invitation, Mode, Response, Round, RoundState
from pmo_academy.maturity.queries import OwnRound
from pmo_academy.maturity.service import mixing, sealing

LONGEST_COMMENT = 2000
# In seconds.
LONGEST_VISIT = 30 * 60
MOST_VISITS = 20


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody chose and wrote for one item, and which version they had before them.

    None leaves the choice or the comment as it is.
    """

    choice: str | None = None
    comment: str | None = None
    seen: int = 0


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A page of a section was opened at a moment and looked at until now."""

    section: str
    opened_at: datetime

    @property
    def seconds(self) -> float:
        """How long that is; somebody who left the page open does not read for hours."""
        return min((clock.now() - self.opened_at).total_seconds(), LONGEST_VISIT)


@dataclass(frozen=True, kw_only=True)
class Saved:
    """The answer is stored; the version is what the page knows now."""

    version: int


@dataclass(frozen=True, kw_only=True)
class Stale:
    """The answer was changed elsewhere in the meantime; this is what stands there."""

    version: int
    choice: str
    comment: str


class NotTakingAnswersError(ConflictError):
    """The round is not open today."""


class AlreadySubmittedError(ConflictError):
    """The person has handed in and nothing can be changed any more."""


class TooLongError(DomainError):
    """A comment is longer than allowed."""

    status = 422  # type: ignore[assignment]


def save_answers(
    own: OwnRound, given: Mapping[str, Given], *, visit: Visit | None = None
) -> dict[str, Saved | Stale]:
    """Store answers in the person's draft; what was changed in another tab is left as it is."""
    invitation = _lock(own)
    if invitation.took_part_on is not None:
        raise AlreadySubmittedError(_("You have submitted this assessment already."))
    if any(len(one.comment or "") > LONGEST_COMMENT for one in given.values()):
        raise TooLongError(_("A comment has at most %(count)s characters.", count=LONGEST_COMMENT))
    draft_id = _begin(invitation)
    if visit is not None:
        _note_visit(draft_id, visit)
    answers = {
        answer.item: answer
        for answer in session().scalars(select(Answer).where(Answer.response_id == draft_id))
    }
    outcome = {
        item: _save(answers.get(item), one, item=item, draft_id=draft_id)
        for item, one in given.items()
    }
    session().flush()
    return outcome


def submit(own: OwnRound) -> bool:
    """Hand in the person's sheet; False when that has happened before.

    In an anonymous round the answers move to a sheet of nobody's. Nothing else is written that
    names the person: no line in the audit trail, no submission key, and of the moment only the day.
    All that is stored of the round is written anew with it, so one hands in after the other.
    """
    invitation = _lock(own, alone=own.mode is Mode.ANONYMOUS)
    if invitation.took_part_on is not None:
        return False
    draft_id = session().scalar(_draft_of(invitation))
    if draft_id is None or not session().scalar(_given(draft_id).limit(1)):
        raise ConflictError(_("Answer at least one question before you submit."))
    sealing.seal(session().get_one(Response, draft_id), own=own, invitation=invitation)
    if own.mode is Mode.NAMED:
        audit.record("maturity.submitted", subject=own.id, by=invitation.person_id)
        invitation.took_part_on = clock.today()
    else:
        session().expunge(invitation)
        mixing.note_part(own.id, of=own.invitation_id)
    session().flush()
    return True


def _lock(own: OwnRound, *, alone: bool = False) -> Invitation:
    """Hold the invitation and keep the round from closing; refuse where no answers are taken.

    Alone, nobody else saves or hands in meanwhile.
    """
    one = (
        session()
        .scalars(
            select(Round)
            .where(Round.id == own.id)
            .with_for_update(read=not alone, key_share=alone)
            .execution_options(populate_existing=True)
        )
        .one()
    )
    invitation = (
        session()
        .scalars(
            select(Invitation)
            .where(Invitation.id == own.invitation_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        .one()
    )
    if one.state_on(clock.today()) is not RoundState.OPEN and invitation.took_part_on is None:
        raise NotTakingAnswersError(
            _("This assessment takes answers from its first to its last day only.")
        )
    return invitation


def _begin(invitation: Invitation) -> UUID:
    """Return the person's draft, making one for the first answer."""
    draft_id = session().scalar(_draft_of(invitation))
    if draft_id is None:
        draft = Response(
            round_id=invitation.round_id,
            person_id=invitation.person_id,
            perspective=invitation.perspective,
        )
        session().add(draft)
        session().flush()
        draft_id = draft.id
    return draft_id


def _note_visit(draft_id: UUID, visit: Visit) -> None:
    """Note how long a page has been looked at; a later save from the same page replaces it."""
    draft = session().get_one(Response, draft_id)
    visits = dict(draft.pages.get(visit.section, {}))
    opened = visit.opened_at.isoformat()
    if opened in visits or len(visits) < MOST_VISITS:
        visits[opened] = visit.seconds
        draft.pages = {**draft.pages, visit.section: visits}


def _save(answer: Answer | None, given: Given, *, item: str, draft_id: UUID) -> Saved | Stale:
    if answer is None:
        choice, comment = given.choice or "", given.comment or ""
        if choice or comment:
            session().add(Answer(response_id=draft_id, item=item, choice=choice, comment=comment))
            return Saved(version=1)
        return Saved(version=0)
    choice = answer.choice if given.choice is None else given.choice
    comment = answer.comment if given.comment is None else given.comment
    if (answer.choice, answer.comment) == (choice, comment):
        return Saved(version=answer.version)
    if answer.version != given.seen:
        return Stale(version=answer.version, choice=answer.choice, comment=answer.comment)
    answer.choice, answer.comment = choice, comment
    answer.version += 1
    return Saved(version=answer.version)


def _draft_of(invitation: Invitation) -> Select[UUID]:
    return select(Response.id).where(
        Response.round_id == invitation.round_id,
        Response.person_id == invitation.person_id,
        Response.submitted_on.is_(None),
    )


def _given(draft_id: UUID) -> Select[str]:
    return select(Answer.item).where(Answer.response_id == draft_id, Answer.choice != "")
