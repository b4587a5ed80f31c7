"""An index over entries that never change, and the hits of a query in it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import log

from pmo_academy.search.rules.tokens import Token, is_single_eastern, tokens

_TITLE, _BODY = 5.0, 1.0
_BEFORE, _LENGTH = 60, 180
LONGEST = 200  # characters of a query that are looked at
MOST_WORDS = 12


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something to find: what it is, its texts without markup, and where it stands."""

    kind: str
    title: str
    body: str
    where: str
    address: tuple[str, ...]
    edition: str = ""  # of a course; empty for what has no editions


@dataclass(frozen=True)
class Part:
    """A piece of text, and whether it is what was looked for."""

    text: str
    is_match: bool


@dataclass(frozen=True, kw_only=True)
class Hit:
    """An entry with its title and the place in its body, the matches marked."""

    entry: Entry
    title: Sequence[Part]
    snippet: Sequence[Part]


class Library:
    """Finds entries; made once for a set of editions."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.weights: dict[str, dict[int, float]] = defaultdict(dict)
        for number, entry in enumerate(entries):
            for text, weight in ((entry.title, _TITLE), (entry.body, _BODY)):
                for token, count in Counter(one.text for one in tokens(text)).items():
                    known = self.weights[token].get(number, 0.0)
                    self.weights[token][number] = known + weight * (1 + log(count))

    def find(self, query: str, *, editions: Collection[str] = ()) -> list[Hit]:
        """Return the entries that hold every word of the query, the best first.

        The last word also stands for words that begin with it: somebody may still be typing.
        Of what has editions, only these are looked at.
        """
        wanted = _wanted(query)
        if not wanted:
            return []
        scores = [self._scores(token, is_last=token is wanted[-1]) for token in wanted]
        common = [
            number
            for number in set(scores[0]).intersection(*scores[1:])
            if not self.entries[number].edition or self.entries[number].edition in editions
        ]
        ranked = sorted(common, key=lambda number: (-sum(s[number] for s in scores), number))
        return [_hit(self.entries[number], wanted) for number in ranked]

    def suggest(self, query: str) -> str:
        """Return the query with unknown words replaced by near ones, empty if there is none."""
        replaced = list(query[:LONGEST])
        for token in reversed(_wanted(query)):
            if token.text in self.weights:
                continue
            near = get_close_matches(token.text, self.weights, n=1, cutoff=0.75)
            if not near:
                return ""
            replaced[token.start : token.end] = near[0]
        suggestion = "".join(replaced)
        return suggestion if suggestion != query[:LONGEST] else ""

    def _scores(self, token: Token, *, is_last: bool) -> Mapping[int, float]:
        same = [token.text] if token.text in self.weights else []
        longer = [known for known in self.weights if is_last and _continues(known, token.text)]
        scores: dict[int, float] = defaultdict(float)
        for known in (*same, *longer):
            found = self.weights[known]
            rarity = log(1 + len(self.entries) / len(found)) * (1 if known == token.text else 0.5)
            for number, weight in found.items():
                scores[number] += weight * rarity
        return scores


def _wanted(query: str) -> list[Token]:
    return tokens(query[:LONGEST])[:MOST_WORDS]


def _continues(known: str, begun: str) -> bool:
    if is_single_eastern(begun):
        return known != begun and begun in known
    is_enough = len(begun) > 1 or not begun.isascii()
    return is_enough and known != begun and known.startswith(begun)


def _hit(entry: Entry, wanted: Sequence[Token]) -> Hit:
    places = [one for one in tokens(entry.body) if _matches(one.text, wanted)]
    start = max(places[0].start - _BEFORE, 0) if places else 0
    if start:
        start = entry.body.find(" ", start, places[0].start) + 1 or start
    end = start + _LENGTH
    if end < len(entry.body):
        end = entry.body.rfind(" ", start + _BEFORE, end) + 1 or end
    shown = entry.body[start:end]
    return Hit(
        entry=entry,
        title=marked(entry.title, wanted),
        snippet=[
            *([Part("… ", False)] if start else []),
            *marked(shown, wanted),
            *([Part("…", False)] if end < len(entry.body) else []),
        ],
    )


def marked(text: str, wanted: Sequence[Token]) -> list[Part]:
    """Return the text in pieces, those that match marked."""
    parts: list[Part] = []
    at = 0
    for one in tokens(text):
        if not _matches(one.text, wanted) or one.end <= at:
            continue
        if one.start > at:
            parts.append(Part(text[at : one.start], False))
        parts.append(Part(text[max(one.start, at) : one.end], True))
        at = one.end
    return [*parts, Part(text[at:], False)] if at < len(text) else parts


def _matches(text: str, wanted: Sequence[Token]) -> bool:
    return any(text == one.text for one in wanted) or (
        bool(wanted) and _continues(text, wanted[-1].text)
    )
