"""The media library: what there is, where it is used, and changes that stay in drafts."""

import io

import pytest
from sqlalchemy import select

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.files import storage
from pmo_academy.core.storage import digest_of
from pmo_academy.learning.models import CourseEdition
from pmo_academy.studio import queries
from pmo_academy.studio.models import WorkingDraft
from pmo_academy.studio.queries import media
from pmo_academy.studio.service import drafts
from tests.features.core.test_file_checks import PDF, picture
from tests.features.learning.test_videos import CAPTIONS, MP4, REAL
from tests.support.content import small_content, write_content

ALPHA = "courses/PA-01/lessons/alpha.md"
FOLDER = "courses/PA-01/media"
OPENING = b"It begins with a paragraph"
TEXT = b"""![A line](../media/line.png)

![What a step looks like](../media/step.webm)

Take the [charter](../media/charter.pdf). It begins with a paragraph"""
LINE = picture(size=(90, 30))
ITEM = "/studio/media/PA-01/media"


def content():
    made = small_content()
    made[ALPHA] = made[ALPHA].replace(OPENING, TEXT)
    made |= {
        f"{FOLDER}/line.png": LINE,
        f"{FOLDER}/charter.pdf": PDF,
        f"{FOLDER}/step.webm": REAL.read_bytes(),
        f"{FOLDER}/step.vtt": CAPTIONS,
        f"{FOLDER}/spare.png": picture(size=(8, 8)),
    }
    return made


def second_course(files):
    """The same course once more under another code; it holds the same picture."""
    return {
        path.replace("PA-01", "PA-02"): body.replace(b"PA-01", b"PA-02")
        if path.endswith((".md", ".yaml"))
        else body
        for path, body in files.items()
        if path.startswith("courses/PA-01/")
    }


@pytest.fixture
def courses(session, cast, tmp_path):
    files = content()
    report = authoring.load(write_content(tmp_path / "content", files | second_course(files)))
    assert report.is_clean
    session.commit()
    return ("PA-01", "PA-02")


def names(page):
    return [one.get_text().split()[0] for one in page.soup.select(".medium__name")]


def send(visitor, path, form, *, files=(), as_, expect=303):
    fields = {**form, "files": [(io.BytesIO(body), name) for name, body in files]}
    return visitor.post(path, fields, as_=as_, expect=expect, content_type="multipart/form-data")


def shown(page, action):
    """What the page sends along; the token is the sender's own."""
    return {name: value for name, value in page.form(action).items() if name != "csrf_token"}


def draft_of(code="PA-01"):
    return queries.get_draft(Kind.COURSE, code)


def test_everything_is_listed_with_where_it_is_used(visitor, cast, courses):
    page = visitor.get("/studio/media?course=PA-01", as_=cast.ada)

    assert names(page) == ["charter.pdf", "line.png", "spare.png", "step.vtt", "step.webm"]
    words = page.words()
    assert "Picture · 1 kB · 90 × 30 pixels" in words
    assert "5 files" in words
    assert "Lesson" in words
    assert len(names(visitor.get("/studio/media", as_=cast.ada))) == 10


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("q=LINE", ["line.png", "line.png"]),
        ("kind=video&course=PA-02", ["step.webm"]),
        ("state=unused&course=PA-01", ["spare.png"]),
        ("state=words", []),
        ("state=drafts", []),
        ("course=PA-09", []),
        ("page=77&kind=document", ["charter.pdf", "charter.pdf"]),
    ],
)
def test_it_is_filtered_and_searched(visitor, cast, courses, question, found):
    assert names(visitor.get(f"/studio/media?{question}", as_=cast.ada)) == found


def test_a_page_holds_so_many_and_leads_on(visitor, cast, courses, monkeypatch):
    monkeypatch.setattr("pmo_academy.studio.views.media.A_PAGE", 4)

    page = visitor.get("/studio/media?kind=&page=3", as_=cast.ada)

    assert names(page) == ["step.vtt", "step.webm"]
    assert "Showing 9–10 of 10" in page.words()
    assert page.one('a[rel="prev"]')["href"] == "/studio/media?page=2"


