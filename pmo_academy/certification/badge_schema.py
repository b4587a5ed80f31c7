"""The JSON schema (draft 2020-12) that our badges keep to, narrower than Open Badges 3.0."""

from typing import Any

_TEXT = {"type": "string", "minLength": 1}
_ADDRESS = {"type": "string", "format": "uri"}
_MOMENT = {"type": "string", "format": "date-time"}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A certificate of PMO Academy",
    "type": "object",
    "required": [
        "@context",
        "id",
        "type",
        "name",
        "issuer",
        "validFrom",
        "validUntil",
        "credentialSubject",
        "credentialSchema",
        "credentialStatus",
        "evidence",
    ],
    "properties": {
        "id": _ADDRESS,
        "type": {"const": ["VerifiableCredential", "OpenBadgeCredential"]},
        "name": _TEXT,
        "issuer": {
            "type": "object",
            "required": ["id", "type", "name"],
            "properties": {"id": _ADDRESS, "name": _TEXT},
        },
        "validFrom": _MOMENT,
        "validUntil": _MOMENT,
        "credentialSubject": {
            "type": "object",
            "required": ["type", "identifier", "achievement"],
            "properties": {
                "identifier": {
                    "type": "array",
                    "minItems": 2,
                    "items": {
                        "type": "object",
                        "required": ["type", "hashed", "identityHash", "identityType"],
                    },
                },
                "achievement": {
                    "type": "object",
                    "required": ["id", "type", "name", "description", "criteria"],
                    "properties": {
                        "id": _ADDRESS,
                        "name": _TEXT,
                        "description": _TEXT,
                        "criteria": {
                            "type": "object",
                            "required": ["narrative"],
                            "properties": {"narrative": _TEXT},
                        },
                        "achievementType": {"const": "Certificate"},
                    },
                },
            },
        },
        "credentialStatus": {
            "type": "object",
            "required": ["type", "statusPurpose", "statusListIndex", "statusListCredential"],
            "properties": {
                "type": {"const": "BitstringStatusListEntry"},
                "statusPurpose": {"const": "revocation"},
                "statusListIndex": {"type": "string", "pattern": "^[0-9]+$"},
                "statusListCredential": _ADDRESS,
            },
        },
        "evidence": {"type": "array", "minItems": 1},
        "proof": {
            "type": "object",
            "required": ["type", "cryptosuite", "verificationMethod", "proofValue"],
            "properties": {
                "type": {"const": "DataIntegrityProof"},
                "cryptosuite": {"const": "eddsa-rdfc-2022"},
            },
        },
    },
}
