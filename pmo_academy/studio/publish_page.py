"""What the page shows on which a draft is reviewed and published."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from pmo_academy.core.words import gettext as _
from pmo_academy.learning.queries import find_withdrawal
from pmo_academy.people.models import Person
from pmo_academy.people.queries import list_names
from pmo_academy.studio import queries
from pmo_academy.studio.forms.publishing import (
    PublishForm,
    ReviewForm,
    ScheduleForm,
    VerdictForm,
)
from pmo_academy.studio.queries import CommentLine
from pmo_academy.studio.rules.changes import Change, Group
from pmo_academy.studio.service.impact import impact_of
from pmo_academy.studio.service.standing import Standing
from pmo_academy.studio.wording import group_words, obstacle_words, state_words

# So many files are open at once; the others open on demand.
OPEN_FILES = 3


@dataclass(frozen=True, kw_only=True)
class FileChanges:
    """The changes of one thing: a file, or all there are of a kind."""

    title: str
    changes: Sequence[Change]


@dataclass(frozen=True, kw_only=True)
class ChangeGroup:
    """A part of the difference; words are gathered by file."""

    key: str
    title: str
    files: Sequence[FileChanges]
    count: int


def page_values(standing: Standing, reader: Person, *, needs_second: bool) -> dict[str, Any]:
    """Return everything the page shows besides its forms."""
    obstacles = standing.obstacles(needs_second=needs_second)
    review = standing.review
    people = {review.asked_by, review.asked_of, review.decided_by} if review else set()
    comments = queries.list_comments(standing.draft, standing.files)
    return {
        "standing": standing,
        "groups": groups_of(standing),
        "impact": impact_of(standing),
        "obstacles": [(one.value, obstacle_words(one.value)) for one in obstacles],
        "stopped": _stopped(standing),
        "state": state_words(standing.state),
        "names": list_names({one for one in people if one}) if review else {},
        "can_decide": _can_decide(standing, reader.id),
        "comments": _by_file(comments),
        "open_comments": sum(not one.is_resolved for one in comments),
        "withdrawal": find_withdrawal(standing.draft.key),
        "needs_second": needs_second,
    }


def forms_for(standing: Standing, reader: Person) -> dict[str, Any]:
    """Return the forms of the page as they are before anybody types."""
    forms = {
        "form": PublishForm(formdata=None),
        "schedule": ScheduleForm(formdata=None),
        "review_form": ReviewForm(formdata=None),
        "verdict_form": VerdictForm(formdata=None),
    }
    for name in ("form", "schedule", "verdict_form"):
        forms[name].seen.data = standing.digest
    return {**forms, "review_form": offered(forms["review_form"], reader)}


def offered(form: ReviewForm, reader: Person) -> ReviewForm:
    """Let the form offer everybody who may be asked."""
    people = [
        SelectChoice(str(one.id), one.name) for one in queries.list_reviewers(without=reader.id)
    ]
    form.asked_of.choices = [SelectChoice("", _("Any other author")), *people]
    return form


def groups_of(standing: Standing) -> list[ChangeGroup]:
    """Return the difference in its parts, those with nothing left out."""
    return [
        ChangeGroup(
            key=group.value,
            title=group_words(group),
            files=_files(group, found),
            count=len(found),
        )
        for group in Group
        if (found := [one for one in standing.changes if one.group is group])
    ]


def _files(group: Group, changes: Sequence[Change]) -> list[FileChanges]:
    if group is not Group.WORDS:
        return [FileChanges(title="", changes=changes)]
    files: dict[str, list[Change]] = {}
    for one in changes:
        files.setdefault(one.file, []).append(one)
    return [FileChanges(title=path, changes=found) for path, found in files.items()]


def _by_file(comments: Sequence[CommentLine]) -> dict[str, list[CommentLine]]:
    files: dict[str, list[CommentLine]] = {}
    for one in comments:
        files.setdefault(one.path, []).append(one)
    return files


def _stopped(standing: Standing) -> str:
    """Say why a planned publication did not happen, or will not."""
    release = standing.release
    if release is None:
        return ""
    if release.problem:
        return obstacle_words(release.problem)
    return obstacle_words("changed-since") if release.digest != standing.digest else ""


def _can_decide(standing: Standing, reader_id: UUID) -> bool:
    review = standing.review
    return (
        review is not None
        and review.verdict is None
        and review.asked_by != reader_id
        and review.asked_of in (None, reader_id)
    )
