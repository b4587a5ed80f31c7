"""PDF out of a template and plain data; the only module that knows typst.

What people wrote is handed over as data and never read as markup. The outcome is a tagged PDF
(PDF/UA-1), the same bytes for the same template, data and day.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from pmo_academy.core.letters import letters_of

FONTS = Path(__file__).resolve().parent / "fonts"
NAMES_IN_CHINESE = Path(pylopdf_fonts_zh_cn.__file__).resolve().parent
# Stands for a letter that none of our fonts can draw.
UNKNOWN = "\N{WHITE SQUARE}"

_NOT_DRAWN = "could not be displayed"


@dataclass(frozen=True, kw_only=True)
class PdfDocument:
    """A template with its data, to be compiled when no transaction is open any more."""

    template: Path
    data: Mapping[str, Any]
    day: date

    def compiled(self) -> bytes:
        """Return the PDF; letters that no font has are replaced by a square."""
        try:
            return self._compiled(_without_control)
        except typst.TypstError as problem:
            if _NOT_DRAWN not in str(problem):
                raise
        return self._compiled(_drawable)

    def pictures(self, *, ppi: int = 80) -> list[bytes]:
        """Return a PNG of each page, to look at."""
        made = self._compiler(_without_control).compile(format="png", ppi=ppi)
        return _pages(made)

    def _compiled(self, clean: Callable[[str], str]) -> bytes:
        moment = datetime.combine(self.day, time(), tzinfo=UTC)
        made = self._compiler(clean).compile(
            format="pdf", pdf_standards=["ua-1"], timestamp=int(moment.timestamp())
        )
        return _pages(made)[0]

    def _compiler(self, clean: Callable[[str], str]) -> Any:
        """Return a compiler of its own, so that requests need not wait for each other."""
        make: Any = typst.Compiler
        return make(
            input=self.template.read_bytes(),
            font_paths=[str(FONTS), str(NAMES_IN_CHINESE)],
            ignore_system_fonts=True,
            sys_inputs={
                "data": json.dumps(_cleaned(self.data, clean)),
                "day": self.day.isoformat(),
            },
        )


def _pages(made: Any) -> list[bytes]:
    return made if isinstance(made, list) else [made]


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(one, clean) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(one, clean) for one in value]
    return value


def _without_control(text: str) -> str:
    """Leave out what is no letter: control characters and halves of a pair."""
    return "".join(
        letter
        for letter in text
        if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs")
    )


def _drawable(text: str) -> str:
    known = letters_of(FONTS / "SourceSansPro-Regular.otf") | letters_of(
        NAMES_IN_CHINESE / "NotoSansSC-Regular.otf"
    )
    return "".join(
        letter if ord(letter) in known or letter == "\n" else UNKNOWN
        for letter in _without_control(text)
    )
