"""Mail, handed to a real server: sent, refused, down and up again, no header added."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.config import SettingsError, from_environment
from pmo_academy.core import clock, jobs, mail
from pmo_academy.core.db import transaction
from pmo_academy.core.ids import new_id
from pmo_academy.core.jobs import Job
from pmo_academy.core.mail import Letter, MailError, RefusedMailError
from tests.support.mail import mail_server, settings

SECRET = {"PMO_SECRET_KEY": "s" * 40}
FROM = {"PMO_MAIL_FROM": "PMO <pmo@example.test>"}


@pytest.fixture
def server(app):
    with mail_server(app) as running:
        yield running


def letter(**words):
    return Letter(
        **{
            "subject": "Your view of Payments PMO",
            "greeting": "Hello Lena",
            "paragraphs": ["Max <Weber> & Ada ask for your view."],
            "button": "Open the questionnaire",
            "path": "/assess/1",
            "notes": ["Managers see averages."],
            **words,
        }
    )


def send(to="lena@example.test", name="Lena Ortiz", **words):
    mail.send(letter(**words), to=to, name=name, job_id=new_id())


def test_both_parts_say_the_same(session, server):
    send()

    (message,) = server.mails
    text = message.get_body("plain").get_content()
    page = message.get_body("html").get_content()
    for words in ("Hello Lena", "Open the questionnaire", "http://localhost/assess/1", "averages"):
        assert words in text
        assert words in page
    assert "Max <Weber> & Ada" in text
    assert "Max &lt;Weber&gt; &amp; Ada" in page
    assert page.count('<a href="http://localhost/assess/1"') == 1
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == "PMO Academy <pmo@example.test>"


@pytest.mark.parametrize(
    "evil", ["Hi\r\nBcc: x@evil.test", "Hi\nBcc: x@evil.test", "Hi\u2028Bcc: y"]
)
def test_no_text_begins_a_header(session, server, evil):
    send(subject=evil, name=evil)

    (message,) = server.mails
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Hi Bcc:")
    assert server.recipients == ["lena@example.test"]


@pytest.mark.parametrize("to", ["x@example.test\r\nBcc: y@evil.test", "no address", ""])
def test_what_is_no_address_is_refused_before_it_is_sent(session, server, to):
    with pytest.raises(RefusedMailError):
        send(to=to)
    assert server.mails == []


def test_an_address_that_the_server_does_not_know_is_hopeless(session, server):
    server.answers["lena@example.test"] = "550 no lena@example.test here"
    with pytest.raises(RefusedMailError) as refusal:
        send()
    assert str(refusal.value) == "The mail server refuses the mail (550)."


def test_a_server_that_is_busy_is_asked_again(session, server):
    server.answers["lena@example.test"] = "451 later"
    with pytest.raises(MailError) as refusal:
        send()
    assert "lena" not in str(refusal.value)


def test_down_then_up_again_sends_once_under_one_id(session, server, monkeypatch):
    def handler(task):
        mail.send(letter(), to="lena@example.test", name="Lena", job_id=task.id)

    monkeypatch.setattr(jobs, "_handlers", {"mail": handler})
    with transaction():
        jobs.put("mail", {})
    server.stop()
    assert jobs.run_due().failed == 1
    job = session.scalars(select(Job)).one()
    assert "cannot be reached" in job.problem

    server.start()
    with clock.set_to(clock.now() + timedelta(minutes=2)):
        assert jobs.run_due().done == 1
        assert jobs.run_due().done == 0

    (message,) = server.mails
    assert message["Message-ID"] == f"<{job.id}@localhost>"


def test_a_folder_takes_mails_for_trying_out(app, session, tmp_path):
    folder = tmp_path / "out box"
    with settings(app, mail_url=f"file://{tmp_path}/out%20box", mail_from="pmo@example.test"):
        assert mail.is_set_up()
        send()
    (file,) = folder.iterdir()
    assert b"Payments PMO" in file.read_bytes()

    (tmp_path / "a-file").touch()
    with (
        settings(app, mail_url=f"file://{tmp_path}/a-file/x", mail_from="pmo@example.test"),
        pytest.raises(MailError),
    ):
        send()


def test_without_a_setting_nothing_is_sent(app, session):
    assert not mail.is_set_up()
    send()


@pytest.mark.parametrize(
    "url",
    [
        "http://x.test",
        "smtp://",
        "smtp://x.test:many",
        "file://",
        "pmo.example.test",
        "smtps://x:0",
    ],
)
def test_a_wrong_address_for_mail_is_refused_without_repeating_it(url):
    with pytest.raises(SettingsError, match="PMO_MAIL_URL") as refusal:
        from_environment({**SECRET, **FROM, "PMO_MAIL_URL": url})
    assert "x.test" not in str(refusal.value)


def test_mail_needs_a_sender():
    with pytest.raises(SettingsError, match="PMO_MAIL_FROM"):
        from_environment({**SECRET, "PMO_MAIL_URL": "smtp://mail.example.test"})


def test_the_settings_of_mail_are_read():
    url = "smtp://me:secret@mail.example.test:587?starttls=yes"
    found = from_environment({**SECRET, **FROM, "PMO_MAIL_URL": url})

    assert (found.mail_url, found.mail_from) == (url, FROM["PMO_MAIL_FROM"])
    assert from_environment(SECRET).mail_url == ""
