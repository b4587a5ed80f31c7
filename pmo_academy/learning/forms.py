"""Forms of learning."""

from typing import Any

from wtforms import (
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
)

from pmo_academy.core.forms import Day, Form, TextLine
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.learning.rules.reviewing import LINES, Way
from pmo_academy.people.choosing import GivingForm

LONGEST_NOTE = 2000


class AssignmentForm(GivingForm):
    """A course, the people who get it, and the date by which it is due."""

    course_code = SelectField(
        _l("Course"), validators=[InputRequired(_l("Choose a course."))], validate_choice=True
    )
    due_on = Day(_l("Due on"), validators=[InputRequired(_l("Enter a date."))])


class DateForm(Form):
    """Another date by which an assigned course is due."""

    new_date = Day(_l("Due on"), validators=[InputRequired(_l("Enter a date."))])


class ReasonForm(Form):
    """Why something is taken back."""

    reason = TextLine(
        _l("Why?"),
        validators=[
            DataRequired(_l("Say why.")),
            Length(max=300, message=_l("Use at most 300 characters.")),
        ],
    )


class JoiningRuleForm(Form):
    """Which course those who join take, and within how many days."""

    rule_course = SelectField(
        _l("Course"), validators=[InputRequired(_l("Choose a course."))], validate_choice=True
    )
    rule_days = IntegerField(
        _l("Within days"),
        validators=[
            InputRequired(_l("Enter a number of days.")),
            NumberRange(min=1, max=365, message=_l("Enter a number from 1 to 365.")),
        ],
    )


class ExemptionForm(Form):
    """Who need not take which course, and why."""

    exempt_person = SelectField(
        _l("Person"), validators=[InputRequired(_l("Choose a person."))], validate_choice=True
    )
    exempt_from = SelectField(
        _l("Course"), validators=[InputRequired(_l("Choose a course."))], validate_choice=True
    )
    exempt_because = TextLine(
        _l("Reason"),
        validators=[
            DataRequired(_l("Say why; the person reads it.")),
            Length(max=300, message=_l("Use at most 300 characters.")),
        ],
    )


class QuestionForm(Form):
    """A question about a lesson, or the answer to it."""

    text = TextAreaField(
        _l("Your question"),
        validators=[
            DataRequired(_l("Write your question first.")),
            Length(max=LONGEST_NOTE, message=_l("A question has at most 2,000 characters.")),
        ],
    )


class AnswerForm(Form):
    """The answer to a question."""

    text = TextAreaField(
        _l("Your answer"),
        validators=[
            DataRequired(_l("Write your answer first.")),
            Length(max=LONGEST_NOTE, message=_l("An answer has at most 2,000 characters.")),
        ],
    )


class HidingForm(Form):
    """Why a question is hidden."""

    reason = TextLine(
        _l("Why?"),
        validators=[
            DataRequired(_l("Say why; who asked reads it.")),
            Length(max=300, message=_l("Use at most 300 characters.")),
        ],
    )


class HandInForm(Form):
    """A link or a file, a note, and who is to judge it."""

    kind = RadioField(
        _l("What do you hand in?"),
        choices=[SelectChoice("link", _l("A link")), SelectChoice("file", _l("A file"))],
        validators=[InputRequired(_l("Choose a link or a file."))],
    )
    link = TextLine(
        _l("Link"),
        validators=[Optional(), Length(max=1000, message=_l("Use at most 1,000 characters."))],
    )
    file = FileField(_l("File"))
    note = TextAreaField(
        _l("Note for those who read it"),
        validators=[
            Optional(),
            Length(max=LONGEST_NOTE, message=_l("A note has at most 2,000 characters.")),
        ],
    )
    way = RadioField(
        _l("Who reads it?"),
        choices=[
            SelectChoice(Way.MENTOR.value, _l("My mentor: a manager of my team, or a PMO lead")),
            SelectChoice(Way.PEERS.value, _l("Two colleagues who take this course too")),
        ],
        validators=[InputRequired(_l("Choose who reads it."))],
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        for one in (self.link, self.file):  # the chosen one of the two is needed
            one.flags.required = True


class JudgementForm(Form):
    """A verdict on each of the four lines, with a reason where it is not met, and a comment."""

    comment = TextAreaField(
        _l("A word to the author"),
        validators=[
            Optional(),
            Length(max=LONGEST_NOTE, message=_l("A comment has at most 2,000 characters.")),
        ],
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        for line in LINES:  # what is missing is told line by line, once it is sent
            self[f"{line}-met"].flags.required = True

    def verdicts(self) -> dict[str, tuple[bool | None, str]]:
        """Return what was said of each line: met, not met, or None where nothing was said."""
        known = {"yes": True, "no": False}
        return {
            line: (known.get(self[f"{line}-met"].data or ""), self[f"{line}-reason"].data or "")
            for line in LINES
        }


def _met() -> RadioField:
    choices = [SelectChoice("yes", _l("Met")), SelectChoice("no", _l("Not yet"))]
    return RadioField(_l("Is it met?"), choices=choices, validators=[Optional()])


def _reason() -> TextAreaField:
    most = Length(max=LONGEST_NOTE, message=_l("A reason has at most 2,000 characters."))
    return TextAreaField(_l("What is missing?"), validators=[Optional(), most])


for _line in LINES:
    setattr(JudgementForm, f"{_line}-met", _met())
    setattr(JudgementForm, f"{_line}-reason", _reason())


def line_names() -> dict[str, str]:
    """Return how the four lines of a rubric are called."""
    return {
        "complete": _("Complete"),
        "fitting": _("Fitting"),
        "used": _("Used by someone"),
        "improved": _("Improved after feedback"),
    }
