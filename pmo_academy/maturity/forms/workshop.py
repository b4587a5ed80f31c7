"""What is sent in a workshop: a vote, the reason of an agreement, and what the page had seen."""

from werkzeug.datastructures import MultiDict
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length

from pmo_academy.core.errors import OutOfDateFormError
from pmo_academy.core.forms import Form
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.maturity.forms.review import LONGEST_REASON
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER

_LONGEST_NUMBER = 9


def _tidy(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


class VoteForm(Form):
    """One of the five statements, and perhaps a reason."""

    choice = RadioField(
        _l("Your vote"),
        choices=[SelectChoice(str(point)) for point in range(HIGHEST_ANSWER + 1)],
        validators=[InputRequired(_l("Choose the statement that is true today."))],
        validate_choice=True,
    )
    reason = TextAreaField(
        _l("Your reason"),
        filters=[_tidy],
        validators=[Length(max=LONGEST_REASON, message=_l("A reason has at most 500 characters."))],
    )


class AgreementForm(Form):
    """Why people agree on a statement."""

    because = TextAreaField(
        _l("Why this statement is true"),
        filters=[_tidy],
        validators=[
            DataRequired(_l("Write down why; the report shows it.")),
            Length(max=LONGEST_REASON, message=_l("A reason has at most 500 characters.")),
        ],
    )


def read_number(form: MultiDict[str, str], name: str) -> int:
    """Read a number that our own page sends along."""
    text = form.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise OutOfDateFormError(_("This page is out of date. Open it again."))
    return int(text)
