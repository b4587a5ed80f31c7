"""What files of a course's folder `media` are called, and how texts name them."""

import posixpath
import re

FOLDER = "media"
APART = frozenset({FOLDER, "packages"})
PICTURES = ("png", "jpg", "webp")
VIDEOS = ("webm", "mp4")
CAPTIONS = "vtt"
DOWNLOADS = ("xlsx", "docx", "pptx", "pdf", "csv", "txt")

_NAME = re.compile(
    rf"[a-z0-9]+(?:-[a-z0-9]+)*\.({'|'.join((*PICTURES, *VIDEOS, CAPTIONS, *DOWNLOADS))})"
)


def media_name(path: str) -> str | None:
    """Return the name of a file in a course's folder `media`; None for any other file."""
    folder, _, name = path.rpartition("/")
    return name if folder == FOLDER and _NAME.fullmatch(name) else None


def media_target(file: str, target: str) -> str | None:
    """Return the name that a text in this file of a course means; None when it is no such file."""
    course = "/".join(file.split("/")[:2])
    path = posixpath.normpath(f"{posixpath.dirname(file)}/{target}")
    return media_name(path.removeprefix(f"{course}/")) if path.startswith(f"{course}/") else None


def lies_apart(path: str) -> bool:
    """Tell whether a content file is no text to be edited: it lies in the storage of files."""
    return not APART.isdisjoint(path.split("/")[:-1])


def is_picture(name: str) -> bool:
    """Tell whether a file is a picture to show."""
    return name.rpartition(".")[2] in PICTURES


def is_video(name: str) -> bool:
    """Tell whether a file is a video to play."""
    return name.rpartition(".")[2] in VIDEOS


def captions_of(name: str) -> str:
    """Return what the captions of a video are called."""
    return f"{name.rpartition('.')[0]}.{CAPTIONS}"
