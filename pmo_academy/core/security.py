"""What holds for every request: the form token, the headers, the limits."""

from collections.abc import Iterator

from flask import Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.datastructures import MultiDict
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from pmo_academy.config import Settings
from pmo_academy.core import uploads
from pmo_academy.core.errors import OutOfDateFormError
from pmo_academy.core.words import gettext as _

csrf = CSRFProtect()

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def policy_with_frame(origin: str) -> str:
    """Return the policy of a page that shows a frame of this other address."""
    return f"{CONTENT_SECURITY_POLICY}; frame-src {origin}"


# For what never changes under its address: only the browser of whoever was let in keeps it.
KEPT_PRIVATELY = "private, max-age=2592000, immutable"


class ShortNumber(IntegerConverter):
    """A number in an address, short enough for every database."""

    regex = "[0-9]{1,9}"


def set_up(app: Flask, settings: Settings) -> None:
    """Set cookies, limits, headers and the form token."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_secure else "session",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.is_secure,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.url_map.converters["int"] = ShortNumber
    app.before_request(uploads.make_room)
    app.before_request(_refuse_nul)
    csrf.init_app(app)
    app.after_request(_add_headers)
    app.teardown_request(_close_uploads)
    app.register_error_handler(CSRFError, _refuse_token)


def _refuse_nul() -> None:
    """Refuse the one character that PostgreSQL cannot keep and nobody types."""
    sent = (request.path, *_texts(request.args), *_texts(request.form))
    if any("\0" in text for text in sent):
        abort(400)


def _texts(fields: MultiDict[str, str]) -> Iterator[str]:
    for name, value in fields.items(multi=True):
        yield from (name, value)


def _refuse_token(error: CSRFError) -> ResponseReturnValue:
    del error
    return current_app.handle_user_exception(
        OutOfDateFormError(
            _("This form is out of date. Open the page again and send it once more.")
        )
    )


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static":
        kept = headers.get("Cache-Control", "")
        if "no-store" not in kept and kept != KEPT_PRIVATELY:
            headers["Cache-Control"] = "no-store"
        headers["Vary"] = "Cookie, HX-Request"
    return response


def _close_uploads(error: BaseException | None) -> None:
    """Let go of what was uploaded as soon as the answer is given."""
    del error
    request.close()
