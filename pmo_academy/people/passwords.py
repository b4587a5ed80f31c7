"""Password hashing by Argon2id at the OWASP setting, and which passwords are refused."""

from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pmo_academy.core.words import gettext as _

SHORTEST = 15
LONGEST = 256

# OWASP password storage cheat sheet, checked 2026-11: Argon2id, 19 MiB, 2 passes, 1 lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hashed(password: str) -> str:
    """Return the hash to keep."""
    return _hasher.hash(password)


def matches(password: str, kept: str) -> bool:
    """Tell whether the password belongs to the hash; takes as long when there is no hash."""
    try:
        return _hasher.verify(kept or _hash_of_nobody(), password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def objection_to(password: str, *, email: str = "") -> str | None:
    """Say why a new password is refused, None when it is fine."""
    if len(password) < SHORTEST:
        return str(
            _("Use at least %(count)s characters. A sentence is easy to keep.", count=SHORTEST)
        )
    if len(password) > LONGEST:
        return str(_("Use at most %(count)s characters.", count=LONGEST))
    plain = password.casefold()
    if len(set(plain)) < 5 or plain in _common_passwords():
        return str(_("Many people use this password, so it is easily guessed. Choose another."))
    if email and email.split("@")[0].casefold() in plain and len(plain) < SHORTEST + 10:
        return str(_("Leave your name out of the password, or make it longer."))
    return None


@cache
def _hash_of_nobody() -> str:
    return _hasher.hash("nobody signs in with this password")


@cache
def _common_passwords() -> frozenset[str]:
    file = Path(__file__).with_name("common_passwords.txt")
    return frozenset(file.read_text(encoding="utf-8").split())
