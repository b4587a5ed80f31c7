"""Nothing acknowledged is lost and nothing is doubled, whenever the server is killed."""

import http.client
import random
import threading
import urllib.parse
from datetime import timedelta

import pytest
from flask_migrate import stamp
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from pmo_academy.app import create_app
from pmo_academy.authoring import service as authoring
from pmo_academy.certification.models import Claim, Cycle
from pmo_academy.certification.service.credentials import add_credential
from pmo_academy.config import Settings
from pmo_academy.core import clock
from pmo_academy.core.db import db, transaction
from pmo_academy.core.db import session as present_session
from pmo_academy.core.ids import new_token
from pmo_academy.people import sessions
from tests.cast import make_person
from tests.support import database
from tests.support.server import HOST, Process

SECRET = "only for tests, and long enough for a key"
TOKEN = "0123456789abcdef0123456789abcdef01234567"
SUBMISSIONS, CLIENTS, KILLS = 1000, 4, 3


@pytest.fixture
def installation(tmp_path, worker_id):
    """An installation of its own, because a killed one takes its database along."""
    with database.fresh(f"{worker_id}_kill") as url:
        app = create_app(
            Settings(database_url=url, secret_key=SECRET, data_dir=tmp_path, testing=True)
        )
        with app.app_context():
            db.create_all()
            stamp()
            yield app
            present_session().rollback()
            db.engine.dispose()


class Client(threading.Thread):
    """Logs claims one after the other; repeats each under the same key until it is acknowledged."""

    def __init__(self, server: Process, path: str, cookie: str, form: dict, numbers: range) -> None:
        super().__init__()
        self.server, self.path, self.cookie, self.form = server, path, cookie, form
        self.numbers = numbers
        self.acknowledged: list[str] = []
        self.repeated = 0
        self.refused: list[str] = []

    def run(self) -> None:
        for number in self.numbers:
            title, key = f"Activity {number}", new_token()
            while not self.sent({**self.form, "title": title, "submission_key": key}):
                self.repeated += 1
            self.acknowledged.append(title)

    def sent(self, form: dict) -> bool:
        """Tell whether the server acknowledged; it may be dead before, amid or after its work."""
        connection = http.client.HTTPConnection(HOST, self.server.port, timeout=20)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        try:
            connection.request("POST", self.path, urllib.parse.urlencode(form), headers)
            response = connection.getresponse()
        except (OSError, http.client.HTTPException):
            threading.Event().wait(0.05)
            return False
        finally:
            connection.close()
        if response.status != 303:
            self.refused.append(f"{form['title']}: {response.status}")
        return True


def test_a_thousand_submissions_survive_kills(installation, tmp_path):
    path, cycle_id, cookie, form = _prepared(installation)
    server = Process(installation.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
    share = SUBMISSIONS // CLIENTS
    clients = [
        Client(server, path, cookie, form, range(number * share, (number + 1) * share))
        for number in range(CLIENTS)
    ]
    chance = random.Random(7)  # noqa: S311 - when to kill is no secret
    try:
        for client in clients:
            client.start()
        for _ in range(KILLS):
            threading.Event().wait(chance.uniform(0.5, 1.5))
            server.kill()
            server.start()
        for client in clients:
            client.join(timeout=120)
    finally:
        server.kill()

    assert not [refusal for client in clients for refusal in client.refused]
    assert sum(client.repeated for client in clients) > 0, "no kill hit a submission"
    stored = present_session().scalars(select(Claim.title).where(Claim.cycle_id == cycle_id)).all()
    acknowledged = [title for client in clients for title in client.acknowledged]
    assert len(acknowledged) == SUBMISSIONS
    assert sorted(stored) == sorted(acknowledged)


def _prepared(app):
    with transaction():
        authoring.load(app.config["SETTINGS"].content_dir)
    with transaction() as session:
        lena = make_person(session, "Lena Ortiz")
        day = clock.today() - timedelta(days=100)
        credential = add_credential(lena, rules_key="pmp", earned_on=day)
        cycle_id = session.scalar(select(Cycle.id).where(Cycle.credential_id == credential.id))
        token = sessions.begin(lena)
        assert session.scalar(select(func.count()).select_from(Claim)) == 0
    kept = {"_user_id": token, "_fresh": True, "csrf_token": TOKEN}
    cookie = app.session_interface.get_signing_serializer(app).dumps(kept)
    form = {
        "csrf_token": URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token").dumps(TOKEN),
        "category": "education",
        "provider": "",
        "started_on": day.isoformat(),
        "ended_on": day.isoformat(),
        "ways_of_working": "1",
        "power_skills": "",
        "business_acumen": "",
        "link": "",
    }
    path = f"/certifications/credentials/{credential.id}/claims"
    return path, cycle_id, f"session={cookie}", form
