"""Lessons in full: pictures, downloads, boxes and diagrams, from the folder to the page."""

import pytest
from PIL import Image
from sqlalchemy import select

from pmo_academy.authoring import service as authoring
from pmo_academy.core.db import transaction
from pmo_academy.core.files import storage
from pmo_academy.learning import queries, service
from pmo_academy.learning.models import CourseEdition, Medium
from tests.features.core.test_file_checks import PDF, office, picture
from tests.support.content import small_content, write_content

ALPHA = "courses/PA-01/lessons/alpha.md"
FOLDER = "courses/PA-01/media"
ARTIST = 0x013B
TEXT = """\
It begins.

![A register with three open risks](../media/register.png "The register & its *owner*")

![decorative](../media/line.png)

Use the [charter template](../media/charter.pdf), or read [another lesson](beta.md).

::: warning Before `<b>you` start
Ask **first**.
:::

::: details How we counted
By hand.
:::

```diagram
flow: How a request <i>travels</i>
Ask | on "Monday"
Check <script>alert(1)</script>
Decide
```

Table: Who does what

| Who | What |
|---|---|
| PMO | checks |
"""


@pytest.fixture
def files():
    made = small_content()
    made[ALPHA] = made[ALPHA].replace(
        b"It begins with a paragraph, and [another lesson](alpha.md) helps.", TEXT.encode()
    )
    taken = Image.Exif()
    taken[ARTIST] = "secret"
    made[f"{FOLDER}/register.png"] = picture(size=(80, 60), exif=taken)
    assert b"secret" in made[f"{FOLDER}/register.png"]
    made[f"{FOLDER}/line.png"] = picture(size=(9, 1))
    made[f"{FOLDER}/charter.pdf"] = PDF
    return made


@pytest.fixture
def course(session, cast, files, tmp_path):
    """Lena is in the course."""
    report = authoring.load(write_content(tmp_path / "content", files))
    assert not [one.problems for one in report.editions if one.problems]
    service.enrol(cast.lena, "PA-01")
    session.commit()
    return session.scalar(select(CourseEdition).where(CourseEdition.code == "PA-01"))


@pytest.fixture
def lesson(visitor, cast, course):
    return visitor.get("/learn/PA-01/alpha", as_=cast.lena)


def test_a_picture_has_words_measures_and_a_caption(lesson):
    shown, decoration = lesson.soup.select("figure.figure img")

    assert shown["alt"] == "A register with three open risks"
    assert (shown["width"], shown["height"], shown["loading"]) == ("80", "60", "lazy")
    assert lesson.words("figcaption:has(em)") == "The register & its owner"
    assert decoration["alt"] == ""


def test_a_picture_is_drawn_anew_and_kept_by_the_browser_of_whoever_was_let_in(
    visitor, cast, lesson
):
    address = lesson.soup.select("figure img")[0]["src"]

    response = visitor.client(cast.lena).get(address)
    assert response.status_code == 200
    assert response.mimetype == "image/png"
    assert b"secret" not in response.data
    assert response.headers["Cache-Control"] == "private, max-age=2592000, immutable"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert visitor.client(cast.max).get(address).status_code == 200
    assert visitor.client(None).get(address).status_code == 302
    plain = visitor.client(cast.lena).get(address.split("?")[0])
    assert plain.headers["Cache-Control"] == "no-store"


def test_a_picture_that_the_storage_has_lost_is_told_and_never_shown_broken(
    app, visitor, session, cast, lesson
):
    address = lesson.soup.select("figure img")[0]["src"]
    place = storage()
    digest = session.scalar(select(Medium.digest).where(Medium.name == "register.png"))
    drawn = place.get(digest)
    file = place.root / digest[:2] / digest
    file.write_bytes(drawn[:-1])

    page = visitor.get(address, as_=cast.lena, expect=503)
    assert "missing from the place where files are kept" in page.words()
    file.unlink()
    visitor.get(address, as_=cast.lena, expect=503)
    visitor.get("/learn/PA-01/alpha", as_=cast.lena)
    place.put(drawn)
    assert visitor.client(cast.lena).get(address).data == drawn


@pytest.mark.parametrize("path", ["no.png", "register.png?v=abc", "register.png?v=%25"])
def test_what_is_not_there_is_not_found(visitor, cast, lesson, path):
    visitor.get(f"/learn/PA-01/media/{path}", as_=cast.lena, expect=404)


