"""What is decided about a draft: a review, comments, publishing, a moment, a withdrawal."""

from wtforms import HiddenField, IntegerField, RadioField, SelectField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length

from pmo_academy.core.forms import Day, Form, TextLine
from pmo_academy.core.words import lazy_gettext as _l

LONGEST = 2000


class PublishForm(Form):
    """Whom the edition reaches; why answers are regraded, where they are."""

    seen = HiddenField()
    reach = RadioField(
        _l("Who gets it?"),
        default="new",
        choices=[
            SelectChoice("new", _l("New learners only")),
            SelectChoice("all", _l("All: people in progress move to it")),
        ],
        validators=[InputRequired(_l("Choose who gets it."))],
    )
    reason = TextLine(
        _l("What was wrong with the key?"),
        description=_l("Needed for a regrade; learners concerned read it beside the question."),
        validators=[Length(max=300, message=_l("Use at most 300 characters."))],
    )


class ScheduleForm(Form):
    """The moment at which a draft is published, and whom it reaches."""

    seen = HiddenField()
    due_on = Day(_l("Day"), validators=[InputRequired(_l("Enter a date."))])
    due_time = TimeField(_l("Time (UTC)"), validators=[InputRequired(_l("Enter a time."))])
    scheduled_reach = RadioField(
        _l("Who gets it then?"),
        default="new",
        choices=[
            SelectChoice("new", _l("New learners only")),
            SelectChoice("all", _l("All: people in progress move to it")),
        ],
        validators=[InputRequired(_l("Choose who gets it."))],
    )


class ReviewForm(Form):
    """Who is asked to look at a draft, and what to look at."""

    asked_of = SelectField(_l("Who should look at it?"))
    note = TextLine(
        _l("What should they look at?"),
        validators=[Length(max=300, message=_l("Use at most 300 characters."))],
    )


class VerdictForm(Form):
    """What came of a review."""

    seen = HiddenField()
    verdict = RadioField(
        _l("What do you say?"),
        choices=[
            SelectChoice("approved", _l("Approve exactly this")),
            SelectChoice("sent-back", _l("Send it back")),
        ],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    verdict_reason = TextLine(
        _l("Why? Needed when you send it back"),
        validators=[Length(max=300, message=_l("Use at most 300 characters."))],
    )


class CommentForm(Form):
    """What is said about a line."""

    line = IntegerField(_l("Line"), validators=[InputRequired(_l("Enter the number of a line."))])
    text = TextAreaField(
        _l("Comment"),
        validators=[
            DataRequired(_l("Write what you think.")),
            Length(max=LONGEST, message=_l("Use at most 2000 characters.")),
        ],
    )


class WithdrawalForm(Form):
    """Why a course is no longer offered."""

    reason = TextLine(
        _l("Why is it withdrawn?"),
        validators=[
            DataRequired(_l("Say why.")),
            Length(max=300, message=_l("Use at most 300 characters.")),
        ],
    )
