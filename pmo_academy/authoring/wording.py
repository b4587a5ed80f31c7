"""What differs between two editions of a model, in words."""

from dataclasses import dataclass

from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.rules.model_changes import Difference, Size


@dataclass(frozen=True, kw_only=True)
class ChangeWords:
    """One difference as people read it."""

    size: str
    subject: str
    what: str
    before: str
    after: str


def change_words(one: Difference) -> ChangeWords:
    """Put a difference into words."""
    sizes = {Size.MAJOR: _("Major"), Size.MINOR: _("Minor"), Size.PATCH: _("Patch")}
    return ChangeWords(
        size=sizes[one.size],
        subject=one.subject or _("The model"),
        what=_kinds().get(one.what, one.what),
        before=one.before,
        after=one.after,
    )


def _kinds() -> dict[str, str]:
    return {
        "limits": _("limits of scoring"),
        "tiers": _("tiers"),
        "quick form": _("questions of the quick form"),
        "perspectives": _("groups of respondents"),
        "title": _("title"),
        "instruction": _("instruction"),
        "points": _("meaning of the points"),
        "steps": _("names of the steps"),
        "floor name": _("name of the floor"),
        "floor meaning": _("meaning of the floor"),
        "tier names": _("names of the tiers"),
        "tier meanings": _("meanings of the tiers"),
        "groups": _("names of the groups"),
        "order of domains": _("order of the domains"),
        "relevance": _("relevance of the domain"),
        "name": _("name"),
        "place": _("domain or tier of the question"),
        "decisive": _("whether the question is decisive"),
        "weight": _("weight"),
        "question": _("question"),
        "anchor": _("statement"),
        "domain removed": _("domain removed"),
        "domain added": _("domain added"),
        "item removed": _("question removed"),
        "item added": _("question added"),
    }
