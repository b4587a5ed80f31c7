"""Courses are brought in files: what is in them is said first, then they become drafts."""

from io import BytesIO

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core import clock
from pmo_academy.core.archives import open_zip
from pmo_academy.core.errors import NotFoundError
from pmo_academy.studio import queries
from pmo_academy.studio.exchange import own_zip
from pmo_academy.studio.models import Upload
from pmo_academy.studio.service import checking, courses, drafts, uploads
from tests.support.content import small_content, write_content
from tests.support.packages import scorm_12

COURSE = {path: body for path, body in small_content().items() if path.startswith("courses/PA-01/")}


@pytest.fixture
def published(session, cast, tmp_path):
    authoring.load(write_content(tmp_path / "content"))
    session.commit()


def bring(visitor, person, body, *, expect=303):
    data = {"file": (BytesIO(body), "brought.zip")}
    return visitor.post("/studio/bring", data=data, as_=person, expect=expect)


def test_a_draft_travels_as_a_zip_and_comes_back_byte_for_byte(visitor, session, cast, published):
    draft = drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)
    changed = COURSE["courses/PA-01/lessons/alpha.md"] + b"More.\n"
    drafts.save(draft, {"courses/PA-01/lessons/alpha.md": changed}, what="More", by=cast.ada.id)
    session.commit()
    taken = visitor.get("/studio/courses/PA-01/files.zip", as_=cast.ada).response.data
    visitor.post("/studio/courses/PA-01/discarding", as_=cast.ada, expect=303)

    place = bring(visitor, cast.ada, taken).location
    page = visitor.get(place, as_=cast.ada)
    assert "Draft of edition 2" in page.words()
    visitor.post(f"{place}/pieces", data={"piece": "courses/PA-01"}, as_=cast.ada, expect=303)

    session.expire_all()
    files = queries.files_of(queries.get_draft(Kind.COURSE, "PA-01"))
    assert files["courses/PA-01/lessons/alpha.md"] == changed
    assert own_zip.write(files) == taken
    visitor.get(place, as_=cast.ada, expect=404)


def test_what_is_published_already_or_no_content_is_named(visitor, cast, published):
    files = small_content()
    files["programmes/beginner.yaml"] += b"# Changed.\n"
    whole = own_zip.write({**files, "courses/PA-01/notes.doc": b"x", "odd.bin": b"x"})
    page = visitor.get(bring(visitor, cast.ada, whole).location, as_=cast.ada)

    words = page.words()
    assert "programmes/beginner" in words
    assert "an administrator loads it" in words
    assert "1 file is left out odd.bin" in " ".join(words.split())
    assert "no file of a course is called so" in words


def test_a_draft_that_is_there_is_replaced_and_can_be_had_back(visitor, session, cast, published):
    draft = drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)
    drafts.save(draft, {"courses/PA-01/lessons/beta.md": None}, what="Gone", by=cast.ada.id)
    session.commit()
    body = {**COURSE, "courses/PA-01/lessons/alpha.md": b"---\ntitle: A\n---\n"}
    place = bring(visitor, cast.ada, own_zip.write(body)).location
    page = visitor.get(place, as_=cast.ada)
    assert "Replaces the draft" in page.words()
    visitor.post(f"{place}/pieces", data={"piece": "courses/PA-01"}, as_=cast.ada, expect=409)
    sent = page.form(f"{place}/pieces")
    data = {"piece": "courses/PA-01", "mark:courses/PA-01": sent["mark:courses/PA-01"]}
    visitor.post(f"{place}/pieces", data=data, as_=cast.ada, expect=303)

    visitor.post("/studio/courses/PA-01/undo", data={"number": "2"}, as_=cast.ada, expect=303)

    session.expire_all()
    assert "courses/PA-01/lessons/beta.md" not in queries.files_of(draft)


