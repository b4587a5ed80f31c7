"""What somebody wants: mails, quiet hours, shortcuts, and the private link of a calendar."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, redirect, session, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.agenda.forms import PreferencesForm
from pmo_academy.agenda.service import calendar_links
from pmo_academy.core import mail
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people import preferences
from pmo_academy.people.sign_in import current_person, current_preference

# The browser keeps the new link from the redirect to the page that shows it.
NEW_LINK = "new_calendar_link"

bp = Blueprint("preferences", __name__, url_prefix="/me", template_folder="../templates")


@bp.get("/preferences")
@requires(Permission.KEEP_ACCOUNT)
def show_preferences() -> ResponseReturnValue:
    """Show what the reader wants."""
    return _page(PreferencesForm(formdata=None, obj=current_preference()))


@bp.post("/preferences")
@requires(Permission.KEEP_ACCOUNT)
@submits_once
def save_preferences() -> ResponseReturnValue:
    """Store what the reader wants."""
    form = PreferencesForm()
    if not form.validate():
        return _page(form, status=422)
    with transaction():
        preference = preferences.preference_of(current_person().id)
        form.populate_obj(preference)
        preferences.save(preference, by=current_person().id)
    flash(_("Your preferences are saved."), "success")
    return redirect(url_for(".show_preferences"), 303)


@bp.post("/calendar-link")
@requires(Permission.KEEP_ACCOUNT)
@submits_once
def make_calendar_link() -> ResponseReturnValue:
    """Make a private link, shown this once; an earlier one works no longer."""
    with transaction():
        token = calendar_links.make_link(current_person())
        path = url_for("calendar.show_calendar", calendar_token=f"{token}.ics")
        session[NEW_LINK] = current_app.config["SETTINGS"].base_url + urlsplit(path).path
    return redirect(url_for(".show_preferences"), 303)


@bp.post("/calendar-link/removal")
@requires(Permission.KEEP_ACCOUNT)
@submits_once
def end_calendar_link() -> ResponseReturnValue:
    """Let the private link work no longer."""
    with transaction():
        calendar_links.switch_off(current_person())
    flash(_("The calendar link works no longer."), "success")
    return redirect(url_for(".show_preferences"), 303)


def _page(form: PreferencesForm, *, status: int = 200) -> ResponseReturnValue:
    return render(
        "agenda/preferences.html",
        status=status,
        form=form,
        new_link=session.pop(NEW_LINK, ""),
        has_link=calendar_links.has_link(current_person()),
        sends_mail=mail.is_set_up(),
    )
