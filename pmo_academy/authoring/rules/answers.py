"""The answers to what people ask first: one file, each read within a minute."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from pmo_academy.authoring.rules.markdown_checks import count_words, problem_in_text
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.authoring.rules.shapes import CourseCode, Key, Line, Shape, Text
from pmo_academy.authoring.rules.shaping import shaped
from pmo_academy.authoring.rules.strict_yaml import Document

ANSWERS_FILE = "answers.yaml"
# Words that adults read silently within a minute.
# M. Brysbaert, How many words do we read per minute?, Journal of Memory and Language 109, 2019.
MOST_WORDS = 238


class Answer(Shape):
    """A question, its answer in a sentence and in a minute, and the courses that go on."""

    key: Key
    question: Line
    short: Line
    text: Text
    courses: Annotated[list[CourseCode], Field(min_length=1, max_length=5)]
    checked_on: date
    sources: Annotated[list[Line], Field(max_length=10)] = []


class Answers(Shape):
    """The file answers.yaml."""

    answers: Annotated[list[Answer], Field(min_length=1, max_length=30)]


@dataclass(frozen=True, kw_only=True)
class AnswersSource:
    """The file of the answers."""

    document: Document
    answers: tuple[Answer, ...]


def read_answers(document: Document, problems: list[Problem]) -> AnswersSource:
    """Read the answers and note what is wrong with each by itself."""
    answers = tuple(shaped(document, Answers).answers)
    keys = [one.key for one in answers]
    for at, one in enumerate(answers):
        if one.key in keys[:at]:
            problems.append(document.problem(("answers", at, "key"), f"'{one.key}' stands twice"))
        message = problem_in_text(one.text)
        words = count_words(one.text)
        if words > MOST_WORDS:
            message = f"has {words} words; nobody reads more than {MOST_WORDS} in a minute"
        if message:
            problems.append(document.problem(("answers", at, "text"), message))
    return AnswersSource(document=document, answers=answers)


def unknown_courses(source: AnswersSource, courses: Collection[str]) -> Iterator[Problem]:
    """Find the courses that answers lead to and that do not exist."""
    for at, one in enumerate(source.answers):
        for number, code in enumerate(one.courses):
            if code not in courses:
                place = ("answers", at, "courses", number)
                yield source.document.problem(place, f"there is no course {code}")
