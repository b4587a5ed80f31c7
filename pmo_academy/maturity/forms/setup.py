"""A round in the making: the forms of the four steps over the same fields, and the plan in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from werkzeug.datastructures import MultiDict

from pmo_academy.core import clock
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries
from pmo_academy.maturity.forms import rounds as fields
from pmo_academy.maturity.forms.people import PeopleFields, read_people
from pmo_academy.maturity.forms.rounds import PrivacyForm, WhatForm, WhenForm
from pmo_academy.maturity.models import Mode, Perspective
from pmo_academy.maturity.rules.model import Form as Questionnaire
from pmo_academy.maturity.rules.suppression import THRESHOLDS, USUAL_THRESHOLD
from pmo_academy.maturity.service import RoundPlan
from pmo_academy.people.models import Person

_ORDER = (
    "title", "form", "scope", "people", "opens_on", "closes_on", "reminder_days", "mode",
    "threshold",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Setup:
    """Everything typed so far, its plan, and what is wrong by the name of the field.

    Where something is wrong the plan holds what is usual in its place.
    """

    values: MultiDict[str, str]
    edition_id: UUID
    members: Sequence[tuple[UUID, str]]
    respondents: Sequence[tuple[UUID, str]]
    what: WhatForm
    people: PeopleFields
    when: WhenForm
    privacy: PrivacyForm
    plan: RoundPlan
    problems: Mapping[str, str]

    @property
    def is_solo(self) -> bool:
        """Tell whether one person answers alone."""
        return self.plan.form is Questionnaire.SOLO

    @property
    def privacy_shown(self) -> str:
        """The privacy that a preview of this plan shows, to notice a later change."""
        return f"{self.plan.mode}-{self.plan.threshold}"

    def carried(self, step: int) -> list[tuple[str, str]]:
        """Return the fields of the other steps."""
        return fields.carried(self.values, step=step)

    def mark(self, problems: Mapping[str, str]) -> None:
        """Let exactly these problems stand beside their fields."""
        for form in (self.what, self.when, self.privacy):
            for field in form:
                field.errors = [problems[field.name]] if field.name in problems else []


def read_setup(
    values: MultiDict[str, str],
    *,
    edition_id: UUID,
    members: Sequence[tuple[UUID, str]],
    setter: Person,
) -> Setup:
    """Read the fields of all steps."""
    what, when, privacy = (form(formdata=values) for form in (WhatForm, WhenForm, PrivacyForm))
    is_solo = values.get("form") == Questionnaire.SOLO.value
    respondents = _respondents(members, setter=setter)
    chosen = read_people(values, members=members)
    problems = {} if is_solo else dict(chosen.problems)
    for form in (what, when) if is_solo else (what, when, privacy):
        if not form.validate():
            problems |= {name: str(found[0]) for name, found in form.errors.items()}
    if is_solo:
        respondent = _chosen(values.get("respondent", ""), respondents=respondents)
        chosen = PeopleFields(typed=chosen.typed, people={respondent: Perspective.PMO})
    plan = RoundPlan(
        title=what.title.data or "",
        form=_questionnaire(values),
        mode=_mode(values, is_solo=is_solo),
        threshold=privacy.threshold.data
        if privacy.threshold.data in THRESHOLDS
        else USUAL_THRESHOLD,
        opens_on=when.opens_on.data or clock.today(),
        closes_on=when.closes_on.data or when.opens_on.data or clock.today(),
        invited=chosen.people,
        guests=chosen.guests,
        out_of_scope=fields.read_scope(values, queries.model_of(edition_id)),
        reminder_days=tuple(int(day) for day in when.reminder_days.data or ()),
        holds_workshop=bool(when.holds_workshop.data),
    )
    return Setup(
        values=values,
        edition_id=edition_id,
        members=members,
        respondents=respondents,
        what=what,
        people=chosen,
        when=when,
        privacy=privacy,
        plan=plan,
        problems=problems,
    )


def in_order(problems: Mapping[str, str]) -> dict[str, str]:
    """Put the problems in the order of the page; what stands in no list comes last."""
    places = {name: at for at, name in enumerate(_ORDER)}
    ordered = sorted(problems, key=lambda name: places.get(name, len(_ORDER)))
    return {name: problems[name] for name in ordered}


def _respondents(members: Sequence[tuple[UUID, str]], *, setter: Person) -> list[tuple[UUID, str]]:
    """Return who may answer alone: whoever sets the round up, or a member of the team."""
    others = [member for member in members if member[0] != setter.id]
    return [(setter.id, _("You")), *others]


def _chosen(value: str, *, respondents: Sequence[tuple[UUID, str]]) -> UUID:
    by_text = {str(who): who for who, _name in respondents}
    return by_text.get(value, respondents[0][0])


def _questionnaire(values: MultiDict[str, str]) -> Questionnaire:
    wanted = values.get("form", "")
    return Questionnaire(wanted) if wanted in set(Questionnaire) else Questionnaire.FULL


def _mode(values: MultiDict[str, str], *, is_solo: bool) -> Mode:
    if is_solo:
        return Mode.NAMED
    wanted = values.get("mode", "")
    return Mode(wanted) if wanted in set(Mode) else Mode.ANONYMOUS
