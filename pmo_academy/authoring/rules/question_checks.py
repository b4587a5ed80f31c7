"""What is wrong with questions beyond their shape: keys, reasons, banks that give answers away."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_academy.authoring.rules.markdown_checks import problem_in_text
from pmo_academy.authoring.rules.problems import Path, Problem, as_advice
from pmo_academy.authoring.rules.question_advice import advice_on
from pmo_academy.authoring.rules.question_shapes import (
    Bank,
    BankQuestion,
    BankSingle,
    Question,
    Single,
)
from pmo_academy.authoring.rules.question_type_checks import findings, normalised
from pmo_academy.authoring.rules.strict_yaml import Document

FULL_BANK, HALF_BANK, TEST_BANK = 15, 9, 60
TIMES_DRAWN = 3


@dataclass(frozen=True, kw_only=True)
class BankSource:
    """A file with questions, and where everything in it stands."""

    document: Document
    bank: Bank


def problems_in_texts(document: Document) -> Iterator[Problem]:
    """Find HTML and links in the texts of a file."""
    for path in document.values:
        value = _at(document.value, path)
        message = problem_in_text(value) if isinstance(value, str) else None
        if message:
            yield document.problem(path, message)


def problems_in_question(
    question: Question | BankQuestion, *, document: Document, path: Path
) -> Iterator[Problem]:
    """Find what makes a question unanswerable or ambiguous."""
    for place, message in findings(question):
        yield document.problem((*path, *place), message)
    for place, message in advice_on(question):
        yield document.advice((*path, *place), message)


def problems_in_bank(
    source: BankSource, *, draw: int, topics: Sequence[str], is_full: bool
) -> Iterator[Problem]:
    """Find what is wrong with the questions of a module together and one by one."""
    document, questions = source.document, source.bank.questions
    least = FULL_BANK if is_full else HALF_BANK
    path: Path = ("questions",)
    if len(questions) < least:
        message = f"the bank holds {len(questions)} questions; this module needs at least {least}"
        yield document.advice(path, message)
    if len(questions) < draw:
        yield document.problem(path, f"the quiz draws {draw} questions of {len(questions)}")
    yield from _one_by_one(source, topics)


def problems_in_test_bank(
    source: BankSource, *, per_topic: int, topics: Sequence[str]
) -> Iterator[Problem]:
    """Find what is wrong with the bank of a course test, as a whole and question by question."""
    document, questions = source.document, source.bank.questions
    path: Path = ("questions",)
    if len(questions) < TEST_BANK:
        message = f"the bank holds {len(questions)} questions; a course test needs at least"
        yield document.advice(path, f"{message} {TEST_BANK}: add {TEST_BANK - len(questions)}")
    there = Counter(question.topic for question in questions)
    least = per_topic * TIMES_DRAWN
    for topic in topics:
        if there[topic] < per_topic:
            message = f"{there[topic]} questions on '{topic}'; the test draws {per_topic}"
            yield document.problem(path, f"{message}: add {per_topic - there[topic]}")
        elif there[topic] < least:
            message = f"{there[topic]} questions on '{topic}'; the test draws {per_topic} and needs"
            add = least - there[topic]
            yield document.advice(path, f"{message} {TIMES_DRAWN} times as many: add {add}")
    yield from _one_by_one(source, topics)


def _one_by_one(source: BankSource, topics: Sequence[str]) -> Iterator[Problem]:
    document, questions = source.document, source.bank.questions
    path: Path = ("questions",)
    for at, question in enumerate(questions):
        if question.key in [other.key for other in questions[:at]]:
            yield document.problem(
                (*path, at, "key"), f"the key '{question.key}' stands here twice"
            )
        if question.topic not in topics:
            known = ", ".join(topics)
            yield document.problem(
                (*path, at, "topic"), f"the course has no topic '{question.topic}', only {known}"
            )
        yield from problems_in_question(question, document=document, path=(*path, at))
    yield from as_advice(_longest_is_right(source))


def problems_with_doubles(sources: Sequence[BankSource]) -> Iterator[Problem]:
    """Find questions that ask the same in the same words, in any bank of a course."""
    seen: dict[str, str] = {}
    for source in sources:
        for at, question in enumerate(source.bank.questions):
            stem = normalised(question.stem)
            place = f"{source.bank.module}, {question.key}"
            if stem in seen:
                yield source.document.problem(
                    ("questions", at, "stem"), f"asks the same as {seen[stem]}: change or drop one"
                )
            seen.setdefault(stem, place)


def _longest_is_right(source: BankSource) -> Iterator[Problem]:
    """Refuse a bank in which choosing the longest option passes more often than not."""
    singles = [one for one in source.bank.questions if isinstance(one, BankSingle)]
    telling = [one.key for one in singles if gives_itself_away(one)]
    if len(telling) * 2 > len(singles):
        message = (
            f"in {len(telling)} of {len(singles)} single choice questions the right option is the "
            f"longest ({', '.join(telling)}): shorten it, or lengthen a wrong one"
        )
        yield source.document.problem(("questions",), message)


def gives_itself_away(question: Single) -> bool:
    """Tell whether the right option is the longest one."""
    right = max((len(one.text) for one in question.options if one.right), default=0)
    return all(len(one.text) < right for one in question.options if not one.right)


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value
