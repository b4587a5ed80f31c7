"""The answers of a section as they come from its page: q1, q2, ... and the comments c1, c2, ..."""

from collections.abc import Iterator, Mapping
from typing import Final

from werkzeug.datastructures import MultiDict

from pmo_academy.core.errors import OutOfDateFormError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.rules.answers import DONT_KNOW
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, Item
from pmo_academy.maturity.rules.questionnaire import Section, seen_versions
from pmo_academy.maturity.service import Given

CHOICES: Final = frozenset({*map(str, range(HIGHEST_ANSWER + 1)), DONT_KNOW})


def field_names(section: Section) -> Iterator[tuple[Item, str, str]]:
    """Give each item with the names of its answer and its comment in the page."""
    for at, item in enumerate(section.items, start=1):
        yield item, f"q{at}", f"c{at}"


def given_answers(section: Section, form: MultiDict[str, str]) -> Mapping[str, Given]:
    """Read the whole section; a question without an answer stays as it is."""
    seen = seen_versions(section, form.get("seen", ""))
    return {
        item.code: Given(
            choice=_choice(form.get(choice)), comment=_comment(form.get(comment)),
            seen=seen[item.code],
        )
        for item, choice, comment in field_names(section)
    }  # fmt: skip


def changed_answers(section: Section, form: MultiDict[str, str]) -> Mapping[str, Given]:
    """Read only what the page says has changed."""
    changed = set(form.getlist("changed"))
    wanted = {item.code for item, *names in field_names(section) if changed.intersection(names)}
    if not wanted:
        raise OutOfDateFormError(_("This page is out of date. Open it again."))
    return {item: one for item, one in given_answers(section, form).items() if item in wanted}


def _choice(value: str | None) -> str | None:
    if value is not None and value not in CHOICES:
        raise OutOfDateFormError(_("This page is out of date. Open it again."))
    return value


def _comment(value: str | None) -> str | None:
    return None if value is None else value.replace("\r\n", "\n").strip()
