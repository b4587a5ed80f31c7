"""Whether the installation can do its work: the database answers and is migrated."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Response, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from pmo_academy.config import Settings
from pmo_academy.core.db import MIGRATIONS, session
from pmo_academy.core.file_sweep import count_missing
from pmo_academy.core.guards import public


@public
def show() -> ResponseReturnValue:
    """Answer 200 when the installation can work, else 503 with what keeps it from that.

    A file that is missing is told as well: everything else still works without it.
    """
    problem = problem_now()
    response: Response = jsonify(
        status="ok" if problem is None else problem,
        **({} if problem else {"files": _files_now()}),
        packages=_packages_now(),
    )
    return response, 200 if problem is None else 503


def _files_now() -> str:
    missing = count_missing()
    return f"{missing} missing: run pmo-academy files check" if missing else "ok"


def _packages_now() -> str:
    """Say whether packages of other products can be played."""
    settings: Settings = current_app.config["SETTINGS"]
    return "ok" if settings.packages_at else "cannot be played: set PMO_PACKAGE_ORIGIN"


def problem_now() -> str | None:
    """Say what keeps the installation from working, None if nothing does."""
    try:
        current = MigrationContext.configure(session().connection()).get_current_revision()
    except SQLAlchemyError:
        session().rollback()
        return "the database does not answer"
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if current is None or current != head:
        return "the database is not migrated: run pmo-academy migrate"
    return None
