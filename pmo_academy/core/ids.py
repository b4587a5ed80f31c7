"""Identifiers: sortable ones for records, random ones where time must not show."""

import secrets
import time
from uuid import UUID, uuid4

_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> UUID:
    """Return a UUID version 7: 48 bits of milliseconds, then random bits (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def new_random_id() -> UUID:
    """Return a UUID version 4: says nothing about when it was made."""
    return uuid4()


def new_code() -> str:
    """Return ten characters without look-alikes, for people to read out or type."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(10))


def new_token() -> str:
    """Return 256 random bits as URL-safe text, for links and sessions."""
    return secrets.token_urlsafe(32)
