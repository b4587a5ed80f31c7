"""What somebody asks for who sets a target."""

from wtforms import IntegerField
from wtforms.validators import InputRequired

from pmo_academy.core.forms import Day, Form
from pmo_academy.core.words import lazy_gettext as _l


class TargetForm(Form):
    """A level to reach, and the day by which; whether they make sense the service says."""

    rung = IntegerField(_l("Level to reach"), validators=[InputRequired(_l("Choose a level."))])
    by_date = Day(_l("By"), validators=[InputRequired(_l("Enter a date."))])
