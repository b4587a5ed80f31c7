"""The command pmo-academy bench: every kind of page beside the floor."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Select, select

from pmo_academy import config
from pmo_academy.app import create_app
from pmo_academy.authoring import service as authoring
from pmo_academy.bench import classroom
from pmo_academy.bench.classroom import Waited
from pmo_academy.bench.floor import make_floor
from pmo_academy.bench.measuring import Measured, measure
from pmo_academy.bench.scoring import BOUND as CLOSING_BOUND
from pmo_academy.bench.scoring import PEOPLE, measure_closing
from pmo_academy.bench.seeding import multiply
from pmo_academy.bench.students import enrol_class, losses
from pmo_academy.certification.models import Credential
from pmo_academy.config import Settings
from pmo_academy.core.db import db, session, transaction
from pmo_academy.demo import organisation
from pmo_academy.exams.models import Attempt
from pmo_academy.maturity.models import Invitation, ModelEdition, Round
from pmo_academy.maturity.queries import model_of
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.resampling import REPLICATES
from pmo_academy.people import sessions
from pmo_academy.people.models import Person, Team

SECRET = "measured, not kept, and long enough for a key"  # noqa: S105
BOUND = 2.0
HEAD = f"{'page':38} {'bytes':>8} {'queries':>7} {'ms':>7} {'floor':>7}   ratio (spread)"


@click.group(invoke_without_command=True)
@click.option("--times", default=1, show_default=True, help="The sample data so many times over.")
@click.option("--requests", default=40, show_default=True, help="Requests per page and round.")
@click.pass_context
def bench(context: click.Context, times: int, requests: int) -> None:
    """Measure pages against a bare Flask page of the same size, session and query count.

    Measure also what it takes to work out the result of a large round.
    """
    if context.invoked_subcommand is None:
        _measure_pages(times, requests)


@bench.command("class")
@click.option("--people", default=500, show_default=True, help="How many there are.")
@click.option("--seconds", default=60.0, show_default=True, help="Within which all begin.")
def measure_class(people: int, seconds: float) -> None:
    """Let a class start one quiz, answer and hand in, on a server of its own process."""
    with tempfile.TemporaryDirectory(prefix="pmo-bench-") as folder:
        app = _installation(Path(folder))
        with app.app_context():
            _fill(1)
            click.echo(f"-- Enrolling {people} people")
            students = enrol_class(app, people)
            db.engine.dispose()
        with classroom.running(app.config["SETTINGS"]) as port:
            waits = classroom.start_and_hand_in(students, port=port, seconds=seconds)
        with app.app_context():
            problems = losses(students)
    click.echo(f"{'request':20} {'count':>6} {'median ms':>10} {'95 % ms':>9} {'all ms':>8}")
    for wait in waits:
        click.echo(
            f"{wait.kind:20} {len(wait.times):>6} {wait.median:>10.1f} {wait.at(95):>9.1f}"
            f" {wait.times[-1]:>8.1f}"
        )
    everything = Waited(kind="all", times=sorted(time for wait in waits for time in wait.times))
    click.echo(
        f"{people} people within {seconds:.0f} s: 95 % of all requests within "
        f"{everything.at(95):.1f} ms; the bound is {classroom.BOUND:.0f} ms. "
        f"Lost: {len(problems)}."
    )
    for problem in problems[:10]:
        click.echo(f"  {problem}", err=True)
    if problems:
        sys.exit(1)


def _measure_pages(times: int, requests: int) -> None:
    with tempfile.TemporaryDirectory(prefix="pmo-bench-") as folder:
        app = _installation(Path(folder))
        with app.app_context():
            _fill(times)
            floor = make_floor(db.engine, secret_key=SECRET)
            pages = list(_pages())
            closing = measure_closing(_palm())
        click.echo(HEAD)
        results = [
            measure(app, floor, path=path, token=token, requests=requests) for path, token in pages
        ]
        for result in results:
            click.echo(_line(result))
    worst = max(results, key=lambda result: result.ratio)
    click.echo(f"Highest ratio {worst.ratio:.2f} ({worst.page}); the bound is {BOUND:.1f}.")
    click.echo(
        f"Result of a round of {PEOPLE} people, {REPLICATES} draws: {closing:.3f} s of processor "
        f"time; the bound is {CLOSING_BOUND:.1f} s."
    )


def _installation(folder: Path) -> Flask:
    settings = Settings(
        secret_key=SECRET,
        database_url=f"sqlite:///{folder / 'bench.sqlite3'}",
        data_dir=folder,
        content_dir=config.content_dir(),
    )
    app = create_app(settings)
    with app.app_context():
        upgrade()
    return app


def _fill(times: int) -> None:
    click.echo("-- Loading content and the sample organisation")
    with transaction():
        authoring.load(config.content_dir())
        organisation.add()
    if times > 1:
        click.echo(f"-- Making it {times} times as large")
        with transaction():
            click.echo(f"-- {multiply(times)} rows added")


def _pages() -> Iterator[tuple[str, str]]:
    """Give one address of each kind and the session of the person who opens it."""
    (person, lenas), (_, managers) = _session_of("lena"), _session_of("max")
    quiz = _first(select(Attempt).where(Attempt.person_id == person.id))
    credential = _first(select(Credential).where(Credential.person_id == person.id))
    invited = select(Invitation.round_id).where(Invitation.person_id == person.id)
    questionnaire = _first(select(Round).where(Round.closed_at.is_(None), Round.id.in_(invited)))
    team = _first(select(Team).where(Team.name == "Payments PMO"))
    for path in (
        "/",
        "/learn",
        "/learn/PA-08",
        "/learn/PA-08/three-tiers",
        f"/quiz/{quiz.quiz_id}",
        f"/quiz/{quiz.quiz_id}/attempt/{quiz.number}/result",
        f"/assess/{questionnaire.id}",
        f"/assess/{questionnaire.id}/mnd",
        "/certifications",
        f"/certifications/credentials/{credential.id}",
    ):
        yield path, lenas
    for path in (f"/team/{team.id}", f"/team/{team.id}/people"):
        yield path, managers


def _palm() -> Model:
    edition = _first(select(ModelEdition.id).where(ModelEdition.code == "PALM"))
    return model_of(edition)


def _first(wanted: Select[Any]) -> Any:
    return session().scalars(wanted.limit(1)).one()


def _session_of(name: str) -> tuple[Person, str]:
    with transaction():
        found = session().scalars(select(Person).where(Person.email == f"{name}@sample.test"))
        person = found.one()
        return person, sessions.begin(person)


def _line(result: Measured) -> str:
    lowest, highest = result.ratios[0], result.ratios[-1]
    name = result.page if len(result.page) <= 38 else f"{result.page[:17]}…{result.page[-20:]}"
    return (
        f"{name:38} {result.size:>8} {result.queries:>7} {result.ours:>7.2f} {result.floor:>7.2f}"
        f"   {result.ratio:.2f} ({lowest:.2f} to {highest:.2f})"
    )
