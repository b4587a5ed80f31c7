"""The command pmo-academy."""

import logging
import secrets
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import click
from flask import Flask
from flask_migrate import upgrade

from pmo_academy import config
from pmo_academy.agenda import mailing as agenda
from pmo_academy.app import create_app
from pmo_academy.authoring import commands as content_commands
from pmo_academy.authoring import service as authoring
from pmo_academy.bench import commands as bench_commands
from pmo_academy.certification.service import awards, claims
from pmo_academy.config import Settings, SettingsError
from pmo_academy.core import (
    backup,
    clock,
    file_commands,
    file_sweep,
    health,
    http_server,
    submissions,
)
from pmo_academy.core import jobs as waiting
from pmo_academy.core.backup import BackupError, Copied
from pmo_academy.core.db import empty_log, transaction
from pmo_academy.core.runner import in_background
from pmo_academy.core.storage import Storage, StorageError, open_storage
from pmo_academy.demo import organisation, removal
from pmo_academy.exams import service as exams
from pmo_academy.learning import service as learning
from pmo_academy.maturity import commands as maturity_commands
from pmo_academy.maturity import service as maturity
from pmo_academy.maturity.service import reminders
from pmo_academy.people import queries as people_queries
from pmo_academy.studio.service import health as studio_health
from pmo_academy.studio.service import uploads

TIDIES_EVERY = timedelta(hours=1)
SAMPLE_NAMES = ("lena", "max", "ada", "root", "olga")


@click.group()
@click.pass_context
def main(context: click.Context) -> None:
    """PMO Academy: diagnose, plan, learn, prove."""
    context.obj = lambda: _app_or_exit(config.from_environment)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Run the production server, with settings from the environment."""
    app = _app_or_exit(config.from_environment)
    with app.app_context():
        problem = health.problem_now()
        if problem:
            _stop(f"Not started: {problem}.")
        if people_queries.has_sample_accounts():
            click.echo(
                "Warning: sample accounts exist, and everybody knows their password. "
                "Remove them with: pmo-academy demo --remove",
                err=True,
            )
    _serve(app, host, port)


@main.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--data", "data_dir", type=click.Path(path_type=Path), default=Path("var"))
def run(port: int, data_dir: Path) -> None:
    """Try it out: sample organisation, embedded database, http://127.0.0.1."""
    data_dir = data_dir.resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    environment = {
        "PMO_SECRET_KEY": _kept_secret(data_dir),
        "PMO_DATA_DIR": str(data_dir),
        "PMO_BASE_URL": f"http://127.0.0.1:{port}",
        "PMO_GALLERY": "yes",
    }
    app = _app_or_exit(lambda: config.from_environment(environment))
    with app.app_context():
        _demo()
    click.echo(f"\nPMO Academy is at http://127.0.0.1:{port}")
    click.echo("Sign in as " + ", ".join(f"{name}@sample.test" for name in SAMPLE_NAMES))
    click.echo("Password of all five: learn-lead-measure-2026. Stop with Ctrl-C.")
    _serve(app, "127.0.0.1", port)


@main.group()
def certificates() -> None:
    """Certificates of the academy's programmes."""


@certificates.command("award")
def award_earlier() -> None:
    """Award what people had earned before there were certificates."""
    app = _app_or_exit(config.from_environment)
    with app.app_context(), transaction():
        count = awards.award_to_everybody()
    click.echo(f"Certificates awarded: {count}.")


@certificates.command("rotate-key")
def rotate_key() -> None:
    """Sign with a new key from now on; what was signed before stays checkable."""
    app = _app_or_exit(config.from_environment)
    with app.app_context(), transaction():
        key = awards.rotate_key()
    click.echo(f"Certificates are signed with {key.name} from now on.")


@main.command()
def migrate() -> None:
    """Bring the database to the present shape."""
    app = _app_or_exit(config.from_environment)
    with app.app_context():
        _migrate()


