"""A PMO lead loads a model from a file: checked first, then published, and never changed again."""

import io

import pytest
from sqlalchemy import func, select

from pmo_academy.authoring import service
from pmo_academy.authoring.models import Edition, SourceFile
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.service import Outcome
from pmo_academy.core import audit
from pmo_academy.maturity.models import ModelEdition
from tests.rules.maturity.second_model import second_document, second_text
from tests.support.content import PALM, write_content


@pytest.fixture
def content(tmp_path, session):
    folder = write_content(tmp_path / "content")
    assert service.load(folder).is_clean
    session.commit()
    return folder


def load(visitor, person, text, *, expect=200):
    """Send a file to be checked."""
    body = text.encode() if isinstance(text, str) else text
    return visitor.post(
        "/studio/models/preview",
        {"file": (io.BytesIO(body), "model.yaml")},
        as_=person,
        expect=expect,
    )


def publish(visitor, person, text, *, expect=303):
    """Load a file and publish what the preview shows."""
    form = load(visitor, person, text).form("/studio/models")
    return visitor.post("/studio/models", {"source": form["source"]}, as_=person, expect=expect)


def test_a_preview_shows_the_model_and_stores_nothing(visitor, session, cast, content):
    page = load(visitor, cast.ada, second_text())

    assert "Preview of AGILE, version 1.0" in page.words()
    assert "24, of which 5 are decisive" in page.words()
    assert "Nothing yet → Visible → Steady → Adaptive" in page.words()
    assert "This is a new model." in page.words()
    assert session.scalar(select(func.count()).select_from(ModelEdition)) == 1


def test_a_published_model_is_listed_and_its_file_comes_back_byte_by_byte(
    visitor, session, cast, content
):
    text = "# ours\r\n" + second_text()
    publish(visitor, cast.ada, text)

    page = visitor.get("/studio/models", as_=cast.ada)
    assert "Agile Delivery Office Model" in page.words()
    assert "AGILE · 4 domains · 24 questions, 7 in the quick form" in page.words()
    file = visitor.get("/studio/models/AGILE/1/file", as_=cast.ada).response
    assert file.data == text.encode()
    assert "attachment" in file.headers["Content-Disposition"]
    last = session.scalars(
        select(audit.AuditEntry).order_by(audit.AuditEntry.number.desc())
    ).first()
    assert last.action == "authoring.published"


def test_a_published_model_goes_with_the_content_that_is_exported(
    visitor, session, cast, content, tmp_path
):
    publish(visitor, cast.ada, second_text())
    service.export(tmp_path / "export")

    exported = tmp_path / "export"
    assert (exported / "models/agile.yaml").read_text() == second_text()
    assert (exported / "models/palm.yaml").read_bytes() == PALM.read_bytes()
    assert service.check(exported).problems == ()
    assert {one.outcome for one in service.load(exported).editions} == {Outcome.UNCHANGED}


def test_sending_the_same_form_twice_publishes_once(visitor, session, cast, content):
    form = load(visitor, cast.ada, second_text()).form("/studio/models")
    fields = {"source": form["source"], "submission_key": form["submission_key"]}
    first = visitor.post("/studio/models", fields, as_=cast.ada)
    again = visitor.post("/studio/models", fields, as_=cast.ada)

    assert first.location == again.location == "/studio/models"
    assert session.scalar(select(func.count()).select_from(ModelEdition)) == 2


def test_the_same_file_again_is_nothing_new(visitor, session, cast, content):
    publish(visitor, cast.ada, second_text())
    page = load(visitor, cast.ada, second_text())

    assert "There is nothing to publish" in page.words()
    assert not page.soup.select('form[action="/studio/models"]')


def test_a_published_version_with_other_content_is_refused(visitor, session, cast, content):
    publish(visitor, cast.ada, second_text())
    document = second_document()
    document["limits"]["floor"] = 31
    page = load(visitor, cast.ada, second_text(limits=document["limits"]), expect=422)

    assert "Line 2, column 10" in page.words()
    assert "version 1.0 is published and never changes: make this one 2.0 or higher" in page.words()