def test_plain_markdown_becomes_a_course(visitor, session, cast, published):
    files = {
        "handbook/1 Begin/a.md": b"# First\n\nHello.\n",
        "handbook/2 Go on/b.md": b"# Second\n\n<b>Loud</b>\n",
        "handbook/x.exe": b"x",
    }
    place = bring(visitor, cast.ada, own_zip.write(files)).location
    assert "x.exe" in visitor.get(place, as_=cast.ada).words()
    data = {"title": "Handbook", "code": "OWN-07"}
    visitor.post(f"{place}/course", data=data, as_=cast.ada, expect=303)

    page = visitor.get("/studio/courses/OWN-07", as_=cast.ada)
    assert "First" in page.words()
    assert "Second" in page.words()
    taken = bring(visitor, cast.ada, own_zip.write(files)).location
    wrong = visitor.post(f"{taken}/course", data=data, as_=cast.ada, expect=422)
    assert "OWN-07 is taken" in wrong.words()


@pytest.mark.parametrize(
    ("body", "told"),
    [(b"no zip", "ZIP"), (b"", "ZIP"), (own_zip.write({"a.bin": b"x"}), "no Markdown file")],
)
def test_what_cannot_be_read_is_said(visitor, cast, published, body, told):
    page = bring(visitor, cast.ada, body, expect=303 if told.startswith("no M") else 422)
    if page.location:
        page = visitor.get(page.location, as_=cast.ada, expect=422)

    assert told in page.words()


def test_nothing_is_chosen_so_nothing_is_taken(visitor, cast, published):
    place = bring(visitor, cast.ada, own_zip.write(COURSE)).location

    page = visitor.post(f"{place}/pieces", data={}, as_=cast.ada, expect=422)
    assert "Choose what to take." in page.words()


def test_an_upload_is_its_bringers_own_and_lasts_a_day(
    visitor, session, cast, published, monkeypatch
):
    place = bring(visitor, cast.ada, own_zip.write(COURSE)).location
    cast.max.is_pmo_lead = True
    session.commit()
    visitor.get(place, as_=cast.max, expect=404)

    (upload,) = session.query(Upload).all()
    later = clock.now() + uploads.KEPT_FOR * 2
    monkeypatch.setattr(clock, "now", lambda: later)
    uploads.forget_old()
    session.expire_all()
    with pytest.raises(NotFoundError):
        uploads.get_upload(upload.id, by=cast.ada.id)


@pytest.mark.parametrize("name", ["lena", "max", "root"])
def test_only_authors_bring(visitor, cast, published, name):
    visitor.get("/studio/bring", as_=getattr(cast, name), expect=403)
    bring(visitor, getattr(cast, name), b"x", expect=403)


def test_a_package_becomes_lessons_at_the_end_of_a_module(visitor, session, cast, published):
    drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)
    session.commit()
    place = bring(visitor, cast.ada, scorm_12()).location
    page = visitor.get(place, as_=cast.ada)
    assert "PA-01 A small course: First" in page.words()
    visitor.post(f"{place}/package", data={"place": "PA-01:first"}, as_=cast.ada, expect=303)

    session.expire_all()
    draft = queries.get_draft(Kind.COURSE, "PA-01")
    (module,) = courses.read_course(draft)["modules"]
    assert module["lessons"] == ["alpha", "beta", "gamma", "fire-safety"]
    assert module["minutes"] == 70
    assert "courses/PA-01/packages/brought.zip" in queries.files_of(draft)
    assert checking.checked(draft.kind, draft.key, queries.files_of(draft)).faults == []
    again = bring(visitor, cast.ada, scorm_12()).location
    visitor.post(f"{again}/package", data={"place": "PA-01:none"}, as_=cast.ada, expect=404)


def test_a_course_is_taken_along_with_what_it_loses(visitor, session, cast, published):
    draft = drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)
    session.commit()
    page = visitor.get("/studio/courses/PA-01/export", as_=cast.ada)
    assert "right answers" in page.words().lower()
    package = visitor.get("/studio/courses/PA-01/scorm.zip", as_=cast.ada).response.data
    assert "imsmanifest.xml" in open_zip(package)

    drafts.save(draft, {"courses/PA-01/lessons/alpha.md": None}, what="Gone", by=cast.ada.id)
    session.commit()
    assert (
        "alpha.md is missing" in visitor.get("/studio/courses/PA-01/export", as_=cast.ada).words()
    )
    visitor.get("/studio/courses/PA-01/scorm.zip", as_=cast.ada, expect=404)
