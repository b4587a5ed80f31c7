"""What somebody learned and what is still to do."""

from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.learning import queries
from pmo_academy.learning.rules.assignments import due_state
from pmo_academy.learning.views.blueprint import bp
from pmo_academy.people.sign_in import current_person


@bp.get("/me/learning")
@requires(Permission.LEARN)
def show_own_learning() -> ResponseReturnValue:
    """Show the person's courses: to go on with, assigned, completed."""
    person = current_person()
    rows = queries.list_progress([person.id])
    by_last = sorted(rows, key=lambda row: row.last_at, reverse=True)
    under_way = [row for row in by_last if row.completed_at is None]
    now = clock.now()
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    assigned = queries.list_assigned_courses(person.id)
    return render(
        "learning/own.html",
        card=queries.find_continue_card(person, code=under_way[0].code) if under_way else None,
        under_way=under_way,
        completed=[row for row in by_last if row.completed_at is not None],
        assigned=[
            (one, due_state(one.due_on, today=now.date(), is_completed=False)) for one in assigned
        ],
        minutes_this_month=queries.minutes_learned_since(month, person.id),
    )
