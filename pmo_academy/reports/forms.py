"""Forms of reports."""

from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length

from pmo_academy.core.forms import Form, TextLine
from pmo_academy.core.words import lazy_gettext as _l

LONGEST_REASON = 300


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
