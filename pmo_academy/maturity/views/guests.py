"""Private links: who has no account comes in by one and can do nothing but answer."""

from datetime import timedelta

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError, TooManyError
from pmo_academy.core.guards import public, repeats_safely
from pmo_academy.core.throttle import Throttle
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries.private_links import (
    LinkState,
    PrivateInvitation,
    get_private_invitation,
)
from pmo_academy.maturity.service import guests
from pmo_academy.people import sign_in

bp = Blueprint("guests", __name__, url_prefix="/invitation", template_folder="../templates")

guesses = Throttle(most=40, within=timedelta(minutes=15))


@bp.get("/<guest_token>")
@public
def show_invitation(guest_token: str) -> ResponseReturnValue:
    """Say who is asked for what and who sees what; opening the page signs nobody in."""
    return _page(_invitation(guest_token), guest_token)


@bp.post("/<guest_token>")
@public
@repeats_safely
def come_in(guest_token: str) -> ResponseReturnValue:
    """Let the person answer as a guest; coming in twice begins one more session, no more.

    The audit trail stays silent: the moment would tell when somebody answered anonymously.
    """
    invitation = _invitation(guest_token)
    if invitation.state is not LinkState.READY:
        return _page(invitation, guest_token, status=409)
    with transaction():
        sign_in.begin(invitation.person, is_guest=True)
    return redirect(url_for("maturity.show_round", round_id=invitation.round_id), 303)


def _invitation(token: str) -> PrivateInvitation:
    try:
        return get_private_invitation(guests.digest_of(token))
    except NotFoundError:
        if not guesses.lets_pass(request.remote_addr or ""):
            raise TooManyError(
                _("Too many links that do not exist. Wait 15 minutes, then try again.")
            ) from None
        raise


def _page(invitation: PrivateInvitation, token: str, *, status: int = 200) -> ResponseReturnValue:
    somebody_else = current_user.is_authenticated and current_user.id != invitation.person.id
    return render(
        "maturity/private_link.html",
        status=status,
        invitation=invitation,
        token=token,
        signed_in_as=current_user.person.name if somebody_else else "",
    )
