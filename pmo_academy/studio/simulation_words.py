"""What a simulated round says, in words: what moves, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmo_academy.authoring.wording import change_words
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import rung_words
from pmo_academy.maturity.rules.confidence import Label
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.model_changes import Difference, Size, differences
from pmo_academy.maturity.rules.scoring import BrakeKind, Result
from pmo_academy.maturity.rules.simulation import Outcome, Simulation


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A figure before and after."""

    name: str
    before: str
    after: str
    moved: str

    @property
    def has_moved(self) -> bool:
        """Tell whether the two differ as people see them."""
        return self.before != self.after


@dataclass(frozen=True, kw_only=True)
class DomainWords:
    """A domain before and after: its level, its score in each tier, and what changed in it."""

    code: str
    name: str
    level: Pair
    tiers: Sequence[Pair]
    why: Sequence[str]

    @property
    def has_moved(self) -> bool:
        """Tell whether anything of it differs."""
        return self.level.has_moved or any(one.has_moved for one in self.tiers)


@dataclass(frozen=True, kw_only=True)
class OutcomeWords:
    """A result before and after: level, tiers, overall score, and the brakes that come and go."""

    level: Pair
    sentence: str
    tiers: Sequence[Pair]
    steps: Sequence[Pair]
    composite: Pair
    gained: Sequence[str]
    lost: Sequence[str]
    is_exact: bool


@dataclass(frozen=True, kw_only=True)
class SimulationWords:
    """A simulated round in words; what can't be told is None."""

    stated: OutcomeWords | None
    verified: OutcomeWords | None
    domains: Sequence[DomainWords]
    general: Sequence[str]
    unasked: Sequence[str]
    dropped: Sequence[str]
    hidden: Sequence[str]
    reworded: Sequence[str]
    sure: Pair | None
    sure_before: str


def simulation_words(found: Simulation, *, old: Model, new: Model) -> SimulationWords:
    """Put a simulated round into words."""
    changed = differences(old, new)
    reworded = [one.subject for one in changed if _is_reworded(one)]
    return SimulationWords(
        stated=_outcome(found.stated, old, new) if found.stated else None,
        verified=_outcome(found.verified, old, new) if found.verified else None,
        domains=_domains(found.stated, old, new, changed) if found.stated else (),
        general=[_why(one) for one in changed if one.size is Size.MAJOR and not one.subject],
        unasked=[_item(new, code) for code in found.unasked],
        dropped=[_item(old, code) for code in found.dropped],
        hidden=[_item(new, code) for code in found.hidden],
        reworded=[_item(new, code) for code in dict.fromkeys(reworded)],
        sure=_sure(found),
        sure_before=_label(found.sure_before.label, found.sure_before.index),
    )


def _outcome(outcome: Outcome, old: Model, new: Model) -> OutcomeWords:
    before, after = outcome.before, outcome.after
    names = {tier.code: tier.name for tier in new.tiers}
    level = _pair(
        _("Level"),
        rung_words(old, before.rung),
        rung_words(new, after.rung),
        moved=after.rung - before.rung,
    )
    had, has = _brakes(before, old), _brakes(after, new)
    return OutcomeWords(
        level=level,
        sentence=_sentence(level, after.rung - before.rung),
        tiers=[
            _score(names[tier], before.tiers.get(tier), after.tiers[tier])
            for tier in new.tier_codes
        ],
        steps=[
            _pair(
                names[tier],
                _step(old, before.steps.get(tier, 0)),
                _step(new, after.steps[tier]),
                moved=after.steps[tier] - before.steps.get(tier, 0),
            )
            for tier in new.tier_codes
        ],
        composite=_score(_("Overall score"), before.composite, after.composite),
        gained=[words for key, words in has.items() if key not in had],
        lost=[words for key, words in had.items() if key not in has],
        is_exact=outcome.is_exact,
    )


def _sentence(level: Pair, moved: int) -> str:
    if moved > 0:
        return _("The level rises from %(one)s to %(two)s.", one=level.before, two=level.after)
    if moved < 0:
        return _("The level falls from %(one)s to %(two)s.", one=level.before, two=level.after)
    return _("The level stays at %(two)s.", two=level.after)


