"""The site at which packages of other products run: an address of its own, without cookies.

What stands here is made by strangers and may run scripts. So nothing of the academy is served here,
no cookie is read or set, and every address but a few scripts of ours carries a signed token.
"""

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from flask import Flask, Request, Response, current_app, redirect, render_template, request
from flask.sessions import SessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from pmo_academy.config import Settings
from pmo_academy.core import clock, guards
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning import package_tokens, queries, service
from pmo_academy.learning.models import Lesson, PackageFile, PackageState
from pmo_academy.learning.package_tokens import Sitting

ROOT = Path(__file__).resolve().parent
STATIC = ROOT.parent / "ui" / "static"
ASSETS = {
    "frame.js": "frames/package.js",
    "frame.css": "frames/package.css",
    "scorm12.js": "vendor/scorm-again@3.4.3/scorm12.min.js",
    "scorm2004.js": "vendor/scorm-again@3.4.3/scorm2004.min.js",
}
_TYPES = {".js": "text/javascript", ".css": "text/css"}
# What the frame of a package may do; it may not lead the page away, open windows or ask for files.
SANDBOX = "allow-scripts allow-same-origin allow-forms"
_POLICY = (
    "default-src 'self' data: blob:",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self' data: blob:",
    "worker-src blob:",
    "object-src 'none'",
    "form-action 'self'",
    "base-uri 'self'",
)
_NOT_ALLOWED = ", ".join(
    f"{name}=()"
    for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
)


class NoSession(SessionInterface):
    """There is no session here: no cookie is read, none is set."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin:  # noqa: ARG002
        """Return a session that refuses to keep anything."""
        return self.make_null_session(app)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep nothing."""


def create(academy: Flask, settings: Settings) -> Flask:
    """Return the site for packages; it reads the academy's database through the academy."""
    site = Flask("pmo_academy.packages", static_folder=None, template_folder=ROOT / "templates")
    site.config.update(ACADEMY=academy, SETTINGS=settings, TESTING=settings.testing)
    site.session_interface = NoSession()
    site.jinja_env.undefined = StrictUndefined
    site.add_url_rule("/", "lead_home", lead_home)
    site.add_url_rule("/assets/<name>", "show_asset", show_asset)
    site.add_url_rule("/<token>/player", "show_player", show_player)
    site.add_url_rule("/<token>/files/<path:path>", "show_file", show_file)
    site.register_error_handler(HTTPException, _show_error)
    site.register_error_handler(NotFoundError, _show_missing)
    site.after_request(_add_headers)
    guards.check_routes(site)
    return site


@guards.public
def lead_home() -> ResponseReturnValue:
    """Lead whoever typed this address to the academy."""
    return redirect(_settings().base_url, 303)


@guards.public
def show_asset(name: str) -> ResponseReturnValue:
    """Give out one of the few files that the frame around a package needs."""
    if name not in ASSETS:
        raise NotFoundError
    file = STATIC / ASSETS[name]
    return Response(file.read_bytes(), content_type=_TYPES[file.suffix])


def _with_lesson(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Let in whoever brings a token, within the academy's database."""

    @guards.with_token
    @wraps(view)
    def opened(token: str, **arguments: Any) -> ResponseReturnValue:
        sitting = package_tokens.read(token, secret_key=_settings().secret_key, now=clock.now())
        if sitting is None:
            raise NotFoundError
        return view(sitting, **arguments)

    return opened


@_with_lesson
def show_player(sitting: Sitting) -> ResponseReturnValue:
    """Show the frame that gives a package its interface; what earlier ones left is cleared."""
    with _academy().app_context():
        lesson, state = _opened(sitting)
        start = _start(lesson, state)
    body = render_template("learning/player.html", title=lesson.title, start=json.dumps(start))
    response = Response(body)
    response.headers["Clear-Site-Data"] = '"storage"'
    response.headers["Cache-Control"] = "no-store"
    return response


@_with_lesson
def show_file(sitting: Sitting, path: str) -> ResponseReturnValue:
    """Give out a file of the package."""
    with _academy().app_context():
        lesson = queries.get_played_lesson(sitting.enrolment_id, sitting.lesson_id)
        file: PackageFile = queries.get_package_file(lesson, path)
        response = Response(file.content, content_type=file.media_type)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _opened(sitting: Sitting) -> tuple[Lesson, PackageState]:
    lesson = queries.get_played_lesson(sitting.enrolment_id, sitting.lesson_id)
    state = queries.find_package_state(sitting.enrolment_id, sitting.lesson_id)
    if state is None or state.sitting != sitting.number:
        raise NotFoundError
    return lesson, state


def _start(lesson: Lesson, state: PackageState) -> dict[str, Any]:
    """Return what the frame needs to know."""
    part = lesson.part or {}
    return {
        "version": part["version"],
        "entry": part["path"],
        "query": part["query"],
        "values": service.start_values(lesson, state),
        "number": state.number,
        "sitting": state.sitting,
        "academy": _settings().base_url,
    }


def _add_headers(response: Response) -> Response:
    """Keep strangers' scripts at home: they reach this address alone, the academy frames it."""
    own = _settings().base_url
    policy = (*_POLICY, f"frame-ancestors 'self' {own}", f"sandbox {SANDBOX}")
    headers = response.headers
    headers["Content-Security-Policy"] = "; ".join(policy)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = _NOT_ALLOWED
    headers["Origin-Agent-Cluster"] = "?1"
    headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _show_missing(error: NotFoundError) -> ResponseReturnValue:
    del error
    return Response("Not found. Open the lesson again in the academy.", 404, mimetype="text/plain")


def _show_error(error: HTTPException) -> ResponseReturnValue:
    return Response(error.name, error.code, mimetype="text/plain")


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _academy() -> Flask:
    academy: Flask = current_app.config["ACADEMY"]
    return academy
