"""What files of a course's folder `media` are called, and how texts name them."""

import posixpath
import re

FOLDER = "media"
PICTURES = ("png", "jpg", "webp")
DOWNLOADS = ("xlsx", "docx", "pptx", "pdf", "csv", "txt")

_NAME = re.compile(rf"[a-z0-9]+(?:-[a-z0-9]+)*\.({'|'.join((*PICTURES, *DOWNLOADS))})")


def media_name(path: str) -> str | None:
    """Return the name of a file in a course's folder `media`; None for any other file."""
    folder, _, name = path.rpartition("/")
    return name if folder == FOLDER and _NAME.fullmatch(name) else None


def media_target(file: str, target: str) -> str | None:
    """Return the name that a text in this file of a course means; None when it is no such file."""
    course = "/".join(file.split("/")[:2])
    path = posixpath.normpath(f"{posixpath.dirname(file)}/{target}")
    return media_name(path.removeprefix(f"{course}/")) if path.startswith(f"{course}/") else None


def is_picture(name: str) -> bool:
    """Tell whether a file is shown; others are downloaded."""
    return name.rpartition(".")[2] in PICTURES
