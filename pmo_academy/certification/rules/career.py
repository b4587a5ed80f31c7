"""A career ladder: how far somebody is from a stage, by their own view and their manager's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HIGHEST = 3


@dataclass(frozen=True, kw_only=True)
class Competence:
    """A competence in four steps, from 0 to 3, and the courses that help."""

    key: str
    title: str
    steps: tuple[str, ...]
    courses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage: duties, the step it takes of each competence, what proves it."""

    key: str
    title: str
    level: str
    duties: tuple[str, ...]
    profile: Mapping[str, int]
    programme: str
    certificates: tuple[str, ...]
    experiences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """What somebody says about pay; what it does not name is empty."""

    words: str
    source: str
    year: int | None
    place: str
    currency: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """Stages from below, competences, quotations on pay."""

    stages: tuple[Stage, ...]
    competences: tuple[Competence, ...]
    quotations: tuple[Quotation, ...]

    def stage(self, key: str | None) -> Stage | None:
        """Return the stage with this key."""
        return next((one for one in self.stages if one.key == key), None)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A competence held against a stage; None where nobody has said anything yet."""

    competence: Competence
    asked: int
    own: int | None
    manager: int | None

    @property
    def lacking(self) -> int:
        """How many steps are missing, by the lower of the two views; none where none is known."""
        views = [one for one in (self.own, self.manager) if one is not None]
        return max(0, self.asked - min(views)) if views else 0

    @property
    def is_known(self) -> bool:
        """Tell whether somebody has said where the person stands."""
        return self.own is not None or self.manager is not None

    @property
    def differs(self) -> bool:
        """Tell whether the two see it differently, which is worth a talk."""
        return None not in (self.own, self.manager) and self.own != self.manager


def read_ladder(document: Mapping[str, Any]) -> Ladder:
    """Read a ladder from its document (docs/content-format.md)."""
    return Ladder(
        stages=tuple(_stage(one) for one in document["stages"]),
        competences=tuple(
            Competence(
                key=one["key"],
                title=one["title"],
                steps=tuple(one["steps"]),
                courses=tuple(one["courses"]),
            )
            for one in document["competences"]
        ),
        quotations=tuple(_quotation(one) for one in document.get("quotations") or ()),
    )


def gaps(
    ladder: Ladder, stage: Stage, *, own: Mapping[str, int], manager: Mapping[str, int]
) -> tuple[Gap, ...]:
    """Hold both views against a stage, competence by competence, the largest gap first."""
    found = [
        Gap(
            competence=one,
            asked=stage.profile[one.key],
            own=own.get(one.key),
            manager=manager.get(one.key),
        )
        for one in ladder.competences
    ]
    return tuple(sorted(found, key=lambda one: -one.lacking))


def courses_for(found: Sequence[Gap], *, completed: frozenset[str]) -> tuple[str, ...]:
    """Return the courses that close the gaps and are still to take, each once, the first first."""
    wanted = [code for gap in found if gap.lacking for code in gap.competence.courses]
    return tuple(code for code in dict.fromkeys(wanted) if code not in completed)


def _stage(document: Mapping[str, Any]) -> Stage:
    return Stage(
        key=document["key"],
        title=document["title"],
        level=document["level"],
        duties=tuple(document["duties"]),
        profile=dict(document["profile"]),
        programme=document["programme"],
        certificates=tuple(document.get("certificates") or ()),
        experiences=tuple(document["experiences"]),
    )


def _quotation(document: Mapping[str, Any]) -> Quotation:
    return Quotation(
        words=document["words"],
        source=document["source"],
        year=document.get("year"),
        place=document.get("place") or "",
        currency=document.get("currency") or "",
        note=document.get("note") or "",
    )
