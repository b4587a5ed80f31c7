"""Why careless sheets are left out or counted again."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from pmo_academy.core.forms import Form
from pmo_academy.core.words import lazy_gettext as _l

LONGEST_REASON = 500


class CarelessForm(Form):
    """A decision about careless sheets takes a reason; the log shows it."""

    reason = TextAreaField(
        _l("Why"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip()],
        validators=[
            DataRequired(_l("Say why; the log shows it.")),
            Length(max=LONGEST_REASON, message=_l("A reason has at most 500 characters.")),
        ],
    )