def test_a_picture_without_words_in_a_draft_is_told(visitor, session, cast, courses):
    draft = drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)
    text = queries.find_file(draft, ALPHA).replace(b"![A line]", b"![]")
    drafts.save(draft, {ALPHA: text}, what="Written", by=cast.ada.id)
    session.commit()

    page = visitor.get("/studio/media?state=words", as_=cast.ada)

    assert names(page) == ["line.png"]
    assert "nothing says what it shows" in page.words()


def test_only_those_who_write_courses_may_look_and_change(visitor, session, cast, courses):
    seen = {"seen": digest_of(LINE), "name": "bar"}
    for person in (cast.lena, cast.max, cast.olga):
        visitor.get("/studio/media", as_=person, expect=403)
        visitor.get(f"{ITEM}/line.png", as_=person, expect=403)
        visitor.get(f"/studio/media/thumbnails/{digest_of(LINE)}", as_=person, expect=403)
        visitor.post(f"{ITEM}/line.png/name", seen, as_=person, expect=403)
        visitor.post(f"{ITEM}/spare.png/removal", seen, as_=person, expect=403)
        send(visitor, "/studio/media", {"course": "PA-01"}, as_=person, expect=403)
        send(visitor, f"{ITEM}/line.png/replacement", {}, as_=person, expect=403)
    assert session.scalars(select(WorkingDraft)).all() == []


def test_a_thumbnail_is_small_and_of_a_course(visitor, session, cast, courses):
    client = visitor.client(cast.ada)

    answer = client.get(f"/studio/media/thumbnails/{digest_of(LINE)}")

    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.headers["Cache-Control"] == "private, max-age=2592000, immutable"
    assert client.get(f"/studio/media/thumbnails/{digest_of(PDF)}").status_code == 404
    elsewhere = storage().put(picture(size=(33, 33)))
    assert client.get(f"/studio/media/thumbnails/{elsewhere}").status_code == 404


def test_several_files_go_into_the_draft_under_names_that_fit(visitor, session, cast, courses):
    files = [
        ("IMG 1.PNG", picture(size=(20, 10))),
        ("line.png", picture(size=(70, 7))),
        ("again.png", LINE),
        ("Notes.txt", b"What we agreed on."),
        ("clip.MP4", MP4),
    ]

    page = send(visitor, "/studio/media", {"course": "PA-01"}, files=files, as_=cast.ada)

    assert page.location == "/studio/media?course=PA-01"
    added = set(queries.changed_paths(draft_of()))
    wanted = ("img-1.png", "line-2.png", "notes.txt", "clip.mp4")
    assert added >= {f"{FOLDER}/{one}" for one in wanted}
    assert queries.edition_files(Kind.COURSE, "PA-01", 1).keys().isdisjoint(added)
    assert queries.find_file(draft_of(), f"{FOLDER}/line.png") == LINE
    (change,) = queries.list_changes(draft_of())
    assert change.by == "Ada Lind"
    page = visitor.get("/studio/media?course=PA-01&state=drafts", as_=cast.ada)
    assert "img-1.png" in names(page)
    assert "In the draft only" in page.words()


def test_one_file_that_may_not_be_kept_keeps_all_away(visitor, session, cast, courses):
    files = [("good.png", picture(size=(5, 5))), ("setup.png", b"MZ\x90\0"), ("x.vtt", b"WEBVTT\n")]

    page = send(
        visitor, "/studio/media", {"course": "PA-01"}, files=files, as_=cast.ada, expect=422
    )

    summary = page.one(".error-summary").get_text(" ")
    assert "setup.png: This kind of file is not kept here" in summary
    assert page.one("#course-to option[selected]")["value"] == "PA-01"
    assert session.scalars(select(WorkingDraft)).all() == []
    for form, files in (({"course": "PA-77"}, [("a.txt", b"a")]), ({"course": "PA-01"}, [])):
        send(visitor, "/studio/media", form, files=files, as_=cast.ada, expect=422)
    many = [(f"{number}.txt", b"%d" % number) for number in range(21)]
    send(visitor, "/studio/media", {"course": "PA-01"}, files=many, as_=cast.ada, expect=422)


