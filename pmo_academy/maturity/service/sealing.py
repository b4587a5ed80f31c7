"""Seal a sheet that is handed in: its answers become one document, and perhaps nobody's."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.ids import new_random_id
from pmo_academy.maturity import queries
from pmo_academy.maturity.models import Answer, Invitation, Mode, Response
from pmo_academy.maturity.queries import OwnRound
from pmo_academy.maturity.rules.answers import answer_from
from pmo_academy.maturity.rules.careless import PageTime, careless_flags
from pmo_academy.maturity.rules.questionnaire import will_count
from pmo_academy.maturity.service import mixing, perspectives


def seal(draft: Response, *, own: OwnRound, invitation: Invitation) -> None:
    """Turn a draft into a submitted sheet; in an anonymous round its person is forgotten.

    A sheet with too few answers to count is not kept there: where one group lacks a counted sheet,
    the one that does not count would be known as theirs.
    """
    document = _document(draft, own=own)
    counts = will_count(own.sections, answered=document["answers"].keys())
    session().execute(delete(Answer).where(Answer.response_id == draft.id))
    if counts:
        mixing.count_heard(own.id, perspective=invitation.perspective)
    if own.mode is Mode.NAMED:
        draft.document, draft.pages = document, {}
        draft.submitted_on = clock.today()
        return
    session().delete(draft)
    session().flush()
    if counts:
        _add_sheet(document, own=own, invitation=invitation)


def _add_sheet(document: dict[str, Any], *, own: OwnRound, invitation: Invitation) -> None:
    """Store the answers as a sheet of nobody's, with the first day of the round."""
    sheet_id = new_random_id()
    concealed = perspectives.conceal(
        invitation.perspective, sheet_id=sheet_id, round_id=own.id, threshold=own.threshold
    )
    mixing.add_sheet(
        {
            "id": sheet_id,
            "round_id": own.id,
            "person_id": None,
            "perspective": None,
            "submitted_on": own.opens_on,
            "pages": {},
            "document": {**document, perspectives.CONCEALED: concealed},
        }
    )


def _document(draft: Response, *, own: OwnRound) -> dict[str, Any]:
    """Write down what was answered and said, and the signs of carelessness."""
    rows = session().execute(
        select(Answer.item, Answer.choice, Answer.comment)
        .where(Answer.response_id == draft.id)
        .order_by(Answer.item)
    )
    given = list(rows)
    answers = {row.item: row.choice for row in given if row.choice}
    return {
        "answers": answers,
        "comments": {row.item: row.comment for row in given if row.comment},
        "flags": _flags(draft, own=own, answers=answers),
    }


def _flags(draft: Response, *, own: OwnRound, answers: Mapping[str, str]) -> list[str]:
    """Name the signs of carelessness; how long somebody took is forgotten with the draft."""
    pages = [
        PageTime(seconds=sum(draft.pages[section.slug].values()), items=len(section.items))
        for section in own.sections
        if section.slug in draft.pages
    ]
    choices = {item: answer_from(one) for item, one in answers.items()}
    found = careless_flags(queries.model_of(own.model_edition_id), choices, pages=pages)
    return sorted(flag.value for flag in found)
