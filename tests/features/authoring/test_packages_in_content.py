"""Packages in content: what is wrong with them is said with its place; sound ones are published."""

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.packages import MOST_BYTES, media_type
from tests.support.content import write_content
from tests.support.packages import (
    MANIFEST_12,
    MANIFEST_2004,
    content_with,
    page_12,
    scorm_12,
    scorm_2004,
    zipped,
)

LESSON = "courses/PA-01/lessons/alpha.md"
PACKAGE = "courses/PA-01/packages/alpha-package.zip"


def problems(folder, files):
    found = authoring.check(write_content(folder, files)).problems
    return [str(one) for one in found if not one.is_advice]


def advice(folder, files):
    found = authoring.check(write_content(folder, files)).problems
    return [str(one) for one in found if one.is_advice and "package" in one.message]


@pytest.mark.parametrize("package", [scorm_12(), scorm_2004()])
def test_a_sound_package_is_no_problem(app, tmp_path, package):
    files = content_with(alpha=package)

    assert not problems(tmp_path / "sound", files)
    assert not advice(tmp_path / "advice", files)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"no zip", "This is no ZIP"),
        (zipped(index__html="x"), "imsmanifest.xml is missing at its top"),
        (zipped(cmi5__xml="<x/>"), "this is a cmi5 package"),
        (zipped(tincan__xml="<x/>"), "this is an xAPI (Tin Can) package"),
        (zipped(course__au="x", course__crs="x"), "this is an AICC package"),
        (zipped(imsmanifest__xml="<manifest"), "no sound XML"),
        (zipped(imsmanifest__xml="<!DOCTYPE m [<!ENTITY a 'b'>]><m>&a;</m>"), "no sound XML"),
        (zipped(imsmanifest__xml="<course/>"), "no manifest: it begins with 'course'"),
        (zipped(imsmanifest__xml=MANIFEST_12.format(item="")), "nothing in the package"),
        (zipped(**{"../evil__html": "x", "imsmanifest__xml": "x"}), "leads out of the ZIP"),
        (b"PK" + b"x" * MOST_BYTES, "more than 50 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_package_is_refused_with_its_place(app, tmp_path, body, message):
    found = problems(tmp_path / "content", content_with(alpha=body))

    assert any(message in one for one in found), found


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (b"packages/alpha-package.zip", b"packages/other.zip", "packages/other.zip is missing"),
        (b"packages/alpha-package.zip", b"https://a.test/x.zip", "is no package: write packages/"),
        (b"verb: know", b"verb: know\npart: i9", "has no part 'i9', but i1"),
        (
            b"verb: know",
            b"verb: know\ncheck: {type: true-false, stem: So?, answer: true, why_true: A,"
            b" why_false: B, explanation: C}",
            "take out 'check'",
        ),
        (b"package: packages/alpha-package.zip", b"part: i1", "says nothing without 'package'"),
    ],
)
def test_fields_that_do_not_go_together_are_refused(app, tmp_path, before, after, message):
    files = content_with(alpha=scorm_12())
    files[LESSON] = files[LESSON].replace(before, after)
    found = problems(tmp_path / "content", files)

    assert any(message in one and "alpha.md" in one for one in found), found


def test_a_package_with_several_parts_needs_one_named(app, tmp_path):
    files = content_with(alpha=two_parts())
    assert any(
        "has 2 parts: add 'part', such as i1, i2" in one
        for one in problems(tmp_path / "unnamed", files)
    )
    files[LESSON] = files[LESSON].replace(b"verb: know", b"verb: know\npart: i2")

    assert not problems(tmp_path / "named", files)


def two_parts():
    second = '</item><item identifier="i2" identifierref="r1"><title>At home</title>'
    return scorm_12(item=second)


def test_a_package_that_no_lesson_names_is_told(app, tmp_path):
    files = content_with(alpha=scorm_12())
    files["courses/PA-01/packages/spare.zip"] = scorm_2004()
    files["courses/PA-01/packages/Spare Part.zip"] = scorm_2004()

    assert any("no lesson names this package" in one for one in advice(tmp_path / "one", files))
    assert any("lower case with hyphens" in one for one in problems(tmp_path / "two", files))


def test_a_manifest_in_the_one_folder_of_a_zip_is_found(app, tmp_path):
    body = zipped(
        **{
            "course/imsmanifest__xml": MANIFEST_2004.format(item=""),
            "course/index__html": page_12(),
        }
    )

    assert not problems(tmp_path / "content", content_with(alpha=body))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html"), ("a.JS", "text/javascript"), ("a.css", "text/css"),
        ("a.woff2", "font/woff2"), ("a.mp3", "audio/mpeg"), ("a", "application/octet-stream"),
        ("a.strange", "application/octet-stream"), ("a.svg", "image/svg+xml"),
    ],
)  # fmt: skip
def test_media_types_follow_from_names(name, kind):
    assert media_type(name) == kind
