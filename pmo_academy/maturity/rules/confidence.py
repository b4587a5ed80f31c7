"""How much a result can be trusted: an index of six parts (section 9.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmo_academy.maturity.rules.agreement import Agreement, agreement
from pmo_academy.maturity.rules.answers import RoundAnswers, Table, tabulate
from pmo_academy.maturity.rules.model import Form, Model
from pmo_academy.maturity.rules.resampling import ENOUGH_FOR_INTERVAL
from pmo_academy.maturity.rules.scoring import Result, score

GOOD_RESPONSE = 0.7
GOOD_NUMBER = 12
HEARD = 2
CLAIMED = 2.0
HIGH = 75.0
MEDIUM = 50.0
THIN_EVIDENCE = 0.25

_ROUNDING = 1e-9


class Part(StrEnum):
    """What confidence rests on."""

    RESPONSE = "R"
    NUMBER = "N"
    AGREEMENT = "A"
    KNOWLEDGE = "K"
    EVIDENCE = "E"
    PERSPECTIVES = "P"


class Label(StrEnum):
    """Confidence in one word."""

    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"


SHARES: Mapping[Part, float] = {
    Part.RESPONSE: 0.15,
    Part.NUMBER: 0.15,
    Part.AGREEMENT: 0.25,
    Part.KNOWLEDGE: 0.10,
    Part.EVIDENCE: 0.25,
    Part.PERSPECTIVES: 0.10,
}


@dataclass(frozen=True, kw_only=True)
class Confidence:
    """The index from 0 to 100, its parts from 0 to 1, and which people are missing."""

    index: float
    label: Label
    parts: Mapping[Part, float]
    counted: int
    invited: int
    missing_from: Mapping[str, int]

    @property
    def weakest(self) -> Part | None:
        """Name the part to improve first; none if all are full."""
        part = min(self.parts, key=lambda one: (self.parts[one], -SHARES[one]))
        return part if self.parts[part] < 1 else None


def confidence(model: Model, answers: RoundAnswers, *, form: Form = Form.FULL) -> Confidence:
    """Work out the confidence in the stated result."""
    table = tabulate(model, answers)
    invited = len(answers.responses) if answers.invited is None else answers.invited
    missing = _missing_from(model, table, heard=answers.heard)
    parts = {
        Part.RESPONSE: min(1.0, _share(table.people, invited) / GOOD_RESPONSE),
        Part.NUMBER: min(1.0, _share(table.people, min(GOOD_NUMBER, invited))),
        Part.AGREEMENT: _agreed(agreement(model, answers)),
        Part.KNOWLEDGE: _knowledge(table),
        Part.EVIDENCE: _evidence(model, answers, result=score(model, answers)),
        Part.PERSPECTIVES: 1 - _share(len(missing), len(model.perspectives)),
    }
    index = 100 * sum(SHARES[part] * value for part, value in parts.items())
    is_small = table.people < ENOUGH_FOR_INTERVAL or form is Form.SOLO
    label = Label.LOW if is_small else label_of(index, evidence=parts[Part.EVIDENCE])
    return Confidence(
        index=index,
        label=label,
        parts=parts,
        counted=table.people,
        invited=invited,
        missing_from=missing,
    )


def label_of(index: float, *, evidence: float) -> Label:
    """Put the index into a word; thin evidence never earns the highest."""
    if index >= HIGH - _ROUNDING and evidence >= THIN_EVIDENCE - _ROUNDING:
        return Label.HIGH
    return Label.MEDIUM if index >= MEDIUM - _ROUNDING else Label.LOW


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _agreed(agreed: Agreement) -> float:
    return agreed.mean_rwg or 0.0


def _knowledge(table: Table) -> float:
    unknown = int(table.is_unknown.sum())
    answered = unknown + int(table.is_number.sum())
    return 1 - unknown / answered if answered else 0.0


def _evidence(model: Model, answers: RoundAnswers, *, result: Result) -> float:
    """Give the share of what is claimed to be in use that accepted evidence backs."""
    least = CLAIMED - model.limits.tolerance
    values = result.items
    claimed = [item for item in model.items if (values[item.code] or 0.0) >= least]
    backed = sum(item.weight for item in claimed if item.code in answers.evidence)
    return backed / sum(item.weight for item in claimed) if claimed else 1.0


def _missing_from(model: Model, table: Table, *, heard: Mapping[str, int] | None) -> dict[str, int]:
    """Say how many more respondents each perspective needs to be heard."""
    counts = {
        group.code: table.groups.count(group.code) if heard is None else heard.get(group.code, 0)
        for group in model.perspectives
    }
    return {code: HEARD - count for code, count in counts.items() if count < HEARD}
