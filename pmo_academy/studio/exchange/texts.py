"""Texts of other products as our Markdown; what they lose is noted on the draft."""

from markdown_it import MarkdownIt

from pmo_academy.authoring.rules.markdown_checks import problem_in_text
from pmo_academy.studio.exchange.drafts import Draft
from pmo_academy.studio.exchange.html_text import is_html, line_of, markdown_of, plain_of

LONGEST_MARKDOWN = 20_000

_parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 50}).enable("table")


def of_html(draft: Draft, html: str, *, is_line: bool = False) -> str:
    """Return HTML as Markdown."""
    markdown, losses = line_of(html) if is_line else markdown_of(html)
    draft.lose(*losses)
    return markdown


def of_markdown(draft: Draft, text: str, *, is_line: bool = False) -> str:
    """Take Markdown as it is written, unless it holds HTML, links or pictures."""
    if not problem_in_text(text) or len(text) > LONGEST_MARKDOWN:
        return text
    return of_html(draft, _parser.render(text), is_line=is_line)


def of_plain(text: str, *, is_line: bool = False) -> str:
    """Return plain words as Markdown that shows them as they are."""
    plain = plain_of(text)
    return " ".join(plain.replace("\\\n", " ").split()) if is_line else plain


def of_any(draft: Draft, text: str, *, is_line: bool = False) -> str:
    """Return plain words, or HTML if it is some; line breaks count as such."""
    if is_html(text):
        return of_html(draft, text.replace("\n", "<br>"), is_line=is_line)
    return of_plain(text, is_line=is_line)
