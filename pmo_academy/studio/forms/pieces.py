"""Forms about content of one file."""

from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from pmo_academy.authoring.rules.shapes import KEY
from pmo_academy.core.forms import Form, TextLine
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.studio.forms.courses import line


class PieceForm(Form):
    """The text of the file."""

    text = TextAreaField(
        _l("Text"),
        validators=[
            DataRequired(_l("Write something.")),
            Length(max=250_000, message=_l("It is too long.")),
        ],
    )


class ProgrammeForm(Form):
    """A programme to be: its key, its title, and the one it begins from."""

    title = line(_l("Title"), _l("Enter a title."))
    key = TextLine(
        _l("Short name"),
        validators=[
            DataRequired(_l("Enter a short name such as portfolio-lead.")),
            Regexp(KEY, message=_l("Write lower case letters, digits and hyphens.")),
        ],
    )
    like = SelectField(_l("Begin from"), validators=[InputRequired(_l("Choose one."))])
