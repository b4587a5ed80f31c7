"""Authored Markdown to safe HTML: no HTML inside, a narrow list of tags outside."""

import nh3
from markdown_it import MarkdownIt

MAX_LENGTH = 100_000

_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote",
    "table", "thead", "tbody", "tr", "th", "td", "a", "hr", "br",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}

_renderer = MarkdownIt("commonmark", {"html": False, "typographer": True, "maxNesting": 50})
# No "replacements": they would turn "(c)" in a list of choices into a copyright sign.
_renderer.enable(["table", "smartquotes"])


def to_html(text: str) -> str:
    """Return the HTML of a text; raises ValueError when it is longer than 100,000 characters."""
    if len(text) > MAX_LENGTH:
        message = f"The text has {len(text)} characters; at most {MAX_LENGTH} are allowed."
        raise ValueError(message)
    return _clean(_renderer.render(text))


def to_inline_html(text: str) -> str:
    """Return the HTML of a line, without a paragraph around it."""
    return _clean(_renderer.renderInline(text))


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"https", "http", "mailto"},
        link_rel="noopener",
    )
