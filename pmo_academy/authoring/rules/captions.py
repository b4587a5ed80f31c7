"""Captions of a video, as WebVTT says them: what is heard and shown, and from when to when.

Source: W3C, "WebVTT: The Web Video Text Tracks Format", Candidate Recommendation, 4 April 2019.
Of it we take cues in order of their time; regions, styles and notes are left aside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_SECONDS = 3 * 60 * 60

_HEAD = re.compile(r"WEBVTT(?:[ \t].*)?")
_TIMES = re.compile(
    r"(?:(?P<h1>\d{2,}):)?(?P<m1>[0-5]\d):(?P<s1>[0-5]\d\.\d{3})[ \t]+-->[ \t]+"
    r"(?:(?P<h2>\d{2,}):)?(?P<m2>[0-5]\d):(?P<s2>[0-5]\d\.\d{3})(?:[ \t].*)?"
)
_TAG = re.compile(r"<[^>]*>")
_ASIDE = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, kw_only=True)
class Cue:
    """A text and when it stands below the picture, in seconds from the beginning."""

    begins: float
    ends: float
    text: str


class CaptionError(ValueError):
    """What is wrong with captions, and in which line; the first is 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def read_captions(content: bytes) -> Sequence[Cue]:
    """Return the cues of a WebVTT file, or raise CaptionError."""
    try:
        lines = content.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as problem:
        raise CaptionError(1, "captions are written in UTF-8") from problem
    if not _HEAD.fullmatch(lines[0]):
        raise CaptionError(1, "captions begin with a line WEBVTT")
    cues: list[Cue] = []
    for line, block in _blocks(lines):
        if not block[0].startswith(_ASIDE):
            cues.append(_cue(line, block, after=cues[-1].begins if cues else 0.0))
    if not cues:
        raise CaptionError(1, "there is no caption; write 00:00.000 --> 00:04.000 and its text")
    return cues


def _blocks(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Return what stands between empty lines after the head, each with its first line."""
    found: list[tuple[int, list[str]]] = []
    is_apart = False
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            is_apart = True
        elif is_apart:
            found.append((number, [line]))
            is_apart = False
        elif found:
            found[-1][1].append(line)
    return found


def _cue(line: int, block: Sequence[str], *, after: float) -> Cue:
    at = 0 if "-->" in block[0] else 1
    times = _TIMES.fullmatch(block[at].strip()) if len(block) > at else None
    if times is None:
        message = "write when the caption stands there: 00:00.000 --> 00:04.000"
        raise CaptionError(line + min(at, len(block) - 1), message)
    begins, ends = _seconds(times, "1"), _seconds(times, "2")
    text = " ".join(_TAG.sub("", " ".join(block[at + 1 :])).split())
    if ends <= begins:
        raise CaptionError(line + at, "a caption must end after it begins")
    if begins < after:
        raise CaptionError(line + at, "captions stand in the order of their time")
    if ends > MOST_SECONDS:
        raise CaptionError(line + at, "a video of more than three hours is no lesson; part it")
    if not text:
        raise CaptionError(line + at, "say what is heard or shown")
    return Cue(begins=begins, ends=ends, text=text)


def _seconds(times: re.Match[str], which: str) -> float:
    hours, minutes = int(times[f"h{which}"] or 0), int(times[f"m{which}"])
    return hours * 3600 + minutes * 60 + float(times[f"s{which}"])
