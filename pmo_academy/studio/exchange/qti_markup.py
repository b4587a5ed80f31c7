"""Markdown as the XHTML that QTI items hold, and their elements as text."""

import html
import re

from markdown_it import MarkdownIt

_renderer = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True, "maxNesting": 50})
_renderer.enable("table")
_STYLE = re.compile(r' style="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_END = re.compile(r"</(?:p|li|h\d|td|th|pre)>|<br ?/>")
# What XML 1.0 cannot hold at all.
_FOREIGN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attribute = str | int


def element(name: str, *children: str, **attributes: Attribute) -> str:
    """Write an element; in the names of attributes "_" stands for "-"."""
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{words(str(value), quote=True)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{named}>{''.join(children)}</{name}>" if children else f"<{name}{named}/>"


def words(text: str, *, quote: bool = False) -> str:
    """Write plain words so that XML shows them as they are."""
    return html.escape(_FOREIGN.sub("", text), quote=quote)


def blocks(markdown: str) -> str:
    """Write Markdown as paragraphs, lists and tables."""
    return _STYLE.sub("", str(_renderer.render(_FOREIGN.sub("", markdown))).strip())


def inline(markdown: str) -> str:
    """Write a line of Markdown."""
    return str(_renderer.renderInline(_FOREIGN.sub("", markdown)))


def shown(markdown: str, *, longest: int = 80) -> str:
    """Return the words that Markdown shows, cut to a title."""
    text = html.unescape(_TAG.sub("", _END.sub(" ", blocks(markdown))))
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
