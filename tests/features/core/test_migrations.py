"""The newest migration finds rows of before in its tables and keeps every one of them."""

import shutil
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select, text

from pmo_academy.app import create_app
from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.queries import latest_files
from pmo_academy.config import Settings
from pmo_academy.core import file_sweep, files
from pmo_academy.core.db import Base, db, transaction
from pmo_academy.core.storage import MissingFileError, StorageError
from pmo_academy.demo import organisation
from tests.features.core.test_file_checks import PDF, picture
from tests.features.learning.test_media_and_boxes import ALPHA, FOLDER
from tests.support import database
from tests.support.content import small_content, write_content

MIGRATIONS = str(Path("migrations").resolve())
BEFORE_STORAGE = "0024"


@pytest.fixture
def built(tmp_path, worker_id):
    """A database that the migrations built."""
    with database.fresh(f"{worker_id}_built") as url:
        app = create_app(
            Settings(
                database_url=url,
                secret_key="only for tests, and long enough for a key",
                data_dir=tmp_path,
                testing=True,
            )
        )
        with app.app_context():
            upgrade(directory=MIGRATIONS)
            yield app
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def full(built):
    """The content and the sample organisation are in it."""
    with transaction():
        authoring.load(built.config["SETTINGS"].content_dir)
    with transaction():
        assert organisation.add()


@pytest.fixture
def with_files(built, tmp_path):
    """A course with a picture and a document, and two files that people brought."""
    course = small_content() | {f"{FOLDER}/line.png": picture(), f"{FOLDER}/charter.pdf": PDF}
    course[ALPHA] = course[ALPHA].replace(
        b"It begins", b"[A template](../media/charter.pdf) begins"
    )
    with transaction():
        assert authoring.load(write_content(tmp_path / "content", course)).is_clean
        files.keep("charter.pdf", PDF)
        files.keep("notes.txt", b"What we agreed on.")


def test_the_newest_migration_keeps_what_is_there(full):
    before = rows_by_table()
    assert before["certification_claim"] > 0

    downgrade(directory=MIGRATIONS, revision="-1")
    assert revision() < newest()
    upgrade(directory=MIGRATIONS)

    assert revision() == newest()
    assert rows_by_table() == before


def test_contents_of_files_go_back_into_the_database_and_out_again(with_files):
    before, digests = latest_files(), file_sweep.names_of_contents()
    db.session.rollback()
    assert len(digests) == 4, "the document once, the picture as it was brought and drawn anew"

    downgrade(directory=MIGRATIONS, revision=BEFORE_STORAGE)
    for name, column in (("core_file", "content"), ("learning_medium", "content")):
        lengths = text(f"SELECT count(*) FROM {name} WHERE length({column}) <> size")
        assert db.session.scalar(lengths) == 0
    assert db.session.scalar(text("SELECT count(*) FROM authoring_source_file")) == len(before)
    db.session.rollback()
    shutil.rmtree(files.storage().root)
    upgrade(directory=MIGRATIONS)

    assert latest_files() == before
    assert {blob.digest for blob in files.storage().blobs()} == digests
    assert file_sweep.names_of_contents() == digests


def test_the_way_back_stops_where_a_content_is_missing(with_files):
    files.storage().delete(min(file_sweep.names_of_contents()))
    db.session.rollback()
    before = rows_by_table()

    with pytest.raises(MissingFileError):
        downgrade(directory=MIGRATIONS, revision=BEFORE_STORAGE)

    assert revision() > BEFORE_STORAGE
    upgrade(directory=MIGRATIONS)  # what later ones took back before it stopped
    assert revision() == newest()
    assert rows_by_table() == before


def test_nothing_leaves_the_database_while_the_storage_takes_nothing(with_files):
    downgrade(directory=MIGRATIONS, revision=BEFORE_STORAGE)
    root = files.storage().root
    shutil.rmtree(root)
    root.write_text("in the way")

    with pytest.raises(StorageError):
        upgrade(directory=MIGRATIONS)

    assert revision() == BEFORE_STORAGE
    assert db.session.scalar(text("SELECT count(*) FROM core_file WHERE content IS NULL")) == 0
    db.session.rollback()
    root.unlink()
    upgrade(directory=MIGRATIONS)
    assert revision() == newest()


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
