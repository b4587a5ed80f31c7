"""Certificates for everybody: the check page, the paper, the badge, and what verifiers read."""

import json
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pmo_academy.certification import badges, keys
from pmo_academy.certification.badge_picture import badge_picture
from pmo_academy.certification.badge_schema import SCHEMA
from pmo_academy.certification.certificate_pdf import certificate_pdf
from pmo_academy.certification.queries import awards, programmes
from pmo_academy.certification.queries.awards import Certificate
from pmo_academy.certification.queries.renewals import get_renewal
from pmo_academy.certification.rules.claims import Claims, clean_code, spaced_code
from pmo_academy.certification.rules.validity import may_renew_from
from pmo_academy.core import clock
from pmo_academy.core.db import release
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import public
from pmo_academy.core.web import render

bp = Blueprint("certificates", __name__, url_prefix="/certificates", template_folder="../templates")

_CREDENTIAL = "application/vc+ld+json"
_TOKEN = "application/vc+jwt"  # noqa: S105 - a media type
_ADD_TO_PROFILE = "https://www.linkedin.com/profile/add"


@bp.get("")
@public
def find_certificate() -> ResponseReturnValue:
    """Ask for a code and lead to its certificate."""
    typed = request.args.get("code", "")
    # The whole address may be pasted as well.
    code = clean_code(typed.rstrip("/").rsplit("/", 1)[-1])
    if code and awards.find_certificate(code):
        return redirect(url_for(".show_certificate", award_code=code))
    return render("certification/find.html", typed=typed, is_unknown="code" in request.args)


@bp.get("/<award_code>")
@public
def show_certificate(award_code: str) -> ResponseReturnValue:
    """Show every claim of a certificate and whether it holds today."""
    code = clean_code(award_code)
    if code and award_code != code:
        return redirect(url_for(".show_certificate", award_code=code))
    certificate = awards.find_certificate(code)
    if certificate is None:
        return render("certification/find.html", status=404, typed=code, is_unknown=True)
    is_holder = current_user.is_authenticated and current_user.id == certificate.award.person_id
    return render(
        "certification/certificate.html",
        certificate=certificate,
        claims=certificate.claims,
        code=spaced_code(code),
        validity=certificate.validity_on(clock.today()),
        periods=awards.list_periods(certificate.award.id),
        is_holder=is_holder,
        renewal=get_renewal(certificate) if is_holder else None,
        renews_from=may_renew_from(certificate.period.ends_on),
        today=clock.today(),
        certificate_url=badges.certificate_url(code),
        profile_link=_profile_link(certificate.claims),
    )


@bp.get("/<award_code>/pdf")
@public
def give_pdf(award_code: str) -> ResponseReturnValue:
    """Give the certificate as a tagged PDF; there is none of one that was revoked."""
    certificate = _standing(award_code)
    document = certificate_pdf(certificate)
    release()
    name = f"{certificate.award.programme_key}-{award_code[:6]}.pdf"
    return Response(
        document.compiled(),
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@bp.get("/<award_code>/badge")
@public
def show_badge(award_code: str) -> ResponseReturnValue:
    """Give the badge with its Data Integrity proof; its status tells whether it was revoked."""
    return _json(_certificate(award_code).period.badge, _CREDENTIAL)


@bp.get("/<award_code>/badge-token")
@public
def give_token(award_code: str) -> ResponseReturnValue:
    """Give the badge as a VC-JWT."""
    return Response(_certificate(award_code).period.token, mimetype=_TOKEN)


@bp.get("/<award_code>/badge-picture")
@public
def give_picture(award_code: str) -> ResponseReturnValue:
    """Give the picture of the badge with the credential inside."""
    certificate = _standing(award_code)
    picture = badge_picture(certificate.claims.name, position=certificate.edition.position)
    baked = badges.bake(picture.encode(), certificate.period.badge)
    name = f"{certificate.award.programme_key}-{award_code[:6]}.svg"
    return Response(
        baked,
        mimetype="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@bp.get("/issuer")
@public
def show_issuer() -> ResponseReturnValue:
    """Say who issues, with every key that ever signed."""
    return _json(badges.issuer_document(awards.list_keys()), "application/ld+json")


@bp.get("/status")
@public
def show_status_list() -> ResponseReturnValue:
    """Give the signed list of what was revoked."""
    key = awards.find_current_key()
    private_pem = keys.open_key(key) if key else None
    if key is None or private_pem is None:
        raise NotFoundError
    signed = badges.sign_status_list(
        awards.list_revoked_places(), now=clock.now(), key=key, private_pem=private_pem
    )
    return _json(signed, _CREDENTIAL)


@bp.get("/programmes/<key>")
@public
def show_achievement(key: str) -> ResponseReturnValue:
    """Say what a programme asks for, as badges name it."""
    programme = programmes.list_programmes().get(key)
    if programme is None:
        raise NotFoundError
    return _json(badges.achievement_document(programme), "application/ld+json")


@bp.get("/schema")
@public
def show_schema() -> ResponseReturnValue:
    """Give the JSON schema that our badges keep to."""
    return _json(SCHEMA, "application/schema+json")


def _certificate(code: str) -> Certificate:
    certificate = awards.find_certificate(code)
    if certificate is None:
        raise NotFoundError
    return certificate


def _standing(code: str) -> Certificate:
    """Return a certificate that was not revoked."""
    certificate = _certificate(code)
    if certificate.award.revoked_at is not None:
        raise NotFoundError
    return certificate


def _profile_link(claims: Claims) -> str:
    """Return an address that fills the form of a professional network."""
    fields = {
        "startTask": "CERTIFICATION_NAME",
        "name": claims.name,
        "organizationName": badges.ISSUER_NAME,
        "issueYear": claims.awarded_on.year,
        "issueMonth": claims.awarded_on.month,
        "expirationYear": claims.ends_on.year,
        "expirationMonth": claims.ends_on.month,
        "certUrl": badges.certificate_url(claims.code),
        "certId": claims.code,
    }
    return f"{_ADD_TO_PROFILE}?{urlencode(fields)}"


def _json(document: dict[str, Any], media_type: str) -> Response:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    response = Response(text, mimetype=media_type)
    # Verifiers run in pages of others; nothing here belongs to whoever asks.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
