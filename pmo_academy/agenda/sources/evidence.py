"""Evidence: at most one row to review, and one to renew."""

from collections.abc import Iterable, Sequence
from datetime import date

from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.sources.urgency import SOON
from pmo_academy.agenda.task import Place, Task
from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.maturity.queries import EvidenceTask


def pieces(reader: Reader) -> Iterable[Task]:
    """Give a row for what is to be reviewed and one for what expires first."""
    found = reader.waiting.evidence
    waiting = [one for one in found if one.is_waiting]
    expiring = [one for one in found if not one.is_waiting]
    rows = [_to_review(waiting)] if waiting else []
    return [*rows, _to_renew(expiring, today=reader.today)] if expiring else rows


def _to_review(waiting: Sequence[EvidenceTask]) -> Task:
    first = waiting[0]
    of_team = [one for one in waiting if one.team_id == first.team_id]
    return Task(
        key=f"review-{first.team_id}",
        title=ngettext(
            "Review %(num)s piece of evidence of %(team)s",
            "Review %(num)s pieces of evidence of %(team)s",
            len(of_team),
            team=first.team_name,
        ),
        place=_list_of(first, show="waiting"),
        note=_("It counts once you have accepted it"),
        because=_("it counts once you have accepted it"),
        state="not_started",
        state_text=_("Waiting for review"),
        due_on=None,
    )


def _to_renew(expiring: Sequence[EvidenceTask], *, today: date) -> Task:
    first = expiring[0]
    days = (first.valid_until - today).days
    more = len(expiring) - 1
    note = _("Valid until %(date)s", date=day(first.valid_until))
    if more:
        note += " · " + ngettext("%(num)s more expires soon", "%(num)s more expire soon", more)
    return Task(
        key=f"evidence-{first.evidence_id}",
        title=_("Renew evidence: %(title)s", title=first.title),
        place=_list_of(first, show="expiring") if first.is_managed else _piece(first),
        note=note,
        because=_("it is valid until %(date)s", date=day(first.valid_until)),
        in_mail=_("Renew a piece of evidence of %(team)s", team=first.team_name),
        state="due" if days <= SOON else "not_started",
        state_text=ngettext("%(num)s day left", "%(num)s days left", days),
        due_on=first.valid_until,
    )


def _list_of(one: EvidenceTask, *, show: str) -> Place:
    values = {"team_id": one.team_id, "show": show}
    return Place(endpoint="evidence.show_evidence", values=values, anchor="pieces")


def _piece(one: EvidenceTask) -> Place:
    values = {"team_id": one.team_id, "evidence_id": one.evidence_id}
    return Place(endpoint="evidence.show_piece", values=values)
