"""Programs of others that check what we sign: @digitalbazaar/vc, jose and ajv, run by Node."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from openbadgeslib.ob3.contexts import bundled_contexts

from pmo_academy.core import clock

SOURCE = Path(__file__).resolve().parent.parent / "verifiers"
PROGRAMS = Path(sys.executable).parent


class Verifiers:
    """The programs, installed as the lock says; they are given documents and fetch nothing."""

    def __init__(self, folder: Path) -> None:
        for name in ("package.json", "package-lock.json", "verify.mjs"):
            shutil.copy(SOURCE / name, folder)
        order = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        self.folder = folder
        self._run(order)

    def check(self, **documents: Any) -> dict[str, Any]:
        """Return "ok" or what is wrong for each badge, each token and the status list."""
        given = {
            "now": clock.now().isoformat(),
            "contexts": bundled_contexts(),
            "badges": [],
            "tokens": [],
            **documents,
        }
        return json.loads(self._run(["node", "verify.mjs"], json.dumps(given)))

    def _run(self, command: list[str], given: str = "") -> str:
        program = PROGRAMS / command[0]
        done = subprocess.run(
            [program, *command[1:]],
            cwd=self.folder,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