@main.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def back_up(file: Path) -> None:
    """Copy the database and the files of people and courses into FILE while the server runs."""
    copied = _copied(lambda database, storage: backup.back_up(database, file, storage=storage))
    click.echo(f"Copied {copied.rows} rows and {copied.files} files to {file}.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Bring the copy FILE into an installation that has no database yet."""
    copied = _copied(lambda database, storage: backup.restore(file, database, storage=storage))
    click.echo(f"Restored {copied.rows} rows and {copied.files} files, all checked.")


def _copied(act: Callable[[Path, Storage], Copied]) -> Copied:
    try:
        settings = config.from_environment()
        return act(backup.database_file(settings.database_url), open_storage(settings))
    except (BackupError, SettingsError) as problem:
        _stop(str(problem))


main.add_command(bench_commands.bench)
main.add_command(content_commands.content)
main.add_command(maturity_commands.score)
main.add_command(file_commands.files)


@main.command()
@click.option("--remove", is_flag=True, help="Take the sample organisation away again.")
def demo(remove: bool) -> None:
    """Migrate, load the content, add the sample organisation; twice changes nothing."""
    app = _app_or_exit(config.from_environment)
    with app.app_context():
        if not remove:
            _demo()
            return
        with transaction():
            removal.remove()
        click.echo("The sample organisation is gone.")


@main.command()
def jobs() -> None:
    """Do what is waiting: mails, reminders, rounds whose last day is over; tidy up."""
    app = _app_or_exit(config.from_environment)
    with app.app_context():
        closed = _tidy()
        outcome = waiting.run_due()
        given_up = waiting.list_given_up()
    click.echo(f"{closed} rounds closed; submission keys and deleted claims tidied.")
    click.echo(f"{outcome.done} jobs done, {outcome.failed} to be tried again or given up.")
    for job in given_up:
        click.echo(f"Given up: {job.kind} of {job.due_at:%Y-%m-%d}: {job.problem}", err=True)


class Housekeeping:
    """What the thread beside the server does: jobs each time, the rest every hour."""

    def __init__(self) -> None:
        self.next_at = clock.now()

    def __call__(self) -> None:
        """Do what is due now."""
        if clock.now() >= self.next_at:
            self.next_at = clock.now() + TIDIES_EVERY
            _tidy()
        with transaction():
            exams.hand_in_overdue()
        waiting.run_due()


def _tidy() -> int:
    """Close rounds whose last day is over, plan reminders, forget what need not be kept."""
    with transaction():
        closed = maturity.close_due_rounds()
    with transaction():
        exams.hand_in_overdue()
    with transaction():
        learning.pass_on_overdue()
    with transaction():
        reminders.remind_due()
        submissions.forget_old()
        learning.forget_deleted_notes()
        claims.forget_deleted()
        maturity.forget_self_checks()
        waiting.forget_old()
        studio_health.plan()
        uploads.forget_old()
    agenda.plan_due()
    _sweep()
    empty_log()
    return closed


def _sweep() -> None:
    """Delete contents of files that are gone; the storage may be out of reach for a while."""
    try:
        compared = file_sweep.sweep()
    except StorageError:
        return  # it is in the log, and the next time finds the same work
    if compared.missing or compared.spared:
        logging.error(
            "storage: %s contents missing, %s spared; see: pmo-academy files",
            len(compared.missing),
            compared.spared,
        )


def _demo() -> None:
    _migrate()
    click.echo("-- Loading courses, questions, the maturity model and certificates")
    with transaction():
        report = authoring.load(config.content_dir())
    if not report.is_clean:
        click.echo("Some content was refused; see: pmo-academy content check", err=True)
    click.echo("-- Adding the sample organisation")
    with transaction():
        added = organisation.add()
    click.echo("-- Ready" if added else "-- It was here already; nothing changed")


def _migrate() -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()


def _serve(app: Flask, host: str, port: int) -> None:
    settings: Settings = app.config["SETTINGS"]
    try:
        server = http_server.listen(app, host=host, port=port, threads=settings.threads)
    except OSError as problem:
        _stop(f"Port {port} cannot be used ({problem.strerror}). Choose another with --port.")
    with app.app_context(), transaction():
        awards.ensure_key()  # the list of what was revoked is signed before there is a certificate
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with in_background(app, Housekeeping()):
        server.run()  # returns at Ctrl-C or SIGTERM, after the requests under way
    click.echo("\nStopped.")


def _app_or_exit(settings: Callable[[], Settings]) -> Flask:
    try:
        return create_app(settings())
    except SettingsError as problem:
        _stop(str(problem))


def _kept_secret(data_dir: Path) -> str:
    file = data_dir / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return file.read_text(encoding="utf-8").strip()


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
