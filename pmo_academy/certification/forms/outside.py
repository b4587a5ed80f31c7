"""Forms of outside certificates, claims and tracks."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import Field, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import URL, AnyOf, DataRequired, InputRequired, Length, Optional
from wtforms.widgets import TextInput

from pmo_academy.certification.queries.claims import QUARTERS
from pmo_academy.certification.rules.renewal import Category
from pmo_academy.core.forms import Day, Form, TextLine
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.people.choosing import GivingForm

MOST_HOURS = 500
SHORT = Length(max=200, message=_l("Use at most 200 letters."))


class QuarterHours(Field):
    """Hours in steps of a quarter, kept as the number of quarters; nothing typed is none."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read hours with a point or a comma."""
        self.data = 0
        typed = str(valuelist[0]).strip().replace(",", ".") if valuelist else ""
        if typed:
            self.data = _quarters_in(typed)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{Decimal(self.data or 0) / QUARTERS:f}" if self.data else ""


class CredentialForm(Form):
    """Which certificate, and since when."""

    rules_key = SelectField(
        _l("Certification"),
        validators=[InputRequired(_l("Choose a certification."))],
        validate_choice=False,
    )
    earned_on = Day(
        _l("Earned on"),
        validators=[InputRequired(_l("Enter the day on your certificate."))],
    )

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these certificates, none of them chosen beforehand."""
        offered = [("", _("Choose one")), *choices]
        self.rules_key.choices = [SelectChoice(key, title) for key, title in offered]


class ClaimForm(Form):
    """One activity, as the bodies ask for it."""

    title = TextLine(
        _l("What you did"),
        validators=[DataRequired(_l("Enter what you did.")), SHORT],
    )
    provider = TextLine(_l("Provider or host"), validators=[SHORT])
    description = TextAreaField(
        _l("What you learned or gave"),
        validators=[Length(max=1000, message=_l("Use at most 1,000 letters."))],
    )
    category = SelectField(
        _l("Category"),
        choices=[
            SelectChoice(Category.EDUCATION.value, _l("Education")),
            SelectChoice(Category.GIVING_BACK.value, _l("Giving back")),
            SelectChoice(Category.PRACTITIONER.value, _l("Working as a practitioner")),
        ],
        validate_choice=False,
        validators=[
            InputRequired(_l("Choose how you earned it.")),
            AnyOf([one.value for one in Category], _l("Choose how you earned it.")),
        ],
    )
    started_on = Day(_l("First day"), validators=[InputRequired(_l("Enter the first day."))])
    ended_on = Day(_l("Last day"), validators=[InputRequired(_l("Enter the last day."))])
    ways_of_working = QuarterHours(_l("Ways of Working"))
    power_skills = QuarterHours(_l("Power Skills"))
    business_acumen = QuarterHours(_l("Business Acumen"))
    link = TextLine(
        _l("Link to evidence"),
        validators=[
            Optional(),
            Length(max=500, message=_l("Use at most 500 letters.")),
            URL(
                require_tld=False,
                message=_l("Enter a whole address that begins with https:// or http://."),
            ),
        ],
    )
    version = HiddenField()

    @property
    def seen_version(self) -> int:
        """The version of the claim that the person saw; 0 for none that can be."""
        typed = self.version.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def _quarters_in(typed: str) -> int:
    try:
        quarters = Decimal(typed) * QUARTERS
    except InvalidOperation as problem:
        raise ValueError(_("Enter hours as a number, such as 1.5.")) from problem
    if not quarters.is_finite() or not 0 <= quarters <= MOST_HOURS * QUARTERS:
        raise ValueError(_("Enter hours between 0 and %(most)s.", most=MOST_HOURS))
    if quarters != int(quarters):
        raise ValueError(_("Enter hours in steps of a quarter: 0.25, 0.5, 0.75, 1."))
    return int(quarters)


class TrackForm(GivingForm):
    """A track, the people who get it, and the day by which its last course is due."""

    track = SelectField(
        _l("Track"), validators=[InputRequired(_l("Choose a track."))], validate_choice=True
    )
    last_on = Day(_l("Last course due on"), validators=[InputRequired(_l("Enter a date."))])
