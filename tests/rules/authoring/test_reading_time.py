"""The minutes of a lesson are held against its text."""

import pytest

from pmo_academy.authoring.rules.markdown_checks import count_words
from pmo_academy.authoring.rules.reading_time import lesson_minutes
from tests.rules.authoring.breaking import ALPHA, checked, problems_after, small_content

VIDEO = "\n\n![What is to be seen](../media/step.webm)\n"
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 01:30.000\nThe register opens.\n"
MEDIA = "courses/PA-01/media"


def alpha_of(files):
    (source,) = [one.source for one in checked(files).drafts if one.key == "PA-01"]
    return source.lessons["alpha"], source.media


def test_138_words_take_a_minute_check_and_plan_seven():
    lesson, media = alpha_of(small_content())
    words = count_words(lesson.page.body)
    assert lesson_minutes(lesson, media) == pytest.approx(words / 138 + 7)


@pytest.mark.parametrize(("captions", "minutes"), [(CAPTIONS, 1.5), (b"", 0), (None, 0)])
def test_a_video_takes_as_long_as_its_captions(captions, minutes):
    files = small_content()
    plain = lesson_minutes(*alpha_of(files))
    files[ALPHA] += VIDEO.encode()
    files[f"{MEDIA}/step.webm"] = b"video"
    if captions is not None:
        files[f"{MEDIA}/step.vtt"] = captions
    words = count_words(VIDEO)

    assert lesson_minutes(*alpha_of(files)) == pytest.approx(plain + minutes + words / 138)


@pytest.mark.parametrize(
    ("name", "words", "is_told"),
    [
        ("step.vtt", "What is to be seen", False),
        ("other.vtt", "What is to be seen", True),
        ("step.vtt", "decorative", True),
    ],
)
def test_a_video_without_captions_or_words_is_told(name, words, is_told):
    files = small_content()
    files[ALPHA] += f"\n\n![{words}](../media/step.webm)\n".encode()
    files[f"{MEDIA}/step.webm"] = b"video"
    files[f"{MEDIA}/{name}"] = CAPTIONS

    told = [str(one) for draft in checked(files).drafts for one in draft.problems]

    assert any("needs captions: put step.vtt beside it" in one for one in told) is is_told


@pytest.mark.parametrize(("minutes", "is_told"), [(8, True), (9, False), (14, False), (15, True)])
def test_a_quarter_more_or_less_is_told(minutes, is_told):
    found = problems_after(ALPHA, "minutes: 14", f"minutes: {minutes}")

    told = [
        one for one in found if f"{ALPHA}:3:10: advice: text, check and the plan to try it" in one
    ]
    assert bool(told) is is_told
    assert all(one.endswith(f"not {minutes}") for one in told)
