"""Sign in and out, set and change one's password."""

from flask import Blueprint, Response, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pmo_academy.core import audit
from pmo_academy.core.db import release, transaction
from pmo_academy.core.guards import public, repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.people import passwords, queries, service, sessions, sign_in
from pmo_academy.people.forms import ChangePasswordForm, NewPasswordForm, SignInForm
from pmo_academy.people.sign_in import current_person

bp = Blueprint("people", __name__, template_folder="../templates")


@bp.get("/sign-in")
@public
def show_sign_in() -> ResponseReturnValue:
    """Ask for email and password; who is signed in goes home."""
    if current_user.is_authenticated:
        return redirect(url_for("home.show_home"))
    return _sign_in_page(SignInForm())


@bp.post("/sign-in")
@public
@repeats_safely
def sign_in_person() -> ResponseReturnValue:
    """Sign the person in and lead on to the page they wanted."""
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form, status=422)
    email, address = form.email.data or "", request.remote_addr or ""
    if sessions.is_throttled(
        email=email, address=address, knows_device=sign_in.knows_device(email)
    ):
        refusal = _("Too many tries that did not fit. Wait 15 minutes, then try again.")
        return _sign_in_page(form, status=429, refusal=refusal)
    person = queries.find_person_by_email(email)
    kept = person.password_hash if person and person.is_active else ""
    release()
    if not passwords.matches(form.password.data or "", kept) or person is None:
        with transaction():
            sessions.record_failure(email=email, address=address)
            audit.record("people.sign-in-failed", subject=person.id if person else None)
        refusal = _("Email and password do not fit. Check both and try again.")
        return _sign_in_page(form, status=422, refusal=refusal)
    with transaction():
        sessions.forget_failures(email=email, address=address)
        sign_in.begin(person)
        audit.record("people.signed-in", subject=person.id, by=person.id)
    response = make_response(redirect(_own_path(request.args.get("next", "")), 303))
    sign_in.remember_device(response, email)
    return response


@bp.post("/sign-out")
@requires(Permission.RESPOND)
@repeats_safely
def sign_out() -> ResponseReturnValue:
    """End the session on the server and in the browser."""
    with transaction():
        audit.record("people.signed-out", by=current_person().id, subject=current_person().id)
        sign_in.end()
    response: Response = make_response(redirect(url_for("people.show_sign_in"), 303))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.get("/me/account")
@requires(Permission.KEEP_ACCOUNT)
def show_account() -> ResponseReturnValue:
    """Show the person's account."""
    return _account_page(ChangePasswordForm())


@bp.post("/me/password")
@requires(Permission.KEEP_ACCOUNT)
@submits_once
def change_password() -> ResponseReturnValue:
    """Change the password; every other browser is signed out."""
    form, person = ChangePasswordForm(), current_person()
    if not form.validate():
        return _account_page(form, status=422)
    if not passwords.matches(form.current_password.data or "", person.password_hash):
        form.current_password.errors = [_("This is not your current password.")]
        return _account_page(form, status=422)
    new = form.new_password.data or ""
    objection = passwords.objection_to(new, email=person.email)
    if objection:
        form.new_password.errors = [objection]
        return _account_page(form, status=422)
    with transaction():
        service.change_password(person, new=new)
        sign_in.begin(person)
    flash(_("Your password is changed. Other browsers are signed out."), "success")
    return redirect(url_for(".show_account"), 303)


@bp.get("/password/<token>")
@public
def show_password_link(token: str) -> ResponseReturnValue:
    """Ask somebody who came by a link for a new password."""
    _link, person = service.get_password_link(token)
    return render("people/password.html", form=NewPasswordForm(), email=person.email)


@bp.post("/password/<token>")
@public
@submits_once
def set_password(token: str) -> ResponseReturnValue:
    """Set the password; the link works no longer."""
    _link, person = service.get_password_link(token)
    form = NewPasswordForm()
    objection = None
    if form.validate():
        objection = passwords.objection_to(form.new_password.data or "", email=person.email)
        form.new_password.errors = [objection] if objection else []
    if form.errors or objection:
        return render("people/password.html", status=422, form=form, email=person.email)
    with transaction():
        service.use_password_link(token, new=form.new_password.data or "")
    flash(_("Your password is set. Sign in with it."), "success")
    return redirect(url_for(".show_sign_in"), 303)


def _sign_in_page(form: SignInForm, *, status: int = 200, refusal: str = "") -> ResponseReturnValue:
    return render(
        "people/sign_in.html",
        status=status,
        form=form,
        refusal=refusal,
        next_path=request.args.get("next", ""),
        has_samples=queries.has_sample_accounts(),
    )


def _account_page(form: ChangePasswordForm, *, status: int = 200) -> ResponseReturnValue:
    teams = queries.list_own_teams(current_person())
    return render(
        "people/account.html", status=status, form=form, teams=teams, shortest=passwords.SHORTEST
    )


def _own_path(wanted: str) -> str:
    """Return a path of our own, never an address elsewhere."""
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_ours and wanted.isprintable() else url_for("home.show_home")
