"""What the pages of a model's draft share: tabs, and what publishing it would mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.wording import ChangeWords, change_words
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.rules.model_changes import least_version, size_of
from pmo_academy.studio import queries
from pmo_academy.studio.queries import ChangeLine
from pmo_academy.studio.queries.model_drafts import ModelDraft, Standing, standing_of
from pmo_academy.studio.rules.model_places import Page, Place, place_of
from pmo_academy.studio.service.model_drafts import proposed_version
from pmo_academy.studio.views.frames import Tab

_PLAIN_PAGES = {
    Page.OVERVIEW: "studio.show_model_draft",
    Page.WORDS: "studio.show_model_words",
    Page.LIMITS: "studio.show_model_limits",
    Page.PUBLICATION: "studio.show_model_publication",
}


@dataclass(frozen=True, kw_only=True)
class ProblemLink:
    """What keeps a draft from being published, where it stands and where it is mended."""

    place: str
    message: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What publishing the draft would mean, in words."""

    published: str
    newest_since: str
    size: str
    least: str
    version: str
    changes: Sequence[ChangeWords]
    problems: Sequence[ProblemLink]
    last: ChangeLine | None

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing keeps the draft from being published."""
        return not self.problems


def render_model(
    template: str, one: ModelDraft, *, current: str, heading: str, status: int = 200, **values: Any
) -> ResponseReturnValue:
    """Render a page of a model's draft below its tabs; `current` is the endpoint of its tab."""
    return render(
        template,
        status=status,
        one=one,
        tabs=_tabs(one.code, current),
        heading=heading,
        statement=values.pop("statement", None) or statement_of(one, standing_of(one)),
        **values,
    )


def statement_of(one: ModelDraft, standing: Standing) -> Statement:
    """Put into words what differs, how much, and what is still wrong."""
    comparison = standing.comparison
    latest, size = comparison.latest, size_of(comparison.changes)
    newest = queries.latest_number(one.draft.kind, one.draft.key)
    is_old = newest is not None and newest != one.draft.base_number
    return Statement(
        published=latest.version if latest else "",
        newest_since=latest.version if latest and is_old else "",
        size=size.name.lower() if size else "",
        least=least_version(latest.version, size) if latest and size else "",
        version=proposed_version(one, standing),
        changes=[change_words(change) for change in comparison.changes],
        problems=[_problem(one, path, message) for path, message in standing.problems],
        last=next(iter(queries.list_changes(one.draft, most=1)), None),
    )


def address_of(code: str, place: Place) -> str:
    """Return the address of the field at a place."""
    anchor = place.field or None
    if place.page is Page.ITEM:
        return url_for(
            "studio.show_model_item", model_code=code, item_code=place.code, _anchor=anchor
        )
    if place.page is Page.DOMAIN:
        return url_for(
            "studio.show_model_domain", model_code=code, domain_code=place.code, _anchor=anchor
        )
    return url_for(_PLAIN_PAGES[place.page], model_code=code, _anchor=anchor)


def _problem(one: ModelDraft, path: tuple[str | int, ...], message: str) -> ProblemLink:
    place = place_of(one.value, path)
    names = {
        Page.OVERVIEW: _("Questions"),
        Page.WORDS: _("Words"),
        Page.LIMITS: _("Limits"),
        Page.PUBLICATION: _("Publish"),
    }
    return ProblemLink(
        place=place.code or names[place.page], message=message, href=address_of(one.code, place)
    )


def _tabs(code: str, current: str) -> list[Tab]:
    named = (
        ("studio.show_model_draft", _("Questions")),
        ("studio.show_model_words", _("Words")),
        ("studio.show_model_limits", _("Limits")),
        ("studio.show_model_history", _("History")),
        ("studio.list_model_simulations", _("Simulation")),
        ("studio.show_model_publication", _("Publish")),
    )
    return [
        Tab(
            label=label,
            href=url_for(endpoint, model_code=code),
            is_current=endpoint == current,
        )
        for endpoint, label in named
    ]
