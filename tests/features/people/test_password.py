"""Changing one's password, and the links that set one."""

import re
from datetime import timedelta

import pytest

from pmo_academy.core import clock, submissions
from pmo_academy.core.ids import new_token
from pmo_academy.people import passwords, service
from tests.page import TOKEN, Visitor

OLD, NEW = "the sentence I used before", "the sentence I use from today"


@pytest.fixture
def lena(cast, session):
    cast.lena.password_hash = passwords.hashed(OLD)
    session.commit()
    return cast.lena


def test_a_new_password_signs_other_browsers_out(app, visitor, lena, session):
    visitor.get("/me/account", as_=lena)
    elsewhere = Visitor(app)
    elsewhere.get("/", as_=lena)

    visitor.post("/me/password", {"current_password": OLD, "new_password": NEW}, as_=lena)

    session.refresh(lena)
    assert passwords.matches(NEW, lena.password_hash)
    elsewhere.get("/", as_=lena, expect=302)
    visitor.get("/me/account", as_=lena)


@pytest.mark.parametrize(
    ("current", "new", "says"),
    [
        ("not it", NEW, "not your current password"),
        (OLD, "too short", "at least 15"),
        (OLD, "x" * 257, "at most 256"),
        (OLD, "passwordpassword", "Many people use"),
        (OLD, "lena.ortiz 2026!", "Leave your name out"),
        (OLD, "", "Enter a new password"),
    ],
)
def test_a_refused_password_changes_nothing(visitor, lena, session, current, new, says):
    page = visitor.post(
        "/me/password", {"current_password": current, "new_password": new}, as_=lena, expect=422
    )

    assert says in page.words()
    session.refresh(lena)
    assert passwords.matches(OLD, lena.password_hash)


def test_a_link_sets_a_password_once(visitor, cast, session):
    page = visitor.post(f"/admin/people/{cast.lena.id}/password-link", as_=cast.root)
    link = re.search(r"/password/[\w-]+", visitor.get(page.location, as_=cast.root).text)[0]
    assert cast.lena.email in visitor.get(link).words()

    visitor.post(link, {"new_password": NEW})

    session.refresh(cast.lena)
    assert passwords.matches(NEW, cast.lena.password_hash)
    visitor.get(link, expect=404)


def test_a_link_leads_to_the_installation_whatever_host_was_asked(visitor, cast):
    path, elsewhere = f"/admin/people/{cast.lena.id}", {"base_url": "http://evil.test"}
    browser = visitor.client(cast.root)
    with browser.session_transaction() as cookie:
        cookie["csrf_token"] = TOKEN
    browser.set_cookie("session", browser.get_cookie("session").value, domain="evil.test")

    form = {"csrf_token": visitor.token(), "submission_key": new_token()}
    assert browser.post(f"{path}/password-link", data=form, **elsewhere).status_code == 303

    shown = visitor.get(path, as_=cast.root, **elsewhere).words("main")
    assert "http://localhost/password/" in shown
    assert "evil.test" not in shown


def test_a_change_of_password_ends_the_links_that_were_sent(visitor, lena, session):
    token = service.make_password_link(lena, by=None, is_invitation=True)
    session.commit()

    visitor.post("/me/password", {"current_password": OLD, "new_password": NEW}, as_=lena)

    visitor.get(f"/password/{token}", expect=404)


def test_nobody_can_try_passwords_on_what_is_kept_of_a_form(app):
    fields = [("current_password", OLD), ("new_password", NEW)]
    with app.app_context():
        here = submissions.digest_of("/me/password", fields)
        app.secret_key, before = "the key of another installation, long enough", app.secret_key
        elsewhere = submissions.digest_of("/me/password", fields)
        app.secret_key = before

    assert here != elsewhere


def test_a_link_stops_working_after_half_an_hour(visitor, cast, session):
    token = service.make_password_link(cast.lena, by=cast.root.id)
    session.commit()

    with clock.set_to(clock.now() + timedelta(minutes=31)):
        visitor.get(f"/password/{token}", expect=404)


def test_a_weak_password_leaves_the_link_as_it_is(visitor, cast, session):
    token = service.make_password_link(cast.lena, by=cast.root.id)
    session.commit()

    visitor.post(f"/password/{token}", {"new_password": "short"}, expect=422)
    visitor.post(f"/password/{token}", {"new_password": NEW})
