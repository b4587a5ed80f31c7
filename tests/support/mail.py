"""A real mail server for tests, which can refuse and go away."""

import contextlib
import dataclasses
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from flask import Flask

from tests.support.server import HOST, free_port


class MailServer:
    """Takes mails at a port, unless it is told to refuse; can be stopped and started again."""

    def __init__(self) -> None:
        self.port = free_port()
        self.mails: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.controller: Controller | None = None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    @property
    def recipients(self) -> list[str]:
        return sorted(mail["To"].addresses[0].addr_spec for mail in self.mails)

    def start(self) -> None:
        self.controller = Controller(self, hostname=HOST, port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None


@contextlib.contextmanager
def mail_server(app: Flask) -> Iterator[MailServer]:
    """A mail server that the app sends to."""
    server = MailServer()
    server.start()
    try:
        with settings(app, mail_url=f"smtp://{HOST}:{server.port}", mail_from="pmo@example.test"):
            yield server
    finally:
        server.stop()


@contextlib.contextmanager
def settings(app: Flask, **changed: object) -> Iterator[None]:
    """Other settings for a while."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = dataclasses.replace(before, **changed)
    try:
        yield
    finally:
        app.config["SETTINGS"] = before
