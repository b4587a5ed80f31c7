"""The commands pmo-academy files check, sweep and fetch."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask import Flask

from pmo_academy.config import Settings, SettingsError, is_storage_address
from pmo_academy.core import file_sweep
from pmo_academy.core.errors import DomainError
from pmo_academy.core.files import storage
from pmo_academy.core.storage import MissingFileError, open_at

MakeApp = Callable[[], Flask]


@click.group()
def files() -> None:
    """Contents of files: find what is missing, delete what nobody needs, move elsewhere."""


@files.command()
@click.pass_obj
def check(open_app: MakeApp) -> None:
    """Read each content that a row names and say which is missing or not what it was."""
    with open_app().app_context(), _refusals_as_messages():
        named = sorted(file_sweep.names_of_contents())
        missing = [digest for digest in named if not _is_sound(digest)]
        where = {digest: ", ".join(file_sweep.tables_naming(digest)) for digest in missing}
    for digest, tables in where.items():
        click.echo(f"{digest} is missing or damaged; named in {tables}", err=True)
    click.echo(f"{len(named) - len(missing)} of {len(named)} contents are sound.")
    sys.exit(1 if missing else 0)


@files.command()
@click.option("--even-most", is_flag=True, help="Also where that is most of what is there.")
@click.pass_obj
def sweep(open_app: MakeApp, *, even_most: bool) -> None:
    """Delete contents that no row has named for a day; the server does so every hour."""
    with open_app().app_context(), _refusals_as_messages():
        compared = file_sweep.sweep(even_most=even_most)
    if compared.spared:
        click.echo(
            f"{compared.spared} contents spared: most of this storage is named by no row of the "
            "database. If it belongs to no other installation, repeat this with --even-most.",
            err=True,
        )
    click.echo(
        f"{compared.deleted} contents deleted, {compared.held} held, "
        f"{len(compared.missing)} missing."
    )


@files.command()
@click.argument("url")
@click.pass_obj
def fetch(open_app: MakeApp, url: str) -> None:
    """Copy what is needed from another storage, such as file:///srv/pmo/files, into the present.

    To move: set PMO_STORAGE_URL to the new place, fetch from the old one, start the server.
    """
    app = open_app()
    with app.app_context(), _refusals_as_messages():
        if not is_storage_address(url):
            message = "That is no place for files: write file:///a/folder or s3://bucket/prefix."
            raise SettingsError(message)
        settings: Settings = app.config["SETTINGS"]
        there, here = open_at(url, settings), storage()
        wanted = [one for one in file_sweep.names_of_contents() if not _is_sound(one)]
        for digest in wanted:
            here.put(there.get(digest))
    click.echo(f"{len(wanted)} contents fetched.")


def _is_sound(digest: str) -> bool:
    try:
        storage().get(digest)
    except MissingFileError:
        return False
    return True


@contextmanager
def _refusals_as_messages() -> Iterator[None]:
    try:
        yield
    except (DomainError, SettingsError) as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
