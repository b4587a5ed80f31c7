"""What differs between two editions of a course, in the order in which it matters to people."""

from dataclasses import dataclass, field
from enum import StrEnum


class PieceKind(StrEnum):
    """What became of a few words; a gap stands for sentences that stayed as they were."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    GAP = "gap"


@dataclass(frozen=True)
class Piece:
    """A few words that stayed, came or went."""

    kind: PieceKind
    text: str = ""


class ChangeKind(StrEnum):
    """What changed; the order is that of the page: what counts as right comes first."""

    KEY = "key"
    CHECK_KEY = "check-key"
    QUESTION_ADDED = "question-added"
    QUESTION_REMOVED = "question-removed"
    QUESTION_TOPIC = "question-topic"
    SETTING = "setting"
    MODULE_ADDED = "module-added"
    MODULE_REMOVED = "module-removed"
    MODULE_MOVED = "module-moved"
    LESSON_ADDED = "lesson-added"
    LESSON_REMOVED = "lesson-removed"
    LESSON_MOVED = "lesson-moved"
    LESSON_RENAMED = "lesson-renamed"
    WORDS = "words"
    MEDIUM_ADDED = "medium-added"
    MEDIUM_REPLACED = "medium-replaced"
    MEDIUM_REMOVED = "medium-removed"
    FILE = "file"


class Group(StrEnum):
    """The parts of the page, in their order."""

    KEYS = "keys"
    QUESTIONS = "questions"
    SETTINGS = "settings"
    LESSONS = "lessons"
    WORDS = "words"
    MEDIA = "media"
    FILES = "files"


_GROUPS = {
    ChangeKind.KEY: Group.KEYS,
    ChangeKind.CHECK_KEY: Group.KEYS,
    ChangeKind.QUESTION_ADDED: Group.QUESTIONS,
    ChangeKind.QUESTION_REMOVED: Group.QUESTIONS,
    ChangeKind.QUESTION_TOPIC: Group.QUESTIONS,
    ChangeKind.SETTING: Group.SETTINGS,
    ChangeKind.WORDS: Group.WORDS,
    ChangeKind.MEDIUM_ADDED: Group.MEDIA,
    ChangeKind.MEDIUM_REPLACED: Group.MEDIA,
    ChangeKind.MEDIUM_REMOVED: Group.MEDIA,
    ChangeKind.FILE: Group.FILES,
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One difference: in which file and line (of the later edition), of what, from what to what.

    `part` names the field; `title` is what the thing is called; `key` its key in the files.
    """

    kind: ChangeKind
    file: str
    line: int = 1
    key: str = ""
    title: str = ""
    part: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = field(default=())

    @property
    def group(self) -> Group:
        """The part of the page to which it belongs."""
        return _GROUPS.get(self.kind, Group.LESSONS)
