"""How long a section is looked at: by a signed moment in its page; opening it writes nothing."""

from collections.abc import Mapping
from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from pmo_academy.core import clock
from pmo_academy.maturity.queries import OwnRound
from pmo_academy.maturity.rules.questionnaire import Section
from pmo_academy.maturity.service import Visit

FIELD = "opened"


def opened(own: OwnRound, section: Section) -> str:
    """Write down, signed, that this page is being opened now."""
    moment = clock.now().isoformat(timespec="milliseconds")
    return str(_signer(own, section).dumps(moment))


def visit_of(own: OwnRound, section: Section, form: Mapping[str, str]) -> Visit | None:
    """Read when the page was opened that this form comes from; None where it doesn't say so."""
    try:
        moment = datetime.fromisoformat(_signer(own, section).loads(form.get(FIELD, "")))
    except BadSignature:
        return None
    return Visit(section=section.slug, opened_at=moment)


def _signer(own: OwnRound, section: Section) -> URLSafeSerializer:
    place = f"visit of {own.invitation_id} {section.slug}"
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=place)
