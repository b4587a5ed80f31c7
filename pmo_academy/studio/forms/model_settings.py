"""Fields of what belongs to a model as a whole: its words, and the limits of its scoring."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.forms.model_fields import Field, Group, Look, fields_of, number_from
from pmo_academy.studio.rules.model_outline import Path, Value, at
from pmo_academy.studio.rules.model_places import field_name

_POINT, _SHARE = Decimal(4), Decimal(1)
_FINEST = Decimal("0.000001")
_LONGEST_INSTRUCTION = 2000


def words_groups(value: Value) -> list[Group]:
    """Return the fields of a model's names and explanations."""
    return [
        Group(
            title=_("The questionnaire"),
            fields=[
                _text(("title",), _("Title"), Look.LINE),
                _text(
                    ("instruction",), _("Instruction to those who answer"),
                    most=_LONGEST_INSTRUCTION,
                ),
            ],
        ),
        Group(
            title=_("Meaning of the points"),
            help=_("What the statements of every question mean, from the lowest to the highest."),
            fields=[
                _text(("points", at), _("Point %(number)s", number=at), Look.LINE)
                for at in range(len(value["points"]))
            ],
        ),
        Group(title=_("The ladder"), fields=_ladder(value)),
        Group(
            title=_("Groups of respondents"),
            help=_("There are always these three; how you call them is up to you."),
            fields=[
                _text(("perspectives", at, "name"), _group_label(one["code"]), Look.LINE)
                for at, one in enumerate(value["perspectives"])
            ],
        ),
    ]  # fmt: skip


def limits_groups(value: Value) -> list[Group]:
    """Return the fields of the limits that scoring compares with."""
    return [
        Group(
            title=_("Steps"),
            help=_("The score of a tier, from 0 to 100, from which each step is reached."),
            fields=[
                _number(("limits", "steps", at), value["steps"][at])
                for at in range(len(value["limits"]["steps"]))
            ],
        ),
        Group(title=_("What holds a level back"), fields=_brakes()),
        Group(title=_("Evidence and unknown answers"), fields=_covers()),
        Group(
            title=_("Overall score"),
            help=_("The share of each tier in the overall score; together they are 1."),
            fields=[
                _number(("limits", "composite", tier["code"]), tier["name"], high=_SHARE)
                for tier in value["tiers"]
            ],
        ),
        Group(
            title=_("Calculation"),
            fields=[
                _number(
                    ("limits", "tolerance"),
                    _("Tolerance"),
                    high=_FINEST,
                    hint=_("By how little a number may miss a limit. Leave it as it is."),
                )
            ],
        ),
    ]


def setting_values(groups: Sequence[Group], value: Value) -> dict[str, str]:
    """Return what stands in the fields."""
    return {one.name: _shown(at(value, one.path)) for one in fields_of(groups)}


def settings_from(groups: Sequence[Group], typed: Mapping[str, str]) -> dict[Path, Any]:
    """Return what was typed by its place in the file."""
    return {
        one.path: number_from(typed[one.name]) if one.look is Look.NUMBER else typed[one.name]
        for one in fields_of(groups)
    }


def _ladder(value: Value) -> list[Field]:
    tiers = [
        _text(("tiers", at, name), label, look)
        for at, one in enumerate(value["tiers"])
        for name, label, look in (
            ("name", _("Name of tier %(code)s", code=one["code"]), Look.LINE),
            ("meaning", _("Meaning of tier %(code)s", code=one["code"]), Look.TEXT),
        )
    ]
    steps = [
        _text(("steps", at), _("Name of step %(number)s", number=at + 1), Look.LINE)
        for at in range(len(value["steps"]))
    ]
    floor = [
        _text(("floor_rung", "name"), _("Name of the floor"), Look.LINE),
        _text(("floor_rung", "meaning"), _("Meaning of the floor")),
    ]
    return [*floor, *tiers, *steps]


def _brakes() -> list[Field]:
    return [
        _number(
            ("limits", "floor"),
            _("Least score of a decisive domain"),
            hint=_("From 0 to 100. A domain with relevance 3 below it holds its tier at step one."),
        ),
        _number(
            ("limits", "core_block"),
            _("A decisive question below this stops its tier"),
            high=_POINT,
            hint=_("From 0 to 4, and less than the next number."),
        ),
        _number(
            ("limits", "core_cap"),
            _("A decisive question below this holds its tier at step one"),
            high=_POINT,
            hint=_("From 0 to 4."),
        ),
    ]


def _covers() -> list[Field]:
    return [
        _number(
            ("limits", "evidence_cap"),
            _("Most that a question without accepted evidence counts when verified"),
            high=_POINT,
            hint=_("From 0 to 4."),
        ),
        _number(
            ("limits", "pair_cover"),
            _("Least share of known weight in a domain and tier"),
            high=_SHARE,
            hint=_("From 0 to 1. With less known, the score of the domain in the tier is unknown."),
        ),
        _number(
            ("limits", "tier_cover"),
            _("Least share of known relevance in a tier"),
            high=_SHARE,
            hint=_("From 0 to 1. With less known, the score of the tier is unknown."),
        ),
    ]


def _text(path: Path, label: str, look: Look = Look.TEXT, *, most: int = 500) -> Field:
    return Field(name=field_name(path), label=label, look=look, path=path, most=most)


def _number(path: Path, label: str, *, high: Decimal = Decimal(100), hint: str = "") -> Field:
    return Field(
        name=field_name(path), label=label, look=Look.NUMBER, path=path, high=high, help=hint
    )


def _group_label(code: str) -> str:
    names = {
        "pmo": _("Name of the PMO's own people"),
        "delivery": _("Name of those who deliver projects"),
        "leadership": _("Name of those who lead"),
    }
    return str(names.get(code, code))


def _shown(value: object) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