def test_a_download_says_what_and_how_much(visitor, cast, lesson):
    link = lesson.one("a.download")

    assert link.get_text(" ", strip=True) == "charter template (PDF, 1 kB)"
    response = visitor.client(cast.lena).get(link["href"])
    assert response.headers["Content-Disposition"] == "attachment; filename=charter.pdf"
    assert response.data == PDF
    assert lesson.soup.select('.prose a[href="/learn/PA-01/beta"]')


def test_boxes_diagrams_and_captions_stand_in_the_page_and_nothing_runs(lesson):
    assert "Watch out: Before <b>you start" in lesson.words(".callout--warning")
    assert lesson.one(".callout__body strong").get_text() == "first"
    assert lesson.one(".prose details summary").get_text() == "How we counted"
    boxes = [box.get_text(" ", strip=True) for box in lesson.soup.select(".diagram__box")]
    assert boxes == ['Ask on "Monday"', "Check <script>alert(1)</script>", "Decide"]
    assert lesson.words(".diagram figcaption") == "How a request <i>travels</i>"
    assert not lesson.soup.select(".prose script, .prose b, .prose i")
    assert lesson.words(".prose caption") == "Who does what"
    assert {head["scope"] for head in lesson.soup.select(".prose th")} == {"col"}


def test_a_changed_picture_has_another_address_and_the_old_edition_keeps_its_own(
    visitor, cast, course, lesson, files, tmp_path, session
):
    old = lesson.soup.select("figure img")[0]["src"]
    files[f"{FOLDER}/register.png"] = picture(size=(40, 30))
    with transaction():
        authoring.load(write_content(tmp_path / "content", files))

    new = queries.address_of_medium(
        session.scalar(
            select(CourseEdition.id).where(CourseEdition.code == "PA-01", CourseEdition.is_latest)
        ),
        "register.png",
    )
    assert old == queries.address_of_medium(course.id, "register.png")
    assert new != old
    assert queries.address_of_medium(course.id, "no.png") is None
    visitor.get(new, as_=cast.max)
    visitor.get(old, as_=cast.lena)
    visitor.get(old, as_=cast.max, expect=404)


def test_what_was_loaded_comes_back_byte_for_byte(course, files, tmp_path):
    authoring.export(tmp_path / "out")

    assert (tmp_path / "out" / FOLDER / "register.png").read_bytes() == files[
        f"{FOLDER}/register.png"
    ]


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("a.png", b"<svg/>", "This kind of file is not kept here."),
        ("a.png", picture("JPEG"), "this is in truth a file a.jpg: call it so"),
        ("a.png", picture(size=(4001, 1)), "the picture has 4001 x 1 pixels; make it at most 4000"),
        ("a.xlsx", office()[:50], "The document is damaged."),
        ("a.pdf", PDF + b"x" * 10 * 1024 * 1024, "The file is larger than 10 MB."),
    ],
    # A document holds the second it was made in, and two processes must name a test alike.
    ids=["drawing", "other-kind", "too-wide", "cut-off", "too-large"],
)
def test_unsound_files_are_refused_with_their_place(files, tmp_path, name, body, words):
    files[f"{FOLDER}/{name}"] = body
    collection = authoring.check(write_content(tmp_path / "content", files))

    (problem,) = collection.problems
    assert str(problem).startswith(f"{FOLDER}/{name}:1:1: {words}")


def test_a_course_without_media_keeps_none(session, tmp_path):
    authoring.load(write_content(tmp_path / "content"))

    assert not session.scalars(select(Medium)).all()


def test_a_whole_course_stands_on_one_page_to_print(visitor, cast, lesson):
    page = visitor.get("/learn/PA-01/print", as_=cast.lena)

    assert [one["id"] for one in page.soup.select("article h3")] == [
        "lesson-alpha",
        "lesson-beta",
        "lesson-gamma",
    ]
    assert {link["href"] for link in page.soup.select("main nav a")} >= {"#lesson-beta"}
    assert page.one(".prose details").has_attr("open")
    assert not page.soup.select('img[loading="lazy"], .navigation')
    assert page.words("#lesson-alpha + .prose h4:first-of-type") == "Example: a bridge"
    visitor.get("/learn/PA-01/print", as_=cast.max, expect=302)