def test_the_next_version_shows_what_changes_and_why(visitor, session, cast, content):
    publish(visitor, cast.ada, second_text())
    page = load(visitor, cast.ada, second_text(version="1.1", title="Delivery Office Ladder"))

    assert "What changes against version 1.0" in page.words()
    assert "This is a minor change" in page.words()
    publish(visitor, cast.ada, second_text(version="1.1", title="Delivery Office Ladder"))
    rows = session.execute(
        select(ModelEdition.number, ModelEdition.version, ModelEdition.is_latest)
        .where(ModelEdition.code == "AGILE")
        .order_by(ModelEdition.number)
    ).all()
    assert [tuple(row) for row in rows] == [(1, "1.0", False), (2, "1.1", True)]


def test_the_shipped_file_stays_unchanged_after_a_later_version(visitor, session, cast, content):
    text = PALM.read_text().replace('version: "1.0"', 'version: "1.1"')
    publish(visitor, cast.ada, text.replace("Ladder Model", "Ladder Model, again"))

    outcomes = {(one.key, one.outcome, one.number) for one in service.load(content).editions}
    assert ("palm", Outcome.UNCHANGED, 2) in outcomes


BAD = {
    "not YAML": ("code: [", "not readable as YAML"),
    "empty": ("", "the text is empty"),
    "an anchor": ("code: &a PALM\ntitle: *a\n", "anchors and aliases"),
    "a tag": ("code: !!python/object/apply:os.system ['id']\n", "the tag"),
    "a field twice": ("code: A\ncode: B\n", "stands here twice"),
    "too deep": ("[" * 30 + "]" * 30, "nested deeper than 20"),
    "too large": ("#" * 300_000, "at most 256,000 are allowed"),
    "no fields": ("[]", "must hold named fields"),
    "no UTF-8": (b"code: \xff\xfe", "not UTF-8"),
    "other groups": (
        second_text(perspectives=[{"code": "all", "name": "All"}]),
        "must be pmo, delivery, leadership",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_wrong_is_told_with_its_place(visitor, session, cast, content, kind):
    text, words = BAD[kind]
    page = load(visitor, cast.ada, text, expect=422)

    assert words in page.words()
    assert "Line " in page.words()
    assert page.soup.title.text.startswith("Error:")
    assert session.scalar(select(func.count()).select_from(ModelEdition)) == 1


def test_all_problems_are_told_at_once_with_line_and_column(visitor, cast, content):
    text = second_text().replace("weight: 3", "weight: 9").replace("version: '1.0'", "version: x")
    page = load(visitor, cast.ada, text, expect=422)

    assert len(page.soup.select("tbody tr")) == 5
    assert "must be a whole number from 1 to 3" in page.words()
    assert "weight: 9" in page.words()


def test_without_a_file_the_page_asks_for_one(visitor, cast, content):
    page = visitor.post("/studio/models/preview", {}, as_=cast.ada, expect=422)

    assert "Choose the file of a model." in page.words(".error-summary")


@pytest.mark.parametrize("source", ["", "###", "Y29kZTogWw=="])
def test_only_a_sound_file_is_published(visitor, session, cast, content, source):
    expect = 400 if source == "###" else 409
    visitor.post("/studio/models", {"source": source}, as_=cast.ada, expect=expect)

    assert session.scalar(select(func.count()).select_from(Edition)) == 6
    assert session.scalar(select(func.count()).select_from(SourceFile)) > 6


@pytest.mark.parametrize("who", ["lena", "max", "root", "olga"])
def test_nobody_else_manages_models(visitor, cast, content, who):
    person = getattr(cast, who)
    for path in ("/studio/models", "/studio/models/new", "/studio/models/PALM/1/file"):
        visitor.get(path, as_=person, expect=403)
    load(visitor, person, second_text(), expect=403)
    visitor.post("/studio/models", {"source": ""}, as_=person, expect=403)


@pytest.mark.parametrize("path", ["NONE/1", "PALM/2", "PA-01/1"])
def test_a_file_that_does_not_exist(visitor, cast, content, path):
    visitor.get(f"/studio/models/{path}/file", as_=cast.ada, expect=404)


def test_before_anything_is_published_the_page_says_what_to_do(visitor, cast):
    assert "No model is published yet" in visitor.get("/studio/models", as_=cast.ada).words()
    visitor.get("/studio/models/new", as_=cast.ada)


def test_a_model_is_kept_under_its_code(visitor, session, cast, content):
    publish(visitor, cast.ada, second_text())

    kept = session.scalars(select(Edition).where(Edition.kind == Kind.MODEL)).all()
    assert {(one.key, one.number) for one in kept} == {("palm", 1), ("agile", 1)}
