"""Files of a course's folder `media`: checked, pictures drawn anew and measured."""

import hashlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from pmo_academy.authoring.rules.captions import CaptionError, read_captions
from pmo_academy.authoring.rules.collection import Collection
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.media_names import CAPTIONS, FOLDER, is_picture, is_video
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.core.file_checks import CheckedFile, check
from pmo_academy.core.office_checks import FileError
from pmo_academy.core.video_checks import video_type
from pmo_academy.learning.publishing import MediumContent

MOST_PIXELS_A_SIDE = 4_000


def add_media_problems(collection: Collection) -> None:
    """Add to each course what is wrong with its pictures and downloads."""
    for draft in collection.drafts:
        if isinstance(draft.source, CourseSource):
            draft.problems.extend(_problems(draft.source))


def media_of(source: CourseSource, *, named_in: str | None = None) -> dict[str, MediumContent]:
    """Return the files of a sound course as they are given out, by their names.

    With a text only those that it names, and their captions.
    """
    return {
        name: medium_of(name, body)
        for name, body in source.media.items()
        if named_in is None or name.rpartition(".")[0] in named_in
    }


def _problems(source: CourseSource) -> Iterator[Problem]:
    for name, body in source.media.items():
        try:
            medium_of(name, body)
        except CaptionError as error:
            yield Problem(
                file=f"{source.folder}/{FOLDER}/{name}",
                line=error.line,
                column=1,
                message=error.message,
            )
        except FileError as error:
            yield Problem(
                file=f"{source.folder}/{FOLDER}/{name}", line=1, column=1, message=str(error)
            )


def medium_of(name: str, body: bytes) -> MediumContent:
    """Return a file as it is given out; raises FileError or CaptionError where it may not be."""
    checked = _checked(name, body)
    if checked.name.rpartition(".")[2] != name.rpartition(".")[2]:
        raise FileError(f"this is in truth a file {checked.name}: call it so")
    width, height = _size(checked.content) if is_picture(name) else (None, None)
    return MediumContent(
        name=name,
        media_type=checked.media_type,
        width=width,
        height=height,
        digest=hashlib.sha256(checked.content).hexdigest(),
        content=checked.content,
    )


def _checked(name: str, body: bytes) -> CheckedFile:
    stem, _, ending = name.rpartition(".")
    if is_video(name):
        media_type, ending = video_type(body)
        return CheckedFile(name=f"{stem}{ending}", media_type=media_type, content=body)
    if ending == CAPTIONS:
        read_captions(body)
        return CheckedFile(name=name, media_type="text/vtt", content=body)
    return check(name, body)


def _size(content: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(content)) as picture:
        width, height = picture.size
    if max(width, height) > MOST_PIXELS_A_SIDE:
        raise FileError(
            f"the picture has {width} x {height} pixels; "
            f"make it at most {MOST_PIXELS_A_SIDE} wide and high"
        )
    return width, height
