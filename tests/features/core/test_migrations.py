"""The newest migration finds rows of before in its tables and keeps every one of them."""

from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select, text

from pmo_academy.app import create_app
from pmo_academy.authoring import service as authoring
from pmo_academy.config import Settings
from pmo_academy.core.db import Base, db, transaction
from pmo_academy.demo import organisation

MIGRATIONS = str(Path("migrations").resolve())


@pytest.fixture
def full(tmp_path):
    """A database that the migrations built, with the content and the sample organisation."""
    app = create_app(
        Settings(
            database_url=f"sqlite:///{tmp_path}/full.sqlite3",
            secret_key="only for tests, and long enough for a key",
            data_dir=tmp_path,
            testing=True,
        )
    )
    with app.app_context():
        upgrade(directory=MIGRATIONS)
        with transaction():
            authoring.load(app.config["SETTINGS"].content_dir)
        with transaction():
            assert organisation.add()
        yield
        db.session.remove()
        db.engine.dispose()


def test_the_newest_migration_keeps_what_is_there(full):
    before = rows_by_table()
    assert before["certification_claim"] > 0

    downgrade(directory=MIGRATIONS, revision="-1")
    assert revision() < newest()
    upgrade(directory=MIGRATIONS)

    assert revision() == newest()
    assert rows_by_table() == before


def rows_by_table():
    found = {
        name: db.session.scalar(select(func.count()).select_from(table))
        for name, table in Base.metadata.tables.items()
    }
    db.session.rollback()
    return found


def revision():
    found = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    db.session.rollback()
    return found


def newest():
    return max(path.name[:4] for path in Path(MIGRATIONS, "versions").glob("0*.py"))
