"""Fields of items and domains of a model, and the text that was typed in them."""

from collections.abc import Callable, Mapping, Sequence

from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.rules.model_codes import DOMAIN_CODE, ITEM_CODE, MODEL_CODE, RESERVED
from pmo_academy.studio.forms.model_fields import Field, Group, Look, Typed
from pmo_academy.studio.rules.model_outline import ItemText, Value

_LEVELS = ("1", "2", "3")


def copy_groups(models: Sequence[tuple[str, str]]) -> list[Group]:
    """Return the fields of a new model that begins as a copy."""
    code = Field(
        name="code",
        label=_("Code"),
        help=_("Two to sixteen capital letters and digits. It never changes."),
        pattern=MODEL_CODE,
        pattern_words=_("Write the code in capital letters and digits, such as PALM."),
    )
    source = Field(name="source", label=_("Copy of"), look=Look.CHOICE, options=models)
    return [Group(title="", fields=[source, code, Field(name="title", label=_("Title"))])]


def domain_groups(value: Value, *, is_new: bool) -> list[Group]:
    """Return the fields of a domain."""
    code = Field(
        name="code",
        label=_("Code"),
        help=_(
            "Up to twelve capital letters and digits. The codes of its questions begin with it."
        ),
        pattern=DOMAIN_CODE,
        pattern_words=_("Write the code in capital letters and digits, such as MND."),
    )
    options = (
        ("1", _("1: counts once")),
        ("2", _("2: counts twice")),
        ("3", _("3: decisive; no other domain can make up for it")),
    )
    relevance = [
        Field(
            name=f"relevance-{tier['code']}",
            label=tier["name"],
            look=Look.CHOICE,
            options=options,
        )
        for tier in value["tiers"]
    ]
    return [
        Group(title="", fields=[*([code] if is_new else []), Field(name="name", label=_("Name"))]),
        Group(
            title=_("Relevance in each tier"),
            help=_(
                "How much the domain counts in the score of a tier. With relevance 3 the domain "
                "needs exactly one decisive question there, and with any other none."
            ),
            fields=relevance,
        ),
    ]


def domain_values(domain: Value) -> dict[str, str]:
    """Return what stands in the fields of a domain."""
    relevance = {f"relevance-{tier}": str(one) for tier, one in domain["relevance"].items()}
    return {"name": domain["name"], **relevance}


def relevance_from(value: Value, typed: Mapping[str, str]) -> dict[str, int]:
    """Return the relevance in each tier that was chosen."""
    codes = [tier["code"] for tier in value["tiers"]]
    return {code: int(typed[f"relevance-{code}"]) for code in codes}


def item_groups(value: Value, *, is_new: bool) -> list[Group]:
    """Return the fields of an item."""
    tiers = tuple((tier["code"], tier["name"]) for tier in value["tiers"])
    code = Field(
        name="code",
        label=_("Code"),
        help=_("The code of its domain, a dash, and capital letters and digits."),
        pattern=ITEM_CODE,
        pattern_words=_("Write the code in capital letters and digits, as in MND-S1."),
    )
    question = [
        *([code] if is_new else []),
        Field(name="title", label=_("Short title"), help=_("As lists and charts name it.")),
        Field(name="question", label=_("Question"), look=Look.TEXT),
    ]
    return [
        Group(title=_("Question"), fields=question),
        Group(
            title=_("Statements"),
            help=_(
                "People choose the highest one that is true. Each describes what can be seen, and "
                "takes in those before it."
            ),
            fields=[
                Field(name=f"anchors-{at}", label=f"{at}: {meaning}", look=Look.TEXT)
                for at, meaning in enumerate(value["points"])
            ],
        ),
        Group(title=_("What it counts for"), fields=_counting(tiers)),
    ]


def _counting(tiers: Sequence[tuple[str, str]]) -> list[Field]:
    return [
        Field(name="tier", label=_("Tier"), look=Look.CHOICE, options=tiers),
        Field(
            name="weight",
            label=_("Weight"),
            look=Look.CHOICE,
            options=tuple((one, one) for one in _LEVELS),
            help=_("How much it counts beside the other questions of its domain and tier."),
        ),
        Field(
            name="core",
            label=_("Decisive question"),
            look=Look.CHECK,
            help=_("While it is low or unknown, its tier is not reached, whatever the scores say."),
        ),
        Field(
            name="quick",
            label=_("Asked in the quick form"),
            look=Look.CHECK,
            help=_("A decisive question always is."),
        ),
    ]


def item_values(item: ItemText) -> dict[str, str]:
    """Return what stands in the fields of an item."""
    return {
        "code": item.code,
        "title": item.title,
        "question": item.question,
        **{f"anchors-{at}": text for at, text in enumerate(item.anchors)},
        "tier": item.tier,
        "weight": str(item.weight),
        "core": "y" if item.is_core else "",
        "quick": "y" if item.is_quick else "",
    }


def item_from(code: str, value: Value, typed: Mapping[str, str]) -> ItemText:
    """Return the item that was typed."""
    return ItemText(
        code=code,
        tier=typed["tier"],
        is_core=bool(typed["core"]),
        weight=int(typed["weight"]),
        title=typed["title"],
        question=typed["question"],
        anchors=tuple(typed[f"anchors-{at}"] for at in range(len(value["points"]))),
        is_quick=bool(typed["quick"]),
    )


def refuse_code_of_domain(typed: Typed, *, is_taken: Callable[[str], bool]) -> None:
    """Note where the code of a new domain is taken or has another meaning."""
    code = typed.values["code"]
    if code in RESERVED:
        typed.problems.setdefault("code", _("This word has another meaning. Choose another code."))
    elif is_taken(code):
        typed.problems.setdefault("code", _("%(code)s is taken. Choose another code.", code=code))


def refuse_code_of_item(typed: Typed, *, domain: str, is_taken: Callable[[str], bool]) -> None:
    """Note where the code of a new item is taken or does not begin with that of its domain."""
    code = typed.values["code"]
    if not code.startswith(f"{domain}-"):
        typed.problems.setdefault("code", _("Begin the code with %(start)s.", start=f"{domain}-"))
    elif is_taken(code):
        typed.problems.setdefault("code", _("%(code)s is taken. Choose another code.", code=code))
