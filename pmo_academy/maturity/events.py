"""What maturity tells the features around it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class WorkshopFinished:
    """Somebody led the consensus workshop of a round to its end."""

    workshop_id: UUID
    round_title: str
    led_by: UUID


@dataclass(frozen=True, kw_only=True)
class RoundClosed:
    """A round was closed; `took_part` are those who handed in a sheet, never which one."""

    round_id: UUID
    took_part: tuple[UUID, ...]
