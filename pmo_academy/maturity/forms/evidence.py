"""Forms of evidence; they check shape, the service checks rules."""

from collections.abc import Sequence
from typing import Any

from wtforms import FileField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from pmo_academy.core.forms import Day, Form, TextLine
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.maturity.models import EvidenceKind

LONGEST_TEXT = 4000


class EvidenceForm(Form):
    """What backs which question, from when and until when."""

    item = SelectField(
        _l("Question"), validators=[InputRequired(_l("Choose the question that it backs."))]
    )
    title = TextLine(
        _l("Title"),
        validators=[
            DataRequired(_l("Enter a title.")),
            Length(max=120, message=_l("A title has at most 120 characters.")),
        ],
    )
    kind = RadioField(
        _l("What do you bring?"),
        choices=[
            SelectChoice(EvidenceKind.LINK.value, _l("A link")),
            SelectChoice(EvidenceKind.FILE.value, _l("A file")),
            SelectChoice(EvidenceKind.TEXT.value, _l("A text")),
        ],
        validators=[InputRequired(_l("Choose a link, a file or a text."))],
    )
    link = TextLine(
        _l("Link"),
        validators=[Optional(), Length(max=1000, message=_l("Use at most 1,000 characters."))],
    )
    file = FileField(_l("File"))
    text = TextAreaField(
        _l("Text"),
        validators=[
            Optional(),
            Length(max=LONGEST_TEXT, message=_l("A text has at most 4,000 characters.")),
        ],
    )
    dated_on = Day(
        _l("Date of the evidence"), validators=[InputRequired(_l("Enter the date it bears."))]
    )
    valid_until = Day(_l("Valid until"), validators=[Optional()])
    renews = HiddenField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        for one in (self.link, self.file, self.text):  # the chosen one of the three is needed
            one.flags.required = True

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer these questions."""
        offered = [("", _("Choose one")), *items]
        self.item.choices = [SelectChoice(code, title) for code, title in offered]


class ReturnForm(Form):
    """Why evidence is given back."""

    reason = TextAreaField(
        _l("What is missing?"),
        validators=[
            DataRequired(_l("Say what is missing, so that it can be mended.")),
            Length(max=1000, message=_l("Use at most 1,000 characters.")),
        ],
    )
