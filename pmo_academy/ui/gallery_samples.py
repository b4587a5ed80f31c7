"""What the gallery shows: short, long, empty and unusual values."""

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired

from pmo_academy.core.forms import Form
from pmo_academy.ui import charts

LONG = (
    "Authorising and growing project managers across several regions, with deputies, mentors "
    "and everybody who signs for them"
)

DOMAINS = (
    "Mandate and objectives",
    "Methods, procedures and templates",
    "Coaching, training and guidance",
    "Authorising and growing project managers",
    "Resources and cross-project coordination",
    "Multi-project and programme management",
    "Performance monitoring and assurance",
    "Strategy and portfolio",
    "Value, benefits and financial accountability",
    "Knowledge and improvement",
)
SHORT_DOMAINS = (
    "Mandate",
    "Methods",
    "Coaching",
    "Managers",
    "Resources",
    "Programmes",
    "Monitoring",
    "Strategy",
    "Value",
    "Knowledge",
)
CURRENT = (2.9, 2.6, 2.4, 1.5, 2.2, 2.1, 2.3, 1.2, 1.0, 1.8)
TARGET = (3.0, 3.0, 2.5, 2.5, 2.5, 2.5, 2.5, 1.5, 1.5, 2.0)
BEFORE = (2.4, 2.5, 2.1, 1.3, 1.9, 1.6, 1.9, 1.2, 0.9, 1.7)

QUESTIONS = (
    (
        "AUT-C1",
        "Must a project manager be authorised before leading?",
        (
            "Anyone may be told to lead",
            "The sponsor picks whoever is free",
            "The PMO is consulted on the choice",
            "A recorded authorisation matching size and risk is required",
            "Authorisation is renewed from results and withdrawn when needed",
        ),
    ),
    (
        "AUT-C2",
        "Are leads matched to projects on facts?",
        (
            "Availability alone decides",
            "Reputation decides",
            "Experience and skill are compared for larger projects",
            "Profile, workload and complexity data are used for most assignments",
            "Results of past assignments are studied to improve matching",
        ),
    ),
)


class SampleForm(Form):
    """One field of every kind."""

    name = StringField("Full name", validators=[InputRequired("Enter your full name.")])
    email = EmailField("Email", render_kw={"autocomplete": "email"})
    password = PasswordField("Password", validators=[InputRequired("Enter a password.")])
    hours = IntegerField("Hours", description="Whole hours, without travel.")
    finished = DateField("Finished on")
    notes = TextAreaField("Notes")
    role = SelectField("Role", choices=[SelectChoice("lead", "Lead")])
    mode = RadioField(
        "How are answers given?",
        choices=[SelectChoice("named", "With names"), SelectChoice("anonymous", "Without names")],
        validators=[InputRequired("Choose one.")],
    )
    teams = SelectMultipleField(
        "Teams", choices=[SelectChoice("pay", "Payments"), SelectChoice("log", "Logistics")]
    )
    proof = FileField("Evidence")
    agreed = BooleanField("I have read how answers are used")


def filled_form() -> SampleForm:
    """Return the form as it comes back with two things missing."""
    form = SampleForm(MultiDict({"email": "lena@sample.test", "hours": "12", "teams": "pay"}))
    form.validate()
    return form


def pictures() -> dict[str, Markup]:
    """Return one chart of each kind, the full, the empty and the single-valued."""
    series = [
        charts.Series(name="Now", values=CURRENT),
        charts.Series(name="Target", values=TARGET),
        charts.Series(name="Last round", values=BEFORE),
    ]
    rows = [
        charts.DotRow(label=domain, now=now, target=target, before=before)
        for domain, now, target, before in zip(DOMAINS, CURRENT, TARGET, BEFORE, strict=True)
    ]
    rounds = [
        charts.TrendPoint(label="March 2026", value=2),
        charts.TrendPoint(label="September 2026", value=3, break_before="Model 1.1"),
        charts.TrendPoint(label="March 2027", value=4),
    ]
    answers = [
        charts.Answer(label=anchor, count=count)
        for anchor, count in zip(QUESTIONS[0][2], (1, 4, 2, 0, 0), strict=True)
    ]
    unknown = charts.Answer(label="I don't know", count=1, is_unknown=True)
    return {
        "radar": charts.radar(SHORT_DOMAINS, series, title="Profile by domain"),
        "radar_long": charts.radar(DOMAINS, series[:1], title="With long names"),
        "radar_partial": charts.radar(
            DOMAINS[:3], [charts.Series(name="Now", values=(1.0, None, 4.0))], title="Three domains"
        ),
        "dots": charts.dots(rows, title="Distance to the target by domain"),
        "dots_hidden": charts.dots(
            [
                charts.DotRow(label=LONG, now=None),
                charts.DotRow(label="Value", now=None, hidden="Hidden"),
            ],
            title="Unknown and hidden",
        ),
        "trend": charts.trend(
            rounds,
            title="Rung by round",
            top=9,
            target=6,
            target_label="Target",
            shown="{:.0f}".format,
        ),
        "trend_single": charts.trend(rounds[:1], title="One round", top=9),
        "ring": charts.ring(41, 60, title="41 of 60 PDUs", note="PDUs"),
        "ring_empty": charts.ring(0, 60, title="0 of 60 PDUs"),
        "bar": charts.bar(21, 35, title="Education", least=8, least_label="at least 8"),
        "bar_none": charts.bar(0, 25, title="Giving Back"),
        "strip": charts.strip([*answers, unknown], title="How many chose each answer"),
    }


DIAGRAMS = {
    "flow": ("Collect", "Draft", "Test", "Sign"),
    "cycle": ("Rate", "Show", "Discuss"),
    "ladder": ("Support", "Control", "Strategic"),
    "grid": ("Keep content", "Meet often", "Watch", "Keep informed"),
}
