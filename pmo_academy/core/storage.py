"""Where the contents of files lie: each once, under the SHA-256 of its bytes.

Nothing here knows a database. Which contents are still needed is known in `core.files` alone.
"""

import contextlib
import hashlib
import importlib
import logging
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Protocol, cast
from urllib.parse import unquote, urlsplit

from pmo_academy.config import Settings, SettingsError
from pmo_academy.core import clock
from pmo_academy.core.errors import DomainError
from pmo_academy.core.words import gettext as _

UNFINISHED_FOR = timedelta(days=1)
_BEGUN = ".begun-"

log = logging.getLogger(__name__)


class StorageError(DomainError):
    """The storage took or gave nothing just now; what happened stands in the log."""

    status = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, what: str) -> None:
        log.error("storage: %s", what)
        super().__init__(
            _(
                "The place where files are kept does not work just now. Nothing was saved with "
                "this. Try again in a minute; if it stays so, tell your administrator."
            )
        )


class MissingFileError(DomainError):
    """A content that a record names is not in the storage, or is not what it was."""

    status = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, digest: str) -> None:
        log.error("storage: the content %s is missing or damaged", digest)
        super().__init__(
            _(
                "This file is missing from the place where files are kept. Tell your "
                "administrator, who can bring it back from a copy: %(digest)s.",
                digest=digest[:12],
            )
        )


@dataclass(frozen=True, kw_only=True)
class Blob:
    """A content that is kept: how long it is and when it was put here last."""

    digest: str
    size: int
    put_at: datetime


class Storage(Protocol):
    """What a place for contents can do; each method raises StorageError where it does not work."""

    def put(self, content: bytes) -> str:
        """Keep a content for good before returning its digest; the same one again is kept once."""

    def get(self, digest: str) -> bytes:
        """Return a whole content, proven by its digest, or raise MissingFileError."""

    def get_part(self, digest: str, start: int, length: int) -> bytes:
        """Return so many bytes from `start` on, without reading the others."""

    def has(self, digest: str) -> bool:
        """Tell whether a content is here."""

    def size_of(self, digest: str) -> int:
        """Return how many bytes a content has, or raise MissingFileError."""

    def delete(self, digest: str) -> None:
        """Take a content away; one that is not here is gone already."""

    def blobs(self) -> Iterator[Blob]:
        """Give every content that is here."""

    def tidy(self) -> None:
        """Take away what somebody began to put here long ago and never finished."""


def open_storage(settings: Settings) -> Storage:
    """Return the storage that the settings name: a folder, or a bucket that speaks S3."""
    return open_at(settings.storage_url or files_folder(settings).as_uri(), settings)


def open_at(url: str, settings: Settings) -> Storage:
    """Return the storage at an address."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return DiskStorage(Path(unquote(parts.path)))
    try:
        # Needs an extra that most installations do without, and memory.
        module = importlib.import_module("pmo_academy.core.s3_storage")
    except ModuleNotFoundError as problem:
        message = (
            "PMO_STORAGE_URL names an S3 storage: install pmo-academy with the extra s3, "
            "as in pip install 'pmo-academy[s3]'."
        )
        raise SettingsError(message) from problem
    key, secret = settings.storage_key, settings.storage_secret
    return cast("Storage", module.S3Storage(url, key=key, secret=secret))


def files_folder(settings: Settings) -> Path:
    """Return the folder of files of an installation that names no other place."""
    return settings.data_dir.resolve() / "files"


def digest_of(content: bytes) -> str:
    """Return the name of a content."""
    return hashlib.sha256(content).hexdigest()


def proven(content: bytes, digest: str) -> bytes:
    """Return the content if it is what its name says, else raise MissingFileError."""
    if digest_of(content) != digest:
        raise MissingFileError(digest)
    return content


class DiskStorage:
    """A folder: `ab/abcdef...` for each content, written under another name and then renamed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, content: bytes) -> str:
        """Keep a content; when this returns, a power cut takes it away no more."""
        digest = digest_of(content)
        place = self._place(digest)
        with _honest():
            self._make_folder(place.parent)
            if _is_whole(place, content):
                os.utime(place)  # whoever tidies up sees that somebody needs it again
            else:
                _write_whole(place, content)
            _sync_folder(place.parent)
        return digest

    def get(self, digest: str) -> bytes:
        """Return a whole content, proven by its digest."""
        with _honest(digest):
            return proven(self._place(digest).read_bytes(), digest)

    def get_part(self, digest: str, start: int, length: int) -> bytes:
        """Return so many bytes from `start` on."""
        with _honest(digest), self._place(digest).open("rb") as file:
            file.seek(start)
            part = file.read(length)
        if len(part) != length:
            raise MissingFileError(digest)
        return part

    def has(self, digest: str) -> bool:
        """Tell whether a content is here."""
        with _honest():
            return self._place(digest).is_file()

    def size_of(self, digest: str) -> int:
        """Return how many bytes a content has."""
        with _honest(digest):
            return self._place(digest).stat().st_size

    def delete(self, digest: str) -> None:
        """Take a content away for good."""
        place = self._place(digest)
        with _honest():
            place.unlink(missing_ok=True)
            if place.parent.is_dir():
                _sync_folder(place.parent)

    def blobs(self) -> Iterator[Blob]:
        """Give every content that is here; what is not finished has another kind of name."""
        for entry in self._entries():
            if not entry.name.startswith("."):
                with contextlib.suppress(FileNotFoundError):  # somebody has just deleted it
                    found = entry.stat()
                    put_at = datetime.fromtimestamp(found.st_mtime, UTC)
                    yield Blob(digest=entry.name, size=found.st_size, put_at=put_at)

    def tidy(self) -> None:
        """Take away what a killed process or a full disk left behind."""
        before = (clock.now() - UNFINISHED_FOR).timestamp()
        for entry in self._entries():
            if entry.name.startswith(_BEGUN):
                with contextlib.suppress(FileNotFoundError):
                    if entry.stat().st_mtime < before:
                        Path(entry.path).unlink()

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        with _honest():
            if not self.root.is_dir():
                return
            for folder in sorted(path for path in self.root.iterdir() if path.is_dir()):
                with os.scandir(folder) as entries:
                    yield from entries

    def _place(self, digest: str) -> Path:
        return self.root / digest[:2] / digest

    def _make_folder(self, folder: Path) -> None:
        """Make the folder, and the ones above it, last through a power cut."""
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)
            _sync_folder(one.parent)


@contextlib.contextmanager
def _honest(digest: str = "") -> Iterator[None]:
    """Say what a disk that is full, gone or not ours means for the person."""
    try:
        yield
    except FileNotFoundError as problem:
        raise (MissingFileError(digest) if digest else StorageError(str(problem))) from problem
    except OSError as problem:
        raise StorageError(str(problem)) from problem


def _is_whole(place: Path, content: bytes) -> bool:
    return place.is_file() and place.read_bytes() == content


def _write_whole(place: Path, content: bytes) -> None:
    """Write under a name of its own and rename: nobody ever sees half a file."""
    handle, begun = tempfile.mkstemp(prefix=_BEGUN, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(begun).replace(place)
    except BaseException:
        Path(begun).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder last; some systems keep no such promise for folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
