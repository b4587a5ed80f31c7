"""What the PMO lead is writing: a better opening for a lesson, not published yet."""

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.demo.people import Organisation
from pmo_academy.studio.queries import find_file, latest_number
from pmo_academy.studio.service import drafts, texts

CODE, LESSON = "PA-01", "office-and-person"
OPENING = (
    'On Thursday a finance director writes: "Our PMO leaves at the end of the month. What will '
    'stop?" Nobody knows. '
)


def add(organisation: Organisation) -> None:
    """Begin the next edition of a course, if that course is here."""
    if latest_number(Kind.COURSE, CODE) is None:
        return
    lead = organisation.ada
    draft = drafts.begin(Kind.COURSE, CODE, by=lead.id)
    text = texts.read_text(draft, texts.LESSONS, LESSON)
    _first, _space, rest = text.body.partition("Nobody can answer. ")
    body = texts.with_changes(text, {}, OPENING + rest)
    if find_file(draft, text.path) != body:
        texts.save_text(draft, text, body, seen=text.mark, by=lead.id)
