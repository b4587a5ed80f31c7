"""The main navigation: what a person lacks the role for is absent."""

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_login import current_user

from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class NavigationItem:
    """One entry of the main navigation."""

    label: str
    url: str
    icon: str
    is_current: bool


def items() -> list[NavigationItem]:
    """Return the entries for the signed-in person."""
    entries = [
        (_("Home"), "home.show_home", "house", Permission.KEEP_ACCOUNT, "/"),
        (_("Learn"), "learning.show_catalogue", "book-open", Permission.LEARN, "/learn"),
        (
            _("Assess"),
            "maturity.list_rounds",
            "clipboard-check",
            Permission.RESPOND,
            "/assess",
        ),
        (
            _("Certifications"),
            "certification.show_overview",
            "award",
            Permission.TRACK_CREDENTIALS,
            "/certifications",
        ),
        (_("Team"), "reports.list_teams", "users", Permission.READ_TEAM, "/team"),
        (_("Studio"), "studio.show_home", "pencil", Permission.AUTHOR_COURSES, "/studio"),
        (_("Admin"), "admin.list_people", "settings", Permission.ADMINISTER, "/admin"),
    ]
    return [
        NavigationItem(label=label, url=url_for(endpoint), icon=icon, is_current=_is_below(path))
        for label, endpoint, icon, permission, path in entries
        if current_user.may(permission) and _exists(endpoint)
    ]


# Pages that belong to an entry although their addresses begin differently.
_ALSO_BELOW = {
    "/certifications": ("/certificates",),
    "/learn": ("/quiz", "/me/learning", "/me/practice"),
    "/team": ("/portfolio",),
}


def _is_below(path: str) -> bool:
    if path == "/":
        return request.path == path
    starts = (path, *_ALSO_BELOW.get(path, ()))
    return any(request.path == start or request.path.startswith(f"{start}/") for start in starts)


def _exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions
