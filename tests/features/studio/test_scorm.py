"""What becomes of a SCORM package is told before anything is kept: counts in are counts out."""

from pathlib import Path

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.core.errors import UnreadableFileError
from pmo_academy.studio.exchange.scorm import files_for, read_package
from tests.support.content import small_content, write_content
from tests.support.packages import MANIFEST_12, MANIFEST_2004, page_12, scorm_12, zipped

SAMPLES = Path(__file__).resolve().parents[2] / "files" / "scorm"
COURSE = "courses/PA-01/course.yaml"

ITEMS = """
  <adlcp:prerequisites type="aicc_script">i0</adlcp:prerequisites>
  <adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed></item>
  <item identifier="i2" identifierref="r1" parameters="?page=2"><title>At home: "now"</title></item>
  <item identifier="i3" identifierref="r2"><title>Handout</title></item>
  <item identifier="i4" identifierref="r3"><title>Elsewhere</title></item>
  <item identifier="i5" identifierref="r4"><title>Lost</title></item>
  <item identifier="i6" identifierref="r9"><title>Nothing</title></item>
  <item identifier="i7"><title>A chapter</title>
"""
RESOURCES = """
  <resource identifier="r2" adlcp:scormtype="asset" href="handout.html"/>
  <resource identifier="r3" adlcp:scormtype="sco" href="https://elsewhere.test/a.html"/>
  <resource identifier="r4" adlcp:scormtype="sco" href="gone.html"/>
</resources>
"""


@pytest.fixture
def several():
    """A package of six entries, of which three can be opened."""
    manifest = MANIFEST_12.format(item=ITEMS).replace("</resources>", RESOURCES)
    page = page_12() + '<script src="https://cdn.test/x.js"></script><a target="_blank">x</a>'
    return zipped(
        imsmanifest__xml=manifest, index__html=page, handout__html="<p>Read</p>", old__swf=b"FWS"
    )


@pytest.mark.parametrize(
    ("name", "version", "loss"),
    [
        ("escape-routes-1.2", "SCORM 1.2", "Metadata (5 records)"),
        ("escape-routes-2004", "SCORM 2004 4th Edition", "Sequencing (1 rules)"),
    ],
)
def test_packages_of_other_products_are_read(app, name, version, loss):
    report = read_package(f"{name}.zip", (SAMPLES / f"{name}.zip").read_bytes())

    assert (report.version, report.title, len(report.taken)) == (version, "Escape routes", 1)
    assert report.adds_up
    assert any(one.startswith(loss) for one in report.losses)
    assert any(one.startswith("Score to pass") for one in report.losses)


def test_every_entry_is_taken_or_refused_with_a_reason(app, several):
    report = read_package("Fire Safety (1).zip", several)

    assert report.key == "fire-safety-1"
    assert (report.entries, report.adds_up) == (6, True)
    assert [one.title for one in report.taken] == ["In the office", 'At home: "now"', "Handout"]
    assert report.taken[1].query == "?page=2"
    assert dict(report.refused) == {
        "Elsewhere": "lies on another server, which a package may not reach here",
        "Lost": "the file that it names is not in the package",
        "Nothing": "names nothing that could be opened",
    }


def test_each_unsupported_feature_is_named_with_its_count(app, several):
    losses = " ".join(read_package("a.zip", several).losses)

    for words in (
        "Prerequisites (1)", "Time limits (1)", "3 parts: each becomes a lesson",
        "1 part cannot report", "Flash (1 files)", "Addresses elsewhere (in 1 files)",
        "New windows (in 1 files)", "not told who learns",
    ):  # fmt: skip
        assert words in losses


def test_what_is_no_package_is_refused(app):
    with pytest.raises(UnreadableFileError, match="cmi5"):
        read_package("a.zip", zipped(cmi5__xml="<x/>"))


def test_a_package_becomes_lessons_of_a_sound_course(app, several, tmp_path):
    files = small_content()
    files[COURSE] = files[COURSE].replace(b"business_acumen: 0}", b"business_acumen: 0.5}")
    report = read_package("fire.zip", several)
    changed = files_for(report, {name: files[name] for name in files if "PA-01" in name})

    assert list(changed) == [
        "courses/PA-01/packages/fire.zip",
        "courses/PA-01/lessons/in-the-office.md",
        "courses/PA-01/lessons/at-home-now.md",
        "courses/PA-01/lessons/handout.md",
    ]
    listed = b"[alpha, beta, gamma, in-the-office, at-home-now, handout]"
    files[COURSE] = files[COURSE].replace(b"[alpha, beta, gamma]", listed)
    files[COURSE] = files[COURSE].replace(b"minutes: 60", b"minutes: 90")
    problems = authoring.check(write_content(tmp_path / "content", files | changed)).problems
    assert not [str(one) for one in problems if not one.is_advice]


def test_names_that_are_taken_get_a_number(app):
    files = {name: body for name, body in small_content().items() if "PA-01" in name}
    once = files_for(read_package("a.zip", scorm_12()), files)
    twice = files_for(read_package("a.zip", scorm_12()), files | once)

    assert "courses/PA-01/packages/a-2.zip" in twice
    assert "courses/PA-01/lessons/fire-safety-2.md" in twice


def test_a_manifest_of_2004_may_name_a_base_and_an_anchor(app):
    manifest = (
        MANIFEST_2004.format(item="")
        .replace("<resources>", '<resources xml:base="pages/">')
        .replace('href="index.html">', 'href="index.html?a=1#top">')
    )
    report = read_package(
        "a.zip", zipped(**{"imsmanifest__xml": manifest, "pages/index__html": page_12()})
    )

    assert (report.taken[0].path, report.taken[0].query) == ("pages/index.html", "?a=1#top")
