"""Two sites behind one server: which answers is decided by the host that a request names."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class ByHost:
    """Hands requests for one host to a site of its own, which shares nothing with the other."""

    def __init__(self, site: Wsgi, *, origin: str, other: Wsgi) -> None:
        self.site = site
        self.host = urlsplit(origin).netloc.lower()
        self.other = other

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        host = str(environ.get("HTTP_HOST", "")).lower()
        chosen = self.other if host == self.host else self.site
        return chosen(environ, start_response)
