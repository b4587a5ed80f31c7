"""Forms about a course as a whole: begin one, name its parts, say what it is about."""

from collections.abc import Callable, Mapping
from typing import Any

from wtforms import IntegerField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Regexp,
    ValidationError,
)

from pmo_academy.core.forms import Form, TextLine
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.studio.rules import about
from pmo_academy.studio.service.courses import FULL, SMALL

LONGEST_LINE = 300
CODE = r"^[A-Z]{2,6}-[0-9]{2}$"


def line(label: str, missing: str) -> TextLine:
    """Return a field for one compulsory line."""
    return TextLine(
        label,
        validators=[
            DataRequired(missing),
            Length(max=LONGEST_LINE, message=_l("Use at most 300 characters.")),
        ],
    )


class NamedForm(Form):
    """A course to be: what it is called."""

    title = line(_l("Title"), _l("Enter a title."))
    code = TextLine(
        _l("Code"),
        filters=[lambda text: (text or "").upper()],
        validators=[
            DataRequired(_l("Enter a code such as OWN-01.")),
            Regexp(CODE, message=_l("Write two to six letters, a hyphen, two digits: OWN-01.")),
        ],
    )


class NewCourseForm(NamedForm):
    """A course to be: besides, what it promises and what it begins from."""

    promise = line(_l("What can people do afterwards?"), _l("Say it in one sentence."))
    start = SelectField(_l("Begin from"), validators=[InputRequired(_l("Choose one."))])

    def offer(self, courses: list[tuple[str, str]]) -> None:
        """Offer the templates, and each published course to copy."""
        self.start.choices = [
            (SMALL, _("A small template: one module, one lesson")),
            (FULL, _("A full template: two modules with practice, a test, a work product")),
            *(
                (code, _("A copy of %(code)s %(title)s", code=code, title=title))
                for code, title in courses
            ),
        ]


class PartForm(Form):
    """A module or a lesson to add."""

    title = line(_l("Title"), _l("Enter a title."))


class ModuleForm(Form):
    """What a module is called, and how its quiz draws."""

    title = line(_l("Title"), _l("Enter a title."))
    summary = line(_l("What it is about, in one sentence"), _l("Say it in one sentence."))
    draw = IntegerField(
        _l("Questions in the quiz"),
        validators=[
            InputRequired(_l("Enter a number.")),
            NumberRange(min=1, max=50, message=_l("Enter a number from 1 to 50.")),
        ],
    )
    pass_percent = IntegerField(
        _l("Passed at, in percent"),
        validators=[
            InputRequired(_l("Enter a number.")),
            NumberRange(min=1, max=100, message=_l("Enter a number from 1 to 100.")),
        ],
    )
    quiz_minutes = IntegerField(
        _l("Minutes the quiz takes"),
        validators=[
            InputRequired(_l("Enter a number.")),
            NumberRange(min=1, max=300, message=_l("Enter a number from 1 to 300.")),
        ],
    )
    extras = SelectMultipleField(_l("Besides"))

    def offer(self) -> None:
        """Offer what a module may have besides."""
        self.extras.choices = [("practice", _("A practice task before the quiz"))]

    def filled_from(self, module: dict[str, Any]) -> None:
        """Show what the module says now."""
        self.title.data, self.summary.data = module["title"], module["summary"]
        quiz = module["quiz"]
        self.draw.data, self.pass_percent.data = quiz["draw"], quiz["pass_percent"]
        self.quiz_minutes.data = quiz["minutes"]
        self.extras.data = ["practice"] if module["practice"] else []

    def values(self) -> dict[str, Any]:
        """Return what course.yaml says of a module."""
        return {
            "title": self.title.data,
            "summary": self.summary.data,
            "quiz": {
                "draw": self.draw.data,
                "pass_percent": self.pass_percent.data,
                "minutes": self.quiz_minutes.data,
            },
        }


class AboutForm(Form):
    """What a course is about and what completes it; lists are written one a line."""

    title = line(_l("Title"), _l("Enter a title."))
    promise = line(_l("What can people do afterwards?"), _l("Say it in one sentence."))
    audience = line(_l("Who is it for?"), _l("Say it in one sentence."))
    level = SelectField(_l("Level"))
    outcomes = TextAreaField(_l("Outcomes"), validators=[DataRequired(_l("Write at least one."))])
    topics = TextAreaField(_l("Topics"), validators=[DataRequired(_l("Write at least one."))])
    covers = TextAreaField(_l("Items of the maturity model"))
    requires = TextLine(_l("Must be completed first"))
    recommends = TextLine(_l("Helps if done first"))
    completes_with = SelectMultipleField(
        _l("Completed with"), validators=[DataRequired(_l("Choose at least one."))]
    )

    def offer(self) -> None:
        """Offer levels, and what may complete a course."""
        self.level.choices = [
            ("foundation", _("Foundation")),
            ("support", _("Support")),
            ("support-to-control", _("Support to Control")),
            ("control", _("Control")),
            ("strategic", _("Strategic")),
            ("all", _("For every level")),
        ]
        self.completes_with.choices = [
            ("lessons", _("Every lesson read")),
            ("quizzes", _("The quiz of every module passed")),
            ("course-test", _("The course test passed")),
            ("work-product", _("The work product accepted")),
        ]

    def filled_from(self, course: Mapping[str, Any]) -> None:
        """Show what the course says."""
        for name in ("title", "promise", "audience", "level"):
            self[name].data = str(course.get(name) or "")
        self.outcomes.data = "\n".join(map(str, course.get("outcomes") or ()))
        self.topics.data = "\n".join(str(one["title"]) for one in course.get("topics") or ())
        self.covers.data = about.covers_text(course.get("covers") or {})
        self.requires.data = ", ".join(course.get("requires") or ())
        self.recommends.data = ", ".join(course.get("recommends") or ())
        self.completes_with.data = list(course.get("completes_with") or ())

    def values(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields as course.yaml writes them; topics keep their keys."""
        plain = {name: self[name].data for name in ("title", "promise", "audience", "level")}
        return {
            **plain,
            "outcomes": about.lines_of(self.outcomes.data or ""),
            "topics": about.topics_of(self.topics.data or "", before.get("topics") or ()),
            "covers": about.covers_of(self.covers.data or ""),
            "requires": about.codes_of(self.requires.data or ""),
            "recommends": about.codes_of(self.recommends.data or ""),
            "completes_with": list(self.completes_with.data or ()),
        }

    def validate_covers(self, field: TextAreaField) -> None:
        """Refuse a line that names no item and share."""
        _readable(about.covers_of, field, _("Write an item and 0.5 or 1, such as “MND-S1 1”"))

    def validate_requires(self, field: TextLine) -> None:
        """Refuse what is no code of a course."""
        _readable(about.codes_of, field, _("Write codes of courses, such as PA-01"))

    def validate_recommends(self, field: TextLine) -> None:
        """Refuse what is no code of a course."""
        _readable(about.codes_of, field, _("Write codes of courses, such as PA-01"))


def _readable(read: Callable[[str], object], field: Any, wanted: str) -> None:
    try:
        read(field.data or "")
    except about.UnreadableLineError as problem:
        raise ValidationError(f"{wanted}: {problem.line}") from problem
