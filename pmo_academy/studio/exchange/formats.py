"""The formats that are read; a file is known by what it holds, not by its name."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext
from pmo_academy.studio.exchange import qti
from pmo_academy.studio.exchange.aiken import is_aiken, read_aiken
from pmo_academy.studio.exchange.brought import BroughtFile, UnreadableFileError
from pmo_academy.studio.exchange.gift import is_gift, read_gift
from pmo_academy.studio.exchange.limits import checked_size
from pmo_academy.studio.exchange.moodle_xml import read_moodle_xml
from pmo_academy.studio.exchange.sources import ENCODINGS, Source
from pmo_academy.studio.exchange.tables import is_sheet, is_table, read_csv, read_sheet


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format of other products: how it is called, known and read."""

    key: str
    title: str | LazyString
    endings: tuple[str, ...]
    probe: Callable[[Source], bool]
    reader: Callable[[Source], BroughtFile]


# The first whose probe says yes reads the file: the ones that are hardest to mistake come first.
FORMATS: list[Format] = [
    Format(
        key="moodle-xml",
        title="Moodle XML",
        endings=("xml",),
        probe=lambda source: source.root == "quiz",
        reader=lambda source: read_moodle_xml(source.body),
    ),
    Format(
        key="qti",
        title="QTI 2.1, 2.2, 3.0",
        endings=("xml", "zip"),
        probe=lambda source: qti.probe(source.name, source.body),
        reader=lambda source: qti.read(source.name, source.body),
    ),
    Format(
        key="sheet",
        title=lazy_gettext("Spreadsheet with our columns"),
        endings=("xlsx", "ods", "xls"),
        probe=is_sheet,
        reader=read_sheet,
    ),
    Format(
        key="csv",
        title=lazy_gettext("Table with our columns, as comma-separated values"),
        endings=("csv", "tsv", "txt"),
        probe=lambda source: _is_text(source) and is_table(source.text),
        reader=lambda source: read_csv(source.text),
    ),
    Format(
        key="aiken",
        title="Aiken",
        endings=("txt",),
        probe=lambda source: _is_text(source) and is_aiken(source.text),
        reader=lambda source: read_aiken(source.text),
    ),
    Format(
        key="gift",
        title="GIFT",
        endings=("gift", "txt"),
        probe=lambda source: _is_text(source) and is_gift(source.text),
        reader=lambda source: read_gift(source.text),
    ),
]


def read_file(name: str, body: bytes, *, encoding: str | None = None) -> BroughtFile:
    """Read a file in whichever format it is; raises UnreadableFileError where none fits.

    An encoding is only needed for texts that are not in UTF-8.
    """
    checked_size(body)
    if encoding is not None and encoding not in ENCODINGS:
        raise UnreadableFileError(
            _("the encoding must be one of %(encodings)s", encodings=", ".join(ENCODINGS))
        )
    source = Source(name=name, body=body, encoding=encoding)
    if not body.strip():
        raise UnreadableFileError(_("the file is empty"))
    for one in FORMATS:
        if one.probe(source):
            return one.reader(source)
    raise UnreadableFileError(_unknown(source))


def _is_text(source: Source) -> bool:
    return not source.root and not source.entries


def _unknown(source: Source) -> str:
    titles = ", ".join(str(one.title) for one in FORMATS)
    if source.entries:
        return _(
            "this ZIP file holds nothing that is known; what can be read: %(titles)s", titles=titles
        )
    if source.root:
        return _(
            "this is XML that begins with <%(root)s>; what can be read: %(titles)s",
            root=source.root[:40],
            titles=titles,
        )
    return _("this is none of the formats; what can be read: %(titles)s", titles=titles)
