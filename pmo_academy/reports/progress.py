"""How far a team has come since it set its target, in words."""

from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import RoundPoint

_ALL = 100


def progress_words(progress: float | None, *, base: RoundPoint | None) -> str:
    """Say what has been gained since the round that the target was set on."""
    if progress is None or base is None:
        return str(_("The target was set on this round; the next one shows what was gained."))
    words = {"round": base.title, "date": day(base.closed_on)}
    percent = round(progress * _ALL)
    if percent > 0:
        return str(
            _(
                "Of what was missing at %(round)s on %(date)s, %(percent)s %% has been gained.",
                percent=min(percent, _ALL),
                **words,
            )
        )
    if percent < 0:
        return str(_("More is missing than at %(round)s on %(date)s.", **words))
    return str(_("As much is missing as at %(round)s on %(date)s.", **words))
