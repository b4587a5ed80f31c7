"""The web server (waitress), set up so that a whole class of browsers can stay connected."""

import resource
from collections.abc import Callable
from typing import Any

from waitress.server import create_server  # type: ignore[import-untyped]

# A browser keeps up to six lines open to be faster next time; an idle one costs a file, no thread.
CONNECTIONS = 4000
_OTHER_FILES = 100  # the database, logs, what the threads read and send
_IDLE_SECONDS = 30


def listen(app: Callable[..., Any], *, host: str, port: int, threads: int) -> Any:
    """Return a server that listens; its `run` answers until it is interrupted.

    So many `threads` requests are worked on at the same time, others wait their turn. Port 0 takes
    any that is free. Raises OSError if the port cannot be used.
    """
    return create_server(
        app,
        host=host,
        port=port,
        threads=threads,
        connection_limit=_connections(),
        channel_timeout=_IDLE_SECONDS,
        asyncore_use_poll=True,  # select() cannot watch files above number 1023
        clear_untrusted_proxy_headers=False,  # the app counts the proxies that it trusts
    )


def _connections() -> int:
    """Return how many lines may be open: as many as wanted, or as the system has files for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    limit = wanted if soft == resource.RLIM_INFINITY else min(wanted, soft)
    return max(limit - _OTHER_FILES, limit // 2)
