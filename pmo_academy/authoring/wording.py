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
    why: str = ""


def change_words(one: Difference) -> ChangeWords:
    """Put a difference into words."""
    sizes = {Size.MAJOR: _("Major"), Size.MINOR: _("Minor"), Size.PATCH: _("Patch")}
    return ChangeWords(
        size=sizes[one.size],
        subject=one.subject or _("The model"),
        what=_kinds().get(one.what, one.what),
        before=one.before,
        after=one.after,
        why=_why(one),
    )


def _why(one: Difference) -> str:
    """Say why a difference is as large as it is."""
    if one.size is Size.PATCH:
        return str(_("Word for word nearly the same: a corrected spelling."))
    if one.size is Size.MINOR:
        return str(_reasons_of_minor().get(one.what, _("A name: no score depends on it.")))
    return str(_reasons_of_major()[one.what])


def _reasons_of_minor() -> dict[str, str]:
    return {
        "quick form": _("The full form stays as it is."),
        "order of domains": _("The order of questions; each counts as before."),
        "instruction": _("An explanation: no score depends on it."),
        "points": _("An explanation: the statements themselves stay."),
        "floor meaning": _("An explanation: no score depends on it."),
        "tier meanings": _("An explanation: no score depends on it."),
    }


def _reasons_of_major() -> dict[str, str]:
    other_scores = _("The same answers give other scores.")
    other_meaning = _("Answers to the old words are not answers to the new ones.")
    return {
        "limits": _("The same answers reach other steps or scores."),
        "tiers": _("The ladder is another one."),
        "perspectives": _("Other groups are heard."),
        "relevance": other_scores,
        "place": other_scores,
        "weight": other_scores,
        "decisive": _("Another question can hold the level."),
        "question": other_meaning,
        "anchor": other_meaning,
        "domain removed": other_scores,
        "domain added": other_scores,
        "item removed": other_scores,
        "item added": other_scores,
    }


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
