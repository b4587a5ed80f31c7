"""A file that somebody brought, looked at from outside: its text, its root, its folder."""

import re
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import UnreadableFileError

ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1", "gb18030", "big5", "shift_jis")

_ZIP = b"PK\x03\x04"
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_ODD = re.compile("[\x00\ufdd0-\ufdef\ufffe\uffff]")
_HEAD = 20_000


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file with its name; an encoding where somebody told one."""

    name: str
    body: bytes
    encoding: str | None = None

    @cached_property
    def text(self) -> str:
        """The file as text with plain line ends; raises UnreadableFileError."""
        marked = next((name for mark, name in _MARKS if self.body.startswith(mark)), None)
        encoding = marked or self.encoding or "utf-8"
        try:
            text = self.body.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            line = self.body[: error.start].count(b"\n") + 1
            message = _(
                "not %(encoding)s; save the file in UTF-8, or say its encoding",
                encoding=encoding.upper(),
            )
            raise UnreadableFileError(message, line=line) from error
        odd = _ODD.search(text)
        if odd:
            line = text.count("\n", 0, odd.start()) + 1
            message = _(
                "holds U+%(odd)s, which no text has: it is of another kind",
                odd=f"{ord(odd[0]):04X}",
            )
            raise UnreadableFileError(message, line=line)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def root(self) -> str:
        """The name of the first element of an XML file; empty for any other."""
        head = self.body[:_HEAD]
        wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = head.decode("utf-16" if wide else "utf-8", "ignore").lstrip("\ufeff \t\r\n")
        if not text.startswith("<"):
            return ""
        first = _ROOT.search(re.sub(r"<!--.*?(-->|$)", "", text, flags=re.DOTALL))
        return first[1] if first else ""

    @cached_property
    def entries(self) -> frozenset[str]:
        """The names of the files within a ZIP file; none for any other."""
        if not self.body.startswith(_ZIP):
            return frozenset()
        try:
            with ZipFile(BytesIO(self.body)) as folder:
                return frozenset(folder.namelist())
        except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UnreadableFileError(_("the ZIP file is damaged")) from error
