"""What stands before a view: who may use it, and that a submit happens once."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from flask import Flask, Response, current_app, flash, make_response, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pmo_academy.core import audit, submissions
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ForbiddenError, OutOfDateFormError
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _

View = Callable[..., ResponseReturnValue]
ViewT = TypeVar("ViewT", bound=View)


def public(view: ViewT) -> ViewT:
    """Let everybody in, signed in or not."""
    view.policy = "public"  # type: ignore[attr-defined]
    return view


def with_token(view: ViewT) -> ViewT:
    """Let in whoever brings a signed token in the address; the view reads it."""
    view.policy = "token"  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Let in whoever is signed in and holds the permission; lead others to the sign-in page."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return ask_to_sign_in()
            if not current_user.may(permission):
                with transaction():
                    audit.record("core.refused", by=current_user.id, subject=request.endpoint or "")
                raise ForbiddenError(_("Your role does not include this page."))
            return view(**arguments)

        guarded.policy = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def submits_once(view: View) -> View:
    """Do what the form asks once, however often it arrives under the same submission key."""

    @wraps(view)
    def once(**arguments: Any) -> ResponseReturnValue:
        key = request.form.get("submission_key", "")
        if not 16 <= len(key) <= 64:
            raise OutOfDateFormError(
                _("This form is out of date. Open the page again and send it once more.")
            )
        answer = submissions.done_once(
            key, _digest(), _person_id(), lambda: make_response(view(**arguments))
        )
        if isinstance(answer, str):
            return redirect(answer, 303)
        return answer  # type: ignore[return-value]

    once.repeat = "once"  # type: ignore[attr-defined]
    return once


def repeats_safely(view: ViewT) -> ViewT:
    """Mark a change that has the same effect however often it arrives, such as an autosave."""
    view.repeat = "safe"  # type: ignore[attr-defined]
    return view


def only_reads(view: ViewT) -> ViewT:
    """Mark a POST that stores nothing, such as a preview: it takes no lock that others wait for."""
    view.only_reads = True  # type: ignore[attr-defined]
    return repeats_safely(view)


def check_routes(app: Flask) -> None:
    """Refuse to start while a route does not say who may use it, or a change whether it repeats."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint == "static":
            continue
        if not hasattr(view, "policy"):
            message = f"{rule.rule}: say who may use it, with @requires(...) or @public."
            raise RuntimeError(message)
        if "POST" in (rule.methods or ()) and not hasattr(view, "repeat"):
            message = f"{rule.rule}: say @submits_once or @repeats_safely."
            raise RuntimeError(message)


def ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the sign-in page and back; a fragment or script gets a plain 401."""
    if "HX-Request" in request.headers or _wants_json():
        return Response(_("Your session has ended. Sign in again."), 401, mimetype="text/plain")
    is_form = request.method != "GET"
    wanted = _page_of_the_form() if is_form else request.full_path.rstrip("?")
    if session.pop("_user_id", None):  # the cookie still names a session that is over; told once
        flash(_words_of_the_end(is_form=is_form), "warning")
    sign_in = current_app.url_for("people.show_sign_in")
    return redirect(f"{sign_in}?next={quote(wanted)}" if wanted not in ("", "/") else sign_in)


def _page_of_the_form() -> str:
    """Return the page that a form was sent from, if it is one of ours and can be opened."""
    page = urlsplit(request.referrer or "")
    if page.netloc != request.host or not _can_be_opened(page.path):
        return ""
    return f"{page.path}?{page.query}" if page.query else page.path


def _can_be_opened(path: str) -> bool:
    return bool(path) and current_app.create_url_adapter(request).test(path, "GET")  # type: ignore[union-attr]


def _words_of_the_end(*, is_form: bool) -> str:
    if is_form:
        return _(
            "Your session had ended, so this was not sent. Sign in and send it once more; "
            "what was saved before is kept."
        )
    return _("Your session has ended. Sign in to go on; what was saved is kept.")


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _digest() -> str:
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "submission_key")
    ]
    for name, brought in request.files.items(multi=True):
        fields.append((name, hashlib.sha256(brought.read()).hexdigest()))
        brought.seek(0)
    return submissions.digest_of(request.path, fields)


def _person_id() -> Any:
    return current_user.id if current_user.is_authenticated else None
