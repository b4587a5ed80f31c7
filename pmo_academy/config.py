"""Every setting, typed, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit
from zoneinfo import available_timezones

# The two names of the own machine: no browser gives the cookies of one to the other.
_OTHER_NAME = {"127.0.0.1": "localhost", "localhost": "127.0.0.1"}


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which and what to do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation can decide.

    `base_url` is the address people type; with https, cookies are marked secure and carry the
    `__Host-` prefix. `threads` is the number of requests served at the same time. `shows_gallery`
    opens /ui, where every component stands in every state. `mail_url` says where mails go: to a
    server (`smtp://`, `smtps://`) or into a folder (`file:///`); without it none is sent.
    `time_zone` holds for everybody who has chosen no other. `storage_url` says where the contents
    of files lie: in a folder (`file:///`), or on a server that speaks S3 (`s3://bucket/prefix`);
    without it in the folder `files` of `data_dir`. Key and secret are those of that server.
    `package_origin` is the address at which packages of other products run; it shares no cookie
    with `base_url`.
    With `two_person_rule` nothing is published in the studio before somebody else has approved
    exactly that.
    """

    secret_key: str
    database_url: str
    data_dir: Path = Path("var")
    base_url: str = "http://127.0.0.1:8000"
    content_dir: Path = Path("content")
    threads: int = 8
    trusted_proxies: int = 0
    shows_gallery: bool = False
    mail_url: str = ""
    mail_from: str = ""
    time_zone: str = "UTC"
    storage_url: str = ""
    storage_key: str = ""
    storage_secret: str = ""
    package_origin: str = ""
    two_person_rule: bool = False
    testing: bool = False

    @property
    def is_secure(self) -> bool:
        """Tell whether people reach the installation over https."""
        return self.base_url.startswith("https://")

    @property
    def packages_at(self) -> str:
        """Return where packages run: as set, or under the other name of the own machine.

        Empty where neither is possible: then no package can be played.
        """
        if self.package_origin:
            return self.package_origin
        parts = urlsplit(self.base_url)
        other = _OTHER_NAME.get(parts.hostname or "")
        if parts.scheme != "http" or other is None:
            return ""
        return f"http://{other}" + (f":{parts.port}" if parts.port else "")


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings, or raise SettingsError for one that is missing or wrong."""
    data_dir = Path(environment.get("PMO_DATA_DIR", "var")).resolve()
    base_url = environment.get("PMO_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
    default_database = f"sqlite:///{data_dir / 'pmo-academy.sqlite3'}"
    return Settings(
        secret_key=_secret(environment),
        database_url=environment.get("PMO_DATABASE_URL", default_database),
        data_dir=data_dir,
        base_url=base_url,
        content_dir=content_dir(environment),
        threads=_whole_number(environment, "PMO_THREADS", default=8),
        trusted_proxies=_whole_number(environment, "PMO_TRUSTED_PROXIES", default=0),
        shows_gallery=environment.get("PMO_GALLERY", "") == "yes",
        mail_url=_mail_url(environment),
        mail_from=environment.get("PMO_MAIL_FROM", "").strip(),
        time_zone=_time_zone(environment),
        storage_url=_storage_url(environment),
        storage_key=environment.get("PMO_STORAGE_KEY", "").strip(),
        storage_secret=environment.get("PMO_STORAGE_SECRET", "").strip(),
        package_origin=_package_origin(environment, base_url),
        two_person_rule=environment.get("PMO_TWO_PERSON_RULE", "") == "yes",
    )


def content_dir(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder with content: the one that is set, else the one that is shipped."""
    shipped = Path(__file__).resolve().parent.parent / "content"
    return Path(environment.get("PMO_CONTENT_DIR", shipped))


