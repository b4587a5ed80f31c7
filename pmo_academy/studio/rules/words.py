"""Which words of a text came and which went; sentences that stayed are left out."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pmo_academy.studio.rules.changes import Piece, PieceKind

_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+|\n+")
# Signs of Chinese stand without blanks: each is a word.
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:['’-]\w+)*|\s+|[^\w\s]")

# Of texts that share less than this nothing is interwoven: the old stands before the new.
ALIKE = 0.4
# What shares so much, and every number, is the same in mended words.
MENDED = 0.85
# Longer runs are shown as a whole, so that no text can hold up the page.
LONGEST = 3000
# Comparing takes the square of it; beyond, the whole is shown before and after.
MOST_SENTENCES = 1500


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return the sentences in which something changed, word by word; nothing for the same text."""
    old, new = _sentences(before), _sentences(after)
    if old == new:
        return ()
    if max(len(old), len(new)) > MOST_SENTENCES:
        return tuple(_swapped(before, after))
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(PieceKind.GAP))
        else:
            pieces.extend(_woven(" ".join(old[i:j]), " ".join(new[k:m])))
    return tuple(pieces)


def likeness(one: str, other: str) -> float:
    """Say from 0 to 1 how much two texts have in common."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def paired(
    before: Sequence[str], after: Sequence[str], *, least: float = ALIKE
) -> Iterator[tuple[str | None, str | None]]:
    """Pair texts of two lists: the same, then what is alike; who finds no partner has None."""
    left, right = list(before), list(after)
    for text in before:
        if text in right:
            left.remove(text)
            right.remove(text)
            yield text, text
    for text in left:
        best = max(right, key=lambda one: likeness(text, one), default=None)
        if best is None or likeness(text, best) < least:
            yield text, None
        else:
            right.remove(best)
            yield text, best
    yield from ((None, text) for text in right)


def mended(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """Return for each text that is still there how it is written now."""
    return {
        old: new
        for old, new in paired(before, after, least=MENDED)
        if old is not None and new is not None and _numbers(old) == _numbers(new)
    }


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _sentences(text: str) -> list[str]:
    return [part for one in _SENTENCE_END.split(text) if (part := one.strip())]


def _woven(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if max(len(old), len(new)) > LONGEST or matcher.ratio() < ALIKE:
        yield from _swapped(before, after)
        return
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(PieceKind.SAME, "".join(old[i:j]))
        else:
            yield from _swapped("".join(old[i:j]), "".join(new[k:m]))


def _swapped(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece(PieceKind.REMOVED, before)
    if after:
        yield Piece(PieceKind.ADDED, after)
