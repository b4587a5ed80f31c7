"""A draft of a model becomes a version: shown first, under a version that its changes allow."""

import pytest
from sqlalchemy import select

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.models import Edition, SourceFile
from pmo_academy.maturity.models import ModelEdition, Round
from pmo_academy.studio.models import WorkingDraft
from tests.features.maturity.factories import make_people, make_round
from tests.features.studio.test_model_editor import write
from tests.rules.maturity.second_model import second_text
from tests.support.content import write_content

DRAFT = "/studio/models/PALM/draft"
PUBLICATION = f"{DRAFT}/publication"


@pytest.fixture(autouse=True)
def _draft(tmp_path, session, visitor, cast):
    authoring.load(write_content(tmp_path / "content"))
    session.commit()
    visitor.post(DRAFT, as_=cast.ada)


def versions(session):
    rows = session.scalars(
        select(ModelEdition).where(ModelEdition.code == "PALM").order_by(ModelEdition.number)
    )
    return [(one.number, one.version, one.is_latest) for one in rows]


def test_publishing_makes_the_next_version_and_ends_the_draft(visitor, session, cast):
    one = make_round(cast, make_people(session, 5))
    used = one.model_edition_id
    write(visitor, cast.ada, f"{DRAFT}/words", title="The ladder")
    page = visitor.get(PUBLICATION, as_=cast.ada)
    assert "1; they stay with the version they began with" in page.words()
    assert page.form(PUBLICATION)["version"] == "1.1"

    write(visitor, cast.ada, PUBLICATION)

    assert versions(session) == [(1, "1.0", False), (2, "1.1", True)]
    assert session.scalars(select(WorkingDraft)).all() == []
    assert session.get(Round, one.id).model_edition_id == used
    listed = visitor.get("/studio/models", as_=cast.ada).words()
    assert "PALM 1.1 is published. New rounds can use it." in listed


def test_the_file_of_the_version_keeps_the_lines_of_what_did_not_change(visitor, session, cast):
    write(visitor, cast.ada, f"{DRAFT}/words", title="The ladder")
    write(visitor, cast.ada, PUBLICATION)

    first, second = (
        session.scalar(
            select(SourceFile.body)
            .join(Edition, Edition.id == SourceFile.edition_id)
            .where(SourceFile.path == "models/palm.yaml", Edition.number == number)
        )
        .decode()
        .splitlines()
        for number in (1, 2)
    )
    changed = [(one, two) for one, two in zip(first, second, strict=True) if one != two]
    assert [one for one, _two in changed] == ['version: "1.0"', "title: PMO Academy Ladder Model"]


def test_a_version_that_is_too_low_is_refused_with_the_reason(visitor, session, cast):
    write(visitor, cast.ada, f"{DRAFT}/items/MND-S2", weight="3")
    page = write(visitor, cast.ada, PUBLICATION, version="1.1", expect=422)

    assert "a major change needs at least 2.0, not 1.1" in page.words(".error-summary")
    assert page.form(PUBLICATION)["version"] == "1.1"
    page = write(visitor, cast.ada, PUBLICATION, version="two", expect=422)
    assert "Write the version as two or three numbers" in page.words(".error-summary")
    assert versions(session) == [(1, "1.0", True)]


def test_a_higher_version_than_needed_is_allowed(visitor, session, cast):
    write(visitor, cast.ada, f"{DRAFT}/words", title="The ladder")
    write(visitor, cast.ada, PUBLICATION, version="2.0")

    assert versions(session)[-1] == (2, "2.0", True)


def test_what_was_changed_after_the_page_was_opened_is_not_published_unseen(visitor, session, cast):
    write(visitor, cast.ada, f"{DRAFT}/words", title="The ladder")
    old = visitor.get(PUBLICATION, as_=cast.ada).form(PUBLICATION)
    write(visitor, cast.ada, f"{DRAFT}/words", title="Another ladder")
    old.pop("csrf_token")

    page = visitor.post(PUBLICATION, old, as_=cast.ada, expect=409)

    assert "The draft was changed meanwhile." in page.words()
    assert versions(session) == [(1, "1.0", True)]


def test_a_draft_with_problems_is_not_published(visitor, session, cast):
    visitor.post(f"{DRAFT}/items/MND-S1/removal", as_=cast.ada)
    page = visitor.get(PUBLICATION, as_=cast.ada)
    assert "It cannot be published yet." in page.words()
    assert "MND has 0 core items in tier S instead of 1" in page.words()

    visitor.post(PUBLICATION, {"version": "2.0", "seen": ""}, as_=cast.ada, expect=409)
    assert versions(session) == [(1, "1.0", True)]


def test_a_draft_with_problems_is_not_published_by_hand(visitor, session, cast):
    """Somebody sends the right mark by hand."""
    write(visitor, cast.ada, f"{DRAFT}/words", title="The ladder")
    seen = visitor.get(PUBLICATION, as_=cast.ada).form(PUBLICATION)["seen"]
    assert seen
    visitor.post(f"{DRAFT}/items/MND-S1/removal", as_=cast.ada)
    page = visitor.post(PUBLICATION, {"version": "2.0", "seen": seen}, as_=cast.ada, expect=409)

    assert page.soup.title.text.startswith("Error:")
    assert versions(session) == [(1, "1.0", True)]


def test_nothing_new_is_not_published(visitor, session, cast):
    page = visitor.get(PUBLICATION, as_=cast.ada)

    assert "There is nothing to publish." in page.words()
    assert not page.soup.select(f'form[action="{PUBLICATION}"]')


def test_a_version_that_was_loaded_from_a_file_meanwhile_is_named(visitor, session, cast, tmp_path):
    write(visitor, cast.ada, f"{DRAFT}/words", title="The ladder")
    folder = tmp_path / "content"
    model = folder / "models" / "palm.yaml"
    model.write_text(model.read_text().replace('version: "1.0"', 'version: "1.1"'))
    authoring.load(folder)
    session.commit()

    page = visitor.get(DRAFT, as_=cast.ada).words()
    assert "Version 1.1 was published after this draft began." in page
    write(visitor, cast.ada, PUBLICATION, version="1.2")
    assert versions(session)[-1] == (3, "1.2", True)


def test_sending_the_form_twice_publishes_once(visitor, session, cast):
    write(visitor, cast.ada, f"{DRAFT}/words", title="The ladder")
    form = visitor.get(PUBLICATION, as_=cast.ada).form(PUBLICATION)
    form.pop("csrf_token")
    first = visitor.post(PUBLICATION, form, as_=cast.ada)
    again = visitor.post(PUBLICATION, form, as_=cast.ada)

    assert first.location == again.location
    assert len(versions(session)) == 2


def test_a_model_of_another_shape_is_written_too(visitor, session, cast, tmp_path):
    folder = tmp_path / "content"
    (folder / "models" / "agile.yaml").write_text(second_text())
    authoring.load(folder)
    session.commit()
    draft = "/studio/models/AGILE/draft"
    visitor.post(draft, as_=cast.ada)
    for path in ("words", "limits", "domains/FLOW", "items/FLOW-A1"):
        write(visitor, cast.ada, f"{draft}/{path}")
    assert "Nothing differs" in visitor.get(draft, as_=cast.ada).words()

    write(visitor, cast.ada, f"{draft}/limits", **{"limits-composite-A": "0.6"})
    assert "must add up to 1" in visitor.get(draft, as_=cast.ada).words()
