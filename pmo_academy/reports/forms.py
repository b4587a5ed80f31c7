"""Forms of reports."""

from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from pmo_academy.core import clock
from pmo_academy.core.forms import Day, Form, TextLine
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l

LONGEST_REASON = 300


class AskedWith:
    """Asks for a field where another one is not zero."""

    def __init__(self, other: str, message: Any) -> None:
        self.other = other
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        """Raise ValidationError where the field is missing."""
        if form[self.other].data and not field.data:
            raise ValidationError(self.message)


class RegradeForm(Form):
    """How earlier answers count from now on, why, and the outcome that was seen beforehand."""

    basis = RadioField(
        _l("How should they count?"),
        choices=[
            SelectChoice("key", _l("By the corrected key")),
            SelectChoice("point", _l("Everybody gets the point")),
        ],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    reason = TextLine(
        _l("What was wrong?"),
        description=_l("The learners concerned read this beside the question."),
        validators=[
            DataRequired(_l("Say what was wrong.")),
            Length(max=LONGEST_REASON, message=_l("Use at most 300 characters.")),
        ],
    )
    digest_by_key = HiddenField()
    digest_with_point = HiddenField()


EXTRA_PERCENT = (25, 50, 100)


class ExtraTimeForm(Form):
    """How much more time somebody has in tests, why, where and until when."""

    percent = RadioField(
        _l("Extra time"),
        coerce=int,
        choices=[
            SelectChoice(0, _l("The usual time")),
            *(SelectChoice(one, _l("%(percent)s %% more", percent=one)) for one in EXTRA_PERCENT),
        ],
        validators=[InputRequired(_l("Choose one of the amounts shown."))],
    )
    reason = TextLine(
        _l("Reason"),
        description=_l(
            "Who decided it, such as “agreed with occupational health”. Write no diagnosis."
        ),
        validators=[
            AskedWith("percent", _l("Say who decided it.")),
            Length(max=LONGEST_REASON, message=_l("Use at most 300 characters.")),
        ],
    )
    only_course = SelectField(_l("For"), default="", validate_choice=True)
    until = Day(
        _l("Until"),
        description=_l("Leave it empty if it holds for good."),
        validators=[Optional()],
    )

    def validate_until(self, field: Day) -> None:
        """Refuse a day that is over."""
        if field.data and field.data < clock.today():
            raise ValidationError(_("Enter a date from today on."))
