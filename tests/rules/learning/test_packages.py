"""What a package reports: what is kept of it, what it means, and what it proves (nothing)."""

from decimal import Decimal

import pytest

from pmo_academy.learning.rules.packages import (
    MOST_REST,
    Report,
    Stage,
    Version,
    is_done,
    percent,
    proves_something,
    read_report,
    seconds_of,
    stage,
    start_values,
)

OLD, NEW = Version.SCORM_12, Version.SCORM_2004


def read(version, values, before=None):
    return read_report(version, values, before=before or Report())


def test_values_of_both_versions_are_kept_under_one_name():
    old = read(
        OLD,
        {
            "cmi.core.lesson_status": "passed",
            "cmi.core.score.raw": "80",
            "cmi.core.score.max": "100",
            "cmi.core.lesson_location": "7",
            "cmi.suspend_data": "s",
            "cmi.core.exit": "suspend",
            "cmi.core.session_time": "0000:05:00.50",
            "cmi.objectives.0.id": "o1",
            "cmi.core.student_name": "somebody",
        },
    )
    new = read(
        NEW,
        {
            "cmi.completion_status": "completed",
            "cmi.success_status": "passed",
            "cmi.score.scaled": "0.8",
            "cmi.location": "7",
            "cmi.suspend_data": "s",
            "cmi.exit": "suspend",
            "cmi.session_time": "PT5M",
            "cmi.progress_measure": "0.4",
            "cmi.interactions": {},
        },
    )

    assert old == Report(
        status="passed", success="passed", score={"raw": "80", "max": "100"}, location="7",
        suspend_data="s", exit="suspend", seconds=300, rest={"cmi.objectives.0.id": "o1"},
    )  # fmt: skip
    assert new == Report(
        status="completed", success="passed", score={"scaled": "0.8"}, location="7",
        suspend_data="s", exit="suspend", seconds=300, progress="0.4",
    )  # fmt: skip


@pytest.mark.parametrize(("version", "longest"), [(OLD, 4096), (NEW, 64_000)])
def test_what_is_too_long_stays_as_it_was(version, longest):
    before = Report(suspend_data="before")
    fits = read(version, {"cmi.suspend_data": "x" * longest}, before)
    refused = read(version, {"cmi.suspend_data": "x" * (longest + 1)}, before)

    assert len(fits.suspend_data) == longest
    assert (refused.suspend_data, refused.refused) == ("before", ("cmi.suspend_data",))


def test_too_many_interactions_stay_as_they_were():
    before = Report(rest={"cmi.interactions.0.id": "q1"})
    found = read(OLD, {"cmi.interactions.0.id": "x" * MOST_REST}, before)

    assert (found.rest, found.refused) == (before.rest, ("cmi.interactions",))


@pytest.mark.parametrize(
    "values",
    [
        {"cmi.core.lesson_status": "victorious"},
        {"cmi.core.lesson_status": 7},
        {"cmi.core.score.raw": "many"},
        {"cmi.core.score.raw": "NaN"},
        {"cmi.core.score.raw": "1" * 21},
        {"cmi.core.session_time": "long"},
    ],
)
def test_what_the_standard_does_not_know_is_not_kept(values):
    assert read(OLD, values) == Report()


def test_a_share_is_between_nothing_and_all():
    assert read(NEW, {"cmi.progress_measure": "1.5"}).progress == ""
    assert read(NEW, {"cmi.progress_measure": "?"}).progress == ""


