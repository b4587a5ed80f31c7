"""A questionnaire in sections, how far somebody is, and which state of the answers a page knows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmo_academy.maturity.rules.answers import LEAST_ANSWERED
from pmo_academy.maturity.rules.model import Item, Model

_MINUTES, _OF_QUESTIONS, _STEP = 25, 60, 5


class Status(StrEnum):
    """How far a section is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Section:
    """The questions of one domain that are asked; the slug is its place in an address."""

    slug: str
    name: str
    items: tuple[Item, ...]

    def open_in(self, answered: Collection[str]) -> tuple[Item, ...]:
        """Give the questions without an answer."""
        return tuple(item for item in self.items if item.code not in answered)

    def status(self, answered: Collection[str]) -> Status:
        """Tell whether the section is untouched, begun or completed."""
        left = len(self.open_in(answered))
        if not left:
            return Status.DONE
        return Status.NOT_STARTED if left == len(self.items) else Status.IN_PROGRESS


def sections_of(model: Model, *, out_of_scope: Collection[str]) -> tuple[Section, ...]:
    """Divide the questions that are asked by domain; a domain out of scope has no section."""
    asked = (
        (domain, tuple(item for item in domain.items if item.code not in out_of_scope))
        for domain in model.domains
    )
    return tuple(
        Section(slug=domain.code.lower(), name=domain.name, items=items)
        for domain, items in asked
        if items
    )


def count_done(sections: Sequence[Section], *, answered: Collection[str]) -> int:
    """Count the completed sections."""
    return sum(section.status(answered) is Status.DONE for section in sections)


def will_count(sections: Sequence[Section], *, answered: Collection[str]) -> bool:
    """Tell whether a response with these answers counts: at least half of the questions."""
    asked = [item for section in sections for item in section.items]
    given = sum(item.code in answered for item in asked)
    return given >= LEAST_ANSWERED * len(asked)


def seen_token(section: Section, versions: Mapping[str, int]) -> str:
    """Write down which version of each answer a page of the section shows."""
    return ".".join(str(versions.get(item.code, 0)) for item in section.items)


def seen_versions(section: Section, token: str) -> dict[str, int]:
    """Read a token back; one that doesn't fit says that nothing has been seen."""
    parts = token.split(".")
    if len(parts) != len(section.items) or not all(_is_version(part) for part in parts):
        return dict.fromkeys((item.code for item in section.items), 0)
    return {item.code: int(part) for item, part in zip(section.items, parts, strict=True)}


def minutes_to_answer(questions: int) -> int:
    """Say how long so many questions take, in steps of five minutes."""
    return max(_STEP, _STEP * round(_MINUTES * questions / _OF_QUESTIONS / _STEP))


def _is_version(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) <= 9
