"""What the pages of one course in the studio share: the draft, its title, the tabs."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.models import WorkingDraft


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One page of a course in the studio."""

    label: str
    href: str
    is_current: bool


def course_draft(code: str) -> WorkingDraft:
    """Return the draft of a course, or raise NotFoundError."""
    return queries.get_draft(Kind.COURSE, code)


def locked_course_draft(code: str) -> WorkingDraft:
    """Return the draft of a course for a change, or raise NotFoundError."""
    return queries.lock_draft(Kind.COURSE, code)


def render_course(
    template: str, draft: WorkingDraft, *, current: str, heading: str, **values: Any
) -> ResponseReturnValue:
    """Render a page of a course below its tabs; `current` is the endpoint of its tab.

    `part=True` says that it shows one part of the outline, to which it leads back.
    """
    tabs = _tabs(draft.key, current)
    values.setdefault("part", False)
    return render(template, draft=draft, tabs=tabs, heading=heading, **values)


def _tabs(code: str, current: str) -> list[Tab]:
    named = (
        ("studio.show_outline", _("Outline")),
        ("studio.show_about", _("About")),
        ("studio.list_banks", _("Questions")),
        ("studio.list_course_media", _("Media")),
        ("studio.show_checks", _("Checks")),
        ("studio.list_course_changes", _("History")),
        ("studio.show_publish", _("Review and publish")),
    )
    return [
        Tab(label=label, href=url_for(endpoint, code=code), is_current=endpoint == current)
        for endpoint, label in named
        if endpoint in current_app.view_functions
    ]
