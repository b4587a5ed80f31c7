"""Drafts in the agenda: to be reviewed, sent back, approved, or not published as planned."""

from collections.abc import Iterable
from uuid import UUID

from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.task import Place, Task
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.queries import Waiting, list_waiting
from pmo_academy.studio.rules.review import Verdict


def drafts(reader: Reader) -> Iterable[Task]:
    """Give a row for each draft that waits for the reader, who writes or reviews it."""
    if not reader.person.is_pmo_lead:
        return []
    found = (_task(one, reader.person.id) for one in list_waiting())
    return [task for task in found if task is not None]


def _task(one: Waiting, reader_id: UUID) -> Task | None:
    key = one.draft.key
    if one.release is not None and one.release.problem and one.release.by == reader_id:
        because = _("it could not be published at the time you chose")
        return _row(one, _("See why %(key)s was not published", key=key), because, _("Stopped"))
    review = one.review
    if review is None:
        return None
    if review.verdict is None and review.asked_by != reader_id:
        if review.asked_of not in (None, reader_id):
            return None
        because = _("its author asks for a review")
        return _row(one, _("Review the draft of %(key)s", key=key), because, _("Waits for you"))
    if review.asked_by != reader_id:
        return None
    if review.verdict is Verdict.SENT_BACK:
        because = _("its reviewer sent it back")
        return _row(one, _("Go on with the draft of %(key)s", key=key), because, _("Sent back"))
    if review.verdict is Verdict.APPROVED and one.release is None:
        because = _("its reviewer approved it")
        return _row(one, _("Publish the draft of %(key)s", key=key), because, _("Approved"))
    return None


def _row(one: Waiting, title: str, because: str, state_text: str) -> Task:
    return Task(
        key=f"draft-{one.draft.id}",
        title=title,
        place=Place(endpoint="studio.show_publish", values={"code": one.draft.key}),
        note=because[0].upper() + because[1:],
        because=because,
        state="not_started",
        state_text=state_text,
        due_on=None,
    )
