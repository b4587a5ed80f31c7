"""A model's file is changed piece by piece; nothing else of it moves."""

import copy

import pytest

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.yaml_writing import rewritten
from pmo_academy.studio.rules import model_outline as outline
from pmo_academy.studio.rules.model_outline import DOWN, UP, ItemText
from pmo_academy.studio.rules.model_places import Page, Place, place_of
from tests.rules.maturity.example import PALM_TEXT

VALUE = strict_yaml.read(PALM_TEXT, file="palm.yaml").value
NEW = ItemText(
    code="MND-S3",
    tier="S",
    is_core=False,
    weight=1,
    title="Budget",
    question="Does the PMO have a budget?",
    anchors=("none", "some", "most", "all", "more"),
    is_quick=True,
)


@pytest.fixture(autouse=True)
def _never_change_what_was_given():
    before = copy.deepcopy(VALUE)
    yield
    assert before == VALUE


def codes(value, domain=None):
    if domain is None:
        return [one["code"] for one in value["domains"]]
    return [one["code"] for one in outline.find_domain(value, domain)["items"]]


def test_a_domain_is_added_at_the_end_and_named_anew():
    added = outline.with_domain(VALUE, "NEW", name="New", relevance={"S": 1, "C": 2, "T": 1})
    renamed = outline.with_domain(added, "MND", name="Mandate", relevance={"S": 3, "C": 2, "T": 3})

    assert codes(renamed) == [*codes(VALUE), "NEW"]
    assert outline.find_domain(renamed, "MND")["name"] == "Mandate"
    assert codes(renamed, "MND") == codes(VALUE, "MND")
    assert outline.find_domain(VALUE, "NEW") is None


def test_domains_move_by_one_and_stay_at_the_ends():
    assert codes(outline.moved_domain(VALUE, "STD", UP))[:2] == ["STD", "MND"]
    assert codes(outline.moved_domain(VALUE, "MND", DOWN))[:2] == ["STD", "MND"]
    assert outline.moved_domain(VALUE, "MND", UP) == VALUE
    assert outline.moved_domain(VALUE, "LRN", DOWN) == VALUE
    assert outline.moved_domain(VALUE, "NONE", DOWN) == VALUE


def test_a_domain_goes_with_its_items_and_their_places_in_the_quick_form():
    without = outline.without_domain(VALUE, "MND")

    assert codes(without) == codes(VALUE)[1:]
    assert without["quick_form"] == VALUE["quick_form"][2:]


def test_an_item_is_written_whole():
    first = outline.find_item(VALUE, "MND-S1")
    written = outline.with_item(VALUE, "MND", NEW)

    assert outline.find_item(written, "MND-S3") == NEW
    assert outline.domain_of(written, "MND-S3") == "MND"
    assert outline.domain_of(VALUE, "MND-S3") is None
    assert outline.find_item(VALUE, "MND-S3") is None
    assert outline.with_item(VALUE, "MND", first) == VALUE
    assert first.is_core


def test_the_quick_form_keeps_the_order_of_the_model():
    written = outline.with_item(VALUE, "MND", NEW)
    assert written["quick_form"][:4] == ["MND-S1", "MND-T1", "MND-S3", "STD-S1"]

    last = ItemText(**{**NEW.__dict__, "code": "LRN-S9"})
    assert outline.with_item(VALUE, "LRN", last)["quick_form"][-1] == "LRN-S9"

    plain = ItemText(**{**NEW.__dict__, "code": "DEV-C1", "tier": "C", "is_quick": False})
    assert "DEV-C1" not in outline.with_item(VALUE, "DEV", plain)["quick_form"]


def test_a_decisive_item_is_always_asked_in_the_quick_form():
    core = ItemText(**{**NEW.__dict__, "is_core": True, "is_quick": False})

    assert "MND-S3" in outline.with_item(VALUE, "MND", core)["quick_form"]


def test_items_move_among_those_of_their_tier():
    assert codes(outline.moved_item(VALUE, "MND-S2", UP), "MND")[:2] == ["MND-S2", "MND-S1"]
    assert outline.moved_item(VALUE, "MND-S2", DOWN) == VALUE
    assert outline.moved_item(VALUE, "NONE", DOWN) == VALUE


def test_an_item_goes_from_the_quick_form_too():
    without = outline.without_item(VALUE, "MND-S1")

    assert "MND-S1" not in without["quick_form"]
    assert codes(without, "MND") == codes(VALUE, "MND")[1:]


def test_a_code_is_proposed_that_nobody_has():
    assert outline.free_code(VALUE, "MND", "S") == "MND-S3"


def test_texts_are_put_at_their_places_and_the_rest_of_the_file_keeps_its_lines():
    changed = outline.with_texts(VALUE, {("title",): "Ladder", ("tiers", 1, "name"): "Steer"})
    text = rewritten(PALM_TEXT, changed)

    assert outline.at(changed, ("tiers", 1, "name")) == "Steer"
    same = outline.with_texts(VALUE, {("limits", "core_cap"): 2})
    assert str(same["limits"]["core_cap"]) == "2.0"
    assert outline.order_of(VALUE)[0][:2] == ["MND", "MND-S1"]
    assert "# twenty items, every core item among them" in text
    assert strict_yaml.read(text, file="").value == changed


def test_a_copy_is_a_model_of_its_own():
    copied = outline.copied(VALUE, code="OURS", title="Ours")

    assert (copied["code"], copied["version"], copied["title"]) == ("OURS", "1.0", "Ours")
    assert copied["domains"] == VALUE["domains"]


PLACES = {
    ("version",): Place(page=Page.PUBLICATION, field="version"),
    ("limits", "steps", 1): Place(page=Page.LIMITS, field="limits-steps-1"),
    ("tiers", 0, "name"): Place(page=Page.WORDS, field="tiers-0-name"),
    (): Place(page=Page.OVERVIEW),
    ("domains",): Place(page=Page.OVERVIEW),
    ("quick_form", 2): Place(page=Page.OVERVIEW),
    ("domains", 0, "relevance", "S"): Place(page=Page.DOMAIN, code="MND", field="relevance-S"),
    ("domains", 0, "items"): Place(page=Page.OVERVIEW, code="MND", field="domain-MND"),
    ("domains", 0, "items", 1, "anchors", 3): Place(
        page=Page.ITEM, code="MND-S2", field="anchors-3"
    ),
}


@pytest.mark.parametrize("path", PLACES)
def test_each_problem_leads_to_the_field_where_it_is_mended(path):
    assert place_of(VALUE, path) == PLACES[path]
