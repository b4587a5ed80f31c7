"""Questions of other products on their way into a bank: first only looked at, then added."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import UUID

from pmo_academy.authoring.rules.likeness import alike
from pmo_academy.authoring.rules.media_names import FOLDER
from pmo_academy.core.words import ngettext
from pmo_academy.studio.exchange.brought import BroughtFile, BroughtQuestion
from pmo_academy.studio.exchange.placing import placed
from pmo_academy.studio.models import DraftChange, WorkingDraft
from pmo_academy.studio.queries.banks import Desk
from pmo_academy.studio.rules import bank_edits
from pmo_academy.studio.rules.bank_edits import Entry
from pmo_academy.studio.rules.course_facts import bank_path
from pmo_academy.studio.rules.question_fields import TYPES
from pmo_academy.studio.rules.question_remarks import Around, Checked, check_question
from pmo_academy.studio.service import drafts
from pmo_academy.studio.service.banks import readable_bank

_MARK = 8


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A question that can be taken, as it would stand in the bank."""

    brought: BroughtQuestion
    entry: Entry
    checked: Checked
    alike: tuple[str, ...]

    @property
    def can_be_added(self) -> bool:
        """Tell whether the draft can hold it."""
        return self.checked.question is not None


def propose(desk: Desk, bank_key: str, brought: BroughtFile, *, topic: str) -> list[Proposal]:
    """Return the questions of a file as they would stand in a bank; nothing is stored.

    A tag that is a topic of the course becomes the topic, the others get the given one.
    """
    bank = desk.bank(bank_key)
    names = _names(desk, brought.pictures)
    around = Around(
        topics=desk.around.topics,
        items=desk.around.items,
        pictures={*desk.around.pictures, *names.values()},
    )
    entries = [
        _with_place(entry, one, desk, names)
        for entry, one in zip(
            placed(brought.taken, topic=topic, taken_keys=bank.keys), brought.taken, strict=True
        )
        if entry["type"] in TYPES
    ]
    near = _near(bank.entries, entries)
    return [
        Proposal(
            brought=one,
            entry=entry,
            checked=check_question(entry, around),
            alike=tuple(near.get(entry["key"], ())),
        )
        for entry, one in zip(entries, brought.taken, strict=True)
    ]


def add_brought(
    desk: Desk,
    draft: WorkingDraft,
    bank_key: str,
    proposals: Sequence[Proposal],
    *,
    pictures: Mapping[str, bytes],
    by: UUID,
) -> DraftChange | None:
    """Add questions with their pictures in one change of the draft, which can be undone."""
    bank = readable_bank(draft, bank_key)
    added = bank_edits.copies([one.entry for one in proposals], bank.keys)
    names = _names(desk, pictures)
    used = {PurePosixPath(str(one.get("picture", ""))).name for one in added}
    folder = f"courses/{draft.key}/{FOLDER}/"
    files: dict[str, bytes | None] = {
        f"{folder}{names[name]}": body for name, body in pictures.items() if names[name] in used
    }
    files[bank_path(draft.key, bank_key)] = bank.with_questions([*bank.questions, *added])
    what = ngettext(
        "Brought %(num)s question into %(bank)s", "Brought %(num)s questions into %(bank)s",
        len(added), bank=bank_key,
    )  # fmt: skip
    return drafts.save(draft, files, what=what, by=by) if added else None


def _names(desk: Desk, pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Return what pictures are called in the course: their name, unless another one has it."""
    names = {}
    for name, body in pictures.items():
        there = desk.files.get(f"courses/{desk.draft.key}/{FOLDER}/{name}")
        stem, _dot, ending = name.rpartition(".")
        mark = hashlib.sha256(body).hexdigest()[:_MARK]
        names[name] = name if there in (None, body) else f"{stem}-{mark}.{ending}"
    return names


def _with_place(
    entry: Entry, brought: BroughtQuestion, desk: Desk, names: Mapping[str, str]
) -> Entry:
    by_words = {key: key for key in desk.facts.topics}
    by_words |= {title.casefold(): key for key, title in desk.facts.topics.items()}
    topics = (by_words.get(tag) or by_words.get(tag.casefold()) for tag in brought.tags)
    topic = next((one for one in topics if one), entry["topic"])
    picture = PurePosixPath(str(entry.get("picture", ""))).name
    own = {"picture": f"../{FOLDER}/{names[picture]}"} if picture in names else {}
    return bank_edits.arranged({**entry, "topic": topic, **own})


def _near(there: Collection[Entry], new: Sequence[Entry]) -> dict[str, list[str]]:
    """Return for each new question the keys of those, here or among the new, that are alike."""
    everything = [*there, *new]
    near: dict[str, list[str]] = {}
    for one, other in alike(everything):
        if other >= len(there):
            near.setdefault(everything[other]["key"], []).append(everything[one]["key"])
    return near