def test_a_rename_is_followed_by_the_texts_and_the_captions(visitor, session, cast, courses):
    page = visitor.get(f"{ITEM}/step.webm", as_=cast.ada)
    form = shown(page, f"{ITEM}/step.webm/name") | {"name": "First Step"}

    page = visitor.post(f"{ITEM}/step.webm/name", form, as_=cast.ada)

    assert page.location == f"{ITEM}/first-step.webm"
    draft = draft_of()
    files = queries.files_of(draft)
    assert f"{FOLDER}/step.webm" not in files
    assert f"{FOLDER}/step.vtt" not in files
    assert files[f"{FOLDER}/first-step.vtt"] == CAPTIONS
    assert b"![What a step looks like](../media/first-step.webm)" in files[ALPHA]
    assert f"{FOLDER}/step.webm" in queries.edition_files(Kind.COURSE, "PA-01", 1)
    assert queries.find_draft(Kind.COURSE, "PA-02") is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("spare", "spare.png is taken in this course"),
        ("", "Give it a name"),
        ("线", "Give it a name"),
    ],
)
def test_a_name_that_does_not_do_is_refused(visitor, session, cast, courses, name, words):
    form = {"name": name, "seen": digest_of(LINE)}

    page = visitor.post(f"{ITEM}/line.png/name", form, as_=cast.ada, expect=422)

    assert words in page.one(".error-summary").get_text(" ")
    assert session.scalars(select(WorkingDraft)).all() == []


def test_who_looked_at_an_earlier_file_changes_nothing(visitor, session, cast, courses):
    page = visitor.get(f"{ITEM}/spare.png", as_=cast.ada)
    draft = drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)
    drafts.save(draft, {f"{FOLDER}/spare.png": LINE}, what="Replaced", by=cast.ada.id)
    session.commit()

    for action in ("name", "removal"):
        path = f"{ITEM}/spare.png/{action}"
        visitor.post(path, shown(page, path), as_=cast.ada, expect=409)
    path = f"{ITEM}/spare.png/replacement"
    form = shown(page, path) | {"places": [f"{FOLDER}/spare.png"]}
    send(visitor, path, form, files=[("x.png", picture())], as_=cast.ada, expect=409)
    assert queries.find_file(draft_of(), f"{FOLDER}/spare.png") == LINE


def test_one_press_replaces_a_file_in_the_drafts_of_all_courses(visitor, session, cast, courses):
    path = f"{ITEM}/line.png/replacement"
    page = visitor.get(f"{ITEM}/line.png", as_=cast.ada)
    boxes = [one["value"] for one in page.soup.select('[name="places"]')]
    assert boxes == ["courses/PA-01/media/line.png", "courses/PA-02/media/line.png"]
    assert "2 times, in PA-01, PA-02" in page.words()
    new = picture("JPEG", size=(60, 20))
    form = {"seen": digest_of(LINE), "places": boxes}

    page = send(visitor, path, form, files=[("new line.jpeg", new)], as_=cast.ada)

    assert page.location == f"{ITEM}/line.jpg"
    for code in courses:
        files = queries.files_of(draft_of(code))
        assert f"courses/{code}/media/line.png" not in files
        assert files[f"courses/{code}/media/line.jpg"][:3] == b"\xff\xd8\xff"
        assert b"![A line](../media/line.jpg)" in files[f"courses/{code}/lessons/alpha.md"]
    published = session.scalars(select(CourseEdition.number)).all()
    assert published == [1, 1]
    assert {one.digest for one in media.read_library().alike(digest_of(LINE))} == set()


