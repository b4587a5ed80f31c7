"""Into the test of a programme: once its courses are completed."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.certification.service import programme_tests
from pmo_academy.certification.views.blueprint import bp
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.people.sign_in import current_person


@bp.post("/programmes/<key>/test")
@requires(Permission.TRACK_CREDENTIALS)
@repeats_safely
def open_test(key: str) -> ResponseReturnValue:
    """Let the reader take the test, and lead to it."""
    with transaction():
        quiz_id = programme_tests.open_test(key, current_person())
    return redirect(url_for("exams.show_quiz", quiz_id=quiz_id), 303)
