"""Which files are kept, and what hostile ones meet; a file is what its content says."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from PIL import Image

from pmo_academy.core.file_checks import LONGEST_NAME, MOST_BYTES, check, clean_name
from pmo_academy.core.office_checks import MOST_MEMBERS, FileError

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def words(app):
    with app.test_request_context():
        yield


def picture(kind="PNG", size=(8, 6), mode="RGB", **options):
    stream = BytesIO()
    Image.new(mode, size, "teal").save(stream, kind, **options)
    return stream.getvalue()


def office(members=(), *, part="wordprocessingml.document.main+xml", contents=True):
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        if contents:
            kind = f'<Types><Override ContentType="application/vnd.x.{part}"/></Types>'
            archive.writestr("[Content_Types].xml", kind)
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def refused(content, *, name="plan.pdf"):
    with pytest.raises(FileError) as caught:
        check(name, content)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [
        (PDF, "application/pdf", ".pdf"),
        (picture(), "image/png", ".png"),
        (picture("PNG", mode="RGBA"), "image/png", ".png"),
        (picture("PNG", mode="P"), "image/png", ".png"),
        (picture("JPEG"), "image/jpeg", ".jpg"),
        (picture("JPEG", mode="CMYK"), "image/jpeg", ".jpg"),
        (picture("WEBP"), "image/webp", ".webp"),
        (office([("word/document.xml", "<w/>")]), DOCX, ".docx"),
        ("Minutes of the forum – agreed".encode(), "text/plain", ".txt"),
    ],
)
def test_what_is_allowed_is_kept_as_what_it_is(content, media_type, ending):
    kept = check("Anything.exe", content)

    assert (kept.media_type, kept.name) == (media_type, f"Anything.exe{ending}")


def test_the_content_decides_and_the_ending_follows():
    assert check("photo.pdf", picture("JPEG")).name == "photo.jpg"
    assert check("table.csv", b"a,b\n1,2\n").media_type == "text/csv"
    assert check("notes.md", b"# Notes").name == "notes.txt"
    for part, ending in (("spreadsheetml.sheet", "xlsx"), ("presentationml.presentation", "pptx")):
        assert check("x", office(part=f"{part}.main+xml")).name == f"x.{ending}"


def test_a_picture_keeps_neither_place_nor_camera_nor_what_hides_behind_it():
    exif = Image.Exif()
    exif[0x010F] = "CameraMaker"
    exif[0x0112] = 6
    stowaway = picture("JPEG", exif=exif, comment=b"secret remark") + b"<script>alert(1)</script>"

    kept = check("site.jpg", stowaway).content

    assert b"CameraMaker" not in kept
    assert b"secret" not in kept
    assert b"<script>" not in kept
    with Image.open(BytesIO(kept)) as seen:
        assert seen.size == (6, 8)  # turned as the camera meant it


def test_a_drawing_with_script_is_no_picture_whatever_its_name():
    assert "not kept here" in refused(SVG, name="logo.png")
    assert "not kept here" in refused(b"\xef\xbb\xbf  " + SVG, name="logo.txt")
    assert "not kept here" in refused(b"<!doctype html><p>", name="page.csv")


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\x00\x03", b"\x7fELF\x02", b"#!/bin/sh\n\x00", b"GIF89a\x01\x00", b"\xff\xfe"],
)
def test_programs_and_unknown_kinds_are_refused(content):
    assert "not kept here" in refused(content)


def test_nothing_and_too_much_are_refused():
    assert "empty" in refused(b"")
    assert "10 MB" in refused(b"a" * (MOST_BYTES + 1))
    assert "not kept here" in refused(b" \n ")


def test_a_picture_of_huge_dimensions_is_refused_before_it_is_unpacked():
    def chunk(kind, body):
        sum_ = zlib.crc32(kind + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + kind + body + sum_

    def header(side):
        size = side.to_bytes(4, "big") * 2
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\x08\x02\0\0\0") + chunk(b"IDAT", b"")

    for side in (6400, 12_000, 100_000):
        assert "40 million" in refused(header(side))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_is_cut_off_is_refused(kind):
    whole = picture(kind, size=(300, 200))

    assert "damaged" in refused(whole[: len(whole) // 2])


def test_a_pdf_that_is_cut_off_or_carries_something_behind_it_is_refused():
    assert "damaged" in refused(PDF[:-7])
    assert "damaged" in refused(PDF + office([("a.bin", bytes(range(256)) * 20)]))


def test_an_archive_that_is_no_document_is_refused():
    assert "no Word" in refused(office(part="other"))
    assert "damaged" in refused(office([("a.txt", "a")], contents=False))
    assert "damaged" in refused(b"PK\x03\x04 and nothing more")


def test_an_archive_behind_or_before_something_else_is_refused():
    assert "not kept here" in refused(SVG + office())
    assert "damaged" in refused(office() + SVG)


def test_a_bomb_is_refused_while_it_is_unpacked():
    assert "far larger" in refused(office([("word/media/1.bin", bytes(30 * 1024 * 1024))]))


def test_a_document_with_macros_is_refused():
    assert "macros" in refused(office([("word/vbaProject.bin", b"x")]))
    assert "macros" in refused(office(part="wordprocessingml.document.macroEnabled.main+xml"))


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up.xml", "word/../../up.xml", "C:\\a.xml", "a\\b.xml", "WORD/A.xml"]
)
def test_names_that_lead_out_of_the_archive_or_collide_are_refused(name):
    document = office([("word/a.xml", "a")])
    stream = BytesIO(document)
    with ZipFile(stream, "a") as archive:
        archive.writestr(name, "b")

    assert "damaged" in refused(stream.getvalue())


def test_links_encryption_and_too_many_parts_are_refused():
    link = ZipInfo("word/link")
    link.external_attr = 0o120777 << 16
    locked = bytearray(office([("word/a.xml", "a" * 40)]))
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1

    assert "damaged" in refused(office([(link, "/etc/passwd")]))
    assert "damaged" in refused(bytes(locked))
    assert "parts" in refused(office([(f"p{at}", "") for at in range(MOST_MEMBERS)]))


def test_a_document_whose_parts_are_broken_is_refused():
    broken = bytearray(office([("word/a.xml", b"long enough to be packed " * 40)]))
    at = broken.index(b"word/a.xml") + 20
    broken[at : at + 8] = b"\xff" * 8

    assert "damaged" in refused(bytes(broken))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\me\\Plan.PDF", "Plan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a\r\nContent-Type: text\x00.pdf", "a Content-Type text.pdf"),
        ("gn\u202efdp.exe", "gn fdp.exe.pdf"),
        ("...", "file.pdf"),
        ("", "file.pdf"),
        ("Protokoll Übersicht.pdf", "Protokoll Übersicht.pdf"),
    ],
)
def test_names_are_cleaned(name, kept):
    assert clean_name(name, ".pdf") == kept
    assert len(clean_name("long" * 100, ".pdf")) <= LONGEST_NAME
