"""The storage of files on a server that speaks S3; only here is its client known."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from pmo_academy.core.storage import Blob, MissingFileError, StorageError, digest_of, proven

_PATIENCE: Any = {"connect_timeout": "5s", "timeout": "60s"}
_RETRY: Any = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
_HIGHEST = 64


class S3Storage:
    """A bucket: `prefix/ab/abcdef...` for each content; the server never shows half of one.

    Without a key of our own, the client takes what it finds in the usual variables AWS_...
    """

    def __init__(self, url: str, *, key: str = "", secret: str = "") -> None:
        parts = urlsplit(url)
        self.bucket, self.prefix = parts.netloc, parts.path.strip("/")
        self.options = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.credentials = {"access_key_id": key, "secret_access_key": secret} if key else {}

    @cached_property
    def _store(self) -> S3Store:
        """The client; made when first needed, so that a process that is forked gets its own."""
        settings: dict[str, Any] = {**self.options, **self.credentials}
        options = _PATIENCE | {"allow_http": self.options.get("endpoint", "").startswith("http://")}
        return S3Store(
            self.bucket,
            prefix=self.prefix or None,
            client_options=options,
            retry_config=_RETRY,
            **settings,
        )

    def put(self, content: bytes) -> str:
        """Keep a content; putting it again renews the moment it was put."""
        digest = digest_of(content)
        with _honest():
            obstore.put(self._store, _place(digest), content)
        return digest

    def get(self, digest: str) -> bytes:
        """Return a whole content, proven by its digest."""
        with _honest(digest):
            content = bytes(obstore.get(self._store, _place(digest)).bytes())
        return proven(content, digest)

    def get_part(self, digest: str, start: int, length: int) -> bytes:
        """Return so many bytes from `start` on."""
        with _honest(digest):
            part = obstore.get_range(self._store, _place(digest), start=start, length=length)
        if len(part) != length:
            raise MissingFileError(digest)
        return bytes(part)

    def has(self, digest: str) -> bool:
        """Tell whether a content is here."""
        try:
            with _honest():
                obstore.head(self._store, _place(digest))
        except FileNotFoundError:
            return False
        return True

    def size_of(self, digest: str) -> int:
        """Return how many bytes a content has."""
        with _honest(digest):
            return obstore.head(self._store, _place(digest))["size"]

    def delete(self, digest: str) -> None:
        """Take a content away."""
        with _honest():
            obstore.delete(self._store, _place(digest))

    def blobs(self) -> Iterator[Blob]:
        """Give every content that is here; what else lies in the bucket is not ours."""
        with _honest():
            for found in self._listed():
                digest = found["path"].rpartition("/")[2]
                if len(digest) == _HIGHEST:
                    yield Blob(digest=digest, size=found["size"], put_at=found["last_modified"])

    def tidy(self) -> None:
        """Do nothing: the server shows nothing that is not finished."""

    def _listed(self) -> Iterator[Any]:
        for some in obstore.list(self._store):
            yield from some


@contextmanager
def _honest(digest: str = "") -> Iterator[None]:
    """Say what a server that does not answer or refuses means for the person."""
    try:
        yield
    except FileNotFoundError as problem:
        if digest:
            raise MissingFileError(digest) from problem
        raise
    except (BaseError, OSError, ValueError) as problem:
        # The client's words may hold an address; they go to the log alone.
        raise StorageError(str(problem)) from problem


def _place(digest: str) -> str:
    return f"{digest[:2]}/{digest}"
