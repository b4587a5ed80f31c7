"""From a model file to a model, and what is wrong with such a file."""

from collections.abc import Mapping
from typing import Any

from pmo_academy.maturity.rules.document_reading import DocumentReader, Path, Problem
from pmo_academy.maturity.rules.model import (
    CORE_RELEVANCE,
    HIGHEST_ANSWER,
    STEP_COUNT,
    Domain,
    Item,
    Limits,
    Model,
    Perspective,
    Tier,
)
from pmo_academy.maturity.rules.model_codes import check_codes, check_sizes
from pmo_academy.maturity.rules.targets import missed_rungs

POINT_COUNT = HIGHEST_ANSWER + 1
TIER_COUNT = 3

_TOP_FIELDS = (
    "code",
    "version",
    "title",
    "instruction",
    "points",
    "floor_rung",
    "tiers",
    "steps",
    "perspectives",
    "limits",
    "quick_form",
    "domains",
)
_LIMIT_FIELDS = (
    "steps",
    "floor",
    "core_block",
    "core_cap",
    "evidence_cap",
    "pair_cover",
    "tier_cover",
    "composite",
    "tolerance",
)
_ITEM_FIELDS = ("code", "tier", "weight", "title", "question", "anchors")


class ModelError(ValueError):
    """A document is not a maturity model; it carries all problems found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


def model_from(document: object) -> Model:
    """Build a model from a document, or refuse with all its problems."""
    model, problems = _read(document)
    if problems:
        raise ModelError(problems)
    return model


def model_so_far(document: object) -> Model:
    """Build a model as far as the document can be read; what is wrong reads as empty."""
    return _read(document)[0]


def problems_in(document: object) -> list[Problem]:
    """Find everything that is wrong with a model file; empty means that it can be published."""
    model, problems = _read(document)
    if problems:
        return problems
    reader = DocumentReader()
    check_codes(reader, model)
    check_sizes(reader, model)
    return reader.problems or [
        Problem(path=(), message=f"meeting all item targets of rung {rung} does not give that rung")
        for rung in missed_rungs(model)
    ]


def _read(document: object) -> tuple[Model, list[Problem]]:
    reader = DocumentReader()
    model = _model(reader, document)
    if not reader.problems:
        _check_pairs(reader, model)
        _check_quick_form(reader, model)
        _check_limits(reader, model.limits)
    return model, reader.problems


def _model(reader: DocumentReader, document: object) -> Model:
    top = reader.fields(document, (), required=_TOP_FIELDS)
    tiers = _tiers(reader, top.get("tiers"))
    codes = tuple(tier.code for tier in tiers)
    floor = reader.fields(top.get("floor_rung"), ("floor_rung",), required=("name", "meaning"))
    model = Model(
        code=reader.text(top.get("code"), ("code",)),
        version=reader.text(top.get("version"), ("version",)),
        title=reader.text(top.get("title"), ("title",)),
        instruction=reader.text(top.get("instruction"), ("instruction",)),
        points=reader.texts(top.get("points"), ("points",), count=POINT_COUNT),
        floor_name=reader.text(floor.get("name"), ("floor_rung", "name")),
        floor_meaning=reader.text(floor.get("meaning"), ("floor_rung", "meaning")),
        tiers=tiers,
        steps=reader.texts(top.get("steps"), ("steps",), count=STEP_COUNT),
        perspectives=_perspectives(reader, top.get("perspectives")),
        limits=_limits(reader, top.get("limits"), tiers=codes),
        quick_form=reader.texts(top.get("quick_form"), ("quick_form",)),
        domains=_domains(reader, top.get("domains"), tiers=codes),
    )
    reader.unique([domain.code for domain in model.domains], ("domains",))
    reader.unique([item.code for item in model.items], ("items",))
    return model


def _tiers(reader: DocumentReader, value: object) -> tuple[Tier, ...]:
    tiers = []
    for at, entry in enumerate(reader.entries(value, ("tiers",), count=TIER_COUNT)):
        path = ("tiers", at)
        tier = reader.fields(entry, path, required=("code", "name", "meaning"))
        tiers.append(
            Tier(
                **{
                    name: reader.text(tier.get(name), (*path, name))
                    for name in ("code", "name", "meaning")
                }
            )
        )
    reader.unique([tier.code for tier in tiers], ("tiers",))
    return tuple(tiers)


def _perspectives(reader: DocumentReader, value: object) -> tuple[Perspective, ...]:
    perspectives = []
    for at, entry in enumerate(reader.entries(value, ("perspectives",))):
        path = ("perspectives", at)
        group = reader.fields(entry, path, required=("code", "name"))
        perspectives.append(
            Perspective(
                code=reader.text(group.get("code"), (*path, "code")),
                name=reader.text(group.get("name"), (*path, "name")),
            )
        )
    reader.unique([group.code for group in perspectives], ("perspectives",))
    return tuple(perspectives)


def _limits(reader: DocumentReader, value: object, *, tiers: tuple[str, ...]) -> Limits:
    path: Path = ("limits",)
    limits = reader.fields(value, path, required=_LIMIT_FIELDS)
    steps = reader.entries(limits.get("steps"), (*path, "steps"), count=STEP_COUNT)
    mix = reader.fields(limits.get("composite"), (*path, "composite"), required=tiers)

    def number(name: str, high: float) -> float:
        return reader.number(limits.get(name), (*path, name), low=0, high=high)

    return Limits(
        steps=tuple(
            reader.number(step, (*path, "steps", at), low=0, high=100)
            for at, step in enumerate(steps)
        ),
        floor=number("floor", 100),
        core_block=number("core_block", HIGHEST_ANSWER),
        core_cap=number("core_cap", HIGHEST_ANSWER),
        evidence_cap=number("evidence_cap", HIGHEST_ANSWER),
        pair_cover=number("pair_cover", 1),
        tier_cover=number("tier_cover", 1),
        composite={
            tier: reader.number(mix.get(tier), (*path, "composite", tier), low=0, high=1)
            for tier in tiers
        },
        tolerance=number("tolerance", 1e-6),
    )


def _domains(
    reader: DocumentReader, value: object, *, tiers: tuple[str, ...]
) -> tuple[Domain, ...]:
    domains = []
    for at, entry in enumerate(reader.entries(value, ("domains",))):
        path = ("domains", at)
        domain = reader.fields(entry, path, required=("code", "name", "relevance", "items"))
        relevance = reader.fields(domain.get("relevance"), (*path, "relevance"), required=tiers)
        code = reader.text(domain.get("code"), (*path, "code"))
        entries = reader.entries(domain.get("items"), (*path, "items"))
        domains.append(
            Domain(
                code=code,
                name=reader.text(domain.get("name"), (*path, "name")),
                relevance={
                    tier: reader.whole(
                        relevance.get(tier), (*path, "relevance", tier), low=1, high=CORE_RELEVANCE
                    )
                    for tier in tiers
                },
                items=tuple(
                    _item(reader, one, (*path, "items", number), domain=code, tiers=tiers)
                    for number, one in enumerate(entries)
                ),
            )
        )
    return tuple(domains)


def _item(
    reader: DocumentReader, value: object, path: Path, *, domain: str, tiers: tuple[str, ...]
) -> Item:
    item: Mapping[str, Any] = reader.fields(value, path, required=_ITEM_FIELDS, optional=("core",))
    if item.get("core", False) not in (True, False):
        reader.note((*path, "core"), "must be true or false")
    tier = reader.text(item.get("tier"), (*path, "tier"))
    if tier and tier not in tiers:
        reader.note((*path, "tier"), f"must be one of {', '.join(tiers)}")
    return Item(
        code=reader.text(item.get("code"), (*path, "code")),
        domain=domain,
        tier=tier,
        is_core=item.get("core") is True,
        weight=reader.whole(item.get("weight"), (*path, "weight"), low=1, high=3),
        title=reader.text(item.get("title"), (*path, "title")),
        question=reader.text(item.get("question"), (*path, "question")),
        anchors=reader.texts(item.get("anchors"), (*path, "anchors"), count=POINT_COUNT),
    )


def _check_pairs(reader: DocumentReader, model: Model) -> None:
    """Each pair has an item; one with the highest relevance has exactly one core item."""
    for at, domain in enumerate(model.domains):
        for tier in model.tier_codes:
            items = [item for item in domain.items if item.tier == tier]
            core = sum(item.is_core for item in items)
            wanted = int(domain.relevance[tier] == CORE_RELEVANCE)
            if not items:
                reader.note(("domains", at, "items"), f"{domain.code} has no item in tier {tier}")
            elif core != wanted:
                reader.note(
                    ("domains", at, "items"),
                    f"{domain.code} has {core} core items in tier {tier} instead of {wanted}",
                )


def _check_quick_form(reader: DocumentReader, model: Model) -> None:
    path: Path = ("quick_form",)
    reader.unique(model.quick_form, path)
    for at, code in enumerate(model.quick_form):
        if code not in model.item_by_code:
            reader.note((*path, at), f"there is no item {code}")
    for item in model.items:
        if item.is_core and item.code not in model.quick_form:
            reader.note(path, f"the core item {item.code} is missing")


def _check_limits(reader: DocumentReader, limits: Limits) -> None:
    if list(limits.steps) != sorted(set(limits.steps)):
        reader.note(("limits", "steps"), "must rise from step to step")
    if limits.core_block >= limits.core_cap:
        reader.note(("limits", "core_block"), "must be below core_cap")
    if abs(sum(limits.composite.values()) - 1) > limits.tolerance:
        reader.note(("limits", "composite"), "must add up to 1")
