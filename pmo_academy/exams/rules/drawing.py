"""Which questions an attempt gets and how their options are shuffled, from a seeded generator."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from random import Random
from typing import Any, Generic, TypeVar

from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType

# True and false keep their places, a number, words and gaps have nothing to shuffle.
_UNSHUFFLED = frozenset(
    {
        QuestionType.TRUE_FALSE,
        QuestionType.NUMERIC,
        QuestionType.SHORT_TEXT,
        QuestionType.CLOZE,
    }
)

Key = TypeVar("Key")


@dataclass(frozen=True, kw_only=True)
class InBank(Generic[Key]):
    """A question in a bank, and how often the person has had it before."""

    key: Key
    topic: str = ""
    times_seen: int = 0


class BankTooSmallError(ValueError):
    """The bank holds fewer questions on a topic than the blueprint asks for."""

    def __init__(self, topic: str, *, wanted: int, there: int) -> None:
        super().__init__(f"{topic}: {wanted} wanted, {there} there")
        self.topic, self.wanted, self.there = topic, wanted, there


def draw_by_blueprint(
    bank: Sequence[InBank[Key]], blueprint: Mapping[str, int], *, random: Random
) -> list[Key]:
    """Draw so many questions of each topic, those seen least often first; all mixed in the end.

    Raises BankTooSmallError rather than asking less than the blueprint says.
    """
    drawn: list[Key] = []
    for topic, count in blueprint.items():
        pile = [question for question in bank if question.topic == topic]
        if len(pile) < count:
            raise BankTooSmallError(topic, wanted=count, there=len(pile))
        _least_seen_first(pile, random)
        drawn.extend(question.key for question in pile[:count])
    random.shuffle(drawn)
    return drawn


def draw(bank: Sequence[InBank[Key]], count: int, *, random: Random) -> list[Key]:
    """Draw so many questions: one topic after the other, those seen least often first."""
    by_topic: dict[str, list[InBank[Key]]] = defaultdict(list)
    for question in bank:
        by_topic[question.topic].append(question)
    piles = list(by_topic.values())
    random.shuffle(piles)
    for pile in piles:
        _least_seen_first(pile, random)
    rounds = chain.from_iterable(zip_longest(*piles))
    drawn = [question.key for question in rounds if question is not None][:count]
    random.shuffle(drawn)
    return drawn


def shuffle_options(question: AskedQuestion, *, random: Random) -> list[Any]:
    """Return the order in which options, steps or partners are shown; never steps as they belong.

    A case gives the order of each of its parts; points on a picture keep their numbers.
    """
    if question.type in _UNSHUFFLED:
        return []
    if question.type is QuestionType.CASE:
        return [shuffle_options(part, random=random) for part in question.parts]
    if question.type is QuestionType.HOT_SPOT:
        return list(range(len(question.choices)))
    order = list(range(len(question.choices)))
    random.shuffle(order)
    if question.type is QuestionType.ORDERING and order == sorted(order):
        order = order[1:] + order[:1]
    return order


def _least_seen_first(pile: list[InBank[Key]], random: Random) -> None:
    random.shuffle(pile)
    pile.sort(key=lambda question: question.times_seen)
