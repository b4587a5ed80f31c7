"""The academy behind a real socket: in a thread for browser tests, as a process to be killed."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pmo_academy.core import http_server

HOST = "127.0.0.1"


@contextlib.contextmanager
def in_a_thread(app: Callable[..., Any], port: int = 0) -> Iterator[str]:
    """Serve the app beside the test, with the same database; gives its address."""
    server = http_server.listen(app, host=HOST, port=port, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.effective_port}"
    finally:
        # Closing from outside the server's loop is a race; its own loop has to do it.
        server.trigger.pull_trigger(server.handle_close)
        server.task_dispatcher.shutdown()
        thread.join(timeout=10)


class Process:
    """The production server as a process of its own, which a test may end at any moment."""

    def __init__(self, database_url: str, data_dir: Path, **environment: str) -> None:
        self.port = free_port()
        self.address = f"http://{HOST}:{self.port}"
        self.log = data_dir / "server.log"
        self.environment = {
            "PMO_SECRET_KEY": "only for tests, and long enough for a key",
            "PMO_DATABASE_URL": database_url,
            "PMO_DATA_DIR": str(data_dir),
            "PMO_BASE_URL": self.address,
            **environment,
        }
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = start_command(
            "serve", "--port", str(self.port), log=self.log, environment=self.environment
        )
        deadline = time.monotonic() + 30
        while self.process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                socket.create_connection((HOST, self.port), timeout=1).close()
                return
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"The server did not start:\n{self.log.read_text('utf-8')}")

    def kill(self) -> None:
        """End it at once (kill -9), in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask it to stop, as Ctrl-C does, and give its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


def start_command(
    *arguments: str, log: Path, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start the command `pmo-academy` with its output in a file."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "pmo_academy.cli", *arguments],
            stdout=output,
            stderr=output,
            env={**os.environ, **environment},
        )


def free_port() -> int:
    """Give a port that nobody uses now."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
