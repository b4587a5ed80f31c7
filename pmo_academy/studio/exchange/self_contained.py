"""Questions as a page by itself asks and judges them; the key stands in the page."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

_TAG = re.compile(r"<[^>]*>")
Document = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One option to tick, whether it is right, and why."""

    html: str
    is_right: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class Blank:
    """Something to fill in: chosen from `options` (the right one by its place), or typed."""

    html: str
    why: str = ""
    options: tuple[str, ...] = ()
    right: int = 0
    accepted: str = ""
    answer: str = ""
    tolerance: str = ""
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """One stem with what is ticked or filled in for it."""

    stem: str
    choices: tuple[Choice, ...] = ()
    takes_many: bool = False
    blanks: tuple[Blank, ...] = ()
    picture: Document | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question: right when each of its groups is."""

    groups: tuple[Group, ...]
    explanation: str


def asked(kind: str, document: Document) -> Asked:
    """Return a stored question as a page by itself asks it."""
    groups = tuple(_group(part["type"], part) for part in document.get("parts", ()))
    own = _group(kind, document) if not groups else Group(stem=document["stem"])
    return Asked(groups=(own, *groups) if groups else (own,), explanation=document["explanation"])


def _group(kind: str, document: Document) -> Group:
    return _GROUPS[kind](document)


def _choices(document: Document) -> Group:
    options = document["options"]
    return Group(
        stem=document["stem"],
        choices=tuple(
            Choice(html=one["text"], is_right=one["right"], why=one["why"])
            for one in _mixed(options, key="text")
        ),
        takes_many=sum(one["right"] for one in options) > 1,
        picture=document.get("picture"),
    )


def _many(document: Document) -> Group:
    group = _choices(document)
    return Group(stem=group.stem, choices=group.choices, takes_many=True)


def _true_false(document: Document) -> Group:
    answer = document["answer"]
    choices = (
        Choice(html="True", is_right=answer, why=document["why_true"]),
        Choice(html="False", is_right=not answer, why=document["why_false"]),
    )
    return Group(stem=document["stem"], choices=choices)


def _numeric(document: Document) -> Group:
    blank = Blank(
        html="Your answer",
        answer=document["answer"],
        tolerance=document["tolerance"],
        unit=document["unit"],
    )
    return Group(stem=document["stem"], blanks=(blank,))


def _short_text(document: Document) -> Group:
    blank = Blank(html="Your answer", accepted=json.dumps(document["accepted"]))
    return Group(stem=document["stem"], blanks=(blank,))


def _ordering(document: Document) -> Group:
    steps = [dict(one, place=at) for at, one in enumerate(document["steps"])]
    places = tuple(str(number) for number in range(1, len(steps) + 1))
    blanks = tuple(
        Blank(html=one["text"], why=one["why"], options=places, right=one["place"])
        for one in _mixed(steps, key="text")
    )
    return Group(stem=document["stem"], blanks=blanks)


def _matching(document: Document) -> Group:
    rights = [one["right"] for one in (*document["pairs"], *document["extra"])]
    answers = tuple(sorted({_plain(one) for one in rights}, key=str.casefold))
    blanks = tuple(
        Blank(
            html=one["left"],
            why=one["why"],
            options=answers,
            right=answers.index(_plain(one["right"])),
        )
        for one in document["pairs"]
    )
    return Group(stem=document["stem"], blanks=blanks)


def _categorise(document: Document) -> Group:
    names = tuple(_plain(one) for one in document["categories"])
    blanks = tuple(
        Blank(html=one["text"], why=one["why"], options=names, right=one["category"])
        for one in document["items"]
    )
    return Group(stem=document["stem"], blanks=blanks)


def _cloze(document: Document) -> Group:
    text = document["pieces"][0]
    for number, piece in enumerate(document["pieces"][1:], start=1):
        text += f"<strong>({number}) ____</strong>{piece}"
    blanks = tuple(_gap(f"({number})", gap) for number, gap in enumerate(document["gaps"], start=1))
    return Group(stem=f"{document['stem']}<p>{text}</p>", blanks=blanks)


def _gap(name: str, gap: Document) -> Blank:
    options = [_plain(one["text"]) for one in gap["options"]]
    if not options:
        return Blank(html=name, why=gap["why"], accepted=json.dumps(gap["accepted"]))
    right = next(at for at, one in enumerate(gap["options"]) if one["right"])
    return Blank(html=name, why=gap["why"], options=tuple(options), right=right)


def _mixed(options: Sequence[Document], *, key: str) -> list[Document]:
    """Return options in an order that tells nothing and is the same each time."""
    return sorted(options, key=lambda one: hashlib.sha256(one[key].encode()).digest())


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html))


_GROUPS: Mapping[str, Callable[[Document], Group]] = {
    "single": _choices,
    "multiple": _many,
    "true-false": _true_false,
    "numeric": _numeric,
    "ordering": _ordering,
    "matching": _matching,
    "short-text": _short_text,
    "cloze": _cloze,
    "categorise": _categorise,
    "hot-spot": _choices,
}
