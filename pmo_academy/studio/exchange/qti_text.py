"""The words of QTI elements as Markdown; what stands for something else becomes a mark."""

import html
import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from pmo_academy.studio.exchange.html_text import line_of, markdown_of

_UNSEEN = frozenset({
    "prompt", "feedback-inline", "feedback-block", "modal-feedback", "stylesheet", "comment",
    "catalog-info", "companion-materials-info", "end-attempt-interaction",
})  # fmt: skip
_VOID = frozenset({"br", "hr", "img", "source", "track", "col", "wbr"})
_KEPT = ("src", "alt", "href", "data", "type")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

Marks = Mapping[Element, str]
Losses = dict[str, None]


def markdown(element: Element, losses: Losses, marks: Marks | None = None) -> str:
    """Return an element's content as paragraphs of Markdown; note what is lost."""
    text, lost = markdown_of("".join(_inner(element, marks or {})))
    losses.update(dict.fromkeys(lost))
    return text


def line(element: Element, losses: Losses, marks: Marks | None = None) -> str:
    """Return an element's content as one line of Markdown; note what is lost."""
    text, lost = line_of("".join(_inner(element, marks or {})))
    losses.update(dict.fromkeys(lost))
    return text


def plain(text: str) -> str:
    """Return a line of Markdown as the words it shows, for fields that are no Markdown."""
    return html.unescape(_ESCAPED.sub(r"\1", text))


def _inner(element: Element, marks: Marks) -> Iterator[str]:
    yield html.escape(element.text or "", quote=False)
    for child in element:
        yield from _outer(child, marks)
        yield html.escape(child.tail or "", quote=False)


def _outer(element: Element, marks: Marks) -> Iterator[str]:
    if element in marks:
        yield marks[element]
        return
    if element.tag in _UNSEEN or _is_for_markers(element):
        return
    if element.tag == "object" and element.get("type", "").startswith("image/"):
        name = html.escape(element.get("data", ""))
        yield f'<img src="{name}" alt="{html.escape(" ".join(element.itertext()).strip())}">'
        return
    tag = _tag(element)
    attributes = "".join(
        f' {key}="{html.escape(element.get(key, ""))}"' for key in _KEPT if element.get(key)
    )
    yield f"<{tag}{attributes}>"
    if tag not in _VOID:
        yield from _inner(element, marks)
        yield f"</{tag}>"


def _tag(element: Element) -> str:
    """Return the HTML element that says the same as an element of QTI."""
    name = str(element.tag)
    if name in ("content-body", "rubric-block", "simple-choice", "position-object-stage"):
        return "div"
    return name if re.fullmatch("[a-z][a-z0-9]*", name) else "span"


def _is_for_markers(element: Element) -> bool:
    return element.tag == "rubric-block" and "candidate" not in element.get("view", "candidate")
