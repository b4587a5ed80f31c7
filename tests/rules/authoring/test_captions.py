"""Captions: read with their times, and told line by line what is wrong."""

import pytest

from pmo_academy.authoring.rules.captions import CaptionError, Cue, read_captions
from pmo_academy.authoring.rules.media_names import captions_of, is_picture, is_video, media_name

SOUND = b"""\
\xef\xbb\xbfWEBVTT Two steps

NOTE Nobody
sees this.

00:00.000 --> 00:04.500 align:start
The <b>register</b> opens,
row by row.

second
01:00:00.000 --> 01:00:02.000
And it is <i>closed</i>.
"""


def test_captions_are_read_with_times_in_seconds():
    assert read_captions(SOUND) == [
        Cue(begins=0.0, ends=4.5, text="The register opens, row by row."),
        Cue(begins=3600.0, ends=3602.0, text="And it is closed."),
    ]


def test_lines_may_end_as_on_windows():
    assert read_captions(SOUND.replace(b"\n", b"\r\n")) == read_captions(SOUND)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (b"\xff\xfe", 1, "UTF-8"),
        (b"", 1, "WEBVTT"),
        (b"WEBVTTX\n", 1, "WEBVTT"),
        (b"WEBVTT\n", 1, "there is no caption"),
        (b"WEBVTT\nkind: captions\n\nNOTE only\n", 1, "there is no caption"),
        (b"WEBVTT\n\n00:00.000 --> 00:00.000\nText", 3, "must end after"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>", 3, "say what is heard"),
        (b"WEBVTT\n\n00:01.000 -> 00:02.000\nText", 4, "write when"),
        (b"WEBVTT\n\n0:01 --> 0:02\nText", 3, "write when"),
        (b"WEBVTT\n\nonly a name", 3, "write when"),
        (b"WEBVTT\n\n04:00:00.000 --> 04:00:02.000\nText", 3, "three hours"),
        (
            b"WEBVTT\n\n00:05.000 --> 00:06.000\nB\n\nname\n00:01.000 --> 00:02.000\nA",
            7,
            "in the order",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, line, words):
    with pytest.raises(CaptionError) as refusal:
        read_captions(text)
    assert refusal.value.line == line
    assert words in refusal.value.message


def test_names_of_videos_and_their_captions():
    assert media_name("media/a-step.webm") == "a-step.webm"
    assert media_name("media/a-step.vtt") == "a-step.vtt"
    assert media_name("media/a-step.avi") is None
    assert is_video("a-step.mp4")
    assert not is_video("a-step.png")
    assert not is_picture("a-step.webm")
    assert captions_of("a-step.webm") == "a-step.vtt"