def _domains(
    outcome: Outcome, old: Model, new: Model, changed: Sequence[Difference]
) -> list[DomainWords]:
    """Put both models' domains side by side, those of the new one first."""
    names = {one.code: one.name for one in (*new.domains, *old.domains)}
    return [
        DomainWords(
            code=code,
            name=names[code],
            level=_domain_level(outcome, old, new, code=code),
            tiers=[
                _score(
                    tier.name,
                    outcome.before.pairs.get((code, tier.code)),
                    outcome.after.pairs.get((code, tier.code)),
                )
                for tier in new.tiers
            ],
            why=[
                _why(one)
                for one in changed
                if one.size is Size.MAJOR and one.subject.split("-")[0] == code
            ],
        )
        for code in dict.fromkeys(one.code for one in (*new.domains, *old.domains))
    ]


def _domain_level(outcome: Outcome, old: Model, new: Model, *, code: str) -> Pair:
    before, after = outcome.before.domain_rungs.get(code), outcome.after.domain_rungs.get(code)
    return _pair(
        _("Level"),
        "–" if before is None else rung_words(old, before),
        "–" if after is None else rung_words(new, after),
        moved=(after or 0) - (before or 0),
    )


def _brakes(result: Result, model: Model) -> Mapping[tuple[str, str], str]:
    """Name what holds the tiers of a result back."""
    names = {tier.code: tier.name for tier in model.tiers}
    found = {}
    for tier, held in result.brakes.items():
        for kind, codes in (
            (BrakeKind.CORE_BLOCK, held.core_block),
            (BrakeKind.CORE_CAP, held.core_cap),
            (BrakeKind.FLOOR, held.floor),
        ):
            for code in codes:
                found[kind.value, f"{tier}/{code}"] = _brake(
                    kind,
                    _named(model, code),
                    tier=names[tier],
                    is_unknown=_is_unknown(result, code),
                )
    return found


def _brake(kind: BrakeKind, name: str, *, tier: str, is_unknown: bool) -> str:
    if kind is BrakeKind.FLOOR:
        return _(
            "%(name)s is below the least score of a decisive domain: %(tier)s is held at step one",
            name=name, tier=tier,
        )  # fmt: skip
    if kind is BrakeKind.CORE_CAP:
        return _("%(name)s is low: %(tier)s is held at step one", name=name, tier=tier)
    if is_unknown:
        return _("%(name)s is unknown: %(tier)s is not reached", name=name, tier=tier)
    return _("%(name)s is too low: %(tier)s is not reached", name=name, tier=tier)


def _is_unknown(result: Result, code: str) -> bool:
    return code in result.items and result.items[code] is None


def _named(model: Model, code: str) -> str:
    if code in model.item_by_code:
        return _item(model, code)
    return next(domain.name for domain in model.domains if domain.code == code)


def _sure(found: Simulation) -> Pair | None:
    if found.sure_after is None:
        return None
    before, after = found.sure_before, found.sure_after
    return _pair(
        _("Confidence"),
        _label(before.label, before.index),
        _label(after.label, after.index),
        moved=after.index - before.index,
    )


def _label(label: Label, index: float) -> str:
    words = {Label.HIGH: _("high"), Label.MEDIUM: _("medium"), Label.LOW: _("low")}
    return f"{words[label]} ({index:.0f})"


def _is_reworded(one: Difference) -> bool:
    return one.size is Size.MAJOR and one.what in ("question", "anchor")


def _why(one: Difference) -> str:
    words = change_words(one)
    if one.before and one.after and one.what == "weight":
        return f"{words.subject}: {words.what}, {one.before} → {one.after}"
    return f"{words.subject}: {words.what}"


def _item(model: Model, code: str) -> str:
    return f"{code} {model.item_by_code[code].title}"


def _step(model: Model, step: int) -> str:
    return model.steps[step - 1] if step else _("not reached")


def _score(name: str, before: float | None, after: float | None) -> Pair:
    moved = 0.0 if before is None or after is None else after - before
    return _pair(name, _figure(before), _figure(after), moved=moved)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _pair(name: str, before: str, after: str, *, moved: float) -> Pair:
    direction = "up" if moved > 0 else "down" if moved < 0 else ""
    return Pair(name=name, before=before, after=after, moved=direction if before != after else "")
