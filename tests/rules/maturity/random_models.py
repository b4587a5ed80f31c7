"""Small models and rounds of every kind, for properties that must hold in all of them."""

from hypothesis import strategies as st

from pmo_academy.maturity.rules.answers import Response, RoundAnswers
from pmo_academy.maturity.rules.model_document import model_from
from tests.rules.maturity.example import palm_document

TIERS = "SCT"
ANSWERS = st.sampled_from([0, 1, 2, 3, 4, "D", None])
NUMBERS = st.integers(0, 4)


def item_document(code, *, tier, core, weight):
    anchors = [f"Point {point}" for point in range(5)]
    fields = {"code": code, "tier": tier, "weight": weight, "title": "A title"}
    return {**fields, "core": core, "question": "A question?", "anchors": anchors}


@st.composite
def documents(draw):
    """A model file with one to four domains and other weights and limits than PALM's."""
    domains = []
    for code in "ABCD"[: draw(st.integers(1, 4))]:
        relevance = {tier: draw(st.integers(1, 3)) for tier in TIERS}
        items = [
            item_document(
                f"{code}-{tier}{number}",
                tier=tier,
                core=relevance[tier] == 3 and number == 0,
                weight=draw(st.integers(1, 3)),
            )
            for tier in TIERS
            for number in range(draw(st.integers(1, 3)))
        ]
        shuffled = draw(st.permutations(items))
        domains.append({"code": code, "name": code, "relevance": relevance, "items": shuffled})
    core = [item["code"] for domain in domains for item in domain["items"] if item["core"]]
    changed = {
        "code": "OWN",
        "domains": domains,
        "quick_form": core or [domains[0]["items"][0]["code"]],
    }
    return {**palm_document(), **changed}


MODELS = documents().map(model_from)


@st.composite
def rounds(draw, model, *, answers=ANSWERS, people=6):
    """A round of up to so many people who answered a model."""
    codes = list(model.item_by_code)
    count = draw(st.integers(1, people))
    grid = draw(st.lists(answers, min_size=count * len(codes), max_size=count * len(codes)))
    size = len(codes)
    return RoundAnswers(
        responses=tuple(
            Response(answers=dict(zip(codes, grid[at : at + size], strict=True)))
            for at in range(0, len(grid), size)
        )
    )
