"""A PMO lead writes the next version of a model in the browser; published versions never change."""

import pytest
from sqlalchemy import select

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.maturity.models import ModelEdition
from pmo_academy.studio import queries
from pmo_academy.studio.models import WorkingDraft
from tests.support.content import PALM, write_content

DRAFT = "/studio/models/PALM/draft"
ITEM = f"{DRAFT}/items/MND-S2"


@pytest.fixture(autouse=True)
def _content(tmp_path, session):
    authoring.load(write_content(tmp_path / "content"))
    session.commit()


@pytest.fixture
def draft(visitor, cast):
    visitor.post(DRAFT, as_=cast.ada)


def file_of(code="palm"):
    draft = queries.get_draft(Kind.MODEL, code)
    return queries.find_file(draft, f"models/{code}.yaml").decode()


def value_of(code="palm"):
    return strict_yaml.read(file_of(code), file="").value


def typed(visitor, person, path, **changes):
    """What a browser would send from the page, with other texts in some fields."""
    form = visitor.get(path, as_=person).form(path.removesuffix("/new"))
    form.pop("csrf_token")
    return {**form, **changes}


def write(visitor, person, path, *, expect=303, **changes):
    fields = typed(visitor, person, path, **changes)
    return visitor.post(path.removesuffix("/new"), fields, as_=person, expect=expect)


def test_the_next_version_begins_as_the_published_one_and_is_listed(visitor, cast, draft):
    page = visitor.get(DRAFT, as_=cast.ada)
    assert "Nothing differs from version 1.0 yet." in page.words()
    assert "MND-S1 Written mandate" in page.words()

    listed = visitor.get("/studio/models", as_=cast.ada).words()
    assert "Draft of PALM last changed by Ada Lind" in listed
    assert "Go on with the draft" in listed


def test_beginning_twice_goes_on_with_the_same_draft(visitor, session, cast, draft):
    visitor.post(DRAFT, as_=cast.ada)

    assert len(session.scalars(select(WorkingDraft)).all()) == 1


def test_an_item_is_written_and_the_rest_of_the_file_keeps_its_lines(visitor, cast, draft):
    write(visitor, cast.ada, ITEM, title="People and hours", weight="2", quick="y")

    item = value_of()["domains"][0]["items"][1]
    assert (item["title"], item["weight"]) == ("People and hours", 2)
    assert "MND-S2" in value_of()["quick_form"]
    kept = set(PALM.read_text().splitlines()) - set(file_of().splitlines())
    assert "limits:" not in kept
    assert any("twenty items" in line for line in file_of().splitlines()) is False
    assert "# a tier score from which a step is reached" in file_of()


def test_the_page_says_how_large_the_change_is_and_why(visitor, cast, draft):
    write(visitor, cast.ada, ITEM, title="People with hours of their own")
    page = visitor.get(DRAFT, as_=cast.ada).words("aside[aria-labelledby=statement]")
    assert "Minor change Results stay comparable." in page
    assert "The version has to be 1.1 or higher." in page
    assert "MND-S2: title" in page
    assert "A name: no score depends on it." in page

    write(visitor, cast.ada, ITEM, weight="3")
    page = visitor.get(DRAFT, as_=cast.ada).words("aside[aria-labelledby=statement]")
    assert "Major change" in page
    assert "The version has to be 2.0 or higher." in page
    assert "The same answers give other scores." in page


def test_what_is_wrong_with_what_was_typed_is_said_beside_it_and_nothing_is_lost(
    visitor, cast, draft
):
    page = write(visitor, cast.ada, ITEM, title="", weight="7", question="x" * 501, expect=422)

    assert "Enter something: Short title." in page.words(".error-summary")
    assert "Choose one: Weight." in page.words(".error-summary")
    assert "at most 500 characters; this has 501" in page.words(".error-summary")
    assert page.form(ITEM)["question"] == "x" * 501
    assert file_of() == PALM.read_text()


