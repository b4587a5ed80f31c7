"""What people wrote beside their answers: only where answers are shown, without group and time."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from pmo_academy.core.db import session
from pmo_academy.maturity.models import Response
from pmo_academy.maturity.queries import RoundPoint


def list_comments(point: RoundPoint) -> Mapping[str, Sequence[str]]:
    """Return the comments of a closed round by item; the caller has checked the reader.

    There are none of a round that is hidden, nor of a question whose answers are hidden. Their
    order tells nothing: it comes from a digest of each text, not from the sheets, so that comments
    of one sheet do not stand in the same place twice.
    """
    if point.figures is None:
        return {}
    found: dict[str, list[str]] = {}
    for document in session().scalars(_sheets(), {"round_id": point.round_id}):
        for item, comment in document.get("comments", {}).items():
            found.setdefault(item, []).append(comment.strip())
    return {
        item.code: sorted(found[item.code], key=lambda text: _place(point, item.code, text))
        for item in point.figures.model.items
        if item.code in found and point.figures.choices(item.code) is not None
    }


def _place(point: RoundPoint, item: str, text: str) -> bytes:
    return hashlib.sha256(f"{point.round_id}/{item}/{text}".encode()).digest()


@cache
def _sheets() -> Select[tuple[Any]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    return select(Response.document).where(
        Response.round_id == bindparam("round_id"), Response.submitted_on.is_not(None)
    )
