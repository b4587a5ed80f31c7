"""What a package of another product reports, what is kept of it, and what that means here.

A package says of itself that somebody is done and what they scored. The first ends a lesson; the
second is shown, and proves nothing.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

MOST_REST = 200_000
MOST_CALLS = 1_000
LONGEST_CALL = 500
MOST_SECONDS = 1_000 * 3600

Cmi = Mapping[str, Any]

_REST = re.compile(
    r"cmi\.(?:objectives|interactions|comments|comments_from_learner|student_preference|"
    r"learner_preference)(?:\.|$)"
)
_HOURS = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:\.\d{1,2})?")
_PERIOD = re.compile(
    r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?"
    r"(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})(?:\.\d{1,2})?S)?)?"
)
_PERIOD_SECONDS = (365 * 86400, 30 * 86400, 86400, 3600, 60, 1)
_PROOF = frozenset({"quizzes", "course-test", "work-product"})


class Version(StrEnum):
    """Which of the two interfaces a package speaks."""

    SCORM_12 = "1.2"
    SCORM_2004 = "2004"


class Stage(StrEnum):
    """Where somebody is with a package, by what it reports."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Names:
    """How a version calls what both have, and how much of it fits."""

    status: str
    success: str
    score: str
    location: str
    suspend_data: str
    exit: str
    entry: str
    session_time: str
    total_time: str
    progress: str
    longest_location: int
    longest_suspend_data: int


