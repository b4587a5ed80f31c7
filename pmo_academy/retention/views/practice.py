"""Before and after a session, and what a person wishes of practice."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_day, current_person
from pmo_academy.retention import queries, service
from pmo_academy.retention.views.blueprint import bp, own_practice


def next_address() -> str:
    """Return where the session goes on: the next question, the end, or before there was any."""
    practice = own_practice()
    if practice.waiting:
        return url_for("retention.show_card", card_id=practice.waiting[0].id)
    return url_for("retention.show_done" if practice.done else "retention.show_practice")


@bp.get("/me/practice")
@requires(Permission.LEARN)
def show_practice() -> ResponseReturnValue:
    """Show what waits today, about how long it takes, and how fresh each course is."""
    return render("retention/practice.html", practice=own_practice())


@bp.post("/me/practice/sessions")
@requires(Permission.LEARN)
@repeats_safely
def start_session() -> ResponseReturnValue:
    """Add what serves the gaps of the teams, and lead to the first question."""
    with transaction():
        service.fill(current_person(), today=current_day())
    return redirect(next_address(), 303)


@bp.get("/me/practice/done")
@requires(Permission.LEARN)
def show_done() -> ResponseReturnValue:
    """Show what today's answers moved, and when the next are due."""
    practice = own_practice()
    if not practice.done:
        return redirect(url_for(".show_practice"))
    reviewed = queries.list_reviewed(current_person().id, today=practice.today)
    return render("retention/done.html", practice=practice, reviewed=reviewed)


@bp.post("/me/practice/postponement")
@requires(Permission.LEARN)
@repeats_safely
def put_off_practice() -> ResponseReturnValue:
    """Do not remind of practice before tomorrow."""
    with transaction():
        service.put_off(current_person(), today=current_day())
    flash(_("Not today, then. What waits is here again tomorrow."), "success")
    return redirect(url_for("home.show_home"), 303)


@bp.post("/me/practice/pause")
@requires(Permission.LEARN)
@repeats_safely
def pause_practice() -> ResponseReturnValue:
    """Let practice rest until the person goes on."""
    with transaction():
        service.set_pause(current_person(), is_paused=True)
    return redirect(url_for(".show_practice"), 303)


@bp.post("/me/practice/resumption")
@requires(Permission.LEARN)
@repeats_safely
def resume_practice() -> ResponseReturnValue:
    """Go on with practice."""
    with transaction():
        service.set_pause(current_person(), is_paused=False)
    return redirect(url_for(".show_practice"), 303)
