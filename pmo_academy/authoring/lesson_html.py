"""Texts of a course as pages show them: Markdown cleaned, and around it our own few elements.

What authors wrote stands in here cleaned by core.markdown or escaped, never as it came.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from pmo_academy.authoring.diagram_html import diagram_html
from pmo_academy.authoring.rules.blocks import (
    DECORATIVE,
    Block,
    Box,
    Picture,
    Prose,
    read_blocks,
)
from pmo_academy.authoring.rules.diagrams import Diagram
from pmo_academy.authoring.rules.glossary import TERM, slug
from pmo_academy.authoring.rules.media_names import captions_of, is_video, media_target
from pmo_academy.authoring.video_html import video_html
from pmo_academy.core.markdown import to_html, to_inline_html
from pmo_academy.learning.models import Term
from pmo_academy.learning.publishing import MediumContent
from pmo_academy.learning.queries import list_terms, media_address

_FILE_LINK = re.compile(r'<a href="([^":]+)"([^>]*)>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_NO_TERMS = re.compile(r"<(a|code)[ >]")
_TITLES = {"note": "Note", "tip": "Tip", "warning": "Watch out", "example": "Example"}
_ICONS = {"note": "info", "tip": "lightbulb", "warning": "triangle-alert", "example": "file-text"}
_KINDS = {
    "xlsx": "Excel", "docx": "Word", "pptx": "PowerPoint", "pdf": "PDF", "csv": "CSV table",
    "txt": "plain text", "png": "picture", "jpg": "picture", "webp": "picture",
    "webm": "video", "mp4": "video", "vtt": "captions",
}  # fmt: skip
_LARGE = 1_000_000

Media = Mapping[str, MediumContent]


def lesson_html(text: str, *, file: str, media: Media) -> str:
    """Render a text of this file of a course whose pictures and downloads are given."""
    blocks, _ = read_blocks(text)
    key = hashlib.sha256(f"{file}\0{text}".encode()).hexdigest()[:6]
    terms = list_terms() if TERM.search(text) else ()
    return _Page(file=file, key=key, media=media, terms=terms).blocks(blocks)


def kind_and_size(name: str, size: int) -> str:
    """Say what a download is and how much, such as "Excel, 24 kB"."""
    amount = f"{size / _LARGE:.1f} MB" if size >= _LARGE else f"{max(1, round(size / 1000))} kB"
    return f"{_KINDS[name.rpartition('.')[2]]}, {amount}"


class _Page:
    """One file, and what its names lead to."""

    def __init__(self, *, file: str, key: str, media: Media, terms: Sequence[Term]) -> None:
        self.file = file
        self.code = file.split("/")[1]
        self.media = media
        self.terms = {slug(name): one for one in terms for name in _names(one)}
        self.explained: set[str] = set()
        self.key = key

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Render blocks one after the other."""
        return "".join(_RENDERERS[type(block)](self, block) for block in blocks)

    def prose(self, block: Prose) -> str:
        """Render plain Markdown; links lead to pages, heads of tables say what they head."""
        html = (
            to_html(block.text)
            .replace("<th></th>", "<td></td>")
            .replace("<th>", '<th scope="col">')
        )
        if block.caption:
            caption = f"<table><caption>{to_inline_html(block.caption)}</caption>"
            html = html.replace("<table>", caption, 1)
        return self.with_terms(_FILE_LINK.sub(self.link, html))

    def with_terms(self, html: str) -> str:
        """Explain each term where it stands first; within links and code it stays a word."""
        pieces, outside = _TAG.split(html), 0
        for at, piece in enumerate(pieces):
            if at % 2:
                outside += _NO_TERMS.match(piece) is not None
                outside -= piece in ("</a>", "</code>")
            else:
                pieces[at] = TERM.sub(self.word if outside else self.term, piece)
        return "".join(pieces)

    def word(self, found: re.Match[str]) -> str:
        """Render a term as a plain word."""
        return found[2] or found[1]

    def term(self, found: re.Match[str]) -> str:
        """Render a term as a button that says what it means."""
        term = self.terms.get(slug(found[1]))
        if term is None or term.slug in self.explained:
            return self.word(found)
        self.explained.add(term.slug)
        key = f"term-{self.key}-{term.slug}"
        return (
            f'<button class="term" type="button" popovertarget="{key}" aria-describedby="{key}">'
            f'{self.word(found)}</button><span class="term__text" popover id="{key}">'
            f"<strong>{escape(term.name)}</strong> <span>{term.definition}</span> "
            f'<a href="/learn/glossary#{term.slug}">Glossary</a></span>'
        )

    def picture(self, block: Picture) -> str:
        """Render a picture with its measures, so that nothing moves while it comes; or a video."""
        medium = self.media[str(media_target(self.file, block.target))]
        if is_video(medium.name):
            return video_html(
                medium,
                self.media[captions_of(medium.name)],
                code=self.code,
                words=block.words,
                caption=block.caption,
            )
        words = "" if block.words.lower() == DECORATIVE else block.words
        address = media_address(self.code, medium.name, digest=medium.digest)
        caption = (
            f"<figcaption>{to_inline_html(block.caption)}</figcaption>" if block.caption else ""
        )
        return (
            f'<figure class="figure"><img src="{escape(address)}" alt="{escape(words)}" '
            f'width="{medium.width}" height="{medium.height}" loading="lazy" decoding="async">'
            f"{caption}</figure>\n"
        )

    def box(self, block: Box) -> str:
        """Render a callout, or a part that opens on demand."""
        inside = self.blocks(block.parts)
        title = to_inline_html(block.title) or _TITLES.get(block.kind, "")
        if block.kind == "details":
            return (
                '<details class="details details--text"><summary class="details__summary">'
                f"{_icon('chevron-right')}<span>{title}</span></summary>"
                f'<div class="details__body">{inside}</div></details>\n'
            )
        kind = _TITLES[block.kind]
        name = title if title == kind else f"<span>{kind}:</span> {title}"
        return (
            f'<aside class="callout callout--{block.kind}" aria-label="{kind}">'
            f'<p class="callout__title">{_icon(_ICONS[block.kind])}<strong>{name}</strong></p>'
            f'<div class="callout__body">{inside}</div></aside>\n'
        )

    def link(self, found: re.Match[str]) -> str:
        """Let a link to a lesson's file lead to its page, one to a download to the file."""
        name = media_target(self.file, found[1])
        if name in self.media:
            medium = self.media[str(name)]
            address = media_address(self.code, medium.name, digest=medium.digest)
            about = kind_and_size(medium.name, len(medium.content))
            return (
                f'<a class="download" href="{escape(address)}" download>{_icon("download")}'
                f'<span>{found[3]} <span class="download__kind">({about})</span></span></a>'
            )
        return f'<a href="{_lesson_address(self.file, found[1])}"{found[2]}>{found[3]}</a>'


def _names(term: Term) -> list[str]:
    return [term.name, *filter(None, term.also.split("\n"))]


def _lesson_address(file: str, target: str) -> str:
    """Return the page of a lesson that a file names; any other address stays what it is."""
    if not target.endswith(".md"):
        return target
    folders = file.split("/")[:-1]
    for part in target.split("/"):
        folders = folders[:-1] if part == ".." else [*folders, part]
    return f"/learn/{folders[1]}/{folders[-1].removesuffix('.md')}"


def _icon(name: str) -> str:
    return (
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f'<use href="/static/icons.svg#{name}"></use></svg>'
    )


def _diagram(page: _Page, block: Diagram) -> str:
    del page
    return diagram_html(block)


_RENDERERS: Mapping[type, Callable[[_Page, Any], str]] = {
    Prose: _Page.prose,
    Picture: _Page.picture,
    Box: _Page.box,
    Diagram: _diagram,
}