def test_two_people_who_write_the_same_item_see_both_texts(visitor, session, cast, draft):
    hers = typed(visitor, cast.ada, ITEM, title="Hers")
    his = typed(visitor, cast.ada, ITEM, title="His", weight="2")
    visitor.post(ITEM, hers, as_=cast.ada)

    page = visitor.post(ITEM, his, as_=cast.ada, expect=409)

    assert "Somebody else wrote here meanwhile" in page.words()
    assert "Short title Hers His" in page.words()
    assert value_of()["domains"][0]["items"][1]["title"] == "Hers"
    again = page.form(ITEM)
    assert again["title"] == "His"
    visitor.post(ITEM, again, as_=cast.ada)
    assert value_of()["domains"][0]["items"][1]["title"] == "His"


def test_two_people_who_write_different_items_do_not_disturb_each_other(visitor, cast, draft):
    other = f"{DRAFT}/items/MND-C1"
    his = typed(visitor, cast.ada, other, title="His")
    write(visitor, cast.ada, ITEM, title="Hers")
    visitor.post(other, his, as_=cast.ada)

    titles = [one["title"] for one in value_of()["domains"][0]["items"]]
    assert "Hers" in titles
    assert "His" in titles


def test_domains_and_items_move_and_the_same_page_sent_twice_moves_once(visitor, cast, draft):
    seen = visitor.get(DRAFT, as_=cast.ada).one("input[name=seen]")["value"]
    for _ in range(2):
        visitor.post(
            f"{DRAFT}/domains/DEV/position", {"direction": "up", "seen": seen}, as_=cast.ada
        )
    assert [one["code"] for one in value_of()["domains"]][:3] == ["MND", "DEV", "STD"]

    seen = visitor.get(DRAFT, as_=cast.ada).one("input[name=seen]")["value"]
    page = {"direction": "down", "seen": seen}
    visitor.post(f"{DRAFT}/items/MND-S1/position", page, as_=cast.ada)
    assert value_of()["domains"][0]["items"][0]["code"] == "MND-S2"
    assert "order of the domains" in visitor.get(DRAFT, as_=cast.ada).words()


def test_what_is_removed_comes_back_with_undo(visitor, cast, draft):
    visitor.post(f"{DRAFT}/domains/MND/removal", as_=cast.ada)
    page = visitor.get(DRAFT, as_=cast.ada)
    assert "Mandate and objectives" not in page.words("main .columns > .stack-l")
    assert "Domain MND removed" in page.words("aside[aria-labelledby=statement]")

    visitor.post(f"{DRAFT}/changes/1/undoing", as_=cast.ada)

    assert file_of() == PALM.read_text()
    visitor.post(f"{ITEM}/removal", as_=cast.ada)
    assert "MND-S2" not in file_of()


def test_a_change_that_was_built_upon_is_restored_not_undone(visitor, cast, draft):
    write(visitor, cast.ada, ITEM, title="First")
    write(visitor, cast.ada, f"{DRAFT}/items/MND-C1", title="Second")
    visitor.post(f"{DRAFT}/changes/1/undoing", as_=cast.ada)
    assert "This cannot be undone" in visitor.get(DRAFT, as_=cast.ada).words()

    visitor.post(f"{DRAFT}/changes/1/restoration", as_=cast.ada)

    assert "First" in file_of()
    assert "Second" not in file_of()
    history = visitor.get(f"{DRAFT}/history", as_=cast.ada).words()
    assert "Restored the text of change 1" in history
    visitor.post(f"{DRAFT}/changes/9/restoration", as_=cast.ada, expect=404)


