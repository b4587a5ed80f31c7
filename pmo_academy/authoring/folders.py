"""Content folders on disk: read whole, written whole, never half."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.errors import DomainError
from pmo_academy.core.words import gettext as _

MAX_FILES = 5_000
MAX_FILE_BYTES = 1_000_000
MAX_MEDIA_BYTES = 50 * 1024 * 1024 + 1
_LARGE = ("media", "packages")


def read(folder: Path) -> dict[str, bytes]:
    """Return the files of a content folder by their path; hidden ones are no content."""
    if not any((folder / kind).is_dir() for kind in Kind):
        message = _(
            "%(folder)s holds no content: no folder courses, models, programmes or credentials.",
            folder=str(folder),
        )
        raise DomainError(message)
    return {path.relative_to(folder).as_posix(): _body(path) for path in _paths(folder)}


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into a new or empty folder; one that holds the same files is left alone."""
    if folder.exists() and _holds_something(folder):
        if {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in _paths(folder)
        } == files:
            return
        message = _(
            "%(folder)s holds something else: name a new or an empty folder.", folder=str(folder)
        )
        raise DomainError(message)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as place:
        whole = Path(place) / "content"
        for name, body in files.items():
            file = whole / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        whole.mkdir(exist_ok=True)
        if folder.exists():
            folder.rmdir()
        shutil.move(whole, folder)


def _paths(folder: Path) -> Iterator[Path]:
    """Give the files below a folder; links could lead anywhere and are refused."""
    count = 0
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.is_symlink():
            raise DomainError(_("%(file)s is a link; put the file itself here.", file=str(path)))
        if path.is_file():
            count += 1
            yield path
        if count > MAX_FILES:
            raise DomainError(_("More than %(count)s files.", count=MAX_FILES))


def _body(path: Path) -> bytes:
    """Read a file, of a far too large one only the beginning, which the checks refuse."""
    with path.open("rb") as file:
        return file.read(MAX_MEDIA_BYTES if path.parent.name in _LARGE else MAX_FILE_BYTES)


def _holds_something(folder: Path) -> bool:
    return not folder.is_dir() or any(folder.iterdir())
