"""Reads an answers file and says, one line for each, what is wrong with it."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeGuard

from pmo_academy.maturity.rules.answers import DONT_KNOW, Response, RoundAnswers
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, Model
from pmo_academy.maturity.rules.scope import (
    MOST_IN_ALL,
    MOST_IN_DOMAIN,
    ScopeProblem,
    ScopeReason,
    scope_problems,
)

LONGEST_FILE = 16_000_000
FIELDS = ("answers", "groups", "invited", "out_of_scope", "evidence", "consensus")

_LONGEST_SHOWN = 40
_PLAIN_NAME = re.compile(r"[\w.-]{1,40}", re.ASCII)
_SCOPE_LINES = {
    ScopeReason.CORE_ITEM: "out_of_scope, item {subject}: a core item cannot be out of scope",
    ScopeReason.TOO_MANY_IN_DOMAIN: (
        f"out_of_scope, domain {{subject}}: at most {MOST_IN_DOMAIN} item of a domain"
    ),
    ScopeReason.TOO_MANY: f"out_of_scope: at most {MOST_IN_ALL} items in total",
}


class ScoreFileError(ValueError):
    """The file cannot be scored; it carries one line for each problem."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class _Object(dict[str, Any]):
    """A JSON object that remembers names which stood in it more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(name for name, _ in pairs)
        self.repeated = [name for name, count in counts.items() if count > 1]


def read_answers(text: str, *, model: Model, problems: list[str]) -> RoundAnswers:
    """Read the answers, or refuse with the problems given and found."""
    reader = _Reader(model, problems=list(problems))
    answers = reader.read(text)
    if reader.problems:
        raise ScoreFileError(reader.problems)
    return answers


class _Reader:
    """Collects every problem of one file."""

    def __init__(self, model: Model, *, problems: list[str]) -> None:
        self.model = model
        self.problems = problems

    def read(self, text: str) -> RoundAnswers:
        """Read all fields; what is wrong with them is noted."""
        top = self._object(_parsed(text), "the file", each="")
        for name in top:
            if name not in FIELDS:
                self._note(_name(name), f"there is no such field; use {', '.join(FIELDS)}")
        responses = self._responses(top)
        return RoundAnswers(
            responses=responses,
            invited=self._invited(top.get("invited"), people=len(responses)),
            out_of_scope=self._out_of_scope(top.get("out_of_scope")),
            evidence=self._codes(top.get("evidence"), "evidence"),
            consensus=self._consensus(top.get("consensus")),
        )

    def _note(self, place: str, message: str) -> None:
        self.problems.append(f"{place}: {message}")

    def _object(self, value: object, place: str, *, each: str = "item ") -> Mapping[str, Any]:
        if not isinstance(value, _Object):
            self._note(place, f"{_shown(value)} where an object with names is needed")
            return {}
        for name in value.repeated:
            self._note(f"{place}, {each}{_name(name)}", "stands there more than once")
        return value

    def _list(self, value: object, place: str) -> list[Any]:
        if isinstance(value, list):
            return value
        self._note(place, f"{_shown(value)} where a list is needed")
        return []

    def _responses(self, top: Mapping[str, Any]) -> tuple[Response, ...]:
        if "answers" not in top:
            self._note("answers", "missing; a list with one object for each respondent")
            return ()
        sheets = self._list(top["answers"], "answers")
        if isinstance(top["answers"], list) and not sheets:
            self._note("answers", "nobody has answered")
        groups = self._groups(top.get("groups"), people=len(sheets))
        return tuple(
            Response(answers=self._sheet(sheet, f"respondent {at}"), group=group)
            for at, (sheet, group) in enumerate(zip(sheets, groups, strict=True), start=1)
        )

    def _sheet(self, value: object, place: str) -> Mapping[str, Any]:
        sheet = self._object(value, place)
        for code, answer in sheet.items():
            if code not in self.model.item_by_code:
                self._note(f"{place}, item {_name(code)}", self._no_such_item())
            elif not _is_answer(answer):
                self._note(
                    f"{place}, item {code}",
                    f'{_shown(answer)} is not an answer; use 0 to {HIGHEST_ANSWER}, "D" or null',
                )
        return sheet

    def _groups(self, value: object, *, people: int) -> list[Any]:
        if value is None:
            return [None] * people
        groups = self._list(value, "groups")
        if isinstance(value, list) and len(groups) != people:
            self._note("groups", f"{len(groups)} groups for {people} respondents")
        known = [group.code for group in self.model.perspectives]
        for at, group in enumerate(groups, start=1):
            if group not in known:
                self._note(
                    f"respondent {at}", f"{_shown(group)} is not a group; use {', '.join(known)}"
                )
        return [*groups, *[None] * people][:people]

    def _invited(self, value: object, *, people: int) -> int | None:
        if value is None:
            return None
        if not _is_whole(value) or value < 0:
            self._note("invited", f"{_shown(value)} is not a number of people")
        elif value < people:
            self._note("invited", f"{value} invited, but {people} respondents")
        else:
            return value
        return None

    def _codes(self, value: object, place: str) -> frozenset[str]:
        """Read a list of items that exist."""
        codes = [] if value is None else self._list(value, place)
        for code in codes:
            if not isinstance(code, str):
                self._note(place, f"{_shown(code)} is not an item")
            elif code not in self.model.item_by_code:
                self._note(f"{place}, item {_name(code)}", self._no_such_item())
        return frozenset(code for code in codes if isinstance(code, str))

    def _out_of_scope(self, value: object) -> frozenset[str]:
        codes = self._codes(value, "out_of_scope") & frozenset(self.model.item_by_code)
        self.problems.extend(map(_scope_line, scope_problems(self.model, codes)))
        return codes

    def _consensus(self, value: object) -> Mapping[str, float]:
        agreed = {} if value is None else self._object(value, "consensus")
        for code, number in agreed.items():
            if code not in self.model.item_by_code:
                self._note(f"consensus, item {_name(code)}", self._no_such_item())
            elif not _is_number(number) or not 0 <= number <= HIGHEST_ANSWER:
                self._note(
                    f"consensus, item {code}",
                    f"{_shown(number)} is not a value; use a number from 0 to {HIGHEST_ANSWER}",
                )
        return agreed

    def _no_such_item(self) -> str:
        return f"there is no such item in {self.model.code} {self.model.version}"


def _parsed(text: str) -> _Object:
    """Read a JSON object; what can't be read at all is the only problem told."""
    document = _loaded(text)
    if isinstance(document, _Object):
        return document
    raise ScoreFileError([f"the file: {_shown(document)} where an object with names is needed"])


def _loaded(text: str) -> object:
    if len(text) > LONGEST_FILE:
        raise ScoreFileError([f"the file: longer than {LONGEST_FILE} characters"])
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_Object)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ScoreFileError([f"{place}: not JSON: {error.msg}"]) from None
    except RecursionError:
        raise ScoreFileError(["the file: nested too deeply"]) from None
    except ValueError:
        raise ScoreFileError(["the file: a number in it has too many digits"]) from None


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> TypeGuard[float]:
    return _is_whole(value) or isinstance(value, float)


def _is_answer(value: object) -> bool:
    return (
        value is None or value == DONT_KNOW or (_is_whole(value) and 0 <= value <= HIGHEST_ANSWER)
    )


def _scope_line(problem: ScopeProblem) -> str:
    return _SCOPE_LINES[problem.reason].format(subject=problem.subject)


def _shown(value: object) -> str:
    """Write a value so that it stays on one line and says what was there."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    text = json.dumps(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def _name(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) else _shown(name)