NAMES = {
    Version.SCORM_12: Names(
        status="cmi.core.lesson_status",
        success="cmi.core.lesson_status",
        score="cmi.core.score",
        location="cmi.core.lesson_location",
        suspend_data="cmi.suspend_data",
        exit="cmi.core.exit",
        entry="cmi.core.entry",
        session_time="cmi.core.session_time",
        total_time="cmi.core.total_time",
        progress="",
        longest_location=255,
        longest_suspend_data=4096,
    ),
    Version.SCORM_2004: Names(
        status="cmi.completion_status",
        success="cmi.success_status",
        score="cmi.score",
        location="cmi.location",
        suspend_data="cmi.suspend_data",
        exit="cmi.exit",
        entry="cmi.entry",
        session_time="cmi.session_time",
        total_time="cmi.total_time",
        progress="cmi.progress_measure",
        longest_location=1000,
        longest_suspend_data=64_000,
    ),
}
_STATUSES = {
    Version.SCORM_12: {"passed", "completed", "failed", "incomplete", "browsed", "not attempted"},
    Version.SCORM_2004: {"completed", "incomplete", "not attempted", "unknown"},
}
_SUCCESSES = {"passed", "failed"}
_SCORES = ("raw", "min", "max", "scaled")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is kept of what a package reports; `refused` names the elements that are not."""

    status: str = ""
    success: str = ""
    score: Mapping[str, str] = field(default_factory=dict)
    location: str = ""
    suspend_data: str = ""
    progress: str = ""
    exit: str = ""
    seconds: int = 0
    rest: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


def read_report(version: Version, cmi: Cmi, *, before: Report) -> Report:
    """Return what is kept of the values of a package; what does not fit stays as it was before."""
    names = NAMES[version]
    refused: list[str] = []

    def text(name: str, longest: int, earlier: str) -> str:
        value = _text(cmi, name)
        if len(value) <= longest:
            return value
        refused.append(name)
        return earlier

    rest = {key: str(value) for key, value in cmi.items() if _is_rest(key, value)}
    if sum(len(key) + len(value) for key, value in rest.items()) > MOST_REST:
        refused.append("cmi.interactions")
        rest = dict(before.rest)
    return Report(
        status=_one_of(_text(cmi, names.status), _STATUSES[version]),
        success=_one_of(_text(cmi, names.success), _SUCCESSES),
        score={
            part: value
            for part in _SCORES
            if (value := _text(cmi, f"{names.score}.{part}")) and _number(value) is not None
        },
        location=text(names.location, names.longest_location, before.location),
        suspend_data=text(names.suspend_data, names.longest_suspend_data, before.suspend_data),
        progress=_share(_text(cmi, names.progress)),
        exit=_text(cmi, names.exit)[:20],
        seconds=seconds_of(_text(cmi, names.session_time)),
        rest=rest,
        refused=tuple(refused),
    )


def start_values(
    version: Version, report: Report, *, part: Mapping[str, str], is_new: bool, seconds: int
) -> dict[str, str]:
    """Return the values with which a package begins: its own settings, and what was kept.

    Who learns is not told: no name and nothing that leads to one.
    """
    names = NAMES[version]
    is_12 = version is Version.SCORM_12
    values = dict(report.rest)
    values |= _settings_12(part) if is_12 else _settings_2004(part)
    values |= {f"{names.score}.{key}": value for key, value in report.score.items()}
    values |= {
        names.entry: "ab-initio" if is_new else "resume",
        names.location: report.location,
        names.suspend_data: report.suspend_data,
        names.total_time: written_12(seconds) if is_12 else written_2004(seconds),
        names.status: report.status or ("" if is_12 else "unknown"),
    }
    if not is_12 and report.success:
        values[names.success] = report.success
    if report.progress:
        values[names.progress] = report.progress
    return {name: value for name, value in values.items() if value != ""}


def stage(report: Report) -> Stage:
    """Return where somebody is with a package."""
    if report.success == "failed":
        return Stage.FAILED
    if report.success == "passed":
        return Stage.PASSED
    if report.status == "completed":
        return Stage.COMPLETED
    begun = report.status not in ("", "not attempted", "unknown") or report.location
    return Stage.IN_PROGRESS if begun or report.suspend_data else Stage.NOT_STARTED


def is_done(version: Version, report: Report) -> bool:
    """Tell whether the package reports that the lesson is behind the person."""
    if version is Version.SCORM_12:
        return report.status in ("completed", "passed")
    return report.status == "completed" or report.success == "passed"


def percent(score: Mapping[str, str]) -> Decimal | None:
    """Return the score as a percentage, None where the package leaves open of what it is."""
    scaled = _number(score.get("scaled", ""))
    if scaled is not None:
        return _within(scaled * 100)
    raw, most = _number(score.get("raw", "")), _number(score.get("max", ""))
    least = _number(score.get("min", "")) or Decimal(0)
    if raw is None:
        return None
    if most is None or most <= least:
        return raw if 0 <= raw <= 100 else None
    return _within((raw - least) / (most - least) * 100)


def proves_something(completes_with: Collection[str], *, has_packages: bool) -> bool:
    """Tell whether completing a course may count for a certificate.

    Packages of other products say themselves that somebody is done. A course that holds one counts
    only when it also asks for a quiz, a test or a work product of ours.
    """
    return not has_packages or bool(_PROOF.intersection(completes_with))


def seconds_of(text: str) -> int:
    """Return a length of time in seconds, as both versions write it; 0 for what is neither."""
    if found := _HOURS.fullmatch(text):
        hours, minutes, seconds = map(int, found.groups())
        return min(hours * 3600 + minutes * 60 + seconds, MOST_SECONDS)
    if found := _PERIOD.fullmatch(text):
        parts = zip(found.groups(), _PERIOD_SECONDS, strict=True)
        return min(sum(int(part or 0) * worth for part, worth in parts), MOST_SECONDS)
    return 0


def written_12(seconds: int) -> str:
    """Write a length of time for SCORM 1.2: 0001:05:00."""
    return f"{seconds // 3600:04}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def written_2004(seconds: int) -> str:
    """Write a length of time for SCORM 2004: PT1H5M0S."""
    return f"PT{seconds // 3600}H{seconds // 60 % 60}M{seconds % 60}S"


def _settings_12(part: Mapping[str, str]) -> dict[str, str]:
    return {
        "cmi.core.student_id": "learner",
        "cmi.core.student_name": "Learner",
        "cmi.core.credit": "credit",
        "cmi.core.lesson_mode": "normal",
        "cmi.launch_data": part.get("launch_data", ""),
        "cmi.student_data.mastery_score": part.get("mastery_score", ""),
        "cmi.student_data.max_time_allowed": part.get("max_time", ""),
        "cmi.student_data.time_limit_action": part.get("limit_action", ""),
    }


def _settings_2004(part: Mapping[str, str]) -> dict[str, str]:
    return {
        "cmi.learner_id": "learner",
        "cmi.learner_name": "Learner",
        "cmi.credit": "credit",
        "cmi.mode": "normal",
        "cmi.launch_data": part.get("launch_data", ""),
        "cmi.scaled_passing_score": part.get("passing_score", ""),
        "cmi.completion_threshold": part.get("completion_threshold", ""),
        "cmi.max_time_allowed": part.get("max_time", ""),
        "cmi.time_limit_action": part.get("limit_action", ""),
    }


def _is_rest(key: str, value: object) -> bool:
    return bool(_REST.match(key)) and isinstance(value, str) and value != ""


def _text(cmi: Cmi, name: str) -> str:
    value = cmi.get(name, "")
    return value.replace("\0", "") if isinstance(value, str) else ""


def _one_of(value: str, known: Collection[str]) -> str:
    return value if value in known else ""


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text) if len(text) <= 20 else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() else None


def _share(text: str) -> str:
    value = _number(text)
    return text if value is not None and 0 <= value <= 1 else ""


def _within(value: Decimal) -> Decimal:
    return min(max(value, Decimal(0)), Decimal(100))
