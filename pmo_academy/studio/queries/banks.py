"""A course's draft as those see it who write questions: its banks, and what they may speak of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from pmo_academy.authoring.queries import body_of
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.exams.queries import list_answers_to
from pmo_academy.maturity.queries import list_latest_editions, model_of
from pmo_academy.people.models import Person
from pmo_academy.reports.queries.items import QuizAnswers, get_quiz_answers
from pmo_academy.studio.models import DraftChange, DraftFile, DraftVersion, WorkingDraft
from pmo_academy.studio.queries.drafts import ChangeLine, edition_files, get_draft
from pmo_academy.studio.rules.bank_edits import BankText, read_bank
from pmo_academy.studio.rules.course_facts import CourseFacts, Quiz, bank_path, course_facts
from pmo_academy.studio.rules.question_remarks import Around


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A draft with its files and what they say."""

    draft: WorkingDraft
    files: Mapping[str, bytes]
    published: Mapping[str, bytes]
    facts: CourseFacts
    around: Around

    def quiz(self, key: str) -> Quiz:
        """Return a quiz of the course, or raise NotFoundError."""
        quiz = self.facts.quiz(key)
        if quiz is None:
            raise NotFoundError
        return quiz

    def bank(self, key: str) -> BankText:
        """Return the bank of a quiz, which may have no file yet."""
        return read_bank(key, self.files.get(bank_path(self.draft.key, key)))

    def published_bank(self, key: str) -> BankText:
        """Return a bank as it stands in the edition that the draft began from."""
        return read_bank(key, self.published.get(bank_path(self.draft.key, key)))


def get_desk(code: str) -> Desk:
    """Return the draft of a course, or raise NotFoundError."""
    draft = get_draft(Kind.COURSE, code)
    published = edition_files(draft.kind, draft.key, draft.base_number)
    files = _with_changes(draft, published)
    facts = course_facts(code, files)
    around = Around(topics=facts.topics, items=list_items(), pictures=facts.pictures)
    return Desk(draft=draft, files=files, published=published, facts=facts, around=around)


def _with_changes(draft: WorkingDraft, published: Mapping[str, bytes]) -> dict[str, bytes]:
    rows = session().execute(
        select(DraftFile.path, DraftFile.body, DraftFile.digest).where(
            DraftFile.draft_id == draft.id
        )
    )
    files = dict(published)
    for path, body, digest in rows:
        files.pop(path, None)
        if body is not None or digest is not None:
            files[path] = body_of(body, digest)
    return dict(sorted(files.items()))


def list_items() -> dict[str, str]:
    """Return what each item of every model asks, by the item's code."""
    return {
        item.code: item.question
        for edition in list_latest_editions()
        for item in model_of(edition.id).items
    }


def find_quiz_answers(code: str, key: str) -> QuizAnswers | None:
    """Return what was answered in a quiz; None while it was never published."""
    try:
        return get_quiz_answers(f"{code}/{key}")
    except NotFoundError:
        return None


def count_past_answers(answers: QuizAnswers | None, key: str) -> int:
    """Return how many attempts that are handed in answered a question as it is published now."""
    versions = answers.versions.get(key, ()) if answers else ()
    if not versions:
        return 0
    ids = [one.id for one in versions[-1].questions]
    return sum(one.attempt.submitted_at is not None for one in list_answers_to(ids))


def find_bank_change(draft: WorkingDraft, path: str) -> ChangeLine | None:
    """Return the last change of a bank, unless it changed more than banks and their pictures."""
    last = (
        select(DraftVersion.change_id)
        .join(DraftChange, DraftChange.id == DraftVersion.change_id)
        .where(DraftChange.draft_id == draft.id, DraftVersion.path == path)
        .order_by(DraftChange.number.desc())
        .limit(1)
    )
    rows = session().execute(
        select(DraftChange, Person.name, DraftVersion.path)
        .join(Person, Person.id == DraftChange.by)
        .join(DraftVersion, DraftVersion.change_id == DraftChange.id)
        .where(DraftChange.id == last.scalar_subquery())
    )
    found = rows.all()
    if not found or not _are_of_banks(draft, [row.path for row in found]):
        return None
    return _line(found[0][0], found[0][1])


def is_of_banks(draft: WorkingDraft, number: int) -> bool:
    """Tell whether a change touched nothing but banks and pictures."""
    paths = session().scalars(
        select(DraftVersion.path)
        .join(DraftChange, DraftChange.id == DraftVersion.change_id)
        .where(DraftChange.draft_id == draft.id, DraftChange.number == number)
    )
    return _are_of_banks(draft, paths.all())


def _are_of_banks(draft: WorkingDraft, paths: Sequence[str]) -> bool:
    folder = f"courses/{draft.key}/"
    return all(path.startswith((f"{folder}questions/", f"{folder}media/")) for path in paths)


def _line(change: DraftChange, name: str) -> ChangeLine:
    return ChangeLine(
        number=change.number,
        what=change.what,
        by=name,
        at=change.at,
        is_undone=change.is_undone,
    )


def find_origin(draft: WorkingDraft, path: str, key: str) -> ChangeLine | None:
    """Return the change with which a question came into a file of the draft."""
    named = re.compile(rb"\bkey: ['\"]?" + re.escape(key.encode()) + rb"(?![a-z0-9-])")
    rows = session().execute(
        select(DraftChange, Person.name, DraftVersion.before, DraftVersion.after)
        .join(Person, Person.id == DraftChange.by)
        .join(DraftVersion, DraftVersion.change_id == DraftChange.id)
        .where(DraftChange.draft_id == draft.id, DraftVersion.path == path)
        .order_by(DraftChange.number.desc())
    )
    for change, name, before, after in rows:
        if named.search(after or b"") and not named.search(before or b""):
            return _line(change, name)
    return None
