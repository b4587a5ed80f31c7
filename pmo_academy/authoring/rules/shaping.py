"""From a document to a shape; each mismatch becomes a sentence with its place and a remedy."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError

from pmo_academy.authoring.rules.problems import ContentError, Path, Problem
from pmo_academy.authoring.rules.shapes import Shape
from pmo_academy.authoring.rules.strict_yaml import Document

ShapeT = TypeVar("ShapeT", bound=Shape)

_ABSENT = {
    "source": "every figure needs its source: add 'source'",
    "checked_on": "every figure needs the day it was checked: add 'checked_on'",
    "confidence": "every figure needs its confidence (A, B, C or X): add 'confidence'",
}

_MESSAGES: Mapping[str, str] = {
    "string_type": "must be a text; put it in quotes if it is meant as it stands",
    "string_too_short": "must not be empty",
    "string_too_long": "has more than {max_length} characters; shorten it",
    "string_pattern_mismatch": "'{input}' is not written as expected ({form})",
    "int_type": "must be a whole number",
    "is_instance_of": "must be a number",
    "bool_type": "must be true or false",
    "date_type": "must be a day such as 2026-11-22",
    "list_type": "must be a list",
    "model_type": "must hold named fields",
    "model_attributes_type": "must hold named fields",
    "dict_type": "must hold named fields",
    "too_short": "has {actual_length} entries; at least {min_length} are needed",
    "too_long": "has {actual_length} entries; at most {max_length} are allowed",
    "greater_than_equal": "must be at least {ge}, not {input}",
    "less_than_equal": "must be at most {le}, not {input}",
}

_FORMS = {
    "^https": "an address such as https://www.example.org/page",
    "^[a-z0-9]": "lower case letters, digits and single hyphens, such as one-word",
    r"^[A-Z]{2,6}-[0-9]": "a course code such as PA-01",
    r"^[A-Z]{2,6}-[A-Z]": "an item code such as MND-S1",
    r"\S": "at least one visible character",
}


def shaped(document: Document, shape: type[ShapeT]) -> ShapeT:
    """Return the document as a shape; raises ContentError with everything that doesn't fit."""
    try:
        return shape.model_validate(document.value)
    except ValidationError as error:
        names = _field_names(shape)
        problems = [_problem(document, dict(one), names) for one in error.errors()]
        raise ContentError(problems) from error


def _problem(document: Document, error: dict[str, Any], names: Sequence[str]) -> Problem:
    path, surplus = _path(document.value, error["loc"])
    special = _SPECIAL.get(error["type"])
    if error["type"] == "extra_forbidden":
        known = _near(str(path[-1]), names)
        advice = f"did you mean '{known}'?" if known else "remove it"
        return document.problem_with_name(path, f"unknown field '{path[-1]}'; {advice}")
    if "[key]" in surplus:
        return document.problem_with_name(path, _message(error))
    return document.problem(path, special(error) if special else _message(error))


def _message(error: dict[str, Any]) -> str:
    """Write the message of a mismatch; a value is shown as its author wrote it."""
    known = _MESSAGES.get(error["type"], "{msg}")
    context = dict(error.get("ctx", {}))
    pattern = str(context.get("pattern", ""))
    form = next((words for begin, words in _FORMS.items() if pattern.startswith(begin)), pattern)
    return known.format(**context, input=error["input"], form=form, msg=error["msg"])


def _absent(error: dict[str, Any]) -> str:
    name = str(error["loc"][-1])
    return _ABSENT.get(name, f"the field '{name}' is missing: add it")


def _not_listed(error: dict[str, Any]) -> str:
    wanted = error["ctx"]["expected"]
    given = error["input"]
    near = _near(str(given), [one.strip("' ") for one in wanted.replace(" or ", ",").split(",")])
    advice = f"; did you mean '{near}'?" if near else ""
    return f"must be one of {wanted}, not '{given}'{advice}"


def _unknown_type(error: dict[str, Any]) -> str:
    wanted = error["ctx"]["expected_tags"]
    given = str(error["ctx"]["tag"])
    near = _near(given, [one.strip("' ") for one in wanted.split(",")])
    advice = f"; did you mean '{near}'?" if near else ""
    return f"there is no {_discriminator(error)} '{given}', only {wanted}{advice}"


def _no_type(error: dict[str, Any]) -> str:
    name = _discriminator(error)
    return f"the field '{name}' is missing: add it, it says which fields belong here"


def _discriminator(error: dict[str, Any]) -> str:
    return str(error["ctx"]["discriminator"]).strip("'")


_SPECIAL: Mapping[str, Callable[[dict[str, Any]], str]] = {
    "missing": _absent,
    "literal_error": _not_listed,
    "union_tag_invalid": _unknown_type,
    "union_tag_not_found": _no_type,
}


def _path(value: Any, location: Sequence[str | int]) -> tuple[Path, Path]:
    """Return the steps that the document has, and those that only the shape knows."""
    path: list[str | int] = []
    surplus: list[str | int] = []
    for step in location:
        if (isinstance(value, dict) and step in value) or isinstance(step, int):
            path.append(step)
            value = value[step]
        else:
            surplus.append(step)
    return tuple(path), tuple(surplus)


def _near(word: str, known: Sequence[str]) -> str | None:
    return next(iter(get_close_matches(word, known, n=1)), None)


def _field_names(shape: type[Shape]) -> list[str]:
    """Return the names of all fields of a shape and of the shapes within it."""
    schema = shape.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})
