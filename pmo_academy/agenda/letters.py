"""What the mails of the agenda say: no score, nothing of a questionnaire, no way in."""

from collections.abc import Sequence

from pmo_academy.agenda.items import list_tasks
from pmo_academy.agenda.queries.teams import TeamCounts, count_for_manager
from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.service import unsubscribing
from pmo_academy.agenda.service.expiries import Ending
from pmo_academy.agenda.task import Task
from pmo_academy.core import clock
from pmo_academy.core.mail import Letter
from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.people.models import Person
from pmo_academy.people.preferences import MailKind, preference_of
from pmo_academy.people.rules.when import wall_clock

MOST_LINES = 5


def digest_for(person: Person) -> Letter | None:
    """Return the digest of a person as of now; None when there is nothing to do."""
    today = wall_clock(clock.now(), preference_of(person.id).time_zone).date()
    tasks = list_tasks(Reader(person=person, today=today))
    of_teams = _of_teams(count_for_manager(person, today=today))
    if not tasks and not of_teams:
        return None
    return Letter(
        subject=_subject(len(tasks)),
        greeting=_("Hello %(name)s,", name=person.name),
        paragraphs=_lines(tasks, of_teams),
        button=_("Open your agenda"),
        path="/me/agenda",
        notes=(_("At most one such mail a week, and none when nothing is to do."),),
        unsubscribe=unsubscribing.path_for(person.id, MailKind.DIGEST),
    )


def expiry_for(ending: Ending) -> Letter:
    """Return the mail about a certificate that ends."""
    person, title, ends_on = ending.person, ending.title, ending.ends_on
    days = (ends_on - clock.today()).days
    left = ngettext("%(num)s day is left.", "%(num)s days are left.", days)
    return Letter(
        subject=_("%(title)s: renew it until %(date)s", title=title, date=day(ends_on)),
        greeting=_("Hello %(name)s,", name=person.name),
        paragraphs=(_("%(title)s ends on %(date)s.", title=title, date=day(ends_on)) + " " + left,),
        button=_("See what is still needed"),
        path=ending.path,
        unsubscribe=unsubscribing.path_for(person.id, MailKind.EXPIRY),
    )


def _subject(count: int) -> str:
    if not count:
        return _("Your week: a look at your teams")
    return ngettext("Your week: %(num)s thing to do", "Your week: %(num)s things to do", count)


def _lines(tasks: Sequence[Task], of_teams: str) -> Sequence[str]:
    """Return at most five lines; the last is about the teams where there is something to say."""
    room = MOST_LINES - 1 if of_teams else MOST_LINES
    lines = [_line(task) for task in tasks[:room]]
    return [*lines, of_teams] if of_teams else lines


def _line(task: Task) -> str:
    words = _("%(what)s, because %(reason)s.", what=task.in_mail or task.title, reason=task.because)
    return f"{words} {task.state_text}." if task.state_text else words


def _of_teams(counts: TeamCounts) -> str:
    """Say in counts what goes on in the teams, and one thing to do next."""
    said = []
    if counts.overdue:
        said.append(
            ngettext(
                "%(num)s assigned course is overdue.",
                "%(num)s assigned courses are overdue.",
                counts.overdue,
            )
        )
    if counts.closing:
        said.append(
            ngettext(
                "%(num)s assessment closes within a week.",
                "%(num)s assessments close within a week.",
                counts.closing,
            )
        )
    if not said:
        return ""
    following = (
        _("Next: ask at Team what holds people up.")
        if counts.overdue
        else _("Next: see at Assess how many have answered.")
    )
    return " ".join((_("In your teams:"), *said, following))
