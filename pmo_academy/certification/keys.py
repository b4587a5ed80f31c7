"""The keys that sign certificates: made here, their private halves sealed with the secret.

A copy of the database alone signs nothing. With another secret the old private halves cannot be
opened; the next certificate then gets a new key, and what was signed stays checkable.
"""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from flask import current_app

from pmo_academy.certification.models import SigningKey
from pmo_academy.config import Settings


def make_key() -> SigningKey:
    """Return a new Ed25519 key (RFC 8032) that is current; it is not stored yet."""
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return SigningKey(
        name=f"key-{secrets.token_hex(4)}",
        public_pem=public.decode(),
        sealed_pem=_seal().encrypt(pem).decode(),
    )


def open_key(key: SigningKey) -> bytes | None:
    """Return the private half as PEM, or None when it was sealed with another secret."""
    try:
        return _seal().decrypt(key.sealed_pem.encode())
    except InvalidToken:
        return None


def _seal() -> Fernet:
    settings: Settings = current_app.config["SETTINGS"]
    digest = hashlib.sha256(b"certification signing key\0" + settings.secret_key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
