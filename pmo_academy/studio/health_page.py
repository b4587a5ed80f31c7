"""What wants somebody, in words, each with where its button leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.rules.health import Ailment, Finding


@dataclass(frozen=True, kw_only=True)
class HealthRow:
    """A finding: what is wrong, where, and the page that mends it; a draft is begun if needed."""

    ailment: Ailment
    title: str
    words: str
    href: str
    label: str
    begins_draft_of: str = ""
    part: str = ""


def rows_of(findings: Sequence[Finding], with_draft: frozenset[str]) -> list[HealthRow]:
    """Return the rows for findings; courses in `with_draft` are being written already."""
    return [_row(one, one.code in with_draft) for one in findings]


def _row(one: Finding, has_draft: bool) -> HealthRow:
    title = f"{one.code} {one.place}".removesuffix(" course.yaml")
    if one.ailment is Ailment.FAILING:
        module_key, _slash, key = one.place.partition("/")
        href = url_for(
            "items.show_question", code=one.code, module_key=module_key, question_key=key
        )
        words = _(
            "The answers say that this question should be changed: “%(stem)s”", stem=one.words
        )
        return HealthRow(
            ailment=one.ailment, title=title, words=words, href=href, label=_("See why")
        )
    return HealthRow(
        ailment=one.ailment,
        title=title,
        words=_words(one),
        href=url_for("studio.show_outline", code=one.code),
        label=_("Go on writing") if has_draft else _("Write the next edition"),
        begins_draft_of="" if has_draft else one.code,
        part=one.place,
    )


def _words(one: Finding) -> str:
    if one.ailment is Ailment.STALE:
        return _("Last looked over on %(day)s, more than a year ago.", day=one.words)
    if one.ailment is Ailment.UNEXPLAINED:
        return _("%(count)s answers have no explanation.", count=one.words)
    return one.words
