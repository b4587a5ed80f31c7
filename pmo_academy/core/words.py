"""Words that people see, translated; the one import for modules that know no web.

Flask-Babel finds the catalogue; we keep it for the request, because a page asks hundreds of times.
"""

from gettext import NullTranslations
from typing import Any

from flask import g, has_app_context
from flask_babel import get_locale, get_translations
from flask_babel.speaklater import LazyString

__all__ = ["gettext", "language", "lazy_gettext", "ngettext", "plural"]


_AS_WRITTEN = NullTranslations()


def gettext(text: str, **values: Any) -> str:
    """Return the text in the reader's language, with the values put in."""
    translated = _translations().gettext(text)
    return translated % values if values else translated


def lazy_gettext(text: str, **values: Any) -> LazyString:
    """Return the text, to be translated when it is shown: for words of classes and modules."""
    return LazyString(gettext, text, **values)


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """Return the text for one or for many in the reader's language; `num` is among the values."""
    return plural(one, many, num) % {"num": num, **values}


def plural(one: str, many: str, num: int) -> str:
    """Return the text for one or for many, its places still to be filled."""
    return _translations().ngettext(one, many, num)


def language() -> str:
    """Return the reader's language as a locale name, such as en."""
    found: str | None = g.get("language")
    if found is None:
        found = g.language = str(get_locale() or "en")
    return found


def _translations() -> NullTranslations:
    if not has_app_context():
        return _AS_WRITTEN
    found: NullTranslations | None = g.get("translations")
    if found is None:
        found = g.translations = get_translations()
    return found
