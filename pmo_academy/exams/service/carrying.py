"""Let passes count for the quizzes of a later edition."""

from collections.abc import Collection, Mapping
from uuid import UUID

from pmo_academy.core.db import session
from pmo_academy.exams import queries
from pmo_academy.exams.models import CarriedPass


def carry_passes(quizzes: Mapping[UUID, UUID], person_ids: Collection[UUID]) -> int:
    """Let who passed a quiz have passed the one that it became; return how many passes that are.

    A pass stays one whatever became of questions and keys: nobody loses what they had.
    """
    known = {
        (quiz_id, person_id) for quiz_id, person_id, *_ in queries.list_passes(quizzes.values())
    }
    count = 0
    for quiz_id, person_id, attempt_id, passed_at in queries.list_passes(quizzes):
        later_id = quizzes[quiz_id]
        if person_id in person_ids and (later_id, person_id) not in known:
            known.add((later_id, person_id))
            count += 1
            session().add(
                CarriedPass(
                    quiz_id=later_id,
                    person_id=person_id,
                    attempt_id=attempt_id,
                    passed_at=passed_at,
                )
            )
    session().flush()
    return count
