"""Where packages of other products run: a host of its own, or nowhere, and that is said."""

import pytest

from pmo_academy.app import create_app
from pmo_academy.config import Settings, SettingsError, from_environment
from pmo_academy.core.db import db

SECRET = {"PMO_SECRET_KEY": "only for tests, and long enough for a key"}


def origin(base_url, package_origin=""):
    given = {"PMO_BASE_URL": base_url, "PMO_PACKAGE_ORIGIN": package_origin}
    return from_environment({**SECRET, **given}).packages_at


@pytest.mark.parametrize(
    ("base_url", "given", "found"),
    [
        ("http://127.0.0.1:8000", "", "http://localhost:8000"),
        ("http://localhost", "", "http://127.0.0.1"),
        ("https://academy.example.org", "", ""),
        ("https://localhost", "", ""),
        ("http://academy.example.org", "", ""),
        ("https://academy.example.org", "https://packages.example.net/",
         "https://packages.example.net"),
        ("http://127.0.0.1:8000", "http://packages.test:8000", "http://packages.test:8000"),
    ],
)  # fmt: skip
def test_packages_run_where_it_is_set_or_on_the_own_machine(base_url, given, found):
    assert origin(base_url, given) == found


@pytest.mark.parametrize(
    ("base_url", "given", "message"),
    [
        ("https://a.test", "https://a.test:8443", "host of their own"),
        ("https://a.test", "http://b.test", "must begin with https"),
        ("https://a.test", "b.test", "is no address"),
        ("https://a.test", "https://b.test/packages", "is no address"),
        ("https://a.test", "https://user@b.test", "is no address"),
    ],
)
def test_an_address_that_protects_nobody_is_refused(base_url, given, message):
    with pytest.raises(SettingsError, match=message):
        origin(base_url, given)


@pytest.fixture
def without(tmp_path):
    """An academy in production without an address for packages."""
    app = create_app(
        Settings(
            database_url=f"sqlite:///{tmp_path}/a.sqlite3",
            secret_key=SECRET["PMO_SECRET_KEY"],
            data_dir=tmp_path,
            base_url="https://academy.example.org",
            testing=True,
        )
    )
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_the_health_page_tells_that_packages_cannot_be_played(app, without):
    told = without.test_client().get("/healthz").json["packages"]

    assert told == "cannot be played: set PMO_PACKAGE_ORIGIN"
    assert app.test_client().get("/healthz").json["packages"] == "ok"


def test_without_an_address_every_host_is_the_academy(without):
    answer = without.test_client().get("/assets/frame.js", base_url="http://packages.example.org")

    assert answer.status_code == 404
