"""Questions about lessons: to be answered by authors, and answered to those who asked."""

from collections.abc import Iterable, Iterator

from pmo_academy.agenda.queries import OwnCourse
from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.task import Place, Task
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext


def threads(reader: Reader) -> Iterable[Task]:
    """Give one row for all open questions to authors, and one a course with fresh answers."""
    return [*_open(reader), *(_answered(one) for one in reader.courses if one.fresh_answers)]


def _open(reader: Reader) -> Iterator[Task]:
    waiting = sum(one.open_questions for one in reader.courses)
    if reader.person.is_pmo_lead and waiting:
        yield Task(
            key="lesson-questions",
            title=ngettext(
                "Answer %(num)s question about a lesson",
                "Answer %(num)s questions about lessons",
                waiting,
            ),
            place=Place(endpoint="learning.list_asked_threads"),
            note=_("Learners wait for it"),
            because=_("learners wait for it"),
            state="not_started",
            state_text=_("Open"),
            due_on=None,
        )


def _answered(one: OwnCourse) -> Task:
    return Task(
        key=f"answered-{one.choice.code}",
        title=ngettext(
            "Read the answer to your question in “%(course)s”",
            "Read the answers to your questions in “%(course)s”",
            one.fresh_answers,
            course=one.choice.title,
        ),
        place=Place(endpoint="learning.list_own_threads", values={"code": one.choice.code}),
        note=_("The course's authors answered"),
        because=_("the course's authors answered"),
        state="not_started",
        state_text=_("Answered"),
        due_on=None,
    )
