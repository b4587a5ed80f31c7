"""Mail: a letter in two parts of the same words, handed to a mail server or put into a folder.

Only jobs send: a mail server takes its time, and may be away for a day.
"""

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from uuid import UUID

from flask import current_app, render_template

from pmo_academy.config import Settings
from pmo_academy.core import clock
from pmo_academy.core.jobs import HopelessJobError, JobError

_PATIENCE = 20
_UNSUBSCRIBE = "List-Unsubscribe"
_PORTS = {"smtp": 25, "smtps": 465}
# The codes with which a server says that this one mail or address is not for it (RFC 5321).
_OF_THIS_MAIL = frozenset({501, 550, 551, 552, 553, 554, 556})


class _Policy(EmailPolicy):
    """Writes addresses of pages as they are: folded and encoded, no mail program finds them."""

    def fold(self, name: str, value: Any) -> str:
        """Return a header as it stands in the mail."""
        if name == _UNSUBSCRIBE:
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return a header as it stands in the mail, in bytes."""
        if name == _UNSUBSCRIBE:
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


class MailError(JobError):
    """The mail could not be handed over now; the message names no address."""


class RefusedMailError(HopelessJobError):
    """The mail server will not take this mail, today or tomorrow."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a mail says: paragraphs, one button, and notes below it; the paths are of our own.

    Whoever posts to `unsubscribe` gets no more mails of the kind (RFC 8058).
    """

    subject: str
    greeting: str
    paragraphs: Sequence[str]
    button: str
    path: str
    notes: Sequence[str] = ()
    unsubscribe: str = ""


def is_set_up() -> bool:
    """Tell whether mails are sent at all."""
    return bool(_settings().mail_url)


def send(letter: Letter, *, to: str, name: str, job_id: UUID) -> None:
    """Hand the letter over, or raise MailError; the job's id makes a second copy recognisable.

    Where no mail is set up nothing is sent, and pages say so.
    """
    if not is_set_up():
        return
    message = _message(letter, to=to, name=name, job_id=job_id)
    target = urlsplit(_settings().mail_url)
    if target.scheme == "file":
        _put_into(Path(unquote(target.path)), message, job_id=job_id)
    else:
        _hand_over(message, target)


def _message(letter: Letter, *, to: str, name: str, job_id: UUID) -> EmailMessage:
    settings = _settings()
    sender_name, sender = parseaddr(settings.mail_from)
    message = EmailMessage(policy=_Policy(linesep="\r\n"))
    message["Subject"] = _one_line(letter.subject)
    message["From"] = Address(_one_line(sender_name) or "PMO Academy", addr_spec=sender)
    message["To"] = _address(to, name=name)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{job_id}@{urlsplit(settings.base_url).hostname}>"
    # Answering machines leave such mails alone.
    message["Auto-Submitted"] = "auto-generated"
    unsubscribe = settings.base_url + letter.unsubscribe if letter.unsubscribe else ""
    if unsubscribe:
        message[_UNSUBSCRIBE] = f"<{unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    values = {
        "letter": letter,
        "unsubscribe": unsubscribe,
        "url": settings.base_url + letter.path,
        "base_url": settings.base_url,
    }
    message.set_content(render_template("mail/letter.txt", **values))
    message.add_alternative(render_template("mail/letter.html", **values), subtype="html")
    return message


def _address(to: str, *, name: str) -> Address:
    try:
        return Address(_one_line(name), addr_spec=to)
    except (ValueError, IndexError, HeaderParseError) as error:
        raise RefusedMailError("This is no address for mail.") from error


def _one_line(text: str) -> str:
    """Return the text without line breaks, which would begin a header of somebody else's."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _put_into(folder: Path, message: EmailMessage, *, job_id: UUID) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{job_id}.eml").write_bytes(message.as_bytes())
    except OSError as error:
        raise MailError(f"The folder for mails cannot be written: {error.strerror}.") from error


def _hand_over(message: EmailMessage, target: SplitResult) -> None:
    try:
        with _connected(target) as server:
            if target.username:
                server.login(unquote(target.username), unquote(target.password or ""))
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        raise _refusal(max(code for code, _text in error.recipients.values())) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code) from error
    except (OSError, smtplib.SMTPException) as error:
        kind = type(error).__name__
        raise MailError(f"The mail server cannot be reached ({kind}).") from error


def _connected(target: SplitResult) -> smtplib.SMTP:
    host, port = target.hostname or "", target.port or _PORTS[target.scheme]
    trusted = ssl.create_default_context()
    if target.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=trusted)
    server = smtplib.SMTP(host, port, timeout=_PATIENCE)
    if parse_qs(target.query).get("starttls") == ["yes"]:
        try:
            server.starttls(context=trusted)
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
    return server


def _refusal(code: int) -> JobError:
    """Tell refusals of this mail from those of us all, which somebody will put right."""
    if code in _OF_THIS_MAIL:
        return RefusedMailError(f"The mail server refuses the mail ({code}).")
    return MailError(f"The mail server does not take the mail now ({code}).")


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
