"""Words that people see, translated; the one import for modules that know no web."""

from collections.abc import Callable

import flask_babel

gettext: Callable[..., str] = flask_babel.gettext
ngettext: Callable[..., str] = flask_babel.ngettext
lazy_gettext = flask_babel.lazy_gettext

__all__ = ["gettext", "lazy_gettext", "ngettext"]
