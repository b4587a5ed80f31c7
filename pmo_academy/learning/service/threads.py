"""Ask about a lesson, answer, open again, hide, take back."""

from sqlalchemy import select

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries
from pmo_academy.learning.models import Reply, Thread, ThreadState
from pmo_academy.people.models import Person

MOST_OPEN_A_DAY = 5


def ask_about_lesson(person: Person, code: str, lesson_key: str, text: str) -> Thread:
    """Ask the course's authors about a lesson."""
    session().execute(select(Person.id).where(Person.id == person.id).with_for_update())
    if queries.count_open_since_yesterday(person.id) >= MOST_OPEN_A_DAY:
        raise ConflictError(
            _(
                "You have asked %(count)s questions since yesterday. Wait for an answer first.",
                count=MOST_OPEN_A_DAY,
            )
        )
    thread = Thread(person_id=person.id, course_code=code, lesson_key=lesson_key, text=text)
    session().add(thread)
    session().flush()
    return thread


def answer_thread(thread: Thread, text: str, *, by: Person) -> None:
    """Answer a question; this marks it as answered."""
    session().refresh(thread, with_for_update=True)
    if thread.state is ThreadState.HIDDEN:
        raise ConflictError(_("This question is hidden. Show it again before you answer."))
    thread.replies.append(Reply(author_id=by.id, text=text))
    thread.state = ThreadState.ANSWERED
    thread.answered_at = clock.now()
    session().flush()
    audit.record("learning.question-answered", subject=thread.id, by=by.id)


def reopen_thread(thread: Thread, *, by: Person) -> None:
    """Put a question back among the open ones, or show a hidden one again."""
    session().refresh(thread, with_for_update=True)
    thread.state = ThreadState.OPEN
    thread.hidden_because = ""
    thread.answered_at = None
    session().flush()
    audit.record("learning.question-reopened", subject=thread.id, by=by.id)


def hide_thread(thread: Thread, reason: str, *, by: Person) -> None:
    """Let nobody but its author see a question any more, who reads why."""
    session().refresh(thread, with_for_update=True)
    thread.state = ThreadState.HIDDEN
    thread.hidden_because = reason
    session().flush()
    audit.record("learning.question-hidden", subject=thread.id, by=by.id)


def withdraw_thread(thread: Thread) -> None:
    """Take back a question that nobody has answered yet."""
    session().refresh(thread, with_for_update=True)
    if thread.state is not ThreadState.OPEN or thread.replies:
        raise ConflictError(_("This question has been answered and stays for the others."))
    session().delete(thread)
    session().flush()
