"""Signing in and out, and the throttle before it."""

from datetime import timedelta

import pytest

from pmo_academy.core import audit, clock
from pmo_academy.core.db import transaction
from pmo_academy.people import passwords, sessions

PASSWORD = "a long sentence to sign in with"


@pytest.fixture
def lena(cast, session):
    cast.lena.password_hash = passwords.hashed(PASSWORD)
    session.commit()
    return cast.lena


def sign_in(visitor, email, password, *, expect=303, path="/sign-in"):
    return visitor.post(path, {"email": email, "password": password}, expect=expect)


def test_the_right_password_leads_home(visitor, lena):
    page = sign_in(visitor, " Lena.Ortiz@Example.test ", PASSWORD)

    assert page.location == "/"
    assert "Lena" in visitor.get("/").words()


def test_a_wrong_password_and_an_unknown_address_read_the_same(visitor, lena):
    wrong = sign_in(visitor, lena.email, "not the password at all", expect=422)
    unknown = sign_in(visitor, "nobody@example.test", "not the password at all", expect=422)

    assert wrong.words().replace(lena.email, "") == unknown.words().replace(
        "nobody@example.test", ""
    )
    assert "do not fit" in wrong.words()


def test_what_was_typed_stays_but_the_password(visitor, lena):
    page = sign_in(visitor, lena.email, "", expect=422)

    assert page.one("#email")["value"] == lena.email
    assert "Enter your password" in page.words()


def test_the_wanted_page_comes_after_sign_in(visitor, lena):
    led = visitor.get("/me/account", expect=302)
    assert led.location.endswith("/sign-in?next=/me/account")

    page = sign_in(visitor, lena.email, PASSWORD, path=led.location)

    assert page.location == "/me/account"


@pytest.mark.parametrize("elsewhere", ["//evil.test", "https://evil.test", "/\\evil.test", "x"])
def test_nobody_is_led_elsewhere(visitor, lena, elsewhere):
    page = sign_in(visitor, lena.email, PASSWORD, path=f"/sign-in?next={elsewhere}")

    assert page.location == "/"


def test_five_failures_close_the_door_for_a_while(visitor, lena):
    for _ in range(sessions.PER_ACCOUNT_AND_ADDRESS):
        sign_in(visitor, lena.email, "not the password at all", expect=422)

    closed = sign_in(visitor, lena.email, PASSWORD, expect=429)
    assert "Wait 15 minutes" in closed.words()
    with clock.set_to(clock.now() + timedelta(minutes=16)):
        sign_in(visitor, lena.email, PASSWORD)


def test_strangers_cannot_lock_the_owner_out(visitor, lena, session):
    sign_in(visitor, lena.email, PASSWORD)
    visitor.post("/sign-out")
    for number in range(sessions.PER_ACCOUNT):
        sessions.record_failure(email=lena.email, address=f"192.0.2.{number}")
    session.commit()

    sign_in(visitor, lena.email, PASSWORD)


def test_sign_out_ends_the_session_on_the_server(visitor, lena):
    client = visitor.client(lena)
    cookie = client.get_cookie("session").value
    visitor.post("/sign-out", as_=lena)

    client.set_cookie("session", cookie)
    visitor.get("/", as_=lena, expect=302)


def test_a_session_ends_after_twelve_hours(visitor, lena):
    visitor.get("/", as_=lena)

    with clock.set_to(clock.now() + sessions.LASTS + timedelta(minutes=1)):
        visitor.get("/", as_=lena, expect=302)


def test_a_fragment_of_an_ended_session_gets_401(visitor, lena):
    visitor.get("/", expect=401, headers={"HX-Request": "true"})


def test_a_deactivated_person_is_out_at_the_next_request(visitor, lena, cast):
    visitor.get("/", as_=lena)
    visitor.post(f"/admin/people/{lena.id}/deactivation", as_=cast.root)

    visitor.get("/", as_=lena, expect=302)
    sign_in(visitor, lena.email, PASSWORD, expect=422)


def test_a_form_without_its_token_is_refused(app, lena):
    response = app.test_client().post("/sign-in", data={"email": lena.email, "password": PASSWORD})

    assert response.status_code == 400
    assert "out of date" in response.get_data(as_text=True)


def test_the_trail_tells_of_success_and_failure(visitor, lena):
    sign_in(visitor, lena.email, "not the password at all", expect=422)
    sign_in(visitor, lena.email, PASSWORD)

    actions = [entry.action for entry in audit.list_entries(page=1, per_page=9)[0]]
    assert actions == ["people.signed-in", "people.sign-in-failed"]
    assert audit.first_broken_line() is None


def test_who_is_signed_out_by_time_is_told_once_and_led_back(visitor, cast):
    visitor.get("/learn", as_=cast.lena)
    with transaction():
        sessions.end_all(cast.lena)

    page = visitor.get("/learn?level=all", as_=cast.lena, expect=302)
    assert page.location == "/sign-in?next=/learn%3Flevel%3Dall"
    assert "Your session has ended." in visitor.get("/sign-in", as_=cast.lena).words()
    visitor.get("/learn", as_=cast.lena, expect=302)
    assert "session" not in visitor.get("/sign-in", as_=cast.lena).words()


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://localhost/learn/PA-01?a=b", "/sign-in?next=/learn/PA-01%3Fa%3Db"),
        ("http://localhost/sign-out", "/sign-in"),
        ("http://elsewhere.example/learn", "/sign-in"),
        ("", "/sign-in"),
    ],
)
def test_a_form_of_an_ended_session_leads_back_to_its_page(visitor, cast, referrer, back):
    visitor.get("/learn", as_=cast.lena)
    with transaction():
        sessions.end_all(cast.lena)

    headers = {"Referer": referrer}
    page = visitor.post("/me/password", as_=cast.lena, expect=302, headers=headers)

    assert page.location == back
    assert "this was not sent" in visitor.get("/sign-in", as_=cast.lena).words()