def _secret(environment: Mapping[str, str]) -> str:
    secret = environment.get("PMO_SECRET_KEY", "")
    if len(secret) < 32:
        message = (
            "PMO_SECRET_KEY is missing or shorter than 32 characters. Make one with: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
        raise SettingsError(message)
    return secret


def _mail_url(environment: Mapping[str, str]) -> str:
    """Return where mails go, or an empty text; the message of a refusal repeats no password."""
    url = environment.get("PMO_MAIL_URL", "").strip()
    if not url:
        return ""
    if not _leads_somewhere(urlsplit(url)):
        message = (
            "PMO_MAIL_URL is no address for mail. Write smtp://user:password@host:587?starttls=yes,"
            " smtps://user:password@host, or file:///a/folder to try it out."
        )
        raise SettingsError(message)
    if "@" not in environment.get("PMO_MAIL_FROM", ""):
        message = "PMO_MAIL_FROM is missing: mails need a sender, such as academy@example.org."
        raise SettingsError(message)
    return url


def _leads_somewhere(parts: SplitResult) -> bool:
    try:
        is_server = parts.scheme in ("smtp", "smtps") and bool(parts.hostname)
        return (is_server and parts.port != 0) or (parts.scheme == "file" and len(parts.path) > 1)
    except ValueError:  # the port is no number
        return False


def _storage_url(environment: Mapping[str, str]) -> str:
    """Return where the contents of files lie, or an empty text for the folder of the data."""
    url = environment.get("PMO_STORAGE_URL", "").strip()
    if url and not is_storage_address(url):
        message = (
            "PMO_STORAGE_URL is no place for files. Write file:///a/folder, or s3://bucket/prefix"
            "?endpoint=https://storage.example.org&region=eu-1 (the key goes into PMO_STORAGE_KEY"
            " and PMO_STORAGE_SECRET)."
        )
        raise SettingsError(message)
    return url


def is_storage_address(url: str) -> bool:
    """Tell whether this names a folder, or a bucket with nothing but its server and region."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return not parts.netloc and parts.path.startswith("/") and parts.path != "/"
    options = parse_qs(parts.query, keep_blank_values=True)
    endpoint = options.get("endpoint", ["https://"])[0]
    return (
        parts.scheme == "s3"
        and bool(parts.netloc)
        and "@" not in parts.netloc
        and options.keys() <= {"endpoint", "region"}
        and endpoint.startswith(("http://", "https://"))
    )


def _package_origin(environment: Mapping[str, str], base_url: str) -> str:
    """Return where packages run; it must be another host, cookies do not look at the port."""
    origin = environment.get("PMO_PACKAGE_ORIGIN", "").strip().rstrip("/")
    if not origin:
        return ""
    own, other = urlsplit(base_url), urlsplit(origin)
    is_bare = not (other.path or other.query or other.fragment or "@" in other.netloc)
    if other.scheme not in ("http", "https") or not other.hostname or not is_bare:
        message = "PMO_PACKAGE_ORIGIN is no address; write one such as https://packages.example.org"
        raise SettingsError(message)
    if other.hostname == own.hostname:
        message = (
            "PMO_PACKAGE_ORIGIN has the host of PMO_BASE_URL: packages run strangers' scripts and "
            "need a host of their own."
        )
        raise SettingsError(message)
    if own.scheme == "https" and other.scheme != "https":
        message = "PMO_PACKAGE_ORIGIN must begin with https://, as PMO_BASE_URL does."
        raise SettingsError(message)
    return origin


def _time_zone(environment: Mapping[str, str]) -> str:
    name = environment.get("PMO_TIME_ZONE", "UTC").strip()
    if name not in available_timezones():
        message = f"PMO_TIME_ZONE is {name!r}; it needs a name such as Europe/Berlin."
        raise SettingsError(message)
    return name


def _whole_number(environment: Mapping[str, str], name: str, *, default: int) -> int:
    text = environment.get(name, str(default))
    if not text.isdecimal():
        message = f"{name} is {text!r}; it needs a whole number such as {default}."
        raise SettingsError(message)
    return int(text)
