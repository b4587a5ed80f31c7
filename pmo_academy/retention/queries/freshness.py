"""How fresh each course is, for many people at once."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from pmo_academy.core.db import session
from pmo_academy.retention.models import Card
from pmo_academy.retention.queries.joins import with_question
from pmo_academy.retention.rules.freshness import Fresh, freshness
from pmo_academy.retention.rules.scheduling import recall


def list_freshness(
    person_ids: Collection[UUID], *, today: date
) -> Mapping[UUID, Mapping[str, Fresh]]:
    """Return the freshness of each course for each of these people; one statement.

    This is all that others than the person may see of practice. The caller has checked the reader.
    """
    rows = session().execute(_memories(), {"person_ids": list(person_ids)})
    recalls: dict[UUID, dict[str, list[float]]] = {}
    for row in rows:
        of_person = recalls.setdefault(row.person_id, {})
        of_course = of_person.setdefault(row.course_code, [])
        of_course.append(recall(row.stability, row.reviewed_on, today=today))
    return {
        person_id: {code: freshness(found) for code, found in courses.items()}
        for person_id, courses in recalls.items()
    }


@cache
def _memories() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    return with_question(
        select(Card.person_id, Card.course_code, Card.stability, Card.reviewed_on).select_from(Card)
    ).where(
        Card.person_id.in_(bindparam("person_ids", expanding=True)), Card.reviewed_on.is_not(None)
    )
