"""Forms of learning."""

from typing import Any

from wtforms import DateField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from pmo_academy.core.forms import Form
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l


class Day(DateField):
    """A day, as the browser's own date field sends it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day, or say in our words how to write one."""
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError(_("Enter a date such as 2026-05-31.")) from problem


class AssignmentForm(Form):
    """A course, the people who get it, and the date by which it is due."""

    course_code = SelectField(
        _l("Course"), validators=[InputRequired(_l("Choose a course."))], validate_choice=True
    )
    person_ids = SelectMultipleField(
        _l("People"),
        validators=[InputRequired(_l("Choose at least one person."))],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    due_on = Day(_l("Due on"), validators=[InputRequired(_l("Enter a date."))])
