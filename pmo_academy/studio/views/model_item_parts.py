"""Items and domains of a model's draft as parts of it that have a form."""

from flask import request, url_for

from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import list_courses
from pmo_academy.studio.forms import model_items
from pmo_academy.studio.queries.model_drafts import ModelDraft
from pmo_academy.studio.rules import model_outline
from pmo_academy.studio.rules.model_outline import Value
from pmo_academy.studio.views.model_part_pages import Part, Removal, Values

_OVERVIEW = "studio.show_model_draft"


def domain_part(one: ModelDraft, code: str) -> Part:
    """Return a domain; without a code a new one."""
    domain = model_outline.find_domain(one.value, code)
    if code and domain is None:
        raise NotFoundError

    def values(value: Value) -> Values:
        present = model_outline.find_domain(value, code or _typed_code())
        return model_items.domain_values(present) if present else {}

    def alter(value: Value, typed: Values) -> Value:
        return model_outline.with_domain(
            value,
            code or typed["code"],
            name=typed["name"],
            relevance=model_items.relevance_from(value, typed),
        )

    return Part(
        heading=domain["name"] if domain else _("New domain"),
        what=_("Domain %(code)s", code=code)
        if code
        else _("Domain %(code)s added", code=_typed_code()),
        groups=model_items.domain_groups(one.value, is_new=not code),
        values=values,
        alter=alter,
        current=_OVERVIEW,
        action=url_for(".save_model_domain", model_code=one.code, domain_code=code)
        if code
        else url_for(".add_model_domain", model_code=one.code),
        back=_overview(one, f"domain-{code}" if code else ""),
        check=None
        if code
        else lambda typed: model_items.refuse_code_of_domain(
            typed, is_taken=lambda new: model_outline.find_domain(one.value, new) is not None
        ),
        begun=None if code else {f"relevance-{tier['code']}": "1" for tier in one.value["tiers"]},
        removal=_domain_removal(one, domain) if domain else None,
    )


def item_part(one: ModelDraft, code: str) -> Part:
    """Return an item."""
    item = model_outline.find_item(one.value, code)
    domain = model_outline.domain_of(one.value, code)
    if item is None or domain is None:
        raise NotFoundError

    def values(value: Value) -> Values:
        present = model_outline.find_item(value, code)
        return model_items.item_values(present) if present else {}

    def alter(value: Value, typed: Values) -> Value:
        return model_outline.with_item(value, domain, model_items.item_from(code, value, typed))

    return Part(
        heading=f"{code}: {item.title}",
        what=_("Question %(code)s", code=code),
        groups=model_items.item_groups(one.value, is_new=False),
        values=values,
        alter=alter,
        current=_OVERVIEW,
        action=url_for(".save_model_item", model_code=one.code, item_code=code),
        back=_overview(one, f"item-{code}"),
        removal=Removal(
            action=url_for(".remove_model_item", model_code=one.code, item_code=code),
            label=_("Remove this question"),
            words=_("It leaves the draft, and can be brought back with Undo."),
        ),
        courses=[course for course in list_courses() if code in course.covers],
    )


def new_item_part(one: ModelDraft, domain_code: str) -> Part:
    """Return a new item of a domain."""
    domain = model_outline.find_domain(one.value, domain_code)
    if domain is None:
        raise NotFoundError
    tiers = [tier["code"] for tier in one.value["tiers"]]
    tier = request.args.get("tier", "")
    tier = tier if tier in tiers else tiers[0]

    def values(value: Value) -> Values:
        present = model_outline.find_item(value, _typed_code())
        return model_items.item_values(present) if present else {}

    def alter(value: Value, typed: Values) -> Value:
        new = model_items.item_from(typed["code"], value, typed)
        return model_outline.with_item(value, domain_code, new)

    return Part(
        heading=_("New question of %(domain)s", domain=domain["name"]),
        what=_("Question %(code)s added", code=_typed_code()),
        groups=model_items.item_groups(one.value, is_new=True),
        values=values,
        alter=alter,
        current=_OVERVIEW,
        action=url_for(".add_model_item", model_code=one.code, domain_code=domain_code),
        back=_overview(one, f"domain-{domain_code}"),
        check=lambda typed: model_items.refuse_code_of_item(
            typed,
            domain=domain_code,
            is_taken=lambda new: model_outline.find_item(one.value, new) is not None,
        ),
        begun={
            "code": model_outline.free_code(one.value, domain_code, tier),
            "tier": tier,
            "weight": "1",
        },
    )


def _domain_removal(one: ModelDraft, domain: Value) -> Removal:
    return Removal(
        action=url_for(".remove_model_domain", model_code=one.code, domain_code=domain["code"]),
        label=_("Remove this domain"),
        words=_(
            "It leaves the draft with its %(count)s questions, and can be brought back with Undo.",
            count=len(domain["items"]),
        ),
    )


def _overview(one: ModelDraft, anchor: str) -> str:
    return url_for(_OVERVIEW, model_code=one.code, _anchor=anchor or None)


def _typed_code() -> str:
    return request.form.get("code", "").strip()
