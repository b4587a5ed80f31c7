"""Whether an answer is right, and whether an attempt is passed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pmo_academy.core.numbers import percent
from pmo_academy.exams.rules.questions import Answer, AskedQuestion, QuestionType, is_complete
from pmo_academy.exams.rules.typed_numbers import numbers_meant
from pmo_academy.exams.rules.typed_words import is_meant


@dataclass(frozen=True, kw_only=True)
class TopicMark:
    """How a topic went, and whether it reaches the mark that every topic must reach."""

    topic: str
    right: int
    asked: int
    is_met: bool


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether an attempt is passed, and the figures that say why."""

    right: int
    asked: int
    needed: int
    topics: tuple[TopicMark, ...]

    @property
    def is_passed(self) -> bool:
        """Tell whether the whole and every topic reach their marks."""
        return self.reaches_mark and not self.weak_topics

    @property
    def reaches_mark(self) -> bool:
        """Tell whether enough answers are right in all."""
        return self.right >= self.needed

    @property
    def weak_topics(self) -> tuple[TopicMark, ...]:
        """The topics below the mark of each topic."""
        return tuple(topic for topic in self.topics if not topic.is_met)


def judge(
    answers: Iterable[tuple[str, bool]], *, pass_percent: int, topic_percent: int = 0
) -> Verdict:
    """Return the verdict on answers, each the topic of its question and whether it is right."""
    by_topic: dict[str, list[bool]] = {}
    for topic, right in answers:
        by_topic.setdefault(topic, []).append(right)
    topics = tuple(
        TopicMark(
            topic=topic,
            right=sum(marks),
            asked=len(marks),
            is_met=is_passed(sum(marks), len(marks), pass_percent=topic_percent),
        )
        for topic, marks in by_topic.items()
    )
    asked = sum(topic.asked for topic in topics)
    return Verdict(
        right=sum(topic.right for topic in topics),
        asked=asked,
        needed=right_needed(asked, pass_percent=pass_percent),
        topics=topics,
    )


def is_right(question: AskedQuestion, answer: Answer | None) -> bool:
    """Tell whether the whole answer is right; there are no half points, in a case neither."""
    if answer is None or not is_complete(answer):
        return False
    if question.type is QuestionType.CASE:
        return all(is_right(part, own) for part, own in zip(question.parts, answer, strict=True))
    return _is_right(question, answer)


def _is_right(question: AskedQuestion, answer: Answer) -> bool:
    document = question.document
    match question.type:
        case QuestionType.NUMERIC:
            return _is_near_enough(question, str(answer[0]))
        case QuestionType.TRUE_FALSE:
            return (answer[0] == "true") is document["answer"]
        case QuestionType.ORDERING:
            return _texts(question, answer) == question.choices
        case QuestionType.MATCHING:
            # Compared by text: two lines may rightly have the same partner.
            return _texts(question, answer) == [pair["right"] for pair in document["pairs"]]
        case QuestionType.CATEGORISE:
            return list(answer) == [part["category"] for part in document["items"]]
        case QuestionType.SHORT_TEXT:
            return is_meant(str(answer[0]), document["accepted"])
        case QuestionType.CLOZE:
            return all(fills(gap, own) for gap, own in zip(document["gaps"], answer, strict=True))
        case _:
            return set(answer) == right_options(question)


def fills(gap: Mapping[str, Any], answer: Any) -> bool:
    """Tell whether an answer, an index of the gap's options or typed words, is right there."""
    if gap["options"]:
        return bool(gap["options"][answer]["right"])
    return is_meant(str(answer), gap["accepted"])


def right_options(question: AskedQuestion) -> set[int]:
    """Return the indexes of the options that are right."""
    options = question.document["options"]
    return {index for index, option in enumerate(options) if option.get("right")}


def score(right: int, asked: int) -> Decimal:
    """Return the share of right answers in percent."""
    return percent(right, asked)


def is_passed(right: int, asked: int, *, pass_percent: int) -> bool:
    """Tell whether the share of right answers reaches the pass mark."""
    return score(right, asked) >= pass_percent


def right_needed(asked: int, *, pass_percent: int) -> int:
    """Return the least number of right answers that passes."""
    return -(-asked * pass_percent // 100)


def is_number(text: str, value: str, *, tolerance: str = "0", unit: str = "") -> bool:
    """Tell whether a typed number can mean the value, give or take the tolerance."""
    meant = numbers_meant(text, unit=unit)
    return any(abs(number - Decimal(value)) <= Decimal(tolerance) for number in meant)


def _is_near_enough(question: AskedQuestion, text: str) -> bool:
    document = question.document
    return is_number(
        text,
        str(document["answer"]),
        tolerance=str(document.get("tolerance") or "0"),
        unit=document.get("unit") or "",
    )


def _texts(question: AskedQuestion, answer: Answer) -> list[str]:
    return [question.choices[index] for index in answer]
