"""Certification: claims to confirm, what ends, cases to judge, what others ask to look at."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from pmo_academy.agenda.queries import Duty, DutyKind, HeldCertificate
from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.sources.urgency import urgency
from pmo_academy.agenda.task import Place, Task
from pmo_academy.certification.rules.validity import GRACE, may_renew_from
from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
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


def awards(reader: Reader) -> Iterable[Task]:
    """Give a row for each own certificate that can be renewed and whose grace is not over."""
    return [
        _award(one, one.on, reader.today)
        for one in reader.duties
        if one.kind is DutyKind.AWARD
        and one.on
        and may_renew_from(one.on) <= reader.today <= one.on + GRACE
    ]


def cases(reader: Reader) -> Iterable[Task]:
    """Give a row for each case that waits for the reader's opinion."""
    return [
        Task(
            key=f"case-{one.id}",
            title=_("Judge the case “%(title)s”", title=one.title),
            place=Place(endpoint="certification.show_case", values={"case_id": one.id}),
            note=_("The conversation is on %(day)s", day=day(one.on)) if one.on else "",
            because=_("you are one of its two reviewers"),
            state="not_started",
            state_text=_("Waits for you"),
            due_on=one.on,
        )
        for one in reader.duties
        if one.kind is DutyKind.CASE
    ]


def claims_sent_back(reader: Reader) -> Iterable[Task]:
    """Give a row for each own claim that a PMO lead could not verify."""
    return [
        Task(
            key=f"{one.kind}-{one.id}",
            title=_("See why the claim “%(title)s” came back", title=one.title),
            place=Place(endpoint="certification.show_claim", values={"claim_id": one.id}),
            note="",
            because=_("a PMO lead could not verify it"),
            state="returned",
            state_text=_("Sent back"),
            due_on=None,
        )
        for one in reader.duties
        if one.kind is DutyKind.CLAIM_SENT_BACK
    ]


def entries_sent_back(reader: Reader) -> Iterable[Task]:
    """Give a row for each entry of the own record that could not be confirmed."""
    return [
        Task(
            key=f"{one.kind}-{one.id}",
            title=_("See why an entry of your record came back"),
            place=Place(endpoint="certification.show_record"),
            note=_("Of %(day)s", day=day(one.on)) if one.on else "",
            because=_("it could not be confirmed as it is written"),
            state="returned",
            state_text=_("Sent back"),
            due_on=None,
        )
        for one in reader.duties
        if one.kind is DutyKind.ENTRY_SENT_BACK
    ]


def to_look_at(reader: Reader) -> Iterable[Task]:
    """Give a row for entries to confirm, one for cases without reviewers, one for claims."""
    counts = Counter(one.kind for one in reader.duties)
    return [
        Task(
            key=f"certification-{kind.value}",
            title=words(counts[kind]),
            place=Place(endpoint=endpoint),
            note="",
            because=str(because),
            state="not_started",
            state_text=_("Waits for you"),
            due_on=None,
        )
        for kind, (endpoint, words, because) in _SHARED.items()
        if counts[kind]
    ]


def _entries_words(count: int) -> str:
    return ngettext(
        "Confirm %(num)s entry of your people", "Confirm %(num)s entries of your people", count
    )


def _open_cases_words(count: int) -> str:
    return ngettext("Ask reviewers for %(num)s case", "Ask reviewers for %(num)s cases", count)


def _verify_words(count: int) -> str:
    return ngettext("Verify %(num)s claim", "Verify %(num)s claims", count)


_SHARED: Mapping[DutyKind, tuple[str, Callable[[int], str], object]] = {
    DutyKind.ENTRY: (
        "certification.list_entries",
        _entries_words,
        _l("they wrote down what changed in their PMO"),
    ),
    DutyKind.OPEN_CASE: (
        "certification.list_cases",
        _open_cases_words,
        _l("somebody presented a case"),
    ),
    DutyKind.CLAIM: (
        "certification.list_verifications",
        _verify_words,
        _l("their owners asked for it"),
    ),
}


def _award(one: Duty, ends_on: date, today: date) -> Task:
    state, text = urgency(ends_on, today)
    left = (ends_on - today).days
    if state == "overdue":
        text = _("Ended")
    elif not text:
        text = ngettext("%(num)s day left", "%(num)s days left", left)
    return Task(
        key=f"award-{one.id}-{ends_on}",
        title=_("Renew %(title)s", title=one.title),
        place=Place(endpoint="certificates.show_certificate", values={"award_code": one.code}),
        note=_("Valid until %(date)s", date=day(ends_on)),
        because=_("it is valid until %(date)s", date=day(ends_on)),
        state=state,
        state_text=text,
        due_on=ends_on,
    )


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
        note=_("From what you did here; nothing has to be typed again"),
        because=_("you did something that may count for it"),
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