def test_a_domain_is_added_with_its_questions_and_what_is_missing_has_links(visitor, cast, draft):
    write(visitor, cast.ada, f"{DRAFT}/domains/new", code="RSK", name="Risk")
    page = visitor.get(DRAFT, as_=cast.ada)
    assert "RSK : must have at least one entry" in page.words("aside[aria-labelledby=statement]")
    assert page.soup.select('aside a[href$="/draft#domain-RSK"]')

    for tier in "SCT":
        form = visitor.get(f"{DRAFT}/domains/RSK/items/new?tier={tier}", as_=cast.ada)
        fields = form.form(f"{DRAFT}/domains/RSK/items")
        assert fields["code"] == f"RSK-{tier}1"
        texts = {f"anchors-{at}": f"step {at}" for at in range(5)}
        fields |= {"title": "Risks", "question": "Are risks known?", **texts}
        fields.pop("csrf_token")
        visitor.post(f"{DRAFT}/domains/RSK/items", fields, as_=cast.ada)

    page = visitor.get(DRAFT, as_=cast.ada).words("aside[aria-labelledby=statement]")
    assert "to mend before publishing" not in page
    assert "RSK: domain added" in page
    assert "Question RSK-T1 added" in page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("MND", "MND is taken"),
        ("CHECK", "This word has another meaning"),
        ("no", "Write the code in capital letters"),
    ],
)
def test_a_domain_needs_a_code_of_its_own(visitor, cast, draft, code, words):
    path = f"{DRAFT}/domains/new"
    assert words in write(visitor, cast.ada, path, code=code, name="X", expect=422).words()


@pytest.mark.parametrize(
    ("code", "words"), [("MND-S1", "MND-S1 is taken"), ("STD-S9", "Begin the code with MND-")]
)
def test_an_item_needs_a_code_of_its_own(visitor, cast, draft, code, words):
    path = f"{DRAFT}/domains/MND/items/new"
    assert words in write(visitor, cast.ada, path, code=code, expect=422).words()


def test_a_domain_gets_another_name_and_relevance(visitor, cast, draft):
    write(visitor, cast.ada, f"{DRAFT}/domains/STD", name="Methods", **{"relevance-C": "3"})

    domain = value_of()["domains"][1]
    assert domain["name"] == "Methods"
    assert domain["relevance"] == {"S": 3, "C": 3, "T": 1}
    words = visitor.get(DRAFT, as_=cast.ada).words()
    assert "STD has 0 core items in tier C instead of 1" in words


def test_words_and_limits_have_fields_of_their_own(visitor, cast, draft):
    write(visitor, cast.ada, f"{DRAFT}/words", **{"tiers-1-name": "Steering", "steps-0": "first"})
    write(visitor, cast.ada, f"{DRAFT}/limits", **{"limits-floor": "35.5"})

    value = value_of()
    assert value["tiers"][1]["name"] == "Steering"
    assert value["steps"][0] == "first"
    assert str(value["limits"]["floor"]) == "35.5"
    assert str(value["limits"]["core_cap"]) == "2.0"


def test_every_value_of_the_file_stands_in_a_field(visitor, cast, draft):
    """Saving each page as it is changes nothing."""
    paths = ["words", "limits", "domains/MND", *[f"items/MND-{one}" for one in ("S1", "T2")]]
    for path in paths:
        write(visitor, cast.ada, f"{DRAFT}/{path}")

    assert file_of() == PALM.read_text()
    assert queries.list_changes(queries.get_draft(Kind.MODEL, "palm")) == []


@pytest.mark.parametrize("number", ["", "x", "101", "1e3", "-1", "1,5"])
def test_a_limit_is_a_number_within_its_range(visitor, cast, draft, number):
    page = write(visitor, cast.ada, f"{DRAFT}/limits", expect=422, **{"limits-floor": number})

    assert "Least score of a decisive domain" in page.words(".error-summary")
    assert page.form(f"{DRAFT}/limits")["limits-floor"] == number


def test_limits_that_do_not_fit_together_are_listed_with_a_link_to_the_field(visitor, cast, draft):
    write(visitor, cast.ada, f"{DRAFT}/limits", **{"limits-core_block": "3"})
    page = visitor.get(DRAFT, as_=cast.ada)

    assert "must be below core_cap" in page.words()
    (link,) = page.soup.select('aside a[href*="#limits-core_block"]')
    limits = visitor.get(link["href"].split("#")[0], as_=cast.ada)
    assert limits.soup.select("#limits-core_block")


