"""What may follow a published model, under which version, and what its codes may be."""

import pytest

from pmo_academy.maturity.rules.model_changes import (
    Size,
    differences,
    is_spelling,
    least_version,
    objection_to_version,
    size_of,
    version_of,
)
from pmo_academy.maturity.rules.model_document import model_from, problems_in
from tests.rules.maturity.second_model import second_document, second_model

FIRST = second_model()


def changed(change, **fields):
    """The model after a change to its document."""
    document = second_document(**fields)
    change(document)
    return model_from(document)


def item(document, at=0):
    return document["domains"][0]["items"][at]


def test_the_second_model_can_be_published():
    assert problems_in(second_document()) == []


CHANGES = {
    "limits": (Size.MAJOR, lambda d: d["limits"].update(floor=31)),
    "relevance": (Size.MAJOR, lambda d: d["domains"][0]["relevance"].update(B=2)),
    "weight": (Size.MAJOR, lambda d: item(d).update(weight=2)),
    "decisive": (Size.MAJOR, lambda d: item(d).update(core=False)),
    "place": (Size.MAJOR, lambda d: item(d, 1).update(tier="B")),
    "question": (Size.MAJOR, lambda d: item(d).update(question="Is all of it gone?")),
    "anchor": (Size.MAJOR, lambda d: item(d)["anchors"].__setitem__(2, "Something else entirely")),
    "item removed": (Size.MAJOR, lambda d: d["domains"][0]["items"].pop(1)),
    "item added": (
        Size.MAJOR,
        lambda d: d["domains"][0]["items"].append({**item(d, 1), "code": "FLOW-A3"}),
    ),
    "domain removed": (Size.MAJOR, lambda d: d["domains"].pop(0)),
    "perspectives": (Size.MAJOR, lambda d: d["perspectives"].pop()),
    "order of domains": (Size.MINOR, lambda d: d["domains"].reverse()),
    "quick form": (Size.MINOR, lambda d: d["quick_form"].append("GOAL-A2")),
    "title": (Size.MINOR, lambda d: item(d).update(title="Work on a wall")),
    "tier names": (Size.MINOR, lambda d: d["tiers"][0].update(name="Seen")),
    "name": (Size.MINOR, lambda d: d["domains"][0].update(name="How work moves")),
    "instruction": (Size.PATCH, lambda d: d.update(instruction="Chose what you can see today.")),
}


@pytest.mark.parametrize("what", CHANGES)
def test_each_change_has_its_size(what):
    size, change = CHANGES[what]
    document = second_document()
    change(document)
    if what in ("domain removed", "item removed"):
        known = {one["code"] for domain in document["domains"] for one in domain["items"]}
        document["quick_form"] = [code for code in document["quick_form"] if code in known]
    if what == "place":
        document["domains"][0]["items"].append(
            {**item(document, 2), "code": "FLOW-A9", "tier": "A"}
        )
    if what == "decisive":
        document["domains"][0]["relevance"]["A"] = 2
    found = differences(FIRST, model_from(document))

    assert what in {one.what for one in found}
    assert size_of(found) is size


def test_other_tiers_are_another_model():
    document = second_document()
    tiers = document["tiers"]
    tiers[0], tiers[1] = tiers[1], tiers[0]

    assert "tiers" in {one.what for one in differences(FIRST, model_from(document))}


def test_the_same_model_differs_in_nothing():
    assert size_of(differences(FIRST, second_model(version="1.1"))) is None
    assert objection_to_version(FIRST, second_model(version="0.1")) is None


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("Teams organise work", "Teams organize work", True),
        ("most projects", "all projects", False),
        ("a charter exists", "a charter exists and is signed", False),
        ("It is reviewd yearly", "It is reviewed yearly.", True),
    ],
)
def test_a_corrected_spelling_is_not_another_meaning(before, after, same):
    assert is_spelling(before, after) is same


@pytest.mark.parametrize(
    ("latest", "size", "least"),
    [
        ("1.0", Size.PATCH, "1.0.1"),
        ("1.0.4", Size.PATCH, "1.0.5"),
        ("1.3.4", Size.MINOR, "1.4"),
        ("1.3", Size.MAJOR, "2.0"),
    ],
)
def test_the_version_rises_with_the_size_of_the_change(latest, size, least):
    assert least_version(latest, size) == least


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("1.0", "version 1.0 is published and never changes"),
        ("1.0.0", "version 1.0 is published and never changes"),
        ("0.9", "a major change needs at least 2.0, not 0.9"),
        ("1.0.1", "a major change needs at least 2.0, not 1.0.1"),
        ("1.9", "a major change needs at least 2.0, not 1.9"),
    ],
)
def test_a_version_that_is_too_low_is_refused(version, words):
    new = changed(lambda d: item(d).update(weight=2), version=version)

    assert words in objection_to_version(FIRST, new)


@pytest.mark.parametrize("version", ["2.0", "2.0.0", "3.1"])
def test_a_version_that_is_high_enough_may_follow(version):
    new = changed(lambda d: item(d).update(weight=2), version=version)

    assert objection_to_version(FIRST, new) is None


def test_versions_are_compared_as_numbers():
    assert version_of("1.10") > version_of("1.9.9")


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (("code",), lambda d: d.update(code="agile")),
        (("version",), lambda d: d.update(version="one")),
        (("version",), lambda d: d.update(version="1")),
        (("domains", 0, "code"), lambda d: d["domains"][0].update(code="A/B")),
        (("domains", 0, "code"), lambda d: d["domains"][0].update(code="CHECK")),
        (
            ("domains", 1, "items", 1, "code"),
            lambda d: d["domains"][1]["items"][1].update(code="x"),
        ),
        (
            ("domains", 1, "items", 1, "code"),
            lambda d: d["domains"][1]["items"][1].update(code="FLOW-A9"),
        ),
        (("tiers", 0, "code"), lambda d: _rename_tier(d)),
        (("perspectives",), lambda d: d["perspectives"].pop()),
        (("domains", 0, "items", 0, "question"), lambda d: item(d).update(question="x" * 501)),
        (
            ("domains", 0, "items", 0, "anchors", 4),
            lambda d: item(d)["anchors"].__setitem__(4, "x" * 501),
        ),
    ],
)
def test_what_pages_cannot_use_is_a_problem_with_its_place(path, change):
    document = second_document()
    change(document)

    assert path in [problem.path for problem in problems_in(document)]


def _rename_tier(document):
    text = repr(document).replace("'A'", "'a/b'")
    document.update(eval(text))  # noqa: S307 - our own text


def test_a_model_of_too_many_domains_or_items_is_a_problem():
    document = second_document()
    extra = [
        {
            **document["domains"][0],
            "code": f"X{at}",
            "relevance": {"A": 1, "B": 1, "C": 1},
            "items": [
                {**one, "code": f"X{at}-{one['code'][-2:]}", "core": False}
                for one in document["domains"][0]["items"]
            ],
        }
        for at in range(31)
    ]
    document["domains"].extend(extra)

    messages = [problem.message for problem in problems_in(document)]
    assert messages == ["at most 30 domains", "at most 200 items in all"]
