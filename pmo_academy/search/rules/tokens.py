"""Texts and queries to the tokens that are compared.

Words lose case, width and a plural s; Chinese, Japanese and Korean texts, which write no blanks,
become overlapping pairs of characters.
"""

import re
import unicodedata
from dataclasses import dataclass

_EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
# A letter may be written as a plain one with its accent behind it.
_MARK = "[\u0300-\u036f]"
_RUN = re.compile(rf"(?P<east>[{_EAST}]+)|(?P<word>(?:(?![{_EAST}])[^\W_]|{_MARK})+)")
_SHORTEST_PLURAL = 4


@dataclass(frozen=True)
class Token:
    """A token and the place (start, end) in the text that it came from."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text in its order; a lone eastern character is one by itself."""
    found: list[Token] = []
    for run in _RUN.finditer(text):
        if run["word"]:
            found.append(Token(_folded(run["word"]), run.start(), run.end()))
            continue
        last = max(run.end() - 1, run.start() + 1)
        found += [
            Token(text[at : at + 2][: run.end() - at], at, min(at + 2, run.end()))
            for at in range(run.start(), last)
        ]
    return found


def is_single_eastern(text: str) -> bool:
    """Tell whether a token is one eastern character, which may end a pair as well as begin it."""
    return len(text) == 1 and re.fullmatch(f"[{_EAST}]", text) is not None


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).casefold()
    if len(plain) < _SHORTEST_PLURAL or plain.endswith(("ss", "us", "is")):
        return plain
    if plain.endswith("ies"):
        return f"{plain[:-3]}y"
    return plain.removesuffix("s")
