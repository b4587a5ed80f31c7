"""Rows and contents: what was deleted is gone from the storage, what is missing is told."""

import threading
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from pmo_academy.core import clock, file_commands, file_sweep, files
from pmo_academy.core.db import transaction
from pmo_academy.core.files import StoredFile
from pmo_academy.core.ids import new_token
from pmo_academy.core.storage import DiskStorage, MissingFileError, digest_of
from tests.support.s3 import s3

PLAN = b"The plan of the tram line."


@pytest.fixture(scope="module")
def server():
    with s3() as one:
        yield one


@pytest.fixture(params=["disk", "s3"])
def place(request, app, session, tmp_path, monkeypatch):
    """A storage of the test's own of each kind, as the application's."""
    if request.param == "disk":
        own = DiskStorage(tmp_path / "files")
    else:
        own = request.getfixturevalue("server").storage(new_token())
    monkeypatch.setitem(app.extensions, "files", own)
    return own


def days_pass(monkeypatch, days):
    later = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: later)


def brought(name, content):
    with transaction():
        return files.keep(name, content)


def test_what_a_row_names_stays(place, monkeypatch):
    brought("plan.txt", PLAN)
    days_pass(monkeypatch, 2)

    compared = file_sweep.sweep()

    assert (compared.held, compared.deleted, compared.missing) == (1, 0, [])


def test_a_file_that_was_deleted_is_gone_after_a_day(place, monkeypatch):
    brought("kept.txt", b"Something else.")
    stored = brought("plan.txt", PLAN)
    with transaction():
        files.forget(stored.id)
    assert file_sweep.sweep().deleted == 0, "a request may be about to name it"
    days_pass(monkeypatch, 2)

    assert file_sweep.sweep().deleted == 1

    assert not place.has(stored.digest)
    assert place.has(digest_of(b"Something else."))


def test_the_same_content_stays_while_somebody_else_has_it(place, monkeypatch):
    first, second = brought("plan.txt", PLAN), brought("my-plan.txt", PLAN)
    with transaction():
        files.forget(first.id)
    days_pass(monkeypatch, 2)
    file_sweep.sweep()

    assert files.content_of(second) == PLAN


def test_what_was_never_committed_goes_too(place, session, monkeypatch):
    with pytest.raises(MissingFileError):
        begin_and_fail()
    assert place.has(digest_of(PLAN))
    assert session.scalars(select(StoredFile)).all() == []
    session.rollback()
    days_pass(monkeypatch, 2)
    file_sweep.sweep()

    assert list(place.blobs()) == []


def begin_and_fail():
    with transaction():
        files.keep("plan.txt", PLAN)
        files.keep_named(digest_of(b"never put"))


def test_an_old_orphan_that_is_put_again_meanwhile_stays(app, place, monkeypatch):
    """The sweep has found it, waits for the writer, and finds it named."""
    with transaction():
        place.put(PLAN)
    days_pass(monkeypatch, 2)
    put, listed = threading.Event(), threading.Event()

    def write():
        listed.wait(10)
        with app.app_context(), transaction():
            files.keep("plan.txt", PLAN)
            put.set()
            threading.Event().wait(0.3)

    writer = threading.Thread(target=write)
    writer.start()
    real = file_sweep._delete

    def delete_slowly(digests):
        listed.set()
        put.wait(10)
        return real(digests)

    monkeypatch.setattr(file_sweep, "_delete", delete_slowly)
    compared = file_sweep.sweep()
    writer.join()

    assert compared.deleted == 0
    assert place.has(digest_of(PLAN))


def test_the_storage_of_another_installation_is_spared(place, monkeypatch):
    monkeypatch.setattr(file_sweep, "FEW", 3)
    for number in range(5):
        place.put(f"Not ours {number}".encode())
    days_pass(monkeypatch, 2)

    assert file_sweep.sweep().spared == 5
    assert len(list(place.blobs())) == 5
    assert file_sweep.sweep(even_most=True).deleted == 5


def test_a_table_that_nobody_knows_may_name_contents(place, session, monkeypatch):
    place.put(PLAN)
    days_pass(monkeypatch, 2)
    with transaction():
        session.execute(text("CREATE TABLE later_files (digest TEXT)"))
    try:
        assert file_sweep.sweep().spared == 1
    finally:
        with transaction():
            session.execute(text("DROP TABLE later_files"))
    assert file_sweep.sweep().deleted == 1


def test_what_is_missing_is_told_until_it_is_back(place, visitor):
    stored = brought("plan.txt", PLAN)
    assert health(visitor) == (200, {"status": "ok", "files": "ok", "packages": "ok"})
    place.delete(stored.digest)

    assert file_sweep.sweep().missing == [stored.digest]
    assert health(visitor) == (
        200,
        {
            "status": "ok",
            "files": "1 missing: run pmo-academy files check",
            "packages": "ok",
        },
    )
    with pytest.raises(MissingFileError):
        files.content_of(stored)

    place.put(PLAN)
    assert file_sweep.sweep().missing == []
    assert health(visitor)[1]["files"] == "ok"


def health(visitor):
    answer = visitor.app.test_client().get("/healthz")
    return answer.status_code, answer.json


def test_naming_a_content_once_more_needs_it_to_be_there(place):
    with transaction():
        digest = files.keep_content(PLAN)
        assert files.keep_named(digest) == digest
        with pytest.raises(MissingFileError):
            files.keep_named(digest_of(b"never put"))


def test_the_commands_find_sweep_and_fetch(app, place, tmp_path, monkeypatch):
    stored = brought("plan.txt", PLAN)
    old = DiskStorage(tmp_path / "old place")
    old.put(PLAN)
    place.delete(stored.digest)

    failed = command(app, "files", "check")
    assert failed.exit_code == 1
    assert f"{stored.digest} is missing or damaged; named in core_file" in failed.output
    assert "no place for files" in command(app, "files", "fetch", "nowhere").output
    fetched = command(app, "files", "fetch", old.root.as_uri())
    assert "1 contents fetched" in fetched.output
    assert "1 of 1 contents are sound" in command(app, "files", "check").output
    place.put(b"An orphan.")
    days_pass(monkeypatch, 2)
    assert "1 contents deleted, 1 held, 0 missing" in command(app, "files", "sweep").output


def command(app, *words):
    return CliRunner().invoke(file_commands.files, words[1:], obj=lambda: app)
