"""Pages: rendering, error pages, template filters."""

import hashlib
import logging
import secrets
from collections.abc import Hashable
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask, current_app, has_request_context, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_login import current_user
from jinja2 import StrictUndefined
from markupsafe import Markup
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from pmo_academy.core.db import session
from pmo_academy.core.errors import DomainError, NotFoundError
from pmo_academy.core.ids import new_token
from pmo_academy.core.numbers import rounded
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext, language, plural
from pmo_academy.core.words import gettext as _

log = logging.getLogger(__name__)
babel = Babel()
LANGUAGES = ("en",)

_MOST_KEPT = 300
_kept: dict[tuple[str, str, Hashable], Markup] = {}


def set_up(app: Flask) -> None:
    """Give templates their filters and every error its page."""
    babel.init_app(app, locale_selector=_wanted_language)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(day=day, moment=moment, minutes=minutes, number=number)
    app.jinja_env.globals.update(asset_url=asset_url, submission_key=new_token, get_locale=language)
    app.jinja_env.globals.update(page_head=page_head, kept=kept)
    app.jinja_env.globals.update(_=_for_page, gettext=_for_page, ngettext=_for_page_plural)
    app.context_processor(_context)
    app.register_error_handler(DomainError, _show_refusal)
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(IntegrityError, _show_crossing)
    app.register_error_handler(StaleDataError, _show_crossing)
    app.register_error_handler(OperationalError, _show_unavailable)
    app.register_error_handler(Exception, _show_broken)


def render(
    template: str, *, fragment: str | None = None, status: int = 200, **values: Any
) -> ResponseReturnValue:
    """Render the page; for htmx only the fragment that the page itself includes."""
    wants_fragment = (
        "HX-Request" in request.headers
        and "HX-Boosted" not in request.headers
        and "HX-History-Restore-Request" not in request.headers
    )
    chosen = fragment if fragment and wants_fragment else template
    return render_template(chosen, **values), status


def _for_page(text: str, **values: Any) -> Markup:
    """Translate in a template; the values are escaped. Jinja's own way takes four times as long."""
    translated = Markup(gettext(text))  # noqa: S704 - the words are ours
    return translated % values if "%" in text else translated


def _for_page_plural(one: str, many: str, num: int, **values: Any) -> Markup:
    """Translate for one or for many in a template; `num` is among the values."""
    return Markup(plural(one, many, num)) % {"num": num, **values}  # noqa: S704 - the words are ours


def kept(template: str, key: Hashable, **values: Any) -> Markup:
    """Return a part of a page, rendered once for its key and language.

    Only for parts that depend on nothing but the key, such as the pictures of a stored result.
    """
    place = (template, language(), key)
    if place not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[place] = Markup(render_template(template, **values))  # noqa: S704 - our own template
    return _kept[place]


@cache
def page_head() -> Markup:
    """Return what every page links: styles in layers, scripts by behaviour."""
    return Markup(render_template("layouts/_head.html"))  # noqa: S704 - our own template


def day(value: date | datetime) -> str:
    """Write a day in words: 4 February 2027."""
    return _day(value.date() if isinstance(value, datetime) else value, language())


def moment(value: datetime) -> str:
    """Write a moment: 4 February 2027, 14:32 UTC."""
    return str(format_datetime(value, "d MMMM yyyy, HH:mm", locale=language())) + " UTC"


def minutes(value: int) -> str:
    """Write a length of time: 25 min, 2 h, 4 h 30 min."""
    hours, rest = divmod(value, 60)
    if not hours:
        return _("%(count)s min", count=rest)
    if not rest:
        return _("%(count)s h", count=hours)
    return _("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)


def number(value: float | Decimal | None, places: int = 1) -> str:
    """Write a number with so many decimals, rounded half up; an unknown one as a dash."""
    return "–" if value is None else _number(value, places, language())


@lru_cache(maxsize=2000)
def _day(value: date, locale: str) -> str:
    return str(format_date(value, "d MMMM yyyy", locale=locale))


@lru_cache(maxsize=2000)
def _number(value: float | Decimal, places: int, locale: str) -> str:
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    shape = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(rounded(exact, places), shape, locale=locale))


@cache
def asset_url(path: str) -> str:
    """Return the address of a static file with a digest of its content."""
    file = Path(current_app.static_folder or "") / path
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return url_for("static", filename=path, v=digest)


def _wanted_language() -> str:
    if not has_request_context():
        return LANGUAGES[0]
    return request.accept_languages.best_match(LANGUAGES, "en")


def _context() -> dict[str, Any]:
    signed_in = current_user.is_authenticated if current_user else False

    def can(permission: str) -> bool:
        return bool(signed_in and current_user.may(Permission(permission)))

    return {
        "person": current_user.person if signed_in else None,
        "navigation": current_app.extensions["navigation"]() if signed_in else [],
        "can": can,
        "uses_shortcuts": not signed_in or current_user.uses_shortcuts,
    }


def _show_refusal(error: DomainError) -> ResponseReturnValue:
    session().rollback()
    if isinstance(error, NotFoundError):
        return _error_page(404, _("Page not found"), _("Check the address, or go back home."))
    return _error_page(error.status, _title_of(error.status), str(error))


def _show_http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status == 404:
        return _show_refusal(NotFoundError())
    if status < 400:
        return error.get_response()
    return _error_page(status, _title_of(status), _advice_for(status))


def _show_crossing(error: IntegrityError | StaleDataError) -> ResponseReturnValue:
    """Tell of two changes at the same moment: the database let one of them through."""
    session().rollback()
    log.warning("two changes crossed", exc_info=error)
    return _error_page(409, _title_of(409), _advice_for(409))


def _show_unavailable(error: OperationalError) -> ResponseReturnValue:
    session().rollback()
    reference = secrets.token_hex(4)
    log.error("database unavailable, reference %s: %s", reference, error.orig)
    advice = _(
        "Nothing was saved just now. What you saved before is kept. Try again in a minute; if it "
        "stays so, tell your administrator the reference %(reference)s.",
        reference=reference,
    )
    return _error_page(503, _("Not saved"), advice)


def _show_broken(error: Exception) -> ResponseReturnValue:
    session().rollback()
    reference = secrets.token_hex(4)
    log.error("reference %s", reference, exc_info=error)
    advice = _(
        "This is our mistake. What you saved before is kept. Tell your administrator the reference "
        "%(reference)s.",
        reference=reference,
    )
    return _error_page(500, _("Something went wrong"), advice)


def _error_page(status: int, title: str, advice: str) -> ResponseReturnValue:
    return render_template("errors/refused.html", title=title, advice=advice), status


def _title_of(status: int) -> str:
    titles: dict[int, str] = {
        400: _("That form did not arrive whole"),
        403: _("You cannot open this page"),
        405: _("That address takes no such request"),
        409: _("Something changed in the meantime"),
        413: _("That is too large"),
        429: _("Too many tries"),
    }
    return titles.get(status) or str(_("That did not work"))


def _advice_for(status: int) -> str:
    advice: dict[int, str] = {
        405: _("Go back and use the buttons of the page."),
        413: _(
            "At most %(most)s MB can be sent at a time. Make it smaller, or give a link to it.",
            most=(request.max_content_length or 0) // 1024 // 1024,
        ),
    }
    return advice.get(status) or str(_("Go back, open the page again and try once more."))
