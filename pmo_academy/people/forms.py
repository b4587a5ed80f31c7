"""Forms of accounts, people and teams."""

from wtforms import BooleanField, EmailField, PasswordField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, Length

from pmo_academy.core.forms import EmailAddress, Form, TextLine
from pmo_academy.core.words import lazy_gettext as _l


class SignInForm(Form):
    """Email and password."""

    email = EmailField(
        _l("Email"),
        validators=[DataRequired(_l("Enter your email address."))],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _l("Password"),
        validators=[DataRequired(_l("Enter your password.")), Length(max=256)],
        render_kw={"autocomplete": "current-password"},
    )


class NewPasswordForm(Form):
    """A new password, for somebody who came by a link."""

    new_password = PasswordField(
        _l("New password"),
        validators=[DataRequired(_l("Enter a new password."))],
        render_kw={"autocomplete": "new-password"},
    )


class ChangePasswordForm(NewPasswordForm):
    """The present password and a new one."""

    current_password = PasswordField(
        _l("Current password"),
        validators=[DataRequired(_l("Enter your current password."))],
        render_kw={"autocomplete": "current-password"},
    )


class PersonForm(Form):
    """Name and roles of a person."""

    name = TextLine(
        _l("Name"),
        validators=[DataRequired(_l("Enter the person's name.")), Length(max=120)],
    )
    is_pmo_lead = BooleanField(_l("PMO lead"))
    is_administrator = BooleanField(_l("Administrator"))
    member_of = SelectMultipleField(_l("Member of"))
    manager_of = SelectMultipleField(_l("Manager of"))


class NewPersonForm(PersonForm):
    """A person who is not here yet."""

    email = EmailField(
        _l("Email"),
        validators=[
            DataRequired(_l("Enter an email address.")),
            EmailAddress(_l("Enter an email address such as name@example.org.")),
            Length(max=254),
        ],
    )


class TeamForm(Form):
    """A team and what it stands below."""

    name = TextLine(_l("Name"), validators=[DataRequired(_l("Enter a name.")), Length(max=120)])
    parent_id = SelectField(_l("Below"))