def test_a_new_model_begins_as_a_copy(visitor, session, cast):
    fields = {"source": "PALM 1", "code": "OURS", "title": "Our own ladder"}
    visitor.post("/studio/models/copy", fields, as_=cast.ada)

    draft = "/studio/models/OURS/draft"
    assert "new, not published yet" in visitor.get("/studio/models", as_=cast.ada).words()
    assert "A new model." in visitor.get(draft, as_=cast.ada).words()
    publication = visitor.get(f"{draft}/publication", as_=cast.ada).form("/publication")
    assert publication["version"] == "1.0"
    publication.pop("csrf_token")
    visitor.post(f"{draft}/publication", publication, as_=cast.ada)
    codes = session.scalars(select(ModelEdition.code)).all()
    assert sorted(codes) == ["OURS", "PALM"]


@pytest.mark.parametrize("code", ["PALM", "palm", "", "A"])
def test_a_copy_needs_a_code_of_its_own(visitor, session, cast, code):
    fields = {"source": "PALM 1", "code": code, "title": "Our own ladder"}
    page = visitor.post("/studio/models/copy", fields, as_=cast.ada, expect=422)

    assert page.form("/studio/models/copy")["title"] == "Our own ladder"
    assert session.scalars(select(WorkingDraft)).all() == []


def test_a_published_version_is_a_page_to_be_read(visitor, cast):
    page = visitor.get("/studio/models/PALM/1", as_=cast.ada)

    assert "This version is published and never changes" in page.words()
    assert "Write the next version" in page.words()
    assert "A short charter exists and its sponsor has signed it" in page.words()
    visitor.get("/studio/models/PALM/2", as_=cast.ada, expect=404)
    visitor.get("/studio/models/NONE/1", as_=cast.ada, expect=404)


def test_a_draft_is_thrown_away_after_a_question(visitor, session, cast, draft):
    write(visitor, cast.ada, ITEM, title="Gone soon")
    assert "for good" in visitor.get(f"{DRAFT}/discarding", as_=cast.ada).words()

    visitor.post(f"{DRAFT}/discarding", as_=cast.ada)

    assert session.scalars(select(WorkingDraft)).all() == []
    visitor.get(DRAFT, as_=cast.ada, expect=404)


@pytest.mark.parametrize(
    "path",
    ["items/NONE-S1", "domains/NONE", "domains/NONE/items/new"],
)
def test_what_is_not_in_the_draft_is_not_found(visitor, cast, draft, path):
    visitor.get(f"{DRAFT}/{path}", as_=cast.ada, expect=404)


@pytest.mark.parametrize("who", ["lena", "max", "root", "olga"])
def test_nobody_else_writes_models(visitor, cast, draft, who):
    person = getattr(cast, who)
    pages = (
        DRAFT, ITEM, f"{DRAFT}/words", f"{DRAFT}/limits", f"{DRAFT}/history",
        f"{DRAFT}/simulation", f"{DRAFT}/publication", f"{DRAFT}/discarding",
        f"{DRAFT}/domains/MND", f"{DRAFT}/domains/new", f"{DRAFT}/domains/MND/items/new",
        "/studio/models/copy", "/studio/models/PALM/1",
    )  # fmt: skip
    changes = (
        DRAFT, ITEM, f"{ITEM}/removal", f"{ITEM}/position", f"{DRAFT}/domains",
        f"{DRAFT}/domains/MND", f"{DRAFT}/domains/MND/items", f"{DRAFT}/domains/MND/position",
        f"{DRAFT}/domains/MND/removal", f"{DRAFT}/words", f"{DRAFT}/limits",
        f"{DRAFT}/changes/1/undoing", f"{DRAFT}/changes/1/restoration", f"{DRAFT}/discarding",
        f"{DRAFT}/publication", "/studio/models/copy",
    )  # fmt: skip
    for path in pages:
        visitor.get(path, as_=person, expect=403)
    for path in changes:
        visitor.post(path, as_=person, expect=403)
    assert file_of() == PALM.read_text()
