"""Practice: the questions that are due today."""

from collections.abc import Iterable

from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.task import Place, Task
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext


def practice(reader: Reader) -> Iterable[Task]:
    """Give one row when something is due and the person neither paused nor said "not now"."""
    if not reader.practice.is_due:
        return []
    return [
        Task(
            key="practice",
            title=_("Practise for %(num)s min", num=reader.practice.minutes),
            place=Place(endpoint="retention.show_practice"),
            note=ngettext(
                "%(num)s question on what you have learned",
                "%(num)s questions on what you have learned",
                len(reader.practice.waiting),
            ),
            because=_("you would soon forget it otherwise"),
            state="not_started",
            state_text=_("Today"),
            due_on=reader.today,
        )
    ]
