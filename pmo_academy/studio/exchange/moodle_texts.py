"""Texts within Moodle XML: each has its own format and may carry files."""

from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext
from pmo_academy.studio.exchange.drafts import Draft, short
from pmo_academy.studio.exchange.html_text import is_html
from pmo_academy.studio.exchange.texts import of_any, of_html, of_markdown, of_plain

_OPENING = "<![CDATA["
_COMBINED = {
    "correctfeedback": lazy_gettext("what is said to any right answer: “%(words)s”"),
    "partiallycorrectfeedback": lazy_gettext(
        "what is said to any partly right answer: “%(words)s”"
    ),
    "incorrectfeedback": lazy_gettext("what is said to any wrong answer: “%(words)s”"),
}
_USUAL = (
    "your answer is correct", "your answer is partially correct", "your answer is incorrect",
)  # fmt: skip
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp")


def plain(element: Element | None, path: str = "text") -> str:
    """Return the words of an element as they stand."""
    found = element.find(path) if element is not None and path else element
    words = (found.text or "").strip() if found is not None else ""
    # Some writers escape what should keep them from escaping.
    return words.removeprefix(_OPENING).removesuffix("]]>") if words.startswith(_OPENING) else words


def said(draft: Draft, element: Element | None, *, is_line: bool = False) -> str:
    """Return a text as Markdown; what it loses is noted."""
    if element is None:
        return ""
    _note_files(draft, element)
    text, form = plain(element), element.get("format", "")
    if form in ("markdown", "4"):
        return of_markdown(draft, text, is_line=is_line)
    if form in ("plain_text", "2"):
        return of_plain(text, is_line=is_line)
    if form in ("html", "1") or (not form and is_html(text)):
        return of_html(draft, text, is_line=is_line)
    return of_any(draft, text, is_line=is_line)


def html_of(draft: Draft, element: Element | None) -> str:
    """Return a text as HTML, for what has gaps within it."""
    if element is None:
        return ""
    _note_files(draft, element)
    text, form = plain(element), element.get("format", "")
    if form in ("plain_text", "2") or (form not in ("html", "1") and not is_html(text)):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return text


def tags_of(question: Element) -> Iterator[str]:
    """Give the tags of a question."""
    for tag in question.iterfind("tags/tag"):
        if words := plain(tag):
            yield words[:100]


def note_combined(draft: Draft, question: Element) -> None:
    """Name what is said to all who are right, wrong or in between, unless it says only that."""
    for field, loss in _COMBINED.items():
        words = said(draft, question.find(field), is_line=True)
        if words and words.lower().rstrip(".!") not in _USUAL:
            draft.lose(str(loss) % {"words": short(words)})


def _note_files(draft: Draft, element: Element) -> None:
    """Name the files that a text carries; those that it shows are named as its pictures."""
    shown = unquote(plain(element))
    for file in element.iterfind("file"):
        name = file.get("name", "").strip() or "without a name"
        if not (name.lower().endswith(_PICTURES) and name in shown):
            draft.lose(_("the file “%(name)s”", name=name[:80]))
