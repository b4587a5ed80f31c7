"""A round between its last answer and its closing: careless sheets, and who agrees on what."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.maturity.models import CarelessDecision, Mode, Response, Result, Round
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.maturity.queries.rounds import out_of_scope
from pmo_academy.maturity.rules import review as rules
from pmo_academy.maturity.rules.answers import Response as Sheet
from pmo_academy.maturity.rules.answers import RoundAnswers, answer_from, tabulate
from pmo_academy.maturity.rules.careless import Flag, may_exclude
from pmo_academy.maturity.rules.model import Item
from pmo_academy.maturity.rules.review import Accord, Difference, Preparation
from pmo_academy.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Signs:
    """How many sheets show which sign of carelessness, and how many enough to be left out."""

    by_flag: Mapping[Flag, int]
    doubtful: int


@dataclass(frozen=True, kw_only=True)
class DecisionRow:
    """One line of the log: sheets were left out, or counted again; how many, by whom and why."""

    leaves_out: bool
    sheets: int
    reason: str
    name: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DifferenceRow:
    """An item that people see differently, with its words."""

    item: Item
    found: Difference


@dataclass(frozen=True, kw_only=True)
class RoundReview:
    """What may be seen of a round in review; the figures are over all sheets or the counted ones.

    In an anonymous round figures with and without a few sheets would tell what these say; so there
    they are over every sheet that came in, whatever is decided.
    """

    counted: int
    signs: Signs
    covers_left_out: bool
    alpha: float | None
    accord: Accord | None
    differences: tuple[DifferenceRow, ...]


@dataclass(frozen=True, kw_only=True)
class _Sealed:
    """A submitted sheet and its signs."""

    sheet: Sheet
    flags: frozenset[Flag]


def find_review(one: Round) -> RoundReview | None:
    """Return what may be seen of a round in review; None where too few sheets count."""
    sealed = _load(one)
    counted = _answers(one, sealed, leaves_out=one.leaves_out_careless)
    model, is_anonymous = model_of(one.model_edition_id), one.mode is Mode.ANONYMOUS
    if not _may_show(one, counted):
        return None
    shown = _answers(one, sealed, leaves_out=False) if is_anonymous else counted
    found = rules.review(model, shown, threshold=one.shown_from)
    if found is None:
        return None
    return RoundReview(
        counted=tabulate(model, counted).people,
        signs=_signs(sealed),
        covers_left_out=is_anonymous and one.leaves_out_careless,
        alpha=found.alpha,
        accord=None if found.alpha is None else rules.accord_of(found.alpha),
        differences=tuple(
            DifferenceRow(item=model.item_by_code[difference.item], found=difference)
            for difference in found.differences
        ),
    )


def count_doubtful(one: Round) -> int:
    """Count the sheets with enough signs of carelessness to be left out."""
    return _signs(_load(one)).doubtful


def count_counted(one: Round, *, leaves_out: bool) -> int:
    """Count the sheets that would count, with the doubtful ones or without."""
    answers = _answers(one, _load(one), leaves_out=leaves_out)
    return tabulate(model_of(one.model_edition_id), answers).people


def find_preparation(one: Round) -> Preparation | None:
    """Return what a workshop begins with by the counted sheets; None where too few count."""
    answers = _answers(one, _load(one), leaves_out=one.leaves_out_careless)
    if not _may_show(one, answers):
        return None
    return rules.prepare(model_of(one.model_edition_id), answers, threshold=one.shown_from)


def list_careless_decisions(one: Round) -> Sequence[DecisionRow]:
    """Return what was decided about careless sheets, the latest first."""
    rows = session().execute(
        select(CarelessDecision, Person.name)
        .join(Person, Person.id == CarelessDecision.decided_by)
        .where(CarelessDecision.round_id == one.id)
        .order_by(CarelessDecision.decided_at.desc(), CarelessDecision.id.desc())
    )
    return [
        DecisionRow(
            leaves_out=row.leaves_out,
            sheets=row.sheets,
            reason=row.reason,
            name=name,
            at=row.decided_at,
        )
        for row, name in rows
    ]


def _may_show(one: Round, answers: RoundAnswers) -> bool:
    """Tell whether enough sheets count.

    In a round that was opened again enough new ones must: what a few answered would follow from
    the difference to the result that is out.
    """
    least = one.shown_from or 1
    counted = tabulate(model_of(one.model_edition_id), answers).people
    earlier = session().scalar(
        select(Result.sheets).where(Result.round_id == one.id, Result.is_latest).limit(1)
    )
    if earlier is not None and not one.is_closed and counted - earlier < least:
        return False
    return counted >= least


def _load(one: Round) -> Sequence[_Sealed]:
    documents = session().scalars(
        select(Response.document)
        .where(Response.round_id == one.id, Response.submitted_on.is_not(None))
        .order_by(Response.id)
    )
    return [
        _Sealed(
            sheet=Sheet(
                answers={item: answer_from(given) for item, given in document["answers"].items()}
            ),
            flags=frozenset(Flag(flag) for flag in document.get("flags", ())),
        )
        for document in documents
    ]


def _answers(one: Round, sealed: Sequence[_Sealed], *, leaves_out: bool) -> RoundAnswers:
    kept = (each for each in sealed if not (leaves_out and may_exclude(each.flags)))
    return RoundAnswers(
        responses=tuple(each.sheet for each in kept), out_of_scope=out_of_scope(one)
    )


def _signs(sealed: Sequence[_Sealed]) -> Signs:
    counts = Counter(flag for each in sealed for flag in each.flags)
    return Signs(
        by_flag={flag: counts[flag] for flag in Flag},
        doubtful=sum(may_exclude(each.flags) for each in sealed),
    )
