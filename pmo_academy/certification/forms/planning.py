"""Forms of what somebody has done, and of their schooling."""

from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from pmo_academy.certification.models import WorkKind
from pmo_academy.certification.rules.eligibility import Schooling
from pmo_academy.core.forms import Day, Form, TextLine
from pmo_academy.core.words import lazy_gettext as _l


class WorkForm(Form):
    """A stretch of work."""

    title = TextLine(
        _l("What it was"),
        validators=[
            DataRequired(_l("Enter the name of the project or the work.")),
            Length(max=200, message=_l("Use at most 200 letters.")),
        ],
    )
    kind = SelectField(
        _l("Kind of work"),
        choices=[
            SelectChoice(WorkKind.PROJECT.value, _l("Project")),
            SelectChoice(WorkKind.PROGRAMME.value, _l("Programme")),
            SelectChoice(WorkKind.PORTFOLIO.value, _l("Portfolio")),
            SelectChoice(WorkKind.OTHER.value, _l("Other professional work")),
        ],
        validators=[InputRequired(_l("Choose a kind."))],
    )
    started_on = Day(_l("First day"), validators=[InputRequired(_l("Enter the first day."))])
    ended_on = Day(_l("Last day"), validators=[Optional()])
    has_led = BooleanField(_l("I led it, or a part of it"))
    is_agile = BooleanField(_l("The team worked in an agile way"))


class SchoolingForm(Form):
    """The highest schooling."""

    schooling = SelectField(
        _l("Your highest schooling"),
        choices=[
            SelectChoice("", _l("Not said")),
            SelectChoice(Schooling.SECONDARY.value, _l("Secondary school")),
            SelectChoice(Schooling.DEGREE.value, _l("Degree of four years or more")),
            SelectChoice(Schooling.ACCREDITED.value, _l("Degree accredited by PMI's GAC")),
        ],
    )
