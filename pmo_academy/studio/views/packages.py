"""What a package called, word for word, for those who write courses; of others only counts."""

from flask.typing import ResponseReturnValue

from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.learning import queries
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio.views.blueprint import bp


@bp.get("/packages/<code>/<lesson_key>/trace")
@requires(Permission.AUTHOR_COURSES)
def show_trace(code: str, lesson_key: str) -> ResponseReturnValue:
    """Show the calls of the author's own tries, and how far all learners are, without names."""
    course = queries.get_course(code, for_person=current_person())
    lesson = queries.get_lesson(course, lesson_key)
    if lesson.part is None:
        raise NotFoundError
    enrolment = course.enrolment
    calls = queries.list_package_calls(enrolment.id, lesson.id) if enrolment else []
    return render(
        "studio/trace.html",
        course=course,
        lesson=lesson,
        calls=calls,
        sittings=sorted({one.sitting for one in calls}, reverse=True),
        counts=queries.count_stages(lesson.id),
    )
