"""Open rounds and invite people."""

import secrets
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries
from pmo_academy.maturity.models import Invitation, Mode, Perspective, Round, RoundState
from pmo_academy.maturity.rules.model import Form, Model
from pmo_academy.maturity.rules.scope import ScopeProblem, ScopeReason, scope_problems
from pmo_academy.maturity.rules.suppression import THRESHOLDS
from pmo_academy.maturity.service import guests, reminders
from pmo_academy.maturity.service.guests import Guest
from pmo_academy.people.models import Person, Team

USUAL_REMINDERS = (7, 1)
_LARGEST_SEED = 2**31


@dataclass(frozen=True, kw_only=True)
class RoundPlan:
    """What somebody decides who opens a round; out of scope are items, each with its reason.

    Guests are people without an account, by their address; reminders go out so many days before
    the last one.
    """

    title: str
    mode: Mode
    threshold: int
    opens_on: date
    closes_on: date
    invited: Mapping[UUID, Perspective]
    out_of_scope: Mapping[str, str] = field(default_factory=dict)
    form: Form = Form.FULL
    guests: Mapping[str, Guest] = field(default_factory=dict)
    reminder_days: tuple[int, ...] = USUAL_REMINDERS
    holds_workshop: bool = False

    @property
    def perspectives(self) -> tuple[Perspective, ...]:
        """The perspective of each person who is asked."""
        return (*self.invited.values(), *(guest.perspective for guest in self.guests.values()))

    def count(self, perspective: Perspective) -> int:
        """Count who is invited from one perspective."""
        return self.perspectives.count(perspective)

    def hidden_groups(self) -> dict[Perspective, int]:
        """Count the perspectives too small to be shown, even if everybody answers."""
        if self.mode is Mode.NAMED:
            return {}
        counts = Counter(self.perspectives)
        return {one: counts[one] for one in Perspective if 0 < counts[one] < self.threshold}


class RoundPlanError(ConflictError):
    """The round cannot be opened so; it carries what is wrong by the name of the field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def open_round(
    team: Team,
    plan: RoundPlan,
    *,
    by: Person,
    edition_id: UUID | None = None,
    seed: int | None = None,
) -> Round:
    """Open a round for a team, with the latest model unless told, and invite its people."""
    edition_id = edition_id or _latest_edition()
    check_plan(plan, edition_id=edition_id)
    one = Round(
        form=plan.form,
        team_id=team.id,
        model_edition_id=edition_id,
        title=plan.title,
        mode=plan.mode,
        threshold=plan.threshold,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        seed=secrets.randbelow(_LARGEST_SEED) if seed is None else seed,
        out_of_scope=dict(plan.out_of_scope),
        reminder_days=sorted(plan.reminder_days, reverse=True),
        holds_workshop=plan.holds_workshop,
        opened_by=by.id,
    )
    session().add(one)
    session().flush()
    audit.record(
        "maturity.round-opened", subject=one.id, by=by.id, team=str(team.id), mode=plan.mode.value
    )
    invite(one, plan.invited, by=by, guests_by_email=plan.guests)
    return one


def check_plan(plan: RoundPlan, *, edition_id: UUID) -> None:
    """Raise RoundPlanError with everything that forbids opening such a round."""
    problems: dict[str, str] = {}
    if plan.closes_on < max(plan.opens_on, clock.today()):
        problems["closes_on"] = _(
            "Choose a last day that is not over and not before the first day."
        )
    if plan.threshold not in THRESHOLDS:
        problems["threshold"] = _("Choose a number from 4 to 10.")
    if not plan.perspectives:
        problems["people"] = _("Invite at least one person.")
    elif not _all_active(plan.invited):
        problems["people"] = _("Somebody in the list has no active account. Check the people.")
    model = queries.model_of(edition_id)
    problems |= _scope_problems(model, plan.out_of_scope) | _form_problems(model, plan)
    if problems:
        raise RoundPlanError(problems)


def invite(
    one: Round,
    people: Mapping[UUID, Perspective],
    *,
    by: Person,
    guests_by_email: Mapping[str, Guest] | None = None,
) -> int:
    """Invite these persons; who is invited already keeps the invitation. Returns how many are new.

    A person who later moves to another team keeps the invitation; one who is deactivated cannot
    use it. Who has no password gets a private link.
    """
    if one.state_on(clock.today()) in (RoundState.ENDED, RoundState.CLOSED):
        raise ConflictError(_("This round takes no more answers, so nobody can be invited."))
    people = {**people, **guests.add(guests_by_email or {}, by=by)}
    if not _all_active(people):
        raise RoundPlanError(
            {"people": _("Somebody in the list has no active account. Check the people.")}
        )
    invited = set(
        session().scalars(select(Invitation.person_id).where(Invitation.round_id == one.id))
    )
    new = {who: perspective for who, perspective in people.items() if who not in invited}
    session().add_all(
        Invitation(round_id=one.id, person_id=who, perspective=perspective)
        for who, perspective in new.items()
    )
    session().flush()
    if new:
        guests.give_links(one)
        reminders.plan_invitations(one)
        audit.record("maturity.people-invited", subject=one.id, by=by.id, count=len(new))
    return len(new)


def _latest_edition() -> UUID:
    edition = queries.find_latest_edition()
    if edition is None:
        raise ConflictError(_("No maturity model is published yet. Ask a PMO lead to publish one."))
    return edition.id


def _all_active(people: Collection[UUID]) -> bool:
    active = session().scalars(
        select(Person.id).where(Person.id.in_(people), Person.deactivated_at.is_(None))
    )
    return set(active) == set(people)


def _form_problems(model: Model, plan: RoundPlan) -> dict[str, str]:
    """Say what does not fit the chosen form: the quick one is fixed, alone nobody is anonymous."""
    problems: dict[str, str] = {}
    if plan.form is Form.QUICK and not model.quick_form:
        problems["form"] = _("This model has no quick form. Choose another.")
    if plan.form is Form.QUICK and plan.out_of_scope:
        problems["scope"] = _(
            "The quick form is fixed: leave nothing out, or choose the full questionnaire."
        )
    if plan.form is Form.SOLO and len(plan.perspectives) > 1:
        problems["people"] = _("Alone means one person. Choose who answers.")
    if plan.form is Form.SOLO and plan.mode is not Mode.NAMED:
        problems["mode"] = _("Answers of one person are never anonymous. Choose names.")
    return problems


def _scope_problems(model: Model, left_out: Mapping[str, str]) -> dict[str, str]:
    """Say what is wrong with the questions left out, by the domain whose field it is."""
    problems: dict[str, str] = {}
    for item, reason in left_out.items():
        if item not in model.item_by_code:
            problems["scope"] = _("One of the questions left out is not in the model.")
        elif not reason.strip():
            field_name = f"reason-{model.item_by_code[item].domain.lower()}"
            problems[field_name] = _("Say why this question is left out; the report shows it.")
    for found in scope_problems(model, left_out):
        problems.setdefault("scope", _scope_words(model, found))
    return problems


def _scope_words(model: Model, found: ScopeProblem) -> str:
    if found.reason is ScopeReason.CORE_ITEM:
        title = model.item_by_code[found.subject].title
        return str(_("“%(title)s” decides the level and cannot be left out.", title=title))
    if found.reason is ScopeReason.TOO_MANY_IN_DOMAIN:
        return str(_("At most one question of a section can be left out."))
    return str(_("At most six questions can be left out in all."))
