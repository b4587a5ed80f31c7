"""Keep notes and bookmarks, change them, delete and put back."""

from datetime import timedelta

from sqlalchemy import delete, select

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.learning.models import Kept, KeptKind, Lesson
from pmo_academy.learning.rules.paragraphs import Paragraph
from pmo_academy.people.models import Person

MOST_LETTERS = 4000
KEPT_AFTER_DELETION = timedelta(days=1)


def write_note(person: Person, code: str, lesson: Lesson, *, at: Paragraph, text: str) -> Kept:
    """Keep a note on a paragraph of a lesson."""
    note = Kept(
        person_id=person.id,
        kind=KeptKind.NOTE,
        course_code=code,
        lesson_key=lesson.key,
        paragraph=at.number,
        excerpt=at.excerpt,
        text=text,
    )
    session().add(note)
    session().flush()
    return note


def change_note(note: Kept, text: str) -> None:
    """Give a note other words."""
    note.text = text
    note.changed_at = clock.now()
    session().flush()


def delete_note(note: Kept) -> None:
    """Delete a note; for a day it can be put back."""
    note.deleted_at = clock.now()
    session().flush()


def put_note_back(note: Kept) -> None:
    """Undo the deletion of a note."""
    note.deleted_at = None
    session().flush()


def bookmark(person: Person, code: str, lesson_key: str, *, is_on: bool) -> None:
    """Set or take away the bookmark of a lesson; twice is the same as once."""
    session().execute(select(Person.id).where(Person.id == person.id).with_for_update())
    mine = (
        Kept.person_id == person.id,
        Kept.course_code == code,
        Kept.lesson_key == lesson_key,
        Kept.kind == KeptKind.BOOKMARK,
    )
    if not is_on:
        session().execute(delete(Kept).where(*mine))
    elif session().scalar(select(Kept.id).where(*mine)) is None:
        session().add(
            Kept(
                person_id=person.id,
                kind=KeptKind.BOOKMARK,
                course_code=code,
                lesson_key=lesson_key,
            )
        )
    session().flush()


def forget_deleted_notes() -> None:
    """Remove for good what was deleted more than a day ago; a job calls this."""
    before = clock.now() - KEPT_AFTER_DELETION
    session().execute(delete(Kept).where(Kept.deleted_at < before))
