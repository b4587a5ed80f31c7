"""Outside certificates: claims to confirm, and cycles that end."""

from collections.abc import Iterable
from datetime import date

from pmo_academy.agenda.queries import HeldCertificate
from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.sources.urgency import urgency
from pmo_academy.agenda.task import Place, Task
from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext

# From when a cycle that ends is a task, and how long one that has ended stays one.
BEFORE, AFTER = 90, 30


def claims(reader: Reader) -> Iterable[Task]:
    """Give a row for each certificate with drafts of claims."""
    return [_claims(one) for one in reader.certificates if one.drafts]


def cycles(reader: Reader) -> Iterable[Task]:
    """Give a row for each certificate whose cycle ends soon or ended a short while ago."""
    return [
        _cycle(one, reader.today)
        for one in reader.certificates
        if -AFTER <= one.days_left(reader.today) <= BEFORE
    ]


def _claims(one: HeldCertificate) -> Task:
    return Task(
        key=f"claims-{one.id}",
        title=ngettext(
            "Confirm %(num)s claim for %(title)s",
            "Confirm %(num)s claims for %(title)s",
            one.drafts,
            title=one.title,
        ),
        place=Place(endpoint="certification.show_credential", values={"credential_id": one.id}),
        note=_("From courses you have completed; nothing has to be typed again"),
        because=_("you completed a course that counts for it"),
        state="not_started",
        state_text=_("Draft"),
        due_on=None,
    )


def _cycle(one: HeldCertificate, today: date) -> Task:
    state, text = urgency(one.ends_on, today)
    left = one.days_left(today)
    if state == "overdue":
        text = _("Ended")
    elif not text:
        text = ngettext("%(num)s day left", "%(num)s days left", left)
    return Task(
        key=f"cycle-{one.id}-{one.ends_on}",
        title=_("Renew %(title)s", title=one.title),
        place=Place(endpoint="certification.show_credential", values={"credential_id": one.id}),
        note=_("Its cycle ends on %(date)s", date=day(one.ends_on)),
        because=_("its cycle ends on %(date)s", date=day(one.ends_on)),
        state=state,
        state_text=text,
        due_on=one.ends_on,
    )
