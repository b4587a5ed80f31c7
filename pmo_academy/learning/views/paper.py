"""A whole course on paper, for people who are in it."""

import re

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.learning import queries
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.sign_in import current_person
from pmo_academy.ui.prose import readable

_HEADING = re.compile(r"(</?h)([23])>")


@bp.get("/learn/<code>/print")
@requires(Permission.LEARN)
def show_paper(code: str) -> ResponseReturnValue:
    """Show every lesson of a course one after the other, made for paper."""
    course = queries.get_course(code, for_person=current_person())
    if course.enrolment is None:
        return redirect(url_for(".show_course", code=course.edition.code))
    lessons = queries.list_lessons(course.edition.id)
    return render(
        "learning/paper.html",
        course=course,
        texts={lesson.id: _on_paper(lesson.html) for lesson in lessons},
        lessons=lessons,
    )


def _on_paper(html: str) -> Markup:
    """Open what opens on demand, load pictures at once, put headings below the lesson's title."""
    opened = html.replace("<details ", "<details open ").replace(' loading="lazy"', "")
    return readable(_HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 2}>", opened))
