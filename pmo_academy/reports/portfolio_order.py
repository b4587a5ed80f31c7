"""The order of the teams of the portfolio; who has no figures comes last."""

from collections.abc import Sequence

from pmo_academy.reports.queries import Instrument, PortfolioTeam

BY_NAME, BY_LEVEL = "name", "level"


def in_order(
    teams: Sequence[PortfolioTeam], *, instrument: Instrument, sort: str
) -> Sequence[PortfolioTeam]:
    """Sort by name, level or the code of a domain, the lowest first; a minus turns it round."""
    field, turned = sort.removeprefix("-"), sort.startswith("-")
    if field in ("", BY_NAME):
        return sorted(teams, key=lambda team: team.name.casefold(), reverse=turned)
    figures = {team.id: _figure(team, instrument, field) for team in teams}
    known = [team for team in teams if figures[team.id] is not None]
    rest = [team for team in teams if figures[team.id] is None]
    return sorted(known, key=lambda team: figures[team.id] or 0, reverse=turned) + rest


def _figure(team: PortfolioTeam, instrument: Instrument, field: str) -> int | None:
    one = team.latest.get(instrument)
    if one is None or one.shown is None:
        return None
    return one.shown.rung if field == BY_LEVEL else one.shown.domain_rungs.get(field)
