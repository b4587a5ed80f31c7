"""A copy while the database is in use, and the drill of bringing it back."""

import os
import sqlite3
import threading
from contextlib import closing

import pytest

from pmo_academy.core import backup
from pmo_academy.core.backup import BackupError, Copied
from pmo_academy.core.storage import DiskStorage


@pytest.fixture
def files(tmp_path):
    return DiskStorage(tmp_path / "files")


@pytest.fixture
def database(tmp_path):
    file = tmp_path / "pmo.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE pair (id INTEGER PRIMARY KEY, half INTEGER)")
        connection.execute("INSERT INTO pair (half) VALUES (1), (1)")
        connection.execute("CREATE TABLE core_file (id INTEGER PRIMARY KEY, digest TEXT)")
        connection.commit()
    return file


def bring(database, files, content):
    """Keep a file as a request does: the content first, then the row."""
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        digest = files.put(content)
        connection.execute("INSERT INTO core_file (digest) VALUES (?)", (digest,))
        connection.commit()
    return digest


def test_a_copy_made_while_others_write_is_consistent(database, files, tmp_path):
    stop = threading.Event()

    def write_pairs():
        with closing(sqlite3.connect(database, timeout=10)) as connection:
            while not stop.is_set():
                connection.execute("INSERT INTO pair (half) VALUES (1), (1)")
                connection.commit()

    writer = threading.Thread(target=write_pairs)
    writer.start()
    try:
        counts = [
            backup.back_up(database, tmp_path / f"copy{n}", storage=files).rows for n in range(5)
        ]
    finally:
        stop.set()
        writer.join()

    assert counts == sorted(counts)
    assert all(count % 2 == 0 for count in counts)


def test_files_that_come_while_the_copy_is_made_are_in_it(database, files, tmp_path):
    stop = threading.Event()

    def keep_files():
        while not stop.is_set():
            bring(database, files, os.urandom(20_000))

    writer = threading.Thread(target=keep_files)
    writer.start()
    try:
        copies = [backup.back_up(database, tmp_path / f"copy{n}", storage=files) for n in range(5)]
    finally:
        stop.set()
        writer.join()

    assert copies[-1].files > copies[0].files
    for number, copy in enumerate(copies):
        place = DiskStorage(tmp_path / f"place{number}")
        target = tmp_path / f"new{number}" / "pmo.sqlite3"
        assert backup.restore(tmp_path / f"copy{number}", target, storage=place) == copy


def test_the_drill_brings_everything_back(database, files, tmp_path):
    digest = bring(database, files, b"The plan.")
    orphan = files.put(b"Named by no row yet.")
    backup.back_up(database, tmp_path / "copy", storage=files)

    place = DiskStorage(tmp_path / "elsewhere")
    new = tmp_path / "new" / "pmo.sqlite3"
    restored = backup.restore(tmp_path / "copy", new, storage=place)

    assert restored == Copied(rows=3, files=1)
    assert [one.name for one in new.parent.iterdir()] == ["pmo.sqlite3"]
    assert backup.check(new) == 3
    assert place.get(digest) == b"The plan."
    assert place.has(orphan)


def test_a_copy_of_before_there_was_a_storage_comes_back(database, files, tmp_path):
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("ALTER TABLE core_file ADD COLUMN content BLOB")
        connection.execute("INSERT INTO core_file (digest, content) VALUES ('ab', 'x')")
        connection.commit()

    restored = backup.restore(database, tmp_path / "new.sqlite3", storage=files)

    assert restored == Copied(rows=3, files=0)


def test_a_copy_without_a_file_that_is_named_is_not_made(database, files, tmp_path):
    digest = bring(database, files, b"The plan.")
    files.delete(digest)

    with pytest.raises(BackupError, match=f"missing, such as {digest}"):
        backup.back_up(database, tmp_path / "copy", storage=files)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["files", "pmo.sqlite3"]


def test_a_copy_whose_file_was_changed_is_refused(database, files, tmp_path):
    bring(database, files, b"The plan.")
    copy = tmp_path / "copy"
    backup.back_up(database, copy, storage=files)
    copy.write_bytes(copy.read_bytes().replace(b"The plan.", b"The plot."))

    place = DiskStorage(tmp_path / "elsewhere")
    with pytest.raises(BackupError, match="not what it was"):
        backup.restore(copy, tmp_path / "new.sqlite3", storage=place)
    assert not (tmp_path / "new.sqlite3").exists()


def test_nothing_is_overwritten(database, files, tmp_path):
    backup.back_up(database, tmp_path / "copy", storage=files)

    with pytest.raises(BackupError, match="exists already"):
        backup.back_up(database, tmp_path / "copy", storage=files)
    with pytest.raises(BackupError, match="empty installation"):
        backup.restore(tmp_path / "copy", database, storage=files)


def test_a_damaged_copy_is_refused(database, files, tmp_path):
    copy = tmp_path / "copy"
    backup.back_up(database, copy, storage=files)
    copy.write_bytes(copy.read_bytes()[:5000])

    with pytest.raises(BackupError, match=r"damaged|not a database"):
        backup.restore(copy, tmp_path / "new.sqlite3", storage=files)
    assert not (tmp_path / "new.sqlite3").exists()


def test_what_is_not_there_is_said(files, tmp_path):
    with pytest.raises(BackupError, match="no database"):
        backup.back_up(tmp_path / "nothing", tmp_path / "copy", storage=files)
    with pytest.raises(BackupError, match="no copy"):
        backup.restore(tmp_path / "nothing", tmp_path / "copy", storage=files)


def test_a_database_server_has_its_own_tools(tmp_path):
    with pytest.raises(BackupError, match="pg_dump"):
        backup.database_file("postgresql://localhost/pmo")
    assert backup.database_file("sqlite:////data/pmo.sqlite3").name == "pmo.sqlite3"
