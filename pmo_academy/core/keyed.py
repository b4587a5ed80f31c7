"""Digests that only this installation can make: without its secret nobody can try them out."""

import hashlib
import hmac

from flask import current_app


def keyed_digest(*parts: str, purpose: str) -> str:
    """Return a digest of these texts for one purpose, as hexadecimal digits."""
    text = repr((purpose, parts))
    return hmac.new(str(current_app.secret_key).encode(), text.encode(), hashlib.sha256).hexdigest()
