"""XML of other products as a tree: no entities of its own, nothing fetched, not too deep."""

from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import UnreadableFileError

DEEPEST = 60


class _Deep(Exception):  # noqa: N818 - never leaves this module
    """The tree is nested too deep."""


class _ShallowBuilder(TreeBuilder):
    """Builds a tree, and stops where it is nested too deep."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Open an element."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Deep
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """Close an element."""
        self._depth -= 1
        return super().end(tag)


def tree(body: bytes) -> Element:
    """Return the first element of a file; raises UnreadableFileError."""
    parser = DefusedXMLParser(
        target=_ShallowBuilder(), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    try:
        parser.feed(body)
        root: Element = parser.close()
    except ParseError as error:
        line, column = error.position
        message = _("no sound XML: %(value)s", value=str(error).partition(":")[0])
        raise UnreadableFileError(message, line=line, column=column + 1) from error
    except DefusedXmlException as error:
        message = _(
            "defines a document type or entities of its own, which are not read: remove them"
        )
        raise UnreadableFileError(message) from error
    except _Deep as error:
        raise UnreadableFileError(
            _("nested deeper than %(deepest)s levels", deepest=DEEPEST)
        ) from error
    except (ValueError, LookupError) as error:
        raise UnreadableFileError(_("no sound XML: its encoding is not known")) from error
    return root
