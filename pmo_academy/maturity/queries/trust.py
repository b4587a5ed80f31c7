"""How much a stored result can be trusted, in words, and what would raise that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.rules.confidence import SHARES, Label, Part
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.resampling import Support

Document = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Advice:
    """The weakest part of the confidence, and what would raise it."""

    part: Part
    text: str


@dataclass(frozen=True, kw_only=True)
class ConfidenceWords:
    """How much the result can be trusted, in words."""

    index: float
    label: Label
    word: str
    support: Support | None
    parts: Mapping[Part, float]
    advice: Advice | None


@dataclass(frozen=True, kw_only=True)
class ConfidencePart:
    """One part of the confidence: its value and its share from 0 to 1, and what would raise it."""

    part: Part
    name: str
    meaning: str
    value: float
    share: float
    advice: str

    @property
    def points(self) -> float:
        """What the part adds to the index of 100."""
        return 100 * self.value * self.share


def confidence_parts(model: Model, document: Document) -> Sequence[ConfidencePart]:
    """Give the six parts of the stored confidence, each with what would raise it."""
    stored = document["confidence"]
    words = _part_words()
    return [
        ConfidencePart(
            part=part,
            name=words[part][0],
            meaning=words[part][1],
            value=stored["q"][part],
            share=SHARES[part],
            advice=_advice(model, stored, part=part).text
            if stored["q"][part] < 1
            else _("Nothing: it is full."),
        )
        for part in Part
    ]


def _part_words() -> Mapping[Part, tuple[str, str]]:
    return {
        Part.RESPONSE: (_("Response"), _("How many of those invited answered; full from 70 %")),
        Part.NUMBER: (_("Number"), _("How many people answered; full from 12")),
        Part.AGREEMENT: (_("Agreement"), _("How alike people answered")),
        Part.KNOWLEDGE: (_("Knowledge"), _("How rarely people said that they don't know")),
        Part.EVIDENCE: (_("Evidence"), _("How much of what is claimed accepted evidence backs")),
        Part.PERSPECTIVES: (_("Perspectives"), _("How many groups are heard with two people")),
    }


def confidence_of(model: Model, document: Document) -> ConfidenceWords:
    """Put the stored confidence into words."""
    stored, drawn = document["confidence"], document["bootstrap"]
    words = {Label.HIGH: _("high"), Label.MEDIUM: _("medium"), Label.LOW: _("low")}
    weakest = stored["weakest"]
    return ConfidenceWords(
        index=stored["Q"],
        label=Label(stored["label"]),
        word=words[Label(stored["label"])],
        support=Support(drawn["wording"]) if drawn else None,
        parts={Part(part): value for part, value in stored["q"].items()},
        advice=_advice(model, stored, part=Part(weakest)) if weakest else None,
    )


def _advice(model: Model, stored: Document, *, part: Part) -> Advice:
    texts = {
        Part.RESPONSE: _("More answers from those invited would raise confidence."),
        Part.NUMBER: _("Inviting more people would raise confidence."),
        Part.AGREEMENT: _(
            "People see the same work differently; talking about it in a workshop would raise "
            "confidence."
        ),
        Part.KNOWLEDGE: _(
            "Many answered that they don't know; inviting people who can know would raise "
            "confidence."
        ),
        Part.EVIDENCE: _("Accepted evidence for what is claimed would raise confidence."),
        Part.PERSPECTIVES: _missing_groups(model, stored["missing_from"]),
    }
    return Advice(part=part, text=texts[part])


def _missing_groups(model: Model, missing: Mapping[str, int | None]) -> str:
    """Say which groups should be heard; without names that would tell how few answered."""
    groups = [one for one in model.perspectives if one.code in missing]
    if any(missing[one.code] is None for one in groups):
        every = [one.name for one in model.perspectives]
        return str(
            _(
                "Confidence would rise with at least two answers from each group: %(groups)s.",
                groups=", ".join(every),
            )
        )
    wanted = [
        _("%(count)s more from %(group)s", count=missing[one.code], group=one.name)
        for one in groups
    ]
    return str(_("Confidence would rise with %(people)s.", people=", ".join(wanted)))