def test_a_replacement_goes_only_where_it_was_chosen(visitor, session, cast, courses):
    path = f"{ITEM}/line.png/replacement"
    new = picture(size=(60, 20))
    form = {"seen": digest_of(LINE), "places": [f"{FOLDER}/line.png"]}

    send(visitor, path, form, files=[("x.png", new)], as_=cast.ada)

    assert queries.find_draft(Kind.COURSE, "PA-02") is None
    assert queries.changed_paths(draft_of()) == [f"{FOLDER}/line.png"]
    for bad in ({"seen": "x", "places": [f"{FOLDER}/line.png"]}, {"seen": digest_of(LINE)}):
        expect = 409 if "places" in bad else 422
        send(visitor, path, bad, files=[("x.png", LINE)], as_=cast.ada, expect=expect)


def test_a_document_takes_no_place_of_a_picture(visitor, session, cast, courses):
    form = {"seen": digest_of(LINE), "places": [f"{FOLDER}/line.png"]}
    path = f"{ITEM}/line.png/replacement"

    page = send(visitor, path, form, files=[("x.pdf", PDF)], as_=cast.ada, expect=422)

    assert "file of another kind" in page.one(".error-summary").get_text(" ")
    assert session.scalars(select(WorkingDraft)).all() == []


def test_what_is_used_stays_and_what_is_not_goes_from_the_draft(visitor, session, cast, courses):
    form = {"seen": digest_of(LINE)}
    page = visitor.post(f"{ITEM}/line.png/removal", form, as_=cast.ada, expect=409)
    assert "Take it out of these texts first" in page.words()
    assert "Lesson" in page.words()
    page = visitor.get(f"{ITEM}/spare.png", as_=cast.ada)
    path = f"{ITEM}/spare.png/removal"

    visitor.post(path, shown(page, path), as_=cast.ada)

    assert queries.find_file(draft_of(), f"{FOLDER}/spare.png") is None
    assert f"{FOLDER}/spare.png" in queries.edition_files(Kind.COURSE, "PA-01", 1)
    visitor.get(f"{ITEM}/spare.png", as_=cast.ada, expect=404)
    drafts.undo(draft_of(), 1, by=cast.ada.id)
    session.commit()
    visitor.get(f"{ITEM}/spare.png", as_=cast.ada)


def test_a_video_takes_its_captions_along(visitor, session, cast, courses):
    draft = drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)
    text = queries.find_file(draft, ALPHA).replace(b"/step.webm)", b"/line.png)")
    drafts.save(draft, {ALPHA: text}, what="Written", by=cast.ada.id)
    session.commit()
    path = f"{ITEM}/step.webm/removal"
    visitor.post(path, shown(visitor.get(f"{ITEM}/step.webm", as_=cast.ada), path), as_=cast.ada)

    assert queries.find_file(draft_of(), f"{FOLDER}/step.vtt") is None


def test_captions_are_called_as_their_video(visitor, session, cast, courses):
    form = {"seen": digest_of(CAPTIONS), "name": "other"}

    page = visitor.post(f"{ITEM}/step.vtt/name", form, as_=cast.ada, expect=422)

    assert "Rename the video" in page.words()


def test_a_file_that_the_storage_lost_is_told_and_the_page_stays(visitor, cast, courses):
    media._measured.cache_clear()
    kept = storage().get(digest_of(LINE))
    storage().delete(digest_of(LINE))
    try:
        page = visitor.get("/studio/media?course=PA-01", as_=cast.ada)
        assert "Missing from the storage" in page.words()
    finally:
        storage().put(kept)


def test_a_course_leads_to_its_files_and_a_strange_one_to_none(visitor, cast, courses):
    page = visitor.get("/studio/courses/PA-01/media", as_=cast.ada, expect=302)
    assert page.location == "/studio/media?course=PA-01"
    visitor.get("/studio/media/PA-77/media/line.png", as_=cast.ada, expect=404)
    visitor.post("/studio/media/PA-77/media/line.png/removal", {}, as_=cast.ada, expect=404)
