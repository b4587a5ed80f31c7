"""Whether the installation can do its work: the database answers and is migrated."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from pmo_academy.core.db import MIGRATIONS, session
from pmo_academy.core.guards import public


@public
def show() -> ResponseReturnValue:
    """Answer 200 when all is well, else 503 with what is not."""
    problem = problem_now()
    response: Response = jsonify(status="ok" if problem is None else problem)
    return response, 200 if problem is None else 503


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
