"""The commands pmo-academy content check, stats, load and export."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
from flask import Flask

from pmo_academy import config
from pmo_academy.authoring import service, statistics
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.authoring.service import Loaded
from pmo_academy.core import health
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import DomainError
from pmo_academy.exams import service as exams

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group()
def content() -> None:
    """Files of courses, models and certificates: check, count, load, export."""


@content.command()
@click.argument("path", type=_FOLDER, required=False)
def check(path: Path | None) -> None:
    """Print every problem and advice as file:line:column: message; needs no database.

    Problems keep content from being published and give the status 1; advice does neither.
    """
    folder = path or config.content_dir()
    with _refusals_as_messages():
        collection = service.check(folder)
    _print_problems(collection.problems, folder)
    advice = sum(one.is_advice for one in collection.problems)
    if advice < len(collection.problems):
        sys.exit(1)
    files = sum(len(draft.files) for draft in collection.drafts)
    said = f"; advice: {advice}" if advice else ""
    click.echo(f"No problems in {len(collection.drafts)} editions, {files} files{said}.")


@content.command()
@click.argument("path", type=_FOLDER, required=False)
@click.option("--json", "is_json", is_flag=True, help="Print JSON.")
def stats(path: Path | None, *, is_json: bool) -> None:
    """Print what there is of each course and where each item is taught; needs no database."""
    with _refusals_as_messages():
        collection = service.check(path or config.content_dir())
    found = statistics.statistics_of(collection)
    click.echo(statistics.as_json(found) if is_json else statistics.as_text(found))


@content.command()
@click.argument("path", type=_FOLDER, required=False)
@click.pass_obj
def load(open_app: Callable[[], Flask], path: Path | None) -> None:
    """Publish what is new or changed; what is wrong stops only its own edition."""
    folder = path or config.content_dir()
    with open_app().app_context(), _refusals_as_messages():
        _refuse_unmigrated()
        with transaction():
            report = service.load(folder)
        corrected = {one.key: exams.list_corrected(f"{one.key}/") for one in report.new_courses}
    for edition in report.editions:
        click.echo(_line(edition))
        _print_problems(edition.problems, folder)
        for quiz_key, question_key in corrected.get(edition.key, ()):
            click.echo(
                f"          {quiz_key} {question_key}: the key was corrected; see who moves at "
                f"/studio/questions/{quiz_key}/{question_key}"
            )
    _print_problems(report.strays, folder)
    if not report.is_clean:
        sys.exit(1)


@content.command()
@click.argument("path", type=_FOLDER)
@click.pass_obj
def export(open_app: Callable[[], Flask], path: Path) -> None:
    """Write the latest edition of everything into a new or empty folder."""
    with open_app().app_context(), _refusals_as_messages():
        _refuse_unmigrated()
        count = service.export(path)
    click.echo(f"{count} files in {path}.")


def _line(edition: Loaded) -> str:
    number = "" if edition.number is None else f" (edition {edition.number})"
    return f"{edition.outcome:<10}{edition.kind}/{edition.key}{number}"


def _print_problems(problems: Iterable[Problem], folder: Path) -> None:
    for problem in problems:
        click.echo(_shown(folder / problem.file) + str(problem).removeprefix(problem.file))


def _shown(file: Path) -> str:
    """Write a path as short as it can be clicked in a terminal."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _refuse_unmigrated() -> None:
    problem = health.problem_now()
    if problem:
        _stop(f"{problem[0].upper()}{problem[1:]}.")


@contextmanager
def _refusals_as_messages() -> Iterator[None]:
    try:
        yield
    except DomainError as refusal:
        _stop(str(refusal))


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)
