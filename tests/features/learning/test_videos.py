"""Videos of a lesson: captions and transcript beside them, given out in parts, only to insiders."""

import re
import shutil
from pathlib import Path

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.core.office_checks import FileError
from pmo_academy.core.video_checks import MOST_BYTES, video_type
from pmo_academy.learning import service
from tests.support.content import small_content, write_content

REAL = Path("content/courses/PA-08/media/reading-the-level.webm")
ALPHA = "courses/PA-01/lessons/alpha.md"
FOLDER = "courses/PA-01/media"
OPENING = b"It begins with a paragraph, and [another lesson](alpha.md) helps."
TEXT = b"""\
It begins.

![A register <b>opens</b>](../media/step.webm "One *step*")
"""
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:04.000\nTom & Jo <i>open</i> it.\n"


def box(name, body=b""):
    return (8 + len(body)).to_bytes(4) + name + body


MP4 = box(b"ftyp", b"isom") + box(b"free") + box(b"moov", b"x" * 20) + box(b"mdat")


@pytest.fixture
def files():
    made = small_content()
    assert OPENING in made[ALPHA]
    made[ALPHA] = made[ALPHA].replace(OPENING, TEXT)
    made[f"{FOLDER}/step.webm"] = REAL.read_bytes()
    made[f"{FOLDER}/step.vtt"] = CAPTIONS
    return made


@pytest.fixture
def lesson(visitor, session, cast, files, tmp_path):
    report = authoring.load(write_content(tmp_path / "content", files))
    assert not [one.problems for one in report.editions if one.problems]
    service.enrol(cast.lena, "PA-01")
    session.commit()
    return visitor.get("/learn/PA-01/alpha", as_=cast.lena)


def part(visitor, person, address, wanted):
    return visitor.client(person).get(address, headers={"Range": wanted})


def test_a_video_has_words_captions_and_a_transcript_and_waits(lesson):
    video = lesson.one("video.video")

    assert video["aria-label"] == "A register <b>opens</b>"
    assert video.has_attr("controls")
    assert not video.has_attr("autoplay")
    assert video["preload"] == "metadata"
    track = video.select_one("track")
    assert (track["kind"], track["srclang"]) == ("captions", "en")
    assert track.has_attr("default")
    assert lesson.words("figcaption:has(em)") == "One step"
    transcript = lesson.one("ul.transcript").get_text(" ", strip=True)
    assert transcript == "0:00 Tom & Jo open it."
    assert "media-src 'self'" in lesson.response.headers["Content-Security-Policy"]


def test_the_whole_is_given_out_to_be_shown(visitor, cast, lesson):
    response = visitor.client(cast.lena).get(lesson.one("video")["src"])

    assert response.status_code == 200
    assert response.mimetype == "video/webm"
    assert "attachment" not in response.headers["Content-Disposition"]
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.data == REAL.read_bytes()
    captions = visitor.client(cast.lena).get(lesson.one("track")["src"])
    assert captions.mimetype == "text/vtt"
    assert captions.data == CAPTIONS


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=5-5", 5, 6),
        ("bytes=-4", -4, None),
        ("bytes=700000-", 700000, None),
    ],
)
def test_a_part_is_given_out_alone(visitor, cast, lesson, wanted, start, end):
    whole = REAL.read_bytes()

    response = part(visitor, cast.lena, lesson.one("video")["src"], wanted)

    assert response.status_code == 206
    assert response.data == whole[start:end]
    first, last, size = map(int, re.findall(r"\d+", response.headers["Content-Range"]))
    assert (whole[first : last + 1], size) == (whole[start:end], len(whole))
    assert response.headers["Cache-Control"] == "private, max-age=2592000, immutable"


def test_so_much_at_once_and_no_more(visitor, cast, lesson, monkeypatch):
    monkeypatch.setattr("pmo_academy.learning.views.media._MOST_AT_ONCE", 1000)

    response = part(visitor, cast.lena, lesson.one("video")["src"], "bytes=0-")

    assert len(response.data) == 1000
    assert response.headers["Content-Range"].startswith("bytes 0-999/")


@pytest.mark.parametrize("wanted", ["bytes=99999999-", "pages=1-2", "bytes=0-1,5-6"])
def test_a_part_that_is_not_there_is_refused(visitor, cast, lesson, wanted):
    response = part(visitor, cast.lena, lesson.one("video")["src"], wanted)

    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{REAL.stat().st_size}"


def test_strangers_get_no_part_either(visitor, cast, lesson):
    address = lesson.one("video")["src"]
    assert part(visitor, None, address, "bytes=0-9").status_code == 302
    assert part(visitor, cast.lena, address.replace("step", "no"), "bytes=0-9").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("step.webm", b"no video", "this is no video that browsers play"),
        ("step.webm", MP4, "this is in truth a file step.mp4"),
        (
            "step.vtt",
            b"WEBVTT\n\n00:04.000 --> 00:01.000\nText",
            "step.vtt:3:1: a caption must",
        ),
        ("step.vtt", None, "needs captions: put step.vtt beside it"),
    ],
)
def test_what_is_wrong_with_a_video_is_told(files, tmp_path, name, content, words):
    if content is None:
        del files[f"{FOLDER}/{name}"]
    else:
        files[f"{FOLDER}/{name}"] = content

    problems = authoring.check(write_content(tmp_path / "content", files)).problems

    assert words in "\n".join(map(str, problems))


def test_videos_are_known_by_their_content():
    assert video_type(REAL.read_bytes()) == ("video/webm", ".webm")
    assert video_type(MP4) == ("video/mp4", ".mp4")
    long = (1).to_bytes(4) + b"mdat" + (16).to_bytes(8)
    assert video_type(box(b"ftyp", b"isom") + long + box(b"moov")) == ("video/mp4", ".mp4")
    for broken in (b"", MP4[:20], box(b"ftyp") + (3).to_bytes(4) + b"free" + box(b"moov")):
        with pytest.raises(FileError, match="no video"):
            video_type(broken)
    with pytest.raises(FileError, match="50 MB"):
        video_type(bytes(MOST_BYTES + 1))


def test_an_export_gives_the_same_bytes(app, session, files, tmp_path):
    authoring.load(write_content(tmp_path / "content", files))
    session.commit()
    shutil.rmtree(tmp_path / "content")

    authoring.export(tmp_path / "back")

    assert (tmp_path / "back" / FOLDER / "step.webm").read_bytes() == REAL.read_bytes()
