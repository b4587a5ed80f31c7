"""Models of two to twelve domains with limits of their own, and rounds with everything in them."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from tests.rules.maturity.example import palm_document
from tests.rules.maturity.organisations import random_round
from tests.rules.maturity.random_models import TIERS, item_document

SEEDS = st.integers(0, 2**32 - 1)

_PALM = palm_document()


def rich_document(seed):
    """A model file with one to four items in a pair and every limit drawn anew."""
    generator = np.random.default_rng(seed)
    domains = []
    for at in range(generator.integers(2, 13)):
        relevance = {tier: int(generator.integers(1, 4)) for tier in TIERS}
        items = [
            item_document(
                f"D{at}-{tier}{number}",
                tier=tier,
                core=relevance[tier] == 3 and number == 0,
                weight=int(generator.integers(1, 4)),
            )
            for tier in TIERS
            for number in range(generator.integers(1, 5))
        ]
        domains.append(
            {"code": f"D{at}", "name": f"Domain {at}", "relevance": relevance, "items": items}
        )
    core = [item["code"] for domain in domains for item in domain["items"] if item["core"]]
    return {
        **_PALM,
        "code": "RICH",
        "domains": domains,
        "quick_form": core or [domains[0]["items"][0]["code"]],
        "limits": _limits(generator),
    }


def _limits(generator):
    block, cap = sorted(generator.choice(np.arange(0.5, 4.1, 0.5), 2, replace=False).tolist())
    support, control = (float(share) for share in generator.choice([0.2, 0.3, 0.4], 2))
    usual = generator.random() < 0.5
    return {
        "steps": [40, 60, 80]
        if usual
        else sorted(generator.choice(np.arange(5, 100), 3, replace=False).tolist()),
        "floor": int(generator.integers(0, 101)) if not usual else 40,
        "core_block": 1.0 if usual else block,
        "core_cap": 2.0 if usual else cap,
        "evidence_cap": float(generator.choice([1.0, 2.0, 3.0])),
        "pair_cover": float(generator.choice([0.0, 0.5, 1.0])),
        "tier_cover": float(generator.choice([0.0, 0.7, 1.0])),
        "composite": dict(
            zip(TIERS, [support, control, round(1 - support - control, 9)], strict=True)
        ),
        "tolerance": 1e-9,
    }


RICH_DOCUMENTS = SEEDS.map(rich_document)


def rich_round(model, seed):
    """A round with gaps, "I don't know", evidence, agreed values and items out of scope."""
    return random_round(model, np.random.default_rng(seed))


def complete_round(model, seed):
    """The same with a number everywhere."""
    answers = rich_round(model, seed)
    whole = tuple(
        replace(one, answers={c: a if isinstance(a, int) else 2 for c, a in one.answers.items()})
        for one in answers.responses
    )
    return replace(answers, responses=whole)
