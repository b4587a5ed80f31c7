"""Certificates as Open Badges 3.0 (W3C Verifiable Credentials 2.0), signed in two ways.

openbadgeslib builds, signs and bakes them: its contexts are pinned, nothing is fetched, and it
refuses to sign a term that no context defines, which the proof would leave out in silence.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import jwt
from flask import current_app
from openbadgeslib import baking
from openbadgeslib.ob3 import (
    Achievement,
    Evidence,
    IdentityObject,
    Issuer,
    OB3LdpSigner,
    OpenBadgeCredential,
    add_data_integrity_proof,
    build_status_list_credential,
    multikey_from_pem,
    status_entry,
)

from pmo_academy.certification.models import SigningKey
from pmo_academy.certification.rules.claims import Claims
from pmo_academy.certification.rules.requirements import Programme
from pmo_academy.config import Settings
from pmo_academy.core import clock

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
# That of DIDs comes first: verifiers then read the keys as they stand.
_ISSUER_CONTEXTS = (
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
ISSUER_NAME = "PMO Academy"
STATUS_DAYS = 2  # so long may a copy of the status list be believed
_DAY_ENDS = time(23, 59, 59)


@dataclass(frozen=True, kw_only=True)
class Signed:
    """One badge: the credential with its Data Integrity proof, and the same as a VC-JWT."""

    badge: dict[str, Any]
    token: str


class _Badge(OpenBadgeCredential):
    """A badge that names our own schema beside that of Open Badges."""

    def to_vc(self) -> dict[str, Any]:
        """Return the credential as it is signed."""
        document: dict[str, Any] = super().to_vc()
        ours = {"id": address("certificates.show_schema"), "type": "JsonSchema"}
        document["credentialSchema"] = [*document["credentialSchema"], ours]
        return document


def sign_badge(
    claims: Claims, *, status_place: int, email: str, key: SigningKey, private_pem: bytes
) -> Signed:
    """Return the badge of one period, signed with eddsa-rdfc-2022 and as VC-JWT (EdDSA)."""
    credential = _Badge(
        id=address("certificates.show_badge", award_code=claims.code),
        issuer=Issuer(id=issuer_id(), name=ISSUER_NAME, url=_base_url()),
        name=claims.name,
        recipient_id=None,
        identifiers=[
            IdentityObject(identity_hash=claims.holder, identity_type="name", hashed=False),
            IdentityObject.create(email.lower(), salt=claims.code),
        ],
        achievement=_achievement(claims),
        # Renewed early, a certificate holds already: the period before is not over.
        issuance_date=_moment(min(claims.starts_on, clock.today()), time()),
        expiration_date=_moment(claims.ends_on, _DAY_ENDS),
        evidence=[Evidence(id=certificate_url(claims.code), name="Public check")],
        credential_status=[status_entry(status_list_id(), "revocation", status_place)],
    )
    method = method_id(key.name)
    return Signed(
        badge=OB3LdpSigner(private_pem, verification_method=method).sign(credential),
        token=jwt.encode(
            credential.to_jwt_payload(),
            private_pem,
            algorithm="EdDSA",
            headers={"kid": method, "typ": "vc+jwt"},
        ),
    )


def sign_status_list(
    revoked: Iterable[int], *, now: datetime, key: SigningKey, private_pem: bytes
) -> dict[str, Any]:
    """Return the list of what was revoked (Bitstring Status List 1.0), signed, for two days."""
    unsigned = build_status_list_credential(
        issuer_id(),
        status_list_id(),
        "revocation",
        revoked,
        issued=now.replace(microsecond=0),
        valid_until=now.replace(microsecond=0) + timedelta(days=STATUS_DAYS),
    )
    signed: dict[str, Any] = add_data_integrity_proof(
        unsigned, private_pem, method_id(key.name), created=now
    )
    return signed


def issuer_document(keys: Iterable[SigningKey]) -> dict[str, Any]:
    """Return who issues, and every key that ever signed, as a Controlled Identifier Document."""
    methods = [
        {
            "id": method_id(key.name),
            "type": "Multikey",
            "controller": issuer_id(),
            "publicKeyMultibase": multikey_from_pem(key.public_pem),
        }
        for key in keys
    ]
    return {
        "@context": list(_ISSUER_CONTEXTS),
        "id": issuer_id(),
        "type": ["Profile"],
        "name": ISSUER_NAME,
        "url": _base_url(),
        "verificationMethod": methods,
        "assertionMethod": [one["id"] for one in methods],
    }


def achievement_document(programme: Programme) -> dict[str, Any]:
    """Return what a programme stands for, under the identifier that badges use."""
    return {
        "@context": list(CONTEXTS),
        "id": address("certificates.show_achievement", key=programme.key),
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": programme.title,
        "description": programme.summary,
        "creator": {"id": issuer_id(), "type": ["Profile"], "name": ISSUER_NAME},
        "criteria": {"id": address("certification.show_programme", key=programme.key)},
    }


def bake(svg: bytes, badge: dict[str, Any]) -> bytes:
    """Return a picture (SVG) with the signed credential inside (Open Badges 3.0, section 5.3)."""
    baked: bytes = baking.bake_svg(
        svg,
        json.dumps(badge, ensure_ascii=False),
        element=baking.SVG_ELEMENT_OB3,
        namespace=baking.SVG_NS_OB3,
        as_text=True,
    )
    return baked


def issuer_id() -> str:
    """Return the identifier of the issuer, which is where its document lies."""
    return address("certificates.show_issuer")


def method_id(key_name: str) -> str:
    """Return the identifier of a key."""
    return f"{issuer_id()}#{key_name}"


def status_list_id() -> str:
    """Return the address of the list of what was revoked."""
    return address("certificates.show_status_list")


def certificate_url(code: str) -> str:
    """Return the public address of a certificate."""
    return address("certificates.show_certificate", award_code=code)


def address(endpoint: str, **values: str) -> str:
    """Return a public address; its host comes from the settings, never from a request."""
    path = current_app.url_map.bind("").build(endpoint, values)
    return f"{_base_url()}{path}"


def _achievement(claims: Claims) -> Achievement:
    return Achievement(
        id=address("certificates.show_achievement", key=claims.programme_key),
        name=claims.name,
        description=claims.summary,
        criteria_narrative="\n".join(f"* {line}" for line in claims.criteria),
        achievement_type="Certificate",
    )


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=UTC)


def _base_url() -> str:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.base_url
