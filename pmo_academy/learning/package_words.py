"""Where somebody is with a package, in words; the same for the page and for the frame on it."""

from decimal import Decimal

from pmo_academy.core.numbers import rounded
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import service
from pmo_academy.learning.models import PackageState
from pmo_academy.learning.rules import packages
from pmo_academy.learning.rules.packages import Report, Stage

_SHORT = 30


def words_of(state: PackageState | None) -> str:
    """Say where somebody is, and what the package reports as their score."""
    report = service.report_of(state)
    stage = Stage(state.stage) if state else Stage.NOT_STARTED
    return " ".join(filter(None, (_stage(stage, report), _score(report))))


def _stage(stage: Stage, report: Report) -> str:
    if stage is Stage.IN_PROGRESS:
        return _in_progress(report)
    words = {
        Stage.NOT_STARTED: _("Not started yet."),
        Stage.COMPLETED: _("Done."),
        Stage.PASSED: _("Done: the package says “passed”."),
        Stage.FAILED: _("The package says “failed”. You can try it once more."),
    }
    return str(words[stage])


def _in_progress(report: Report) -> str:
    words = _("In progress.")
    if report.progress:
        share = rounded(Decimal(report.progress) * 100, 0)
        words = _("In progress, %(percent)s %%.", percent=share)
    place = report.location.strip()
    if place and len(place) <= _SHORT and place.isprintable():
        return words + " " + _("It goes on at “%(place)s”.", place=place)
    return words + " " + _("It goes on where you stopped.")


def _score(report: Report) -> str:
    percent = packages.percent(report.score)
    if percent is not None:
        return _("The package reports %(percent)s %%.", percent=rounded(percent, 0))
    raw = report.score.get("raw", "")
    return _("The package reports %(points)s points.", points=raw) if raw else ""
