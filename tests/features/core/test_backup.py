"""A copy while the database is in use, and the drill of bringing it back."""

import sqlite3
import threading
from contextlib import closing

import pytest

from pmo_academy.core import backup
from pmo_academy.core.backup import BackupError


@pytest.fixture
def database(tmp_path):
    file = tmp_path / "pmo.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE pair (id INTEGER PRIMARY KEY, half INTEGER)")
        connection.execute("INSERT INTO pair (half) VALUES (1), (1)")
        connection.commit()
    return file


def test_a_copy_made_while_others_write_is_consistent(database, tmp_path):
    stop = threading.Event()

    def write_pairs():
        with closing(sqlite3.connect(database, timeout=10)) as connection:
            while not stop.is_set():
                connection.execute("INSERT INTO pair (half) VALUES (1), (1)")
                connection.commit()

    writer = threading.Thread(target=write_pairs)
    writer.start()
    try:
        counts = [backup.back_up(database, tmp_path / f"copy{n}") for n in range(5)]
    finally:
        stop.set()
        writer.join()

    assert counts == sorted(counts)
    assert all(count % 2 == 0 for count in counts)


def test_the_drill_brings_everything_back(database, tmp_path):
    backup.back_up(database, tmp_path / "copy")

    assert backup.restore(tmp_path / "copy", tmp_path / "new" / "pmo.sqlite3") == 2


def test_nothing_is_overwritten(database, tmp_path):
    backup.back_up(database, tmp_path / "copy")

    with pytest.raises(BackupError, match="exists already"):
        backup.back_up(database, tmp_path / "copy")
    with pytest.raises(BackupError, match="empty installation"):
        backup.restore(tmp_path / "copy", database)


def test_a_damaged_copy_is_refused(database, tmp_path):
    copy = tmp_path / "copy"
    backup.back_up(database, copy)
    copy.write_bytes(copy.read_bytes()[:5000])

    with pytest.raises(BackupError, match=r"damaged|not a database"):
        backup.restore(copy, tmp_path / "new.sqlite3")
    assert not (tmp_path / "new.sqlite3").exists()


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(BackupError, match="no database"):
        backup.back_up(tmp_path / "nothing", tmp_path / "copy")
    with pytest.raises(BackupError, match="no copy"):
        backup.restore(tmp_path / "nothing", tmp_path / "copy")


def test_a_database_server_has_its_own_tools(tmp_path):
    with pytest.raises(BackupError, match="pg_dump"):
        backup.database_file("postgresql://localhost/pmo")
    assert backup.database_file("sqlite:////data/pmo.sqlite3").name == "pmo.sqlite3"