@pytest.mark.parametrize(
    ("report", "found", "done_old", "done_new"),
    [
        (Report(), Stage.NOT_STARTED, False, False),
        (Report(status="not attempted"), Stage.NOT_STARTED, False, False),
        (Report(status="unknown", suspend_data="x"), Stage.IN_PROGRESS, False, False),
        (Report(status="incomplete"), Stage.IN_PROGRESS, False, False),
        (Report(location="7"), Stage.IN_PROGRESS, False, False),
        (Report(status="completed"), Stage.COMPLETED, True, True),
        (Report(status="passed", success="passed"), Stage.PASSED, True, True),
        (Report(status="incomplete", success="passed"), Stage.PASSED, False, True),
        (Report(status="failed", success="failed"), Stage.FAILED, False, False),
    ],
)
def test_where_somebody_is_follows_from_the_report(report, found, done_old, done_new):
    assert stage(report) is found
    assert (is_done(OLD, report), is_done(NEW, report)) == (done_old, done_new)


@pytest.mark.parametrize(
    ("score", "share"),
    [
        ({}, None),
        ({"scaled": "0.8", "raw": "3"}, "80"),
        ({"scaled": "-0.5"}, "0"),
        ({"raw": "80"}, "80"),
        ({"raw": "8", "max": "10"}, "80"),
        ({"raw": "8", "min": "6", "max": "10"}, "50"),
        ({"raw": "12", "max": "10"}, "100"),
        ({"raw": "8", "min": "10", "max": "10"}, "8"),
        ({"raw": "250"}, None),
    ],
)
def test_a_score_is_shown_as_a_percentage_where_it_is_one(score, share):
    assert percent(score) == (None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("completes_with", "has_packages", "proves"),
    [
        (["lessons"], False, True),
        (["lessons"], True, False),
        ([], True, False),
        (["lessons", "quizzes"], True, True),
        (["lessons", "course-test"], True, True),
        (["work-product"], True, True),
    ],
)
def test_packages_alone_prove_nothing(completes_with, has_packages, proves):
    assert proves_something(completes_with, has_packages=has_packages) is proves


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0001:02:03", 3723), ("01:02:03.99", 3723), ("PT1H2M3.5S", 3723), ("P1DT1S", 86401),
        ("P1M1D", 31 * 86400), ("P", 0), ("soon", 0), ("", 0),
        ("9999:99:99", 3_600_000), ("PT9999999H", 3_600_000),
    ],
)  # fmt: skip
def test_lengths_of_time_are_read_as_either_version_writes_them(text, seconds):
    assert seconds_of(text) == seconds


def test_a_package_begins_with_what_was_kept_and_with_its_own_settings():
    part = {"launch_data": "deep", "mastery_score": "80"}
    report = Report(
        status="incomplete", location="7", suspend_data="s", score={"raw": "40"},
        rest={"cmi.interactions.0.id": "q1"},
    )  # fmt: skip
    first = start_values(OLD, Report(), part=part, is_new=True, seconds=0)
    again = start_values(OLD, report, part=part, is_new=False, seconds=3661)

    assert first["cmi.core.entry"] == "ab-initio"
    assert first["cmi.launch_data"] == "deep"
    assert first["cmi.student_data.mastery_score"] == "80"
    assert "cmi.core.lesson_status" not in first
    assert again["cmi.core.entry"] == "resume"
    assert again["cmi.core.lesson_location"] == "7"
    assert again["cmi.core.score.raw"] == "40"
    assert again["cmi.core.total_time"] == "0001:01:01"
    assert again["cmi.interactions.0.id"] == "q1"


def test_a_package_of_2004_begins_likewise():
    part = {"passing_score": "0.7", "completion_threshold": "0.9", "max_time": "PT1H"}
    report = Report(status="completed", success="passed", progress="1", score={"scaled": "0.8"})
    first = start_values(NEW, Report(), part=part, is_new=True, seconds=0)
    again = start_values(NEW, report, part=part, is_new=False, seconds=3661)

    assert first["cmi.completion_status"] == "unknown"
    assert first["cmi.scaled_passing_score"] == "0.7"
    assert "cmi.success_status" not in first
    assert again["cmi.success_status"] == "passed"
    assert again["cmi.progress_measure"] == "1"
    assert again["cmi.total_time"] == "PT1H1M1S"
