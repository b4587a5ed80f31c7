"""Where contents of files lie: the same on the disk and on a server that speaks S3."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from pmo_academy.config import Settings, SettingsError, from_environment
from pmo_academy.core import clock, storage
from pmo_academy.core.ids import new_token
from pmo_academy.core.storage import (
    DiskStorage,
    MissingFileError,
    StorageError,
    digest_of,
    open_storage,
)
from tests.support.s3 import S3, s3

SECRET = {"PMO_SECRET_KEY": "x" * 40}
PLAN = b"The plan of the tram line."
PLACES = ("disk", "s3")
FULL_DISK = """\
import resource, sys
from pathlib import Path
from pmo_academy.core.storage import DiskStorage, StorageError
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    DiskStorage(Path(sys.argv[1])).put(b"x" * 100_000)
except StorageError as error:
    print(error)
"""
SLOW_PUT = """\
import os, sys
from pathlib import Path
from pmo_academy.core.storage import DiskStorage
place = DiskStorage(Path(sys.argv[1]))
place.put(b"the first")
print("begun", flush=True)
while True:
    place.put(os.urandom(4_000_000))
"""


@pytest.fixture(scope="module")
def server():
    with s3() as one:
        yield one


@pytest.fixture(params=PLACES)
def place(request, tmp_path):
    """An empty storage of each kind."""
    if request.param == "disk":
        return DiskStorage(tmp_path / "files")
    server: S3 = request.getfixturevalue("server")
    return server.storage(new_token())


def test_what_is_put_comes_back_under_its_digest(place):
    digest = place.put(PLAN)

    assert digest == digest_of(PLAN)
    assert place.has(digest)
    assert place.get(digest) == PLAN
    assert place.get_part(digest, 4, 4) == b"plan"
    assert place.size_of(digest) == len(PLAN)


def test_the_same_content_is_kept_once(place):
    assert place.put(PLAN) == place.put(PLAN)

    (blob,) = place.blobs()
    assert (blob.digest, blob.size) == (digest_of(PLAN), len(PLAN))
    assert abs(clock.now() - blob.put_at) < timedelta(minutes=1)


def test_nothing_lies_in_an_empty_storage(place):
    assert list(place.blobs()) == []
    assert not place.has(digest_of(PLAN))
    with pytest.raises(MissingFileError):
        place.get(digest_of(PLAN))
    with pytest.raises(MissingFileError):
        place.get_part(digest_of(PLAN), 0, 1)
    with pytest.raises(MissingFileError):
        place.size_of(digest_of(PLAN))


def test_what_is_deleted_is_gone(place):
    digest = place.put(PLAN)
    place.delete(digest)
    place.delete(digest)

    assert not place.has(digest)
    assert list(place.blobs()) == []


def test_an_empty_content_and_a_large_one_are_contents_too(place):
    for content in (b"", os.urandom(12_000_000)):
        assert place.get(place.put(content)) == content


def test_64_at_once_put_the_same_content(place):
    together = threading.Barrier(64)

    def put(_):
        together.wait()
        return place.put(PLAN)

    with ThreadPoolExecutor(64) as people:
        digests = set(people.map(put, range(64)))

    assert digests == {digest_of(PLAN)}
    assert [blob.digest for blob in place.blobs()] == [digest_of(PLAN)]
    assert place.get(digest_of(PLAN)) == PLAN


def test_a_part_beyond_the_end_is_never_given_as_if_whole(place):
    digest = place.put(PLAN)

    with pytest.raises((MissingFileError, StorageError)):
        place.get_part(digest, 20, 100)


@pytest.mark.parametrize("damaged", [PLAN[:-1], PLAN.upper()])
def test_a_damaged_content_is_missing_and_is_mended_by_putting_it_again(tmp_path, damaged):
    place = DiskStorage(tmp_path)
    digest = place.put(PLAN)
    (tmp_path / digest[:2] / digest).write_bytes(damaged)

    with pytest.raises(MissingFileError, match=digest[:12]):
        place.get(digest)
    place.put(PLAN)
    assert place.get(digest) == PLAN


def test_a_killed_process_leaves_nothing_half(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_PUT, str(tmp_path)], stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"begun\n"
    threading.Event().wait(0.3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    place = DiskStorage(tmp_path)
    kept = [place.get(blob.digest) for blob in place.blobs()]
    assert len(kept) > 1


def test_what_was_never_finished_goes_after_a_day(tmp_path):
    place = DiskStorage(tmp_path)
    digest = place.put(PLAN)
    begun = tmp_path / digest[:2] / ".begun-x"
    begun.write_bytes(b"half")

    place.tidy()
    assert begun.exists(), "somebody may be writing it"
    long_ago = (clock.now() - timedelta(days=2)).timestamp()
    os.utime(begun, (long_ago, long_ago))
    place.tidy()
    assert not begun.exists()
    assert place.has(digest)


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Nothing was saved with this" in ran.stdout
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_it_lasts_before_it_is_acknowledged(tmp_path, monkeypatch):
    order = []
    real = os.fsync
    monkeypatch.setattr(
        os,
        "fsync",
        lambda handle: (
            order.append(str(Path(f"/proc/self/fd/{handle}").readlink())),
            real(handle),
        ),
    )

    digest = DiskStorage(tmp_path / "files").put(PLAN)

    folder = tmp_path / "files" / digest[:2]
    assert order[:2] == [str(tmp_path), str(tmp_path / "files")]
    assert order[2].startswith(f"{folder}/.begun-")
    assert order[3:] == [str(folder)]


def test_others_on_the_machine_cannot_read_it(tmp_path):
    digest = DiskStorage(tmp_path / "files").put(PLAN)

    assert (tmp_path / "files").stat().st_mode & 0o077 == 0
    assert (tmp_path / "files" / digest[:2] / digest).stat().st_mode & 0o077 == 0


def test_a_server_that_does_not_answer_is_said(server, monkeypatch):
    monkeypatch.setattr("pmo_academy.core.s3_storage._RETRY", {"max_retries": 0})
    away = server.storage("away")
    away.options["endpoint"] = "http://127.0.0.1:1"

    for use in (
        lambda: away.put(PLAN), lambda: away.get(digest_of(PLAN)), lambda: away.has("x" * 64),
        lambda: list(away.blobs()), lambda: away.delete("x" * 64),
    ):  # fmt: skip
        with pytest.raises(StorageError) as told:
            use()
        assert "127.0.0.1" not in str(told.value)


def test_the_settings_choose_the_place(tmp_path, server):
    data = {**SECRET, "PMO_DATA_DIR": str(tmp_path / "an installation")}

    at_home = open_storage(from_environment(data))
    assert at_home.root == tmp_path / "an installation" / "files"
    elsewhere = open_storage(from_environment({**data, "PMO_STORAGE_URL": "file:///srv/a%20place"}))
    assert str(elsewhere.root) == "/srv/a place"
    far = {"PMO_STORAGE_URL": server.url("x/y"), "PMO_STORAGE_KEY": "k", "PMO_STORAGE_SECRET": "s"}
    bucket = open_storage(from_environment({**data, **far}))
    assert bucket.put(PLAN) == digest_of(PLAN)
    assert (bucket.bucket, bucket.prefix) == ("academy", "x/y")
    assert not server.storage("x").has(digest_of(PLAN))


@pytest.mark.parametrize(
    "url",
    [
        "files", "/srv/files", "file:relative", "file://host/folder", "s3://", "ftp://bucket",
        "s3://key:secret@bucket", "s3://bucket?endpoint=storage.test", "s3://bucket?key=1",
        "s3://bucket?secret_access_key=hidden",
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_refused(url):
    with pytest.raises(SettingsError, match="PMO_STORAGE_URL is no place") as told:
        from_environment({**SECRET, "PMO_STORAGE_URL": url})
    assert "hidden" not in str(told.value)


def test_without_the_extra_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pmo_academy.core.s3_storage", None)

    with pytest.raises(SettingsError, match=r"pmo-academy\[s3\]"):
        storage.open_at("s3://bucket", Settings(secret_key="x" * 40, database_url="sqlite://"))
