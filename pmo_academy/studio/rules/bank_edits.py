"""A bank's file and what can be done with its questions; each gives the questions as they are then.

What stands in the file and is no question of a known type is kept as it is.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.problems import ContentError
from pmo_academy.authoring.rules.yaml_writing import rewritten, written
from pmo_academy.studio.rules.question_fields import TYPES

Entry = dict[str, Any]

_NUMBERED = re.compile(r"q([0-9]{1,6})")


@dataclass(frozen=True, kw_only=True)
class BankText:
    """A bank as its file says; without a text there is no file yet."""

    key: str
    text: str | None
    questions: tuple[Any, ...]
    problem: str = ""

    def find(self, key: str) -> Entry | None:
        """Return a question by its key, if it can be edited."""
        return next((one for one in self.entries if one["key"] == key), None)

    @property
    def entries(self) -> list[Entry]:
        """The questions that can be shown: they have a key and a type."""
        return [one for one in self.questions if _is_entry(one)]

    @property
    def keys(self) -> set[str]:
        """The keys that are taken."""
        return {str(one.get("key")) for one in self.questions if isinstance(one, dict)}

    def with_questions(self, questions: Sequence[Any]) -> bytes:
        """Return the file with these questions; those that are the same keep their lines."""
        value = {"module": self.key, "questions": list(questions)}
        if self.text is None:
            return written(value).encode()
        return rewritten(self.text, value).encode()


def read_bank(key: str, body: bytes | None) -> BankText:
    """Read the file of a bank; one that cannot be read says why and is not to be changed."""
    if body is None:
        return BankText(key=key, text=None, questions=())
    try:
        text = strict_yaml.decoded(body, file="")
        value = strict_yaml.read(text, file="").value
    except ContentError as error:
        first = error.problems[0]
        problem = f"{first.line}:{first.column}: {first.message}"
        return BankText(key=key, text=None, questions=(), problem=problem)
    questions = value.get("questions") if isinstance(value, dict) else None
    if not isinstance(questions, list):
        problem = "1:1: the file holds no list of questions"
        return BankText(key=key, text=None, questions=(), problem=problem)
    return BankText(key=key, text=text, questions=tuple(questions))


def free_key(taken: Collection[str]) -> str:
    """Return the next key in the manner of q01, q02, after the highest that was ever taken."""
    numbers = [int(found[1]) for key in taken if (found := _NUMBERED.fullmatch(key))]
    return f"q{max(numbers, default=0) + 1:02}"


def put(questions: Sequence[Any], entry: Entry) -> list[Any]:
    """Put a question in the place of the one with its key, or at the end."""
    if not any(_has_key(one, entry["key"]) for one in questions):
        return [*questions, entry]
    return [entry if _has_key(one, entry["key"]) else one for one in questions]


def without(questions: Sequence[Any], keys: Collection[str]) -> list[Any]:
    """Take questions out."""
    return [one for one in questions if not _is_among(one, keys)]


def tagged(questions: Sequence[Any], keys: Collection[str], name: str, value: str) -> list[Any]:
    """Give questions another topic or item; without a value they have none."""
    return [_tagged(one, name, value) if _is_among(one, keys) else one for one in questions]


def moved(questions: Sequence[Any], key: str, *, by: int) -> list[Any]:
    """Move a question up or down; at the end it stays."""
    places = list(questions)
    at = next((at for at, one in enumerate(places) if _has_key(one, key)), None)
    if at is None or not 0 <= at + by < len(places):
        return places
    places.insert(at + by, places.pop(at))
    return places


def doubled(questions: Sequence[Any], key: str, *, new_key: str) -> list[Any]:
    """Put a copy of a question behind it, with a key of its own."""
    places: list[Any] = []
    for one in questions:
        places.append(one)
        if _has_key(one, key):
            places.append(dict(one, key=new_key))
    return places


def copies(entries: Iterable[Entry], taken: Collection[str]) -> list[Entry]:
    """Return copies of questions for another bank, with keys that are free there."""
    known, made = set(taken), []
    for one in entries:
        key = one["key"] if one["key"] not in known else free_key(known)
        known.add(key)
        made.append(dict(one, key=key))
    return made


def arranged(entry: Mapping[str, Any]) -> Entry:
    """Return a question with its key, type, topic and item first, as files are written."""
    first = ("key", "type", "topic", "item", "stem")
    own = {name: entry[name] for name in first if entry.get(name) is not None}
    return own | {name: one for name, one in entry.items() if name not in first}


def _tagged(entry: Entry, name: str, value: str) -> Entry:
    changed = {one: inside for one, inside in entry.items() if one != name}
    return arranged(changed | ({name: value} if value else {}))


def _is_entry(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("key"), str) and one.get("type") in TYPES


def _has_key(one: Any, key: str) -> bool:
    return isinstance(one, dict) and one.get("key") == key


def _is_among(one: Any, keys: Collection[str]) -> bool:
    return isinstance(one, dict) and one.get("key") in keys
