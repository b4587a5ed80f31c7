"""Random organisations that answer random models: small groups, few answers, much unknown."""

import numpy as np

from pmo_academy.maturity.rules.answers import Response, RoundAnswers
from pmo_academy.maturity.rules.model_document import model_from
from tests.rules.maturity.example import palm_document
from tests.rules.maturity.random_models import TIERS, item_document

CHOICES = np.array([0, 1, 2, 3, 4, "D", None], dtype=object)
SKIPPED = 6

_PALM = palm_document()


def random_model(generator):
    """A model with two or three domains and other weights and relevances than PALM's."""
    domains = []
    for code in "ABC"[: generator.integers(2, 4)]:
        relevance = {tier: int(generator.integers(1, 4)) for tier in TIERS}
        items = [
            item_document(
                f"{code}-{tier}{number}",
                tier=tier,
                core=relevance[tier] == 3 and number == 0,
                weight=int(generator.integers(1, 4)),
            )
            for tier in TIERS
            for number in range(generator.integers(1, 4))
        ]
        domains.append({"code": code, "name": code, "relevance": relevance, "items": items})
    quick = [item["code"] for domain in domains for item in domain["items"]]
    return model_from({**_PALM, "domains": domains, "quick_form": quick})


def random_round(model, generator):
    """A round of five to twenty-five people; a few questions hardly anybody answers."""
    names = [one.code for one in model.perspectives]
    sizes = generator.integers(0, [13, 10, 8])
    groups = [name for name, size in zip(names, sizes, strict=True) for _ in range(size)]
    people, size = len(groups), len(model.items)
    around = generator.choice([1.0, 2.0, 3.0], p=[0.2, 0.5, 0.3])
    numbers = np.clip(np.rint(generator.normal(around, 1, (people, size))), 0, 4).astype(int)
    grid = np.where(generator.random((people, size)) < 0.04, 5, numbers)
    rare = generator.random(size) < generator.choice([0.02, 0.1, 0.3])
    grid[(generator.random((people, size)) < 0.75) & rare] = SKIPPED
    codes = [item.code for item in model.items]
    backed, agreed = generator.random((2, size))
    return RoundAnswers(
        responses=tuple(
            Response(answers=dict(zip(codes, row, strict=True)), group=group)
            for row, group in zip(CHOICES[grid].tolist(), groups, strict=True)
        ),
        evidence=frozenset(np.array(codes)[backed < 0.3].tolist()),
        consensus=dict.fromkeys(np.array(codes)[agreed < 0.01].tolist(), 2.0),
        out_of_scope=frozenset(
            item.code for item in model.items if not item.is_core and generator.random() < 0.02
        ),
    )
