"""All certifications of a person, and how far an internal programme is."""

from flask.typing import ResponseReturnValue

from pmo_academy.certification.queries import credentials, programmes
from pmo_academy.certification.queries.standings import list_standings
from pmo_academy.certification.rules.programmes import progress_towards
from pmo_academy.certification.views import amounts
from pmo_academy.certification.views.blueprint import bp
from pmo_academy.certification.views.display import tracker
from pmo_academy.certification.views.steps import card, sections
from pmo_academy.core import clock
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.people.sign_in import current_person


@bp.get("")
@requires(Permission.TRACK_CREDENTIALS)
def show_overview() -> ResponseReturnValue:
    """Show internal programmes with their progress, and outside certificates with their ring."""
    person = current_person()
    known, facts = programmes.list_programmes(), programmes.get_facts(person)
    held = list_standings(credentials.list_credentials(person), today=clock.today())
    trackers = [tracker(one) for one in held]
    # The button leads to the certificate that ends first.
    first = next((one.held for one in trackers if one.held.window), None)
    return render(
        "certification/overview.html",
        programmes=[card(progress_towards(one, facts, programmes=known)) for one in known.values()],
        trackers=trackers,
        first=first,
        log_label=amounts.log_label(first.certificate.credit.unit) if first else "",
    )


@bp.get("/programmes/<key>")
@requires(Permission.TRACK_CREDENTIALS)
def show_programme(key: str) -> ResponseReturnValue:
    """Show requirement by requirement where the person stands, and why."""
    known = programmes.list_programmes()
    if key not in known:
        raise NotFoundError
    facts = programmes.get_facts(current_person())
    progress = progress_towards(known[key], facts, programmes=known)
    return render(
        "certification/programme.html",
        programme=known[key],
        progress_card=card(progress),
        sections=sections(progress),
    )
