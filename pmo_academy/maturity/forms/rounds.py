"""The form of a new round."""

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from pmo_academy.core.forms import Day, Form, TextLine
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.maturity.models import Mode
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.suppression import THRESHOLDS, USUAL_THRESHOLD

WHOLE_SECTION = "all"


class RoundForm(Form):
    """Title, privacy and dates of a round; people and scope are read besides."""

    title = TextLine(
        _l("Title"),
        validators=[
            InputRequired(_l("Enter a title.")),
            Length(max=120, message=_l("A title has at most 120 characters.")),
        ],
    )
    mode = RadioField(
        _l("Names"),
        choices=[
            SelectChoice(Mode.ANONYMOUS.value, _l("Anonymous: answers are kept without names")),
            SelectChoice(
                Mode.NAMED.value, _l("Named: answers are kept with names, and everybody is told")
            ),
        ],
        validators=[InputRequired(_l("Choose whether names are kept."))],
    )
    threshold = SelectField(
        _l("Show results from"),
        choices=[SelectChoice(str(number)) for number in THRESHOLDS],
        coerce=int,
        default=USUAL_THRESHOLD,
        validators=[InputRequired(_l("Choose a number from 4 to 10."))],
    )
    opens_on = Day(_l("First day"), validators=[InputRequired(_l("Enter the first day."))])
    closes_on = Day(_l("Last day"), validators=[InputRequired(_l("Enter the last day."))])


def read_scope(form: MultiDict[str, str], model: Model) -> Mapping[str, str]:
    """Read which questions are left out, each with its reason."""
    left_out: dict[str, str] = {}
    for domain in model.domains:
        chosen = form.get(f"leave-{domain.code.lower()}", "")
        reason = " ".join(form.get(f"reason-{domain.code.lower()}", "").split())[:300]
        codes = [item.code for item in domain.items]
        if chosen == WHOLE_SECTION and not model.owns_floor_pair(domain):
            left_out |= dict.fromkeys(codes, reason)
        elif chosen in codes:
            left_out[chosen] = reason
    return left_out
