"""What somebody types who gives, changes or finishes a task."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField
from wtforms.validators import Length

from pmo_academy.core.forms import Form
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.maturity.forms.plans import read_day, read_id, read_point
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.service import LONGEST_NOTE, TaskGiven


class NoteForm(Form):
    """What there is to see now that a task is done."""

    note = TextAreaField(
        _l("What is there to see now?"),
        validators=[Length(max=LONGEST_NOTE, message=_l("A note has at most 1000 characters."))],
    )


@dataclass(frozen=True, kw_only=True)
class OwnerAndDay:
    """Whose task it is, and by when."""

    owner_id: UUID
    due_on: date


def read_task(
    form: MultiDict[str, str], model: Model, problems: dict[str, str]
) -> TaskGiven | None:
    """Read a new task, or put down what is wrong by the name of the field."""
    who, item = read_owner_and_day(form, problems), form.get("item", "")
    if item not in model.item_by_code:
        problems["item"] = _("Choose a question.")
    point = read_point(form.get("point", ""), usual=0)
    if not point:
        problems["point"] = _("Choose the statement to reach.")
    if problems or who is None:
        return None
    return TaskGiven(item=item, point=point, owner_id=who.owner_id, due_on=who.due_on)


def read_owner_and_day(form: MultiDict[str, str], problems: dict[str, str]) -> OwnerAndDay | None:
    """Read whose task it is and by when, or put down what is wrong."""
    due_on, owner_id = read_day(form, "due_on", problems), read_id(form.get("owner_id", ""))
    if owner_id is None:
        problems["owner_id"] = _("Choose whose task it is.")
        return None
    return OwnerAndDay(owner_id=owner_id, due_on=due_on) if due_on else None
