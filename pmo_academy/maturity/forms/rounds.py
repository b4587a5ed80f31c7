"""The four steps in which a round is set up, and which field belongs to which."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from pmo_academy.core import clock
from pmo_academy.core.forms import Day, Form, TextLine
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.maturity.forms.people import AS_GUESTS
from pmo_academy.maturity.models import Mode
from pmo_academy.maturity.rules.model import Form as Questionnaire
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.suppression import THRESHOLDS, USUAL_THRESHOLD

WHOLE_SECTION = "all"
USUAL_DAYS = 14
STEPS = 4

# The beginnings of the names of the fields of each step; the rest belongs to no step.
_OF_STEP = {
    1: ("title", "form", "leave-", "reason-"),
    2: ("member-", "emails-", AS_GUESTS, "respondent"),
    3: ("opens_on", "closes_on", "reminder_days", "holds_workshop"),
    4: ("mode", "threshold"),
}


class WhatForm(Form):
    """The first step: what is asked; the questions left out are read besides."""

    title = TextLine(
        _l("Title"),
        validators=[
            InputRequired(_l("Enter a title.")),
            Length(max=120, message=_l("A title has at most 120 characters.")),
        ],
    )
    form = RadioField(
        _l("Questionnaire"),
        choices=[SelectChoice(form.value) for form in Questionnaire],
        validators=[InputRequired(_l("Choose a questionnaire."))],
    )


class WhenForm(Form):
    """The third step: the days of the round."""

    opens_on = Day(_l("First day"), validators=[InputRequired(_l("Enter the first day."))])
    closes_on = Day(_l("Last day"), validators=[InputRequired(_l("Enter the last day."))])
    reminder_days = SelectMultipleField(
        _l("Remind those who have not taken part"),
        choices=[
            SelectChoice("14", _l("14 days before the last day")),
            SelectChoice("7", _l("7 days before")),
            SelectChoice("3", _l("3 days before")),
            SelectChoice("1", _l("1 day before")),
        ],
    )
    holds_workshop = BooleanField(_l("Talk about the answers before the result is worked out"))


class PrivacyForm(Form):
    """The fourth step: whether names are kept, and from how many people on results are shown."""

    mode = RadioField(
        _l("Names"),
        choices=[
            SelectChoice(Mode.ANONYMOUS.value, _l("Anonymous: answers are kept without names")),
            SelectChoice(
                Mode.NAMED.value, _l("Named: answers are kept with names, and everybody is told")
            ),
        ],
        validators=[InputRequired(_l("Choose whether names are kept."))],
    )
    threshold = SelectField(
        _l("Show results from"),
        choices=[SelectChoice(str(number)) for number in THRESHOLDS],
        coerce=int,
        default=USUAL_THRESHOLD,
        validators=[InputRequired(_l("Choose a number from 4 to 10."))],
    )


def usual_values(*, title: str, team_id: UUID, edition_id: UUID) -> MultiDict[str, str]:
    """Return what stands in the fields before anything is typed."""
    today = clock.today()
    usual: list[tuple[str, str]] = [
        ("team", str(team_id)),
        ("edition", str(edition_id)),
        ("title", title),
        ("form", Questionnaire.FULL.value),
        ("opens_on", today.isoformat()),
        ("closes_on", (today + timedelta(days=USUAL_DAYS)).isoformat()),
        ("reminder_days", "7"),
        ("reminder_days", "1"),
        ("mode", Mode.ANONYMOUS.value),
        ("threshold", str(USUAL_THRESHOLD)),
    ]
    return MultiDict(usual)


def step_of(field: str) -> int:
    """Tell which step a field, or a problem of that name, belongs to; the first if to none."""
    if field == "people":
        return 2
    return next((step for step, names in _OF_STEP.items() if field.startswith(names)), 1)


def carried(values: MultiDict[str, str], *, step: int) -> list[tuple[str, str]]:
    """Return the fields of the other steps, to go along unseen."""
    known = [name for names in _OF_STEP.values() for name in names]
    return [
        (name, value)
        for name, value in values.items(multi=True)
        if name in ("team", "edition")
        or (name.startswith(tuple(known)) and not name.startswith(_OF_STEP[step]))
    ]


def questionnaires(model: Model) -> list[tuple[str, str, str]]:
    """Return the questionnaires that a model has: value, name, and what it is for."""
    offered: list[tuple[str, str, Any]] = [
        (
            Questionnaire.FULL.value,
            _("Full: %(count)s questions", count=len(model.items)),
            _("For a round whose result counts."),
        ),
        (
            Questionnaire.QUICK.value,
            _("Quick: %(count)s questions", count=len(model.quick_form)),
            _("A first look. Its result is less certain, and says so."),
        ),
        (
            Questionnaire.SOLO.value,
            _("Alone: one person answers all %(count)s questions", count=len(model.items)),
            _("To prepare, or while there is nobody else to ask. One view is never a team's."),
        ),
    ]
    return [one for one in offered if one[0] != Questionnaire.QUICK.value or model.quick_form]


def read_scope(form: MultiDict[str, str], model: Model) -> Mapping[str, str]:
    """Read which questions are left out, each with its reason."""
    left_out: dict[str, str] = {}
    for domain in model.domains:
        chosen = form.get(f"leave-{domain.code.lower()}", "")
        reason = " ".join(form.get(f"reason-{domain.code.lower()}", "").split())[:300]
        codes = [item.code for item in domain.items]
        if chosen == WHOLE_SECTION and not model.owns_floor_pair(domain):
            left_out |= dict.fromkeys(codes, reason)
        elif chosen in codes:
            left_out[chosen] = reason
    return left_out
