"""Addresses that people give to be followed by others; pure."""

import re
from urllib.parse import urlsplit

LONGEST = 1000


def is_web_address(text: str) -> bool:
    """Tell whether this is a whole address of the web, without a password in it."""
    if len(text) > LONGEST or re.search(r"[\s\\<>\"\x00-\x1f\x7f]", text):
        return False
    try:
        parts = urlsplit(text)
        is_known = parts.scheme in ("http", "https") and bool(parts.hostname)
        return is_known and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return False
