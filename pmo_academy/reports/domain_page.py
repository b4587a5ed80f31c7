"""What the page of a domain shows: each question with its answers, and the courses on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from pmo_academy.core.errors import NotFoundError
from pmo_academy.maturity.queries import LEAST_AIM, Figures, RoundPoint
from pmo_academy.reports import pictures, sentences
from pmo_academy.reports.queries import Learner, Offer


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """A question of the domain; nothing of it is shown where too few people answered."""

    code: str
    title: str
    question: str
    anchors: Sequence[str]
    is_core: bool
    tier_name: str
    is_hidden: bool
    is_out_of_scope: bool
    mean: float | None
    answers: Markup | None
    counts: Sequence[int]
    met: int
    is_low_agreement: bool
    backed_until: date | None
    is_capped: bool
    offers: Sequence[Offer]

    @property
    def next_point(self) -> int:
        """Which statement to make true next; no action aims below the third."""
        return max(LEAST_AIM, self.met + 1)

    @property
    def unknown(self) -> int:
        """How many don't know."""
        return self.counts[-1] if self.counts else 0


@dataclass(frozen=True, kw_only=True)
class CourseView:
    """A course that serves the domain, and how many of the team have not completed it."""

    offer: Offer
    serves: Sequence[str]
    missing: int


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """The domain before or after."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class DomainPage:
    """The page of a domain."""

    code: str
    name: str
    figures: Figures
    round: RoundPoint
    level: str
    verified: str
    questions: Sequence[QuestionView]
    courses: Sequence[CourseView]
    learners: int
    before: Neighbour | None
    after: Neighbour | None


def domain_page(
    code: str,
    *,
    found: tuple[RoundPoint, Figures],
    offers: Mapping[str, Offer],
    learners: Sequence[Learner],
    backed: Mapping[str, date],
) -> DomainPage:
    """Return the page of a domain of the latest round, or raise NotFoundError.

    Backed are the questions with accepted evidence, each with the last day of it.
    """
    point, figures = found
    names = {domain.code: domain.name for domain in figures.model.domains}
    if code not in names:
        raise NotFoundError
    items = [item.code for item in figures.model.items if item.domain == code]
    around = [None, *(Neighbour(code=one, name=name) for one, name in names.items()), None]
    place = list(names).index(code)
    return DomainPage(
        code=code,
        name=names[code],
        figures=figures,
        round=point,
        level=_rung_words(figures, figures.document["domain_rung"][code]),
        verified=_rung_words(figures, figures.verified_document["domain_rung"][code]),
        questions=[_question(item, figures, offers.values(), backed=backed) for item in items],
        courses=_courses(items, figures, offers=offers.values(), learners=learners),
        learners=len(learners),
        before=around[place],
        after=around[place + 2],
    )


def _rung_words(figures: Figures, rung: int | None) -> str:
    return "" if rung is None else sentences.rung_words(figures, rung)


def _question(
    code: str, figures: Figures, offers: Iterable[Offer], *, backed: Mapping[str, date]
) -> QuestionView:
    item = figures.model.item_by_code[code]
    counts = figures.choices(code)
    mean = figures.document["m"][code] if counts is not None else None
    return QuestionView(
        code=code,
        title=item.title,
        question=item.question,
        anchors=item.anchors,
        is_core=item.is_core,
        tier_name=next(tier.name for tier in figures.model.tiers if tier.code == item.tier),
        is_hidden=counts is None,
        is_out_of_scope=code in figures.document["out_of_scope"],
        mean=mean,
        answers=pictures.answers(counts) if counts is not None else None,
        counts=counts or (),
        met=int((mean or 0) + figures.model.limits.tolerance),
        is_low_agreement=counts is not None and code in figures.document["agreement"]["low"],
        backed_until=backed.get(code),
        is_capped=code not in backed and (mean or 0) > figures.model.limits.evidence_cap,
        offers=[one for one in offers if one.course.covers.get(code)],
    )


def _courses(
    items: Sequence[str],
    figures: Figures,
    *,
    offers: Iterable[Offer],
    learners: Sequence[Learner],
) -> Sequence[CourseView]:
    """Return the courses on a domain: those to take now first, then by what they cover."""
    titles = {code: figures.model.item_by_code[code].title for code in items}
    found = [
        CourseView(
            offer=offer,
            serves=[title for code, title in titles.items() if offer.course.covers.get(code)],
            missing=sum(offer.course.code not in one.completed for one in learners),
        )
        for offer in offers
    ]
    serving = [one for one in found if one.serves]
    return sorted(serving, key=lambda one: (one.offer.course.is_announced, -len(one.serves)))
