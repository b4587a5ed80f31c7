"""The worked example of the maturity model, and small pieces to build other rounds from."""

import json
from dataclasses import replace
from pathlib import Path

import yaml

from pmo_academy.maturity.rules.answers import Response, RoundAnswers
from pmo_academy.maturity.rules.learning_plan import Course
from pmo_academy.maturity.rules.model_document import model_from

HERE = Path(__file__).parent
CONTENT = HERE.parents[2] / "content"


def _json(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


INPUT_TEXT = (HERE / "example_input.json").read_text(encoding="utf-8")
INPUT = json.loads(INPUT_TEXT)
ORACLE = _json("example_oracle.json")
PALM_TEXT = (CONTENT / "models" / "palm.yaml").read_text(encoding="utf-8")
PALM = model_from(yaml.load(PALM_TEXT, Loader=yaml.CSafeLoader))
ITEMS = tuple(PALM.item_by_code)

ROUND = RoundAnswers(
    responses=tuple(
        Response(answers=sheet, group=group)
        for sheet, group in zip(INPUT["answers"], INPUT["groups"], strict=True)
    ),
    invited=INPUT["invited"],
    evidence=frozenset(INPUT["evidence"]),
)
COURSES = tuple(
    Course(
        code=entry["code"],
        hours=entry["hours"],
        covers=entry["covers"],
        requires=tuple(entry["requires"]),
    )
    for entry in _json("example_courses.json")
)


def palm_document():
    """A fresh copy of the model file, to be spoilt."""
    return yaml.load(PALM_TEXT, Loader=yaml.CSafeLoader)


def round_of(*sheets, **fields):
    """A round answered with these sheets."""
    return RoundAnswers(responses=tuple(Response(answers=sheet) for sheet in sheets), **fields)


def all_answer(answer, **changes):
    """A sheet with the same answer everywhere, but for the changes (item codes with _)."""
    changed = {code.replace("_", "-"): value for code, value in changes.items()}
    return {**dict.fromkeys(ITEMS, answer), **changed}


def raised(answers, raises):
    """The same round with the numbers of some items changed by a function."""
    responses = tuple(
        replace(
            response,
            answers={
                code: raises[code](answer) if code in raises and isinstance(answer, int) else answer
                for code, answer in response.answers.items()
            },
        )
        for response in answers.responses
    )
    return replace(answers, responses=responses)


def _one_more(answer):
    return min(4, answer + 1)


SECOND_ROUND = raised(
    ROUND,
    {
        "AUT-C1": lambda answer: max(3, answer),
        **dict.fromkeys(("RES-C1", "MUL-C1", "LRN-C2", "DEV-C2"), _one_more),
    },
)
