"""Where a comment stands now: it moves with the line that it quotes."""

from collections.abc import Sequence

from pmo_academy.studio.rules.words import ALIKE, likeness

LONGEST_QUOTE = 300


def quote_of(lines: Sequence[str], line: int) -> str:
    """Return the text of a line (they count from 1) as far as it is kept; nothing beyond them."""
    return lines[line - 1].strip()[:LONGEST_QUOTE] if 1 <= line <= len(lines) else ""


def place_of(quote: str, line: int, lines: Sequence[str]) -> int | None:
    """Return the line that is quoted now: the nearest with its text, else the one most alike.

    None when there is no such line any more.
    """
    quotes = {number: quote_of(lines, number) for number in range(1, len(lines) + 1)}
    same = [number for number, text in quotes.items() if text == quote]
    if same:
        return min(same, key=lambda number: abs(number - line))
    present = quotes.get(line, "")
    if quote and present and likeness(quote, present) >= ALIKE:
        return line
    return None
