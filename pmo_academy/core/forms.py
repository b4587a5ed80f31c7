"""The base form, and the field types we add to WTForms."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField


class Form(FlaskForm):  # type: ignore[misc]
    """Checks the shape of what was typed; the token is guarded for all forms at once."""

    class Meta:
        """The token is checked by core.security, not by each form."""

        csrf = False


class TextLine(StringField):
    """One line of text, without the blanks around it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the line as typed, less its outer blanks."""
        self.data = " ".join(str(valuelist[0]).split()) if valuelist else ""
