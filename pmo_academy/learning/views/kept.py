"""What a reader keeps of a lesson, as the lesson's page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pmo_academy.learning import queries
from pmo_academy.learning.models import Kept, KeptKind, Lesson
from pmo_academy.learning.rules.paragraphs import Paragraph, paragraphs, place_of


@dataclass(frozen=True, kw_only=True)
class NotedParagraph:
    """A paragraph of the lesson with the notes on it."""

    paragraph: Paragraph
    notes: Sequence[Kept]


@dataclass(frozen=True, kw_only=True)
class KeptInLesson:
    """The text paragraph by paragraph; `strays` are notes whose paragraph is there no more."""

    text: Sequence[NotedParagraph]
    strays: Sequence[Kept]
    is_bookmarked: bool


def kept_in(lesson: Lesson, code: str, person_id: UUID) -> KeptInLesson:
    """Return the text of a lesson with what the reader keeps of it, each note at its place."""
    kept = queries.list_kept_of_lesson(person_id, code, lesson.key)
    parts = paragraphs(lesson.html)
    notes = [one for one in kept if one.kind is KeptKind.NOTE]
    places = {one.id: place_of(one.paragraph, one.excerpt, among=parts) for one in notes}
    return KeptInLesson(
        text=[
            NotedParagraph(
                paragraph=part,
                notes=[one for one in notes if places[one.id] == part.number],
            )
            for part in parts
        ],
        strays=[one for one in notes if places[one.id] is None],
        is_bookmarked=len(notes) < len(kept),
    )
