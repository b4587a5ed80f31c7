"""Forms of learning."""

from wtforms import SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from pmo_academy.core.forms import Day, Form
from pmo_academy.core.words import lazy_gettext as _l


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
