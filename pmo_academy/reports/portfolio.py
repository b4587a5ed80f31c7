"""The portfolio, ready to be drawn: teams beside each other, never summed or averaged."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from pmo_academy.core.web import number
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.rules.model import SETTLED_STEP, Form, Model
from pmo_academy.reports import pictures
from pmo_academy.reports.portfolio_order import in_order
from pmo_academy.reports.portfolio_tiers import TierSpread, spread
from pmo_academy.reports.queries import Instrument, PortfolioTeam, RoundOutline, Shown
from pmo_academy.reports.sentences import form_words, level_words

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class HeatCell:
    """A number with its step of the heat map."""

    text: str
    step: int


@dataclass(frozen=True, kw_only=True)
class TeamLine:
    """A team in the table of domains; without cells it is hidden or not measured."""

    team: PortfolioTeam
    round: RoundOutline | None
    level: str
    cells: Sequence[HeatCell | None]

    @property
    def is_hidden(self) -> bool:
        """Tell whether there is a closed round of which nothing may be shown."""
        return self.round is not None and self.round.shown is None


@dataclass(frozen=True, kw_only=True)
class LevelCount:
    """One level with the teams that stand at it, by name."""

    level: str
    teams: Sequence[PortfolioTeam]


@dataclass(frozen=True, kw_only=True)
class Weakest:
    """The domain that most teams have not settled, and the team that stands lowest in it."""

    code: str
    name: str
    unsettled: int
    measured: int
    team: PortfolioTeam
    round: RoundOutline

    @property
    def is_latest(self) -> bool:
        """Tell whether the pages of the team speak of this round, not of one by another model."""
        closed = [one.closed_on for one in self.team.latest.values() if one.closed_on]
        return self.round.closed_on == max(closed)


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """All teams by one instrument: results of different models and forms never mix."""

    everybody: Sequence[PortfolioTeam]
    instruments: Sequence[Instrument]
    instrument: Instrument | None
    sort: str
    page: int

    @cached_property
    def model(self) -> Model | None:
        """The model of the instrument, in its latest edition that was used."""
        rounds = [one.latest[self.instrument] for one in self._measured if self.instrument]
        return max(rounds, key=lambda one: one.closes_on).model if rounds else None

    @property
    def is_indicative(self) -> bool:
        """Tell whether the form is too short to say more than the tier."""
        return self.instrument is not None and self.instrument.form is Form.QUICK

    @cached_property
    def lines(self) -> Sequence[TeamLine]:
        """All teams in the order asked for."""
        if self.instrument is None:
            return []
        ordered = in_order(self.everybody, instrument=self.instrument, sort=self.sort)
        return [self._line(team) for team in ordered]

    @property
    def page_lines(self) -> Sequence[TeamLine]:
        """The teams of this page."""
        return self.lines[self.first - 1 : self.first - 1 + PER_PAGE]

    @property
    def first(self) -> int:
        """The place of the first team of the page, from 1."""
        last_page = max(0, (len(self.everybody) - 1) // PER_PAGE)
        return min(max(self.page - 1, 0), last_page) * PER_PAGE + 1

    @property
    def page_number(self) -> int:
        """The number of this page, which exists whatever was asked for."""
        return self.first // PER_PAGE + 1

    @property
    def last(self) -> int:
        """The place of the last team of the page."""
        return min(self.first + PER_PAGE - 1, len(self.everybody))

    @cached_property
    def levels(self) -> Sequence[LevelCount]:
        """How many teams stand at each level, from the top; the floor is the last."""
        if self.model is None or self.instrument is None:
            return []
        found: dict[str, list[PortfolioTeam]] = {}
        for rung in range(self.model.top_rung, -1, -1):
            found.setdefault(level_words(self.model, rung, form=self.instrument.form), [])
        for team, shown in self._shown:
            found[level_words(self.model, shown.rung, form=self.instrument.form)].append(team)
        return [LevelCount(level=level, teams=teams) for level, teams in found.items()]

    @cached_property
    def picture(self) -> Markup:
        """The levels as a picture."""
        rows = [(one.level, len(one.teams)) for one in self.levels]
        return pictures.level_tally(rows)

    @cached_property
    def hidden(self) -> Sequence[PortfolioTeam]:
        """The teams of which nothing may be shown."""
        return [line.team for line in self.lines if line.is_hidden]

    @cached_property
    def unmeasured(self) -> Sequence[PortfolioTeam]:
        """The teams that have not closed a round by this instrument."""
        return [line.team for line in self.lines if line.round is None]

    @cached_property
    def spread(self) -> Sequence[tuple[str, Sequence[TierSpread | None]]]:
        """For each domain and tier the lowest and the highest team, and how many settled it."""
        return spread(self.model, [shown for _team, shown in self._shown]) if self.model else []

    @cached_property
    def weakest(self) -> Weakest | None:
        """The domain to open first, None where nothing may be shown."""
        found = [one for one in map(self._weakness, self._domain_names) if one]
        return min(found, key=lambda one: -one.unsettled, default=None)

    @property
    def shown_count(self) -> int:
        """How many teams have a level that may be shown."""
        return len(self._shown)

    @property
    def _domain_names(self) -> Sequence[tuple[str, str]]:
        return [(one.code, one.name) for one in self.model.domains] if self.model else []

    @property
    def _measured(self) -> Sequence[PortfolioTeam]:
        return [team for team in self.everybody if self.instrument in team.latest]

    @cached_property
    def _shown(self) -> Sequence[tuple[PortfolioTeam, Shown]]:
        return [
            (line.team, line.round.shown) for line in self.lines if line.round and line.round.shown
        ]

    def _weakness(self, domain: tuple[str, str]) -> Weakest | None:
        code, name = domain
        rungs = [
            (rung, team)
            for team, shown in self._shown
            if (rung := shown.domain_rungs.get(code)) is not None
        ]
        if not rungs or self.instrument is None:
            return None
        lowest = min(rungs, key=lambda one: (one[0], one[1].name))[1]
        return Weakest(
            code=code,
            name=name,
            unsettled=sum(rung < SETTLED_STEP for rung, _ in rungs),
            measured=len(rungs),
            team=lowest,
            round=lowest.latest[self.instrument],
        )

    def _line(self, team: PortfolioTeam) -> TeamLine:
        one = team.latest.get(self.instrument) if self.instrument else None
        if one is None or one.shown is None or self.model is None:
            return TeamLine(team=team, round=one, level="", cells=())
        cells = [
            self._cell(one.model, one.shown.domain_rungs.get(domain.code))
            for domain in self.model.domains
        ]
        form = one.instrument.form
        level = level_words(one.model, one.shown.rung, form=form)
        return TeamLine(team=team, round=one, level=level, cells=cells)

    def _cell(self, model: Model, rung: int | None) -> HeatCell | None:
        if rung is None:
            return None
        step = pictures.rung_step(rung)
        if self.is_indicative:
            tier = -(-rung // len(model.steps))
            return HeatCell(text=number(tier, 0), step=step)
        return HeatCell(text=number(rung, 0), step=step)


def portfolio(
    teams: Sequence[PortfolioTeam], *, wanted: str = "", sort: str = "", page: int = 1
) -> Portfolio:
    """Put teams beside each other by the instrument asked for; else by the one used most."""
    used: dict[Instrument, int] = {}
    for team in teams:
        for instrument in team.latest:
            used[instrument] = used.get(instrument, 0) + 1
    by_key = {one.key: one for one in used}
    most = max(used, key=lambda one: (used[one], one.key), default=None)
    return Portfolio(
        everybody=teams,
        instruments=sorted(used, key=lambda one: (-used[one], one.key)),
        instrument=by_key.get(wanted, most),
        sort=sort,
        page=page,
    )


def instrument_words(one: Instrument) -> str:
    """Name an instrument: PALM 1, full questionnaire."""
    form = form_words(one.form)
    return str(_("%(model)s %(version)s, %(form)s", model=one.code, version=one.major, form=form))
