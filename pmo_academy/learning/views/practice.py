"""Practice tasks: read and compare, nothing is handed in."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.learning import queries
from pmo_academy.learning.rules.progress import neighbours
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.sign_in import current_person


@bp.get("/learn/<code>/practice/<module_key>")
@requires(Permission.LEARN)
def show_practice(code: str, module_key: str) -> ResponseReturnValue:
    """Show the task of a module and, on demand, a model answer."""
    course = queries.get_course(code, for_person=current_person())
    module = next((m.module for m in course.modules if m.module.key == module_key), None)
    if module is None or module.practice is None:
        raise NotFoundError
    if course.enrolment is None:
        return redirect(url_for(".show_course", code=course.edition.code))
    before, after = neighbours(course.path, module.id)
    return render(
        "learning/practice.html",
        course=course,
        module=module,
        practice=module.practice,
        before=before,
        after=after,
    )
