"""The form of preferences."""

from typing import Any
from zoneinfo import available_timezones

from wtforms import BooleanField, SelectField, TimeField
from wtforms.validators import InputRequired

from pmo_academy.core.forms import Form
from pmo_academy.core.words import lazy_gettext as _l

_ZONES: Any = sorted(available_timezones())


class PreferencesForm(Form):
    """Whose clock, which mails, when none, and the keyboard."""

    time_zone = SelectField(
        _l("Time zone"),
        choices=_ZONES,
        validators=[InputRequired(_l("Choose a time zone."))],
    )
    mails_digest = BooleanField(_l("Weekly digest"))
    mails_invitation = BooleanField(_l("Invitations to assessments"))
    mails_closing = BooleanField(_l("Assessments that close soon"))
    mails_expiry = BooleanField(_l("Certificates that end"))
    quiet_from = TimeField(_l("No mail from"), validators=[InputRequired(_l("Enter a time."))])
    quiet_until = TimeField(_l("Until"), validators=[InputRequired(_l("Enter a time."))])
    uses_shortcuts = BooleanField(_l("Single-letter keyboard shortcuts"))
