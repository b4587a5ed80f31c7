"""When a question comes back: the algorithm FSRS-6 with its published default parameters.

FSRS (Free Spaced Repetition Scheduler) follows, for each question, its stability (the days after
which nine of ten people like this one would still know it) and its difficulty (1 to 10). The work
is done by the package `fsrs` 6.3; this module only wraps it:

* Time is counted in whole days, so that nobody has to wait for an hour of the day. FSRS gets the
  midnights of those days.
* No steps within a day and no random spread: what was missed comes back tomorrow, and the same
  answers always lead to the same days.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from fsrs import Card, Scheduler, State
from fsrs import Rating as Grade

WANTED_RECALL = 0.9
LONGEST_DAYS = 365
_ONE_DAY = timedelta(days=1)

_SCHEDULER = Scheduler(
    desired_retention=WANTED_RECALL,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)


class Rating(StrEnum):
    """How well something was known."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


class Phase(StrEnum):
    """The states of FSRS."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, kw_only=True)
class Memory:
    """What FSRS knows of a question and a person; a new one was never reviewed."""

    due_on: date
    phase: Phase = Phase.LEARNING
    step: int | None = 0
    stability: float | None = None
    difficulty: float | None = None
    reviewed_on: date | None = None


_GRADES = {
    Rating.AGAIN: Grade.Again,
    Rating.HARD: Grade.Hard,
    Rating.GOOD: Grade.Good,
    Rating.EASY: Grade.Easy,
}
_STATES = {
    Phase.LEARNING: State.Learning,
    Phase.REVIEW: State.Review,
    Phase.RELEARNING: State.Relearning,
}
_PHASES = {state: phase for phase, state in _STATES.items()}


def rating_of(*, is_right: bool, felt: str) -> Rating:
    """Return the rating of an answer: a wrong one is again; a right one as hard as it was felt."""
    if not is_right:
        return Rating.AGAIN
    return {"hard": Rating.HARD, "easy": Rating.EASY}.get(felt, Rating.GOOD)


def review(memory: Memory, rating: Rating, *, today: date) -> Memory:
    """Return what is known after a review today, with the day on which it is due again."""
    card, _log = _SCHEDULER.review_card(_card(memory), _GRADES[rating], _midnight(today))
    return Memory(
        due_on=card.due.date(),
        phase=_PHASES[card.state],
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        reviewed_on=today,
    )


def recall(stability: float, reviewed_on: date, *, today: date) -> float:
    """Return how probably something is known today, from 0 to 1 (FSRS calls it retrievability).

    On the day of a review it is what will be known tomorrow: everybody knows what they have just
    read, right or wrong, and that would say nothing.
    """
    memory = Memory(due_on=today, stability=stability, reviewed_on=reviewed_on)
    day = max(today, reviewed_on + _ONE_DAY)
    return float(_SCHEDULER.get_card_retrievability(_card(memory), _midnight(day)))


def predicted(memory: Memory, *, today: date) -> float | None:
    """Return the recall that was to be expected before a review; None at the first time."""
    if memory.stability is None or memory.reviewed_on is None:
        return None
    return recall(memory.stability, memory.reviewed_on, today=today)


def _card(memory: Memory) -> Card:
    return Card(
        card_id=0,
        state=_STATES[memory.phase],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_midnight(memory.due_on),
        last_review=_midnight(memory.reviewed_on) if memory.reviewed_on else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
