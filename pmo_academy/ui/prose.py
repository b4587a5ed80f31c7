"""Published text as it stands in a page: safe HTML, its wide parts within everybody's reach."""

import re
from html import escape, unescape

from markupsafe import Markup

from pmo_academy.core.words import gettext as _

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<th[^>]*>(.*?)</th>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def readable(html: str) -> Markup:
    """Return safe HTML with each table in a region that is named and scrolls by keyboard too.

    The HTML was rendered and cleaned when it was published; see core.markdown.
    """
    return Markup(_TABLE.sub(_in_region, html))  # noqa: S704 - cleaned when it was published


def _in_region(found: re.Match[str]) -> str:
    columns = [unescape(_TAG.sub("", head)).strip() for head in _HEAD.findall(found[0])]
    label = _("Table: %(columns)s", columns=", ".join(filter(None, columns)))
    return (
        f'<div class="prose__table" role="region" tabindex="0" aria-label="{escape(label)}">'
        f"{found[0]}</div>"
    )
