"""What a manifest says is read by the names of its elements alone; what cannot be read is told."""

import pytest

from pmo_academy.authoring.rules.manifests import MOST_BYTES, MOST_PARTS, read_manifest
from pmo_academy.authoring.rules.packages import ManifestError, Unsupported, package_name
from pmo_academy.learning.rules.packages import Version
from tests.support.packages import MANIFEST_12, MANIFEST_2004

PAGE = {"index.html": b""}


def read(manifest, **files):
    return read_manifest({"imsmanifest.xml": manifest.encode(), **PAGE, **files})


@pytest.mark.parametrize(
    ("manifest", "version", "edition"),
    [
        (MANIFEST_12, Version.SCORM_12, "1.2"),
        (MANIFEST_2004, Version.SCORM_2004, "2004 4th Edition"),
        (MANIFEST_2004.replace("2004 4th Edition", ""), Version.SCORM_2004, "2004"),
        (MANIFEST_12.replace("1.2<", "CAM 1.3<"), Version.SCORM_2004, "CAM 1.3"),
        (MANIFEST_12.replace(">1.2<", "><"), Version.SCORM_12, "1.2"),
    ],
)
def test_the_version_follows_from_what_is_said_or_from_the_names(manifest, version, edition):
    found = read(manifest.format(item=""))

    assert (found.version, found.edition, found.title) == (version, edition, "Fire safety")
    assert found.part("") is found.parts[0] is found.part("i1")
    assert found.part("i2") is None


SCORE = """<imsss:sequencing><imsss:objectives><imsss:primaryObjective {asks}>{score}
</imsss:primaryObjective></imsss:objectives></imsss:sequencing>"""
LEAST = "<imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>"


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        (SCORE.format(asks='satisfiedByMeasure="true"', score=LEAST), "passing_score", "0.7"),
        (SCORE.format(asks='satisfiedByMeasure="true"', score=""), "passing_score", "1.0"),
        (SCORE.format(asks="", score=LEAST), "passing_score", ""),
        ("<completionThreshold>0.9</completionThreshold>", "completion_threshold", "0.9"),
        (
            '<adlcp:completionThreshold minProgressMeasure="0.8"/>',
            "completion_threshold",
            "0.8",
        ),
        ("<adlcp:dataFromLMS>deep</adlcp:dataFromLMS>", "launch_data", "deep"),
        (
            '<imsss:sequencing><imsss:limitConditions attemptAbsoluteDurationLimit="PT1H"/>'
            "</imsss:sequencing>",
            "max_time",
            "PT1H",
        ),
        ("<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>", "limit_action",
         "exit,message"),
    ],
)  # fmt: skip
def test_what_a_part_asks_for_is_read(item, field, value):
    assert getattr(read(MANIFEST_2004.format(item=item)).parts[0], field) == value


def test_what_is_not_done_is_counted():
    item = (
        "<adlnav:presentation xmlns:adlnav='n'><adlnav:hideLMSUI>exit</adlnav:hideLMSUI>"
        "</adlnav:presentation><adlcp:data><adlcp:map targetID='x'/></adlcp:data>"
    )
    manifest = (
        MANIFEST_2004.format(item=item)
        .replace("</organizations>", "<organization identifier='p'/></organizations>")
        .replace("</manifest>", "<manifest identifier='sub'/></manifest>")
    )
    found = read(manifest)

    assert found.unsupported == {
        Unsupported.NAVIGATION: 1,
        Unsupported.SHARED_DATA: 1,
        Unsupported.ORGANIZATIONS: 1,
        Unsupported.SUBMANIFESTS: 1,
    }


def test_without_contents_there_is_nothing_to_open():
    found = read("<manifest/>")

    assert (found.parts, found.entries, found.title) == ((), 0, "SCORM")


def test_more_parts_than_can_be_taken_are_refused():
    one = '</item><item identifier="x{}" identifierref="r1"><title>X</title>'
    found = read(MANIFEST_12.format(item="".join(one.format(at) for at in range(MOST_PARTS))))

    assert (found.entries, len(found.parts)) == (MOST_PARTS + 1, MOST_PARTS)
    assert found.refused == (("X", "too-many"),)


def test_a_manifest_of_many_megabytes_is_refused():
    with pytest.raises(ManifestError, match="more than 4 MB"):
        read("x" * (MOST_BYTES + 1))


def test_an_entry_without_a_title_is_called_by_its_path():
    manifest = MANIFEST_12.format(item="").replace("<title>In the office</title>", "")

    assert read(manifest).parts[0].title == "index.html"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("packages/a-1.zip", "a-1.zip"),
        ("packages/A.zip", None),
        ("media/a.zip", None),
        ("packages/b/a.zip", None),
    ],
)
def test_packages_are_called_in_lower_case_with_hyphens(path, name):
    assert package_name(path) == name
