"""Forms for a later last day and for opening a closed round again."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from pmo_academy.core.forms import Day, Form
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.maturity.service.course_of_round import LONGEST_REASON


class ExtensionForm(Form):
    """A later last day."""

    until = Day(_l("New last day"), validators=[InputRequired(_l("Enter the new last day."))])


class ReopeningForm(Form):
    """A new last day and why a closed round takes answers again."""

    until = Day(_l("New last day"), validators=[InputRequired(_l("Enter the new last day."))])
    reason = TextAreaField(
        _l("Reason"),
        validators=[
            InputRequired(_l("Say why; the reason is kept with the round.")),
            Length(max=LONGEST_REASON, message=_l("A reason has at most 500 characters.")),
        ],
    )
