"""The one command: everything that must hold, in order, with the time each step took.

`python -m tests.check` does all of it; with names, only those steps; `--fast` leaves out
PostgreSQL and the browser. `ruff format . && ruff check --fix .` repairs what can be repaired.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable, "-m"]
LINT_IMPORTS = str(Path(sys.executable).with_name("lint-imports"))
PYTEST = ["pytest", "-n", "2"]
ON_POSTGRESQL = {"PMO_TEST_DATABASE_URL": "postgresql"}
ON_SQLITE = {"PMO_TEST_DATABASE_URL": ""}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that must hold, and the commands that show it."""

    name: str
    commands: list[list[str]]
    environment: dict[str, str] = field(default_factory=dict)
    is_slow: bool = False


def steps(*, fast: bool) -> Iterator[Step]:
    """List the steps in their order."""
    yield Step(name="format", commands=[[*PYTHON, "ruff", "format", "--check", "."]])
    yield Step(name="lint", commands=[[*PYTHON, "ruff", "check", "."]])
    yield Step(name="types", commands=[[*PYTHON, "mypy"]])
    yield Step(name="layers", commands=[[LINT_IMPORTS, "--no-logo"]])
    yield Step(name="templates", commands=[[*PYTHON, "djlint", "--lint", "pmo_academy"]])
    schema = [*PYTHON, "tests.support.schema", *(["--no-postgresql"] if fast else [])]
    yield Step(name="schema", commands=[schema])
    yield Step(
        name="tests",
        commands=[
            [*PYTHON, "coverage", "erase"],
            [*PYTHON, "coverage", "run", "-m", *PYTEST, "-m", "not browser"],
        ],
        environment=ON_SQLITE,
    )
    yield Step(
        name="postgresql",
        commands=[[*PYTHON, *PYTEST, "-m", "not browser"]],
        environment=ON_POSTGRESQL,
        is_slow=True,
    )
    yield Step(
        name="browser",
        commands=[
            [*PYTHON, "tests.support.browser"],
            [*PYTHON, *PYTEST, "-m", "browser"],
        ],
        environment=ON_SQLITE,
        is_slow=True,
    )
    yield Step(
        name="coverage",
        commands=[
            [*PYTHON, "coverage", "combine", "--quiet", "--keep"],
            [*PYTHON, "coverage", "report"],
        ],
    )
    rules = ["--include=*/rules/*", "--fail-under=100"]
    yield Step(name="rules", commands=[[*PYTHON, "coverage", "report", *rules]])


def main() -> int:
    """Run the steps that are asked for and tell which of them fail."""
    arguments = read_arguments()
    chosen = [
        step
        for step in steps(fast=arguments.fast)
        if step.name in (arguments.step or [step.name]) and not (arguments.fast and step.is_slow)
    ]
    results = [(step.name, *run(step)) for step in chosen]
    print("\n" + "=" * 40)
    for name, passed, seconds in results:
        print(f"{name:<12}{'ok' if passed else 'FAILED':<8}{seconds:7.1f} s")
    failed = [name for name, passed, _ in results if not passed]
    total = sum(seconds for _, _, seconds in results)
    print(f"{'failed: ' + ', '.join(failed) if failed else 'all good'} ({total:.0f} s)")
    return 1 if failed else 0


def read_arguments() -> argparse.Namespace:
    """Read what is asked for on the command line."""
    names = [step.name for step in steps(fast=False)]
    parser = argparse.ArgumentParser(prog="python -m tests.check", description=__doc__)
    parser.add_argument("step", nargs="*", choices=[*names, []], help=", ".join(names))
    parser.add_argument("--fast", action="store_true", help="no PostgreSQL, no browser")
    return parser.parse_args()


def run(step: Step) -> tuple[bool, float]:
    """Run one step, with its output where everybody sees it."""
    print(f"\n== {step.name}", flush=True)
    began = time.monotonic()
    environment = {**os.environ, **step.environment}
    passed = all(
        subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0
        for command in step.commands
    )
    return passed, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
