"""The base form, and the field types we add to WTForms."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import DateField, Field, StringField, ValidationError

from pmo_academy.core.words import gettext as _


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


class Day(DateField):
    """A day, as the browser's own date field sends it."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day, or say in our words how to write one."""
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError(_("Enter a date such as 2026-05-31.")) from problem


class EmailAddress:
    """Refuses what is no email address; asks no other machine, and lets .test addresses pass."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        """Raise ValidationError with our message."""
        del form
        if not is_email_address(field.data or ""):
            raise ValidationError(self.message)


def is_email_address(text: str) -> bool:
    """Tell whether the text can be an email address; asks no other machine."""
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True
