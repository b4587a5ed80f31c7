"""The two commands of a fresh machine: `python3 dev.py run` and `python3 dev.py test`.

Both fill `.venv` from a lock file, every download checked by its hash, and then start the real
program. Python 3.11 with pip is all that must be there. `run` takes --port and --data; `test`
takes the options of `python -m tests.check`.
"""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMP = VENV / "installed.txt"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
COMMANDS = {"run": ["-m", "pmo_academy.cli", "run"], "test": ["-m", "tests.check"]}
USAGE = """Usage: python3 dev.py run [--port N] [--data DIR]   the academy with sample people
       python3 dev.py test [STEP ...]               every check and test"""
NO_PIP = """Python's package installer (pip) is missing. Install it, then try again:
  Debian, Ubuntu: apt install python3-pip      Fedora: dnf install python3-pip"""
SETTINGS = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
    "UV_PYTHON_DOWNLOADS": "never",
    "UV_SYSTEM_CERTS": "1",
}


def main(arguments: list[str]) -> None:
    """Set up what the command needs, then become it."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this is where an older Python is told)
        sys.exit(f"PMO Academy needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit(USAGE)
    set_up(arguments[0])
    os.chdir(ROOT)
    # Without compiled files each start would take seconds longer.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.execv(PYTHON, [str(PYTHON), *COMMANDS[arguments[0]], *arguments[1:]])


def set_up(purpose: str) -> None:
    """Bring `.venv` to what the lock says, unless it is there already."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in (*LOCKS.values(), ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    # What the tests need includes what running needs.
    enough = {f"{kind} {digest.hexdigest()}" for kind in (purpose, "test")}
    if STAMP.exists() and STAMP.read_text("utf-8") in enough:
        return
    say(f"Setting up .venv for '{purpose}'; the first time takes up to a minute")
    began = time.monotonic()
    if not works(PYTHON, "-c", "pass", quiet=True):
        must("Making .venv", sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    STAMP.unlink(missing_ok=True)
    install(LOCKS[purpose])
    STAMP.write_text(f"{purpose} {digest.hexdigest()}", "utf-8")
    say(f"Ready after {time.monotonic() - began:.0f} s")


def install(lock: Path) -> None:
    """Install what the lock names, then the academy itself, to run from this folder."""
    if not works(UV, "--version", quiet=True):
        pinned = re.search(r"^uv==.*?(?=^\S)", lock.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        (VENV / "uv.lock").write_text(pinned[0], "utf-8")
        must("Fetching the installer", *pip(), "--require-hashes", "-r", VENV / "uv.lock")
    say(f"Installing what {lock.name} names")
    if not works(UV, "pip", "sync", "--require-hashes", "--python", PYTHON, lock):
        # Pip knows settings that uv does not, such as a company's own package index.
        must("The same with pip", *pip(), "--no-deps", "--require-hashes", "-r", lock)
    itself = ["--no-deps", "--no-build-isolation", "--editable", ROOT]
    must("Installing pmo-academy", UV, "pip", "install", "-q", "--python", PYTHON, *itself)


def pip() -> list[str | Path]:
    """Give the beginning of a pip command that installs into `.venv`."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", PYTHON, "install", "-q"]
    if not importlib.util.find_spec("ensurepip"):
        sys.exit(NO_PIP)
    must("Adding pip to .venv", PYTHON, "-m", "ensurepip")
    return [PYTHON, "-m", "pip", "install", "-q"]


def must(title: str, *command: str | Path) -> None:
    """Say what happens and do it; stop here if that fails."""
    say(title)
    if not works(*command):
        line = " ".join(str(part) for part in command)
        sys.exit(f"'{title}' failed, the reason stands above. The command was:\n  {line}")


def works(*command: str | Path, quiet: bool = False) -> bool:
    """Run a command and tell whether it succeeded."""
    output = subprocess.DEVNULL if quiet else None
    environment = {**SETTINGS, **os.environ}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def say(text: str) -> None:
    """Show progress."""
    print(f"-- {text}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
