"""What the gallery shows: short, long, empty and unusual values."""

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
from wtforms.validators import InputRequired

from pmo_academy.core.forms import Form

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
    role = SelectField("Role", choices=[("lead", "Lead"), ("member", "Member")])
    mode = RadioField(
        "How are answers given?",
        choices=[("named", "With names"), ("anonymous", "Without names")],
        validators=[InputRequired("Choose one.")],
    )
    teams = SelectMultipleField("Teams", choices=[("pay", "Payments PMO"), ("log", "Logistics PMO")])
    proof = FileField("Evidence")
    agreed = BooleanField("I have read how answers are used")


def filled_form() -> SampleForm:
    """Return the form as it comes back with two things missing."""
    form = SampleForm(MultiDict({"email": "lena@sample.test", "hours": "12", "teams": "pay"}))
    form.validate()
    return form
