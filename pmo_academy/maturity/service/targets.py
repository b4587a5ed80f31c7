"""What a team wants to reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import Target
from pmo_academy.maturity.queries import find_latest, find_model
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, Model
from pmo_academy.maturity.rules.targets import item_targets
from pmo_academy.maturity.service.problems import FieldsError
from pmo_academy.people.models import Person, Team

TOP_RUNG = 9
LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class Raise:
    """A question that shall reach more than the level takes: the anchor, and the reason."""

    to: int
    why: str


class TargetError(FieldsError):
    """The target cannot be set so."""


def set_target(
    team: Team,
    *,
    rung: int,
    by_date: date,
    by: Person,
    raised: Mapping[str, Raise] | None = None,
) -> Target:
    """Say which rung the team wants to reach and by when; the earlier target stays on record."""
    model = find_model(find_latest(team.id))
    asked = raised or {}
    problems = _problems(model, rung=rung, by_date=by_date, raised=asked)
    if problems:
        raise TargetError(problems)
    target = Target(
        team_id=team.id,
        rung=rung,
        by_date=by_date,
        raised={item: {"to": one.to, "why": one.why} for item, one in asked.items()},
        set_by=by.id,
    )
    session().add(target)
    session().flush()
    audit.record(
        "maturity.target-set",
        subject=team.id,
        by=by.id,
        rung=rung,
        by_date=by_date.isoformat(),
        raised=sorted(asked),
    )
    return target


def _problems(
    model: Model | None, *, rung: int, by_date: date, raised: Mapping[str, Raise]
) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not 1 <= rung <= (model.top_rung if model else TOP_RUNG):
        problems["rung"] = _("Choose one of the levels.")
    if by_date <= clock.today():
        problems["by_date"] = _("Choose a day after today.")
    if raised and model and "rung" not in problems:
        problems |= _raise_problems(model, rung=rung, raised=raised)
    return problems


def _raise_problems(model: Model, *, rung: int, raised: Mapping[str, Raise]) -> dict[str, str]:
    usual, problems = item_targets(model, rung), {}
    for code, one in raised.items():
        item = model.item_by_code.get(code)
        if item is None or one.to > HIGHEST_ANSWER:
            problems[f"raise-{code.lower()}"] = _("Choose one of the statements offered.")
        elif one.to < usual[code]:
            problems[f"raise-{code.lower()}"] = _(
                "%(title)s: a target can be raised, not lowered; this level takes %(usual)s.",
                title=item.title,
                usual=int(usual[code]),
            )
        elif not one.why:
            problems[f"why-{code.lower()}"] = _(
                "%(title)s: say why it shall reach more.", title=item.title
            )
    return problems
