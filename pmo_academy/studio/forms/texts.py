"""Forms for the fields of a text: a lesson, a practice task, a work product."""

from collections.abc import Mapping
from typing import Any

from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from pmo_academy.core.forms import Form, TextLine
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.studio.forms.courses import line
from pmo_academy.studio.service.texts import LESSONS, PRACTICE, WORK_PRODUCT

RUBRIC = ("complete", "fitting", "used", "improved")
ITEM = r"^[A-Z]{2,6}-[A-Z][0-9]{1,2}$"


class TextForm(Form):
    """What every text has: a title and the text itself."""

    title = line(_l("Title"), _l("Enter a title."))
    body = TextAreaField(
        _l("Text"), validators=[Length(max=90_000, message=_l("Split this text: it is too long."))]
    )

    def filled_from(self, fields: Mapping[str, Any], body: str) -> None:
        """Show what the file says."""
        self.title.data, self.body.data = str(fields.get("title") or ""), body

    def values(self) -> dict[str, Any]:
        """Return the fields as the file writes them; None for one that is left out."""
        return {"title": self.title.data}


class TimedForm(TextForm):
    """A text that takes its time."""

    minutes = IntegerField(
        _l("Minutes it takes"),
        validators=[
            InputRequired(_l("Enter a number.")),
            NumberRange(min=1, max=600, message=_l("Enter a number from 1 to 600.")),
        ],
    )

    def filled_from(self, fields: Mapping[str, Any], body: str) -> None:
        """Show what the file says."""
        super().filled_from(fields, body)
        self.minutes.data = fields.get("minutes")

    def values(self) -> dict[str, Any]:
        """Return the fields as the file writes them."""
        return {**super().values(), "minutes": self.minutes.data}


class LessonForm(TimedForm):
    """A lesson: besides, what it teaches to do and which item of the maturity model it serves."""

    verb = SelectField(_l("What it teaches"))
    item = TextLine(
        _l("Item of the maturity model"),
        validators=[Optional(), Regexp(ITEM, message=_l("Write a code such as MND-S1."))],
    )

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.verb.choices = [
            ("know", _("To know something")),
            ("do", _("To do something")),
            ("lead", _("To lead others in it")),
        ]

    def filled_from(self, fields: Mapping[str, Any], body: str) -> None:
        """Show what the file says."""
        super().filled_from(fields, body)
        self.verb.data, self.item.data = fields.get("verb", "do"), fields.get("item") or ""

    def values(self) -> dict[str, Any]:
        """Return the fields as the file writes them."""
        return {**super().values(), "item": self.item.data or None, "verb": self.verb.data}


class WorkProductForm(TextForm):
    """A work product: besides, when each of its four lines is met."""

    complete = TextAreaField(_l("Complete, when"), validators=[DataRequired(_l("Say when."))])
    fitting = TextAreaField(_l("Fitting, when"), validators=[DataRequired(_l("Say when."))])
    used = TextAreaField(_l("Used, when"), validators=[DataRequired(_l("Say when."))])
    improved = TextAreaField(_l("Improved, when"), validators=[DataRequired(_l("Say when."))])

    def filled_from(self, fields: Mapping[str, Any], body: str) -> None:
        """Show what the file says."""
        super().filled_from(fields, body)
        rubric = fields.get("rubric") or {}
        for name in RUBRIC:
            self[name].data = str(rubric.get(name) or "")

    def values(self) -> dict[str, Any]:
        """Return the fields as the file writes them."""
        rubric = {name: " ".join(str(self[name].data).split()) for name in RUBRIC}
        return {**super().values(), "rubric": rubric}


FORMS: Mapping[str, type[TextForm]] = {
    LESSONS: LessonForm,
    PRACTICE: TimedForm,
    WORK_PRODUCT: WorkProductForm,
}
