"""A second maturity model for tests: four domains, other names, weights and limits than PALM's."""

import copy

import yaml

from pmo_academy.maturity.rules.model_document import model_from

DOMAINS = {
    "FLOW": ("Flow of work", {"A": 3, "B": 1, "C": 2}),
    "TEAM": ("Teams and roles", {"A": 2, "B": 3, "C": 1}),
    "TECH": ("Technical practice", {"A": 1, "B": 3, "C": 3}),
    "GOAL": ("Goals and learning", {"A": 1, "B": 2, "C": 3}),
}
TIERS = {"A": "Visible", "B": "Steady", "C": "Adaptive"}


def second_document(**changes):
    """The document of the model AGILE 1.0, with other values for some of its fields."""
    domains = [_domain(code, name, relevance) for code, (name, relevance) in DOMAINS.items()]
    core = [item["code"] for domain in domains for item in domain["items"] if item.get("core")]
    document = {
        "code": "AGILE",
        "version": "1.0",
        "title": "Agile Delivery Office Model",
        "instruction": "Choose what you can see today.",
        "points": ["nothing", "by chance", "in part", "usual", "from data"],
        "floor_rung": {"name": "Nothing yet", "meaning": "Work is not visible"},
        "tiers": [
            {"code": code, "name": name, "meaning": f"Work is {name.lower()}"}
            for code, name in TIERS.items()
        ],
        "steps": ["first", "second", "third"],
        "perspectives": [
            {"code": "pmo", "name": "Coaches"},
            {"code": "delivery", "name": "Teams"},
            {"code": "leadership", "name": "Sponsors"},
        ],
        "limits": {
            "steps": [35, 65, 80],
            "floor": 30,
            "core_block": 0.5,
            "core_cap": 1.5,
            "evidence_cap": 1.5,
            "pair_cover": 0.5,
            "tier_cover": 0.6,
            "composite": {"A": 0.5, "B": 0.3, "C": 0.2},
            "tolerance": 1e-9,
        },
        "quick_form": [*core, "GOAL-A1", "FLOW-B1"],
        "domains": domains,
    }
    return copy.deepcopy({**document, **changes})


def second_text(**changes):
    """The model as a file."""
    return yaml.safe_dump(second_document(**changes), sort_keys=False, allow_unicode=True)


def second_model(**changes):
    """The model as the rules know it."""
    return model_from(second_document(**changes))


def _domain(code, name, relevance):
    items = [
        _item(code, tier, number, is_core=relevance[tier] == 3 and number == 1)
        for tier in TIERS
        for number in (1, 2)
    ]
    return {"code": code, "name": name, "relevance": relevance, "items": items}


def _item(domain, tier, number, *, is_core):
    code = f"{domain}-{tier}{number}"
    return {
        "code": code,
        "tier": tier,
        "core": is_core,
        "weight": 3 if is_core else 1,
        "title": f"Practice {code.replace('-', ' ').lower()}",
        "question": f"Is practice {code.replace('-', ' ').lower()} alive?",
        "anchors": [f"Point {point} of {code.replace('-', ' ').lower()}" for point in range(5)],
    }
