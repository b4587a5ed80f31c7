"""Processor time for closing a large round: everything that is worked out and stored of it."""

import random
import statistics
import time

from pmo_academy.maturity.rules.answers import DONT_KNOW, Answer, Response, RoundAnswers
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.resampling import REPLICATES
from pmo_academy.maturity.rules.round_document import round_documents
from pmo_academy.maturity.rules.suppression import USUAL_THRESHOLD

PEOPLE = 500
BOUND = 0.2

_REPEATS = 7
_SEED = 2024
_CHOICES: tuple[Answer, ...] = (0, 1, 2, 3, 4, DONT_KNOW, None)
_WEIGHTS = (5, 20, 35, 25, 8, 4, 3)


def measure_closing(model: Model) -> float:
    """Return the seconds of processor time that closing takes: the median of a few."""
    return statistics.median(_close(model) for _repeat in range(_REPEATS))


def _close(model: Model) -> float:
    answers = _answers(model)
    began = time.process_time()
    round_documents(model, answers, seed=_SEED, threshold=USUAL_THRESHOLD, replicates=REPLICATES)
    return time.process_time() - began


def _answers(model: Model) -> RoundAnswers:
    """Make up a round; one item is answered by so few that what tells it must be withheld."""
    draw = random.Random(_SEED)  # noqa: S311 - repeatable, not secret
    codes = list(model.item_by_code)
    groups = [one.code for one in model.perspectives]
    responses = []
    for number in range(PEOPLE):
        chosen = dict(zip(codes, draw.choices(_CHOICES, _WEIGHTS, k=len(codes)), strict=True))
        if number >= USUAL_THRESHOLD - 1:
            chosen[codes[-1]] = None
        responses.append(Response(answers=chosen, group=draw.choice(groups)))
    return RoundAnswers(responses=tuple(responses), invited=PEOPLE, evidence=frozenset(codes[::4]))
