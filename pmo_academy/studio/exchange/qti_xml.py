"""QTI files as trees in which the names of 2.1, 2.2 and 3.0 are the same."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import UnreadableFileError

MOST_BYTES = 5 * 1024 * 1024
DEEPEST = 100

_NAMESPACE = re.compile(r"^\{[^}]*\}")
_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")


def parsed(body: bytes, *, name: str) -> Element:
    """Return the tree of a file; names stand as in 3.0 but without "qti-"."""
    if len(body) > MOST_BYTES:
        raise UnreadableFileError(
            _('"%(name)s" is larger than %(most)s MB. Bring it in parts.', name=name, most=5)
        )
    try:
        root: Element = fromstring(body)
    except ParseError as problem:
        line, column = problem.position
        raise UnreadableFileError(
            _('"%(name)s" is no sound XML. Export it anew.', name=name),
            line=line,
            column=column + 1,
        ) from problem
    except (DefusedXmlException, ValueError, LookupError) as problem:
        raise UnreadableFileError(
            _('"%(name)s" defines entities of its own, or is damaged. Export it anew.', name=name)
        ) from problem
    _rename(root, name)
    return root


def _rename(root: Element, name: str) -> None:
    """Give every element and attribute its common name; refuse what is nested too deep."""
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > DEEPEST:
            raise UnreadableFileError(
                _('"%(name)s" is nested deeper than %(most)s levels.', name=name, most=DEEPEST)
            )
        element.tag = _common(element.tag)
        attributes = {_common(key): value for key, value in element.attrib.items()}
        element.attrib.clear()
        element.attrib.update(attributes)
        waiting.extend((child, depth + 1) for child in element)


def _common(name: str) -> str:
    plain = _HUMP.sub(r"-\1", _NAMESPACE.sub("", name)).lower()
    return plain.removeprefix("qti-")


def all_of(root: Element, *names: str) -> list[Element]:
    """Return every element of these names, in the order of the file."""
    return [element for element in root.iter() if element.tag in names]


def first_of(root: Element, *names: str) -> Element | None:
    """Return the first element of these names."""
    return next(iter(all_of(root, *names)), None)


def words_of(element: Element | None) -> str:
    """Return the words of an element, blanks counted as one."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def values_of(element: Element | None) -> Iterator[str]:
    """Give the values of a response, as they are written."""
    for value in element.iter("value") if element is not None else ():
        yield "".join(value.itertext()).strip()
