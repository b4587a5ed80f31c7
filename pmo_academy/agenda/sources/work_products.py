"""Work products: those of others to judge, and one's own that came back."""

from collections.abc import Iterable, Iterator

from pmo_academy.agenda.queries import OwnCourse
from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.task import Place, Task
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.learning.rules.reviewing import SubmissionState


def work_products(reader: Reader) -> Iterable[Task]:
    """Give a row for each course with something to judge, and for each that came back."""
    return [task for one in reader.courses for task in _of_course(one)]


def _of_course(one: OwnCourse) -> Iterator[Task]:
    if one.reviews_waiting:
        yield _to_judge(one)
    if one.handed_in is SubmissionState.RETURNED:
        yield _returned(one)


def _to_judge(one: OwnCourse) -> Task:
    return Task(
        key=f"judge-{one.choice.code}",
        title=ngettext(
            "Judge %(num)s work product of “%(course)s”",
            "Judge %(num)s work products of “%(course)s”",
            one.reviews_waiting,
            course=one.choice.title,
        ),
        place=Place(endpoint="learning.list_reviews"),
        note=_("A colleague waits for it"),
        because=_("a colleague waits for it"),
        state="not_started",
        state_text=_("Waits for you"),
        due_on=None,
    )


def _returned(one: OwnCourse) -> Task:
    return Task(
        key=f"returned-{one.choice.code}",
        title=_("Mend your work product of “%(course)s”", course=one.choice.title),
        place=Place(endpoint="learning.show_work_product", values={"code": one.choice.code}),
        note=_("It came back with reasons"),
        because=_("it came back with reasons"),
        state="due",
        state_text=_("Returned"),
        due_on=None,
    )
