"""Checked programmes and outside certificates as documents that certification reads."""

from typing import Any

from pmo_academy.authoring.rules.certification_checks import CredentialSource, ProgrammeSource

Document = dict[str, Any]


def programme_document(source: ProgrammeSource) -> Document:
    """Return what a programme asks for."""
    return source.programme.model_dump(mode="json")


def credential_document(source: CredentialSource) -> Document:
    """Return an outside certificate's rules, each figure with its source.

    A figure that is null is not asked for; one whose value is null is asked for, but not published.
    """
    return source.credential.model_dump(mode="json")
