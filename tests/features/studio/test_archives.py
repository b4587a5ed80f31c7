"""ZIP files from outside are unpacked within limits, or refused with the name of what is wrong."""

import io
import stat
import struct
import tracemalloc
import zipfile

import pytest

from pmo_academy.core import archives
from pmo_academy.studio.exchange.brought import UnreadableFileError


def packed(*members, comment=b""):
    """A ZIP of names (or members) with their contents."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, body in members:
            archive.writestr(name, body)
    return target.getvalue()


def member(name, *, mode=0, compress=zipfile.ZIP_DEFLATED):
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    entry.compress_type = compress
    return entry


def refusal(body):
    with pytest.raises(UnreadableFileError) as caught:
        archives.open_zip(body)
    return str(caught.value)


def patched(body, sign, offset, form, value):
    """The ZIP with a field of its first header of a kind changed."""
    raw = bytearray(body)
    struct.pack_into(form, raw, body.index(sign) + offset, value)
    return bytes(raw)


def test_the_files_of_a_zip_come_out_by_name_and_folders_are_no_files():
    body = packed(("items/", b""), ("items/q1.xml", b"<a/>"), ("read me?.md", "ß".encode()))

    assert archives.open_zip(body) == {"items/q1.xml": b"<a/>", "read me?.md": "ß".encode()}


def test_a_comment_behind_the_list_does_no_harm():
    assert archives.open_zip(packed(("a", b"1"), comment=b"5c1f" * 10)) == {"a": b"1"}


@pytest.mark.parametrize(
    "name",
    ["../up.xml", "a/../../up.xml", "/etc/passwd", "a\\b.xml", "C:/x", "a//b", "./a", "a/\x01b"],
)
def test_a_name_that_leads_out_is_refused_by_name(name):
    said = refusal(packed((name, b"x")))

    assert "leads out" in said
    assert name.replace("\x01", "?") in said


def test_a_name_that_ends_earlier_than_it_looks_is_refused():
    body = packed(("good.xml_.exe", b"x")).replace(b"good.xml_.exe", b"good.xml\0.exe")

    assert "good.xml?.exe" in refusal(body)


def test_a_link_is_refused():
    said = refusal(packed((member("lesson.md", mode=stat.S_IFLNK | 0o777), b"/etc/passwd")))

    assert said == (
        '"lesson.md" in the ZIP is refused: it is a link or a device; put the file itself there.'
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["a.xml", "A.XML", "a.xml/"])
def test_a_name_that_stands_there_twice_is_refused(second):
    assert "twice" in refusal(packed(("a.xml", b"1"), (second, b"")))


def test_accents_written_in_two_ways_are_the_same_name():
    assert "twice" in refusal(packed(("\u00e9.md", b"1"), ("e\u0301.md", b"2")))


def test_a_file_where_a_folder_should_be_is_refused():
    assert "folder should be" in refusal(packed(("a/b/c.xml", b"1"), ("A/B", b"2")))


def test_an_encrypted_member_is_refused():
    body = packed(("secret.xml", b"x"))
    body = patched(body, b"PK\x03\x04", 6, "<H", 1)
    body = patched(body, b"PK\x01\x02", 8, "<H", 1)

    assert "encrypted" in refusal(body)


def test_a_member_packed_in_an_unusual_way_is_refused():
    assert "unusual" in refusal(packed((member("a", compress=zipfile.ZIP_LZMA), b"x" * 100)))


def test_more_than_a_thousand_members_are_refused():
    names = [(f"{at}.xml", b"x") for at in range(1001)]

    assert len(archives.open_zip(packed(*names[:1000]))) == 1000
    assert "1000" in refusal(packed(*names))


def test_a_list_that_says_less_than_it_holds_is_counted():
    body = packed(*[(f"{at}.xml", b"x") for at in range(1001)])

    assert "1000" in refusal(patched(body, b"PK\x05\x06", 10, "<H", 3))


def test_a_bomb_is_refused_before_it_fills_the_memory():
    body = packed(("bomb", bytes(60 * 1024 * 1024)))
    tracemalloc.start()
    said = refusal(body)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "far larger than it looks" in said
    assert most < 30 * 1024 * 1024


def test_many_small_bombs_are_counted_together(monkeypatch):
    monkeypatch.setattr(archives, "MOST_UNPACKED", 2500)
    body = packed(*[(member(f"{at}", compress=zipfile.ZIP_STORED), b"x" * 1000) for at in range(3)])

    assert '"2"' in refusal(body)


def test_a_size_that_lies_is_found_out():
    body = packed(("a.xml", b"x" * 50))

    for size in (10, 500):
        lying = patched(body, b"PK\x03\x04", 22, "<L", size)
        said = refusal(patched(lying, b"PK\x01\x02", 24, "<L", size))
        assert "damaged" in said or "its size is not" in said


def test_members_that_share_their_bytes_are_refused():
    """One kernel of data, pointed at by two entries of the list."""
    body = packed(("aa.xml", b"1" * 300), ("bb.xml", b"1" * 300))
    second = body.index(b"PK\x01\x02", body.index(b"PK\x01\x02") + 4)
    raw = bytearray(body)
    struct.pack_into("<L", raw, second + 42, 0)

    assert "overlaps" in refusal(bytes(raw))


def test_an_entry_that_points_outside_is_refused():
    body = packed(("a.xml", b"1"))

    assert "outside" in refusal(patched(body, b"PK\x01\x02", 42, "<L", 10_000))
    assert "outside" in refusal(patched(body, b"PK\x01\x02", 42, "<L", 3))


def test_two_names_for_the_same_place_are_refused():
    body = packed(("a.xml", b"1"))
    at = body.index(b"PK\x01\x02") + 46

    assert "damaged" in refusal(body[:at] + b"b" + body[at + 1 :])


def test_a_list_for_very_large_files_is_refused_unread():
    body = packed(("a.xml", b"1"))
    end = body.index(b"PK\x05\x06")

    assert "1000" in refusal(body[:end] + b"PK\x06\x07" + bytes(16) + body[end:])


@pytest.mark.parametrize("body", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"<xml/>", b"PK\x03\x04"])
def test_what_is_no_zip_is_refused(body):
    assert refusal(body)


def test_a_zip_cut_short_or_changed_is_refused():
    body = packed(("a.xml", b"some text that is packed" * 20))

    assert refusal(body[:-30])
    assert "damaged" in refusal(patched(body, b"PK\x03\x04", 40, "<L", 0))


def test_what_desktops_add_is_left_out():
    files = {"a/b.md": b"1", "__MACOSX/a/._b.md": b"2", "a/.DS_Store": b"3", "a/._c": b"4"}

    assert archives.without_clutter(files) == {"a/b.md": b"1"}
