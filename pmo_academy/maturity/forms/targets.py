"""What somebody asks for who sets a target."""

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField
from wtforms.validators import InputRequired

from pmo_academy.core.forms import Day, Form
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.service import LONGEST_REASON, Raise

_NO_ANCHOR = 9


class TargetForm(Form):
    """A level to reach, and the day by which; whether they make sense the service says."""

    rung = IntegerField(_l("Level to reach"), validators=[InputRequired(_l("Choose a level."))])
    by_date = Day(_l("By"), validators=[InputRequired(_l("Enter a date."))])


def read_raises(form: MultiDict[str, str], model: Model | None) -> Mapping[str, Raise]:
    """Read which questions shall reach more than the level takes, each with its reason."""
    found: dict[str, Raise] = {}
    for code in model.item_by_code if model else ():
        to = form.get(f"raise-{code.lower()}", "").strip()
        if to:
            why = " ".join(form.get(f"why-{code.lower()}", "").split())[:LONGEST_REASON]
            found[code] = Raise(to=int(to) if to in "01234" else _NO_ANCHOR, why=why)
    return found
