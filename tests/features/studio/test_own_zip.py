"""Our own format travels as a ZIP: a whole content folder, or a single course."""

import io
import zipfile
from pathlib import Path

import pytest

from pmo_academy.authoring import folders
from pmo_academy.core.archives import MOST_MEMBERS
from pmo_academy.studio.exchange import own_zip
from pmo_academy.studio.exchange.brought import UnreadableFileError

COURSE = {
    "course.yaml": b"code: PA-01\ntitle: Risk\n",
    "lessons/a.md": b"---\n---\nText.\n",
    "media/map.png": b"\x89PNG",
}


def test_all_of_our_content_comes_back_byte_for_byte():
    files = folders.read(Path("content"))
    packed = own_zip.write(files)

    assert len(files) < MOST_MEMBERS
    assert own_zip.read(packed) == files
    assert own_zip.write(dict(reversed(files.items()))) == packed
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "folder", ["", "PA-01/", "pa-01-main/", "courses/PA-01/", "x/courses/PA-01/"]
)
def test_a_course_is_put_where_it_belongs_whichever_folder_was_packed(folder):
    packed = own_zip.write({f"{folder}{name}": body for name, body in COURSE.items()})

    assert own_zip.read(packed) == {f"courses/PA-01/{name}": body for name, body in COURSE.items()}


def test_hidden_files_and_those_of_desktops_are_no_content():
    files = {"courses/PA-01/course.yaml": b"x", ".git/config": b"y", "__MACOSX/._a": b"z"}

    assert set(own_zip.read(own_zip.write(files))) == {"courses/PA-01/course.yaml"}


def test_a_single_file_of_ours_is_content():
    files = {"glossary.yaml": b"terms: []\n"}

    assert own_zip.read(own_zip.write(files)) == files


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"readme.txt": b"x"}, "no content of ours"),
        ({"a/course.yaml": b"title: None\n"}, "names no course"),
        ({"a/course.yaml": b"code: ../../etc\n"}, "names no course"),
        ({}, "no ZIP with files"),
    ],
)
def test_anything_else_is_refused(files, words):
    with pytest.raises(UnreadableFileError, match=words):
        own_zip.read(own_zip.write(files))
