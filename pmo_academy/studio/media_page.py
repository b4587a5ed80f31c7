"""What the pages of the media library show of a file: words, measures, and links to its uses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.queries import media as queries
from pmo_academy.studio.queries.media import Measured, Shelved
from pmo_academy.studio.rules.media_uses import MediumKind, Use

UNUSED, WITHOUT_WORDS, IN_DRAFTS = "unused", "words", "drafts"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A text that names a file, with the address where it is written or read."""

    label: str
    href: str
    has_no_words: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """A file as a page shows it."""

    medium: Shelved
    measured: Measured
    places: Sequence[Place]

    @property
    def kind(self) -> str:
        """What the file is, in a word."""
        return kind_names()[self.medium.kind]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which files somebody wants to see."""

    course: str
    kind: str
    state: str
    query: str
    page: int

    def among(self, media: Iterable[Shelved]) -> list[Shelved]:
        """Return those that are wanted."""
        return [one for one in media if self._fits(one)]

    def address(self, page: int) -> str:
        """Return where another page of the same files is."""
        return url_for(
            "studio.list_media",
            course=self.course or None,
            kind=self.kind or None,
            state=self.state or None,
            q=self.query or None,
            page=page,
        )

    @property
    def is_everything(self) -> bool:
        """Tell whether nothing is filtered."""
        return not (self.course or self.kind or self.state or self.query)

    def _fits(self, medium: Shelved) -> bool:
        states = {
            UNUSED: not medium.is_needed,
            WITHOUT_WORDS: medium.lacks_words,
            IN_DRAFTS: not medium.is_published,
        }
        return (
            self.course in ("", medium.code)
            and self.kind in ("", medium.kind)
            and states.get(self.state, True)
            and self.query.casefold() in medium.name
        )


def wanted_from(fields: Mapping[str, str]) -> Wanted:
    """Read what somebody wants to see; what is no number is the first page."""
    page = fields.get("page", "1")
    return Wanted(
        course=fields.get("course", ""),
        kind=fields.get("kind", ""),
        state=fields.get("state", ""),
        query=fields.get("q", "").strip()[:100],
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )


def kind_names() -> dict[MediumKind, str]:
    """Return the word for each kind of file."""
    return {
        MediumKind.PICTURE: _("Picture"),
        MediumKind.VIDEO: _("Video"),
        MediumKind.CAPTIONS: _("Captions"),
        MediumKind.DOCUMENT: _("Document"),
        MediumKind.PACKAGE: _("Package"),
    }


def line_of(medium: Shelved, titles: Mapping[str, str]) -> Line:
    """Return a file as a page shows it; the titles are those of the texts, by their path."""
    places = [_place(medium, use, titles.get(use.path, "")) for use in medium.uses]
    return Line(
        medium=medium,
        measured=queries.measured(medium),
        places=list(dict.fromkeys(places)),
    )


def _place(medium: Shelved, use: Use, title: str) -> Place:
    labels = {
        "lesson": _("Lesson %(title)s", title=title or use.key),
        "practice": _("Practice task %(title)s", title=title or use.key),
        "question": _("Question %(key)s of %(bank)s", key=use.question, bank=use.key),
        "work-product": _("Work product %(title)s", title=title),
    }
    return Place(
        label=labels.get(use.place) or _("About the course"),
        href=_editor(medium.code, use) if medium.has_draft else _reader(medium.code, use),
        has_no_words=use.has_no_words,
    )


def _editor(code: str, use: Use) -> str:
    """Return where a text is written; empty while the studio has no page for it."""
    if use.place == "question":
        return _url(
            "studio.edit_question", code=code, module_key=use.key, question_key=use.question
        )
    kinds = {"lesson": ("lessons", use.key), "work-product": ("work-product", "course")}
    kind, key = kinds.get(use.place, (use.place, use.key))
    return _url("studio.edit_text", code=code, text_kind=kind, text_key=key)


def _reader(code: str, use: Use) -> str:
    """Return where a text is read by learners; empty for one that has no page of its own."""
    if use.place == "lesson":
        return _url("learning.show_lesson", code=code, lesson_key=use.key)
    return _url("learning.show_course", code=code)


def _url(endpoint: str, **values: str) -> str:
    known: dict[str, Any] = dict(values)
    return url_for(endpoint, **known) if endpoint in current_app.view_functions else ""
