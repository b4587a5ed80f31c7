"""Forms of cases, their reviewers, the record of improvement, and what is sent or taken back."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import URL, DataRequired, InputRequired, Length, Optional

from pmo_academy.core.forms import Day, Form, TextLine
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l

_SHORT = Length(max=200, message=_l("Use at most 200 letters."))
_SOME = Length(min=10, message=_l("Write at least 10 letters."))
_LONG = Length(max=5000, message=_l("Use at most 5,000 letters."))


class CaseForm(Form):
    """The case that somebody presents."""

    title = TextLine(
        _l("Title of your case"), validators=[DataRequired(_l("Enter a title.")), _SHORT]
    )
    text = TextAreaField(
        _l("Your case"),
        validators=[
            DataRequired(_l("Describe your case.")),
            Length(min=200, message=_l("Write at least 200 letters, so that it can be judged.")),
            _LONG,
        ],
    )
    link = TextLine(
        _l("Link to documents"),
        validators=[
            Optional(),
            Length(max=500, message=_l("Use at most 500 letters.")),
            URL(
                require_tld=False,
                message=_l("Enter a whole address that begins with https:// or http://."),
            ),
        ],
    )


class ReviewersForm(Form):
    """The two who judge a case, and the day of the conversation."""

    first = SelectField(_l("First reviewer"), validators=[InputRequired(_l("Choose somebody."))])
    second = SelectField(_l("Second reviewer"), validators=[InputRequired(_l("Choose somebody."))])
    meets_on = Day(_l("Day of the conversation"), validators=[Optional()])

    def offer(self, people: Sequence[tuple[UUID, str]]) -> None:
        """Offer these people, none of them chosen beforehand."""
        choices = [SelectChoice("", _("Choose one"))]
        choices += [SelectChoice(str(person_id), name) for person_id, name in people]
        self.first.choices = self.second.choices = choices


class OpinionForm(Form):
    """What a reviewer thinks of a case, with reasons."""

    is_for = RadioField(
        _l("Your opinion"),
        choices=[
            SelectChoice("yes", _l("For it: what the programme stands for is shown")),
            SelectChoice("no", _l("Not yet: something is missing")),
        ],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    reasons = TextAreaField(
        _l("Reasons"),
        validators=[
            DataRequired(_l("Give your reasons; the candidate reads them.")),
            Length(min=40, message=_l("Write at least 40 letters: what convinced you or not?")),
            _LONG,
        ],
    )


class EntryForm(Form):
    """Something that changed in somebody's PMO."""

    happened_on = Day(_l("Day"), validators=[InputRequired(_l("Enter the day."))])
    change = TextAreaField(
        _l("What changed"),
        validators=[DataRequired(_l("Say what changed.")), _SOME, _LONG],
    )
    effect = TextAreaField(
        _l("What came of it, and how you know"),
        validators=[DataRequired(_l("Say what came of it and how you know.")), _SOME, _LONG],
    )


class SendBackForm(Form):
    """Why somebody cannot confirm what another one claims or wrote."""

    because = TextAreaField(
        _l("What is missing"),
        validators=[
            DataRequired(_l("Say what is missing; the owner reads it.")),
            _SOME,
            Length(max=1000, message=_l("Use at most 1,000 letters.")),
        ],
    )


def send_back_forms(ids: Iterable[UUID]) -> dict[UUID, SendBackForm]:
    """Return an empty form for each of the things on one page."""
    return {one: SendBackForm(formdata=None, prefix=str(one)) for one in ids}


class RevocationForm(Form):
    """Why a certificate is taken back."""

    reason = TextLine(
        _l("Reason"),
        validators=[
            DataRequired(_l("Give the reason; the public page shows it.")),
            Length(min=10, message=_l("Use at least 10 letters.")),
            _SHORT,
        ],
    )
