"""The floor: a bare Flask page with the same session, query count and size as one of ours."""

from flask import Flask, render_template_string, session
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_required
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from pmo_academy.people.models import Person, SignedInSession
from pmo_academy.people.sessions import digest_of

# A card of about 400 bytes; a page is as many of them as it takes.
_PAGE = """<!doctype html><html lang="en"><head><title>Floor</title></head><body><main>
{% for card in cards %}<article class="card"><h2>{{ card.title }}</h2><p>{{ card.text }}</p>
<p><a href="/cards/{{ loop.index }}">{{ card.action }}</a></p></article>
{% endfor %}</main></body></html>"""
_CARD_BYTES = 400
_TEXT = "A sentence of the length that a card on a page usually holds, and then one more. " * 3


class _Reader(UserMixin):  # type: ignore[misc]
    def __init__(self, token: str) -> None:
        self.id = token


def make_floor(engine: Engine, *, secret_key: str) -> Flask:
    """Return an app whose page `/<queries>/<size>` does just that much on the same database."""
    app = Flask("floor")
    app.secret_key = secret_key
    login = LoginManager(app)
    login.session_protection = None

    @login.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> _Reader | None:
        with Session(engine) as database:
            found = (
                database.query(Person)
                .join(SignedInSession, SignedInSession.person_id == Person.id)
                .filter(SignedInSession.token_digest == digest_of(token))
                .first()
            )
        return _Reader(token) if found else None

    @app.get("/<int:queries>/<int:size>")
    @login_required  # type: ignore[untyped-decorator]
    def page(queries: int, size: int) -> ResponseReturnValue:
        session.get("csrf_token")
        with Session(engine) as database:
            for _ in range(queries - 1):
                database.execute(
                    select(Person.id, Person.name, Person.email)
                    .where(Person.deactivated_at.is_(None))
                    .order_by(Person.email)
                    .limit(10)
                ).all()
        cards = [
            {"title": f"Card {number}", "text": _TEXT, "action": current_user.id[:8]}
            for number in range(max(1, size // _CARD_BYTES))
        ]
        return render_template_string(_PAGE, cards=cards)

    return app
