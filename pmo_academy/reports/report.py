"""The report of a team on one closed round: what the page, the PDF and the files are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.maturity.models import Mode
from pmo_academy.maturity.queries import RoundPoint
from pmo_academy.maturity.rules.model import Form
from pmo_academy.reports import sentences
from pmo_academy.reports.level_page import LevelPage, level_page
from pmo_academy.reports.queries import ReportSource
from pmo_academy.reports.report_actions import gaps_section, plan_section
from pmo_academy.reports.report_blocks import Fact, Section
from pmo_academy.reports.report_level import confidence_section, level_section, verified_section
from pmo_academy.reports.report_people import (
    about_section,
    comments_section,
    groups_section,
    privacy_words,
    questions_section,
    scope_words,
)
from pmo_academy.reports.report_profile import (
    agreement_section,
    change_section,
    profile_section,
)


@dataclass(frozen=True)
class Report:
    """A closed round of a team, for people who decide."""

    source: ReportSource
    page: LevelPage

    @property
    def point(self) -> RoundPoint:
        """The round that is reported."""
        return self.page.latest.round

    @property
    def team_name(self) -> str:
        """Whose report it is."""
        return self.source.board.team.name

    @property
    def is_sample(self) -> bool:
        """Tell whether the team and its answers are made up."""
        return self.source.board.team.is_sample

    @property
    def title(self) -> str:
        """What stands in the window and in the PDF's properties."""
        return str(_("Maturity report: %(team)s", team=self.team_name))

    @property
    def subtitle(self) -> str:
        """The round and the day on which it was closed."""
        return str(
            _(
                "%(title)s, closed on %(date)s",
                title=self.point.title,
                date=day(self.point.closed_on),
            )
        )

    @property
    def rung(self) -> int:
        """The stated rung."""
        return self.page.figures.stated.rung

    @property
    def is_indicative(self) -> bool:
        """Tell whether fewer questions were asked than a rung takes."""
        return self.point.form is Form.QUICK

    @cached_property
    def level(self) -> str:
        """The stated level in words; the quick form says the tier only."""
        return sentences.level_words(self.page.figures.model, self.rung, form=self.point.form)

    @cached_property
    def message(self) -> str:
        """The whole report in one sentence."""
        return str(_("%(team)s is at %(level)s.", team=self.team_name, level=self.level))

    @cached_property
    def facts(self) -> Sequence[Fact]:
        """What the result rests on."""
        dates, counted = self.source.dates, self.page.figures.counted
        answers = _(
            "%(took_part)s of %(invited)s people",
            took_part=self.point.took_part,
            invited=self.point.invited,
        )
        count = ngettext("%(num)s response counts", "%(num)s responses count", counted)
        if dates.leaves_out_careless:
            count = _("%(count)s; careless ones were left out", count=count)
        took = _("%(first)s to %(last)s", first=day(dates.opens_on), last=day(dates.closes_on))
        mode = _("Anonymous") if self.point.mode is Mode.ANONYMOUS else _("Named")
        return [
            Fact(label=_("Answered"), value=answers, note=count),
            Fact(label=_("Questionnaire open"), value=took),
            Fact(
                label=_("Model"), value=self.point.model, note=sentences.form_words(self.point.form)
            ),
            Fact(
                label=_("Scope"),
                value=scope_words(self.page),
                note=_("reasons under “About”") if self.point.out_of_scope else "",
            ),
            Fact(label=_("Mode"), value=mode, note=privacy_words(self.source)),
        ]

    @cached_property
    def sections(self) -> Sequence[Section]:
        """The parts of the report, in the order in which a board reads."""
        page = self.page
        found = [
            level_section(page),
            verified_section(page),
            confidence_section(page),
            profile_section(page),
            change_section(page),
            agreement_section(page, self.source.record),
            gaps_section(page),
            plan_section(page),
            groups_section(page),
            comments_section(page, self.source.comments),
            about_section(self.source, page),
            questions_section(page),
        ]
        return [section for section in found if section]


def report_of(source: ReportSource) -> Report | None:
    """Return the report, None where nothing of the round may be shown."""
    page = level_page(source.board)
    return Report(source, page) if page else None
