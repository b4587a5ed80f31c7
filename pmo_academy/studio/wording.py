"""The words for what differs, where a draft stands and what keeps it from being published."""

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.rules.changes import Change, ChangeKind, Group
from pmo_academy.studio.rules.release import Obstacle
from pmo_academy.studio.rules.review import State


def group_words(group: Group) -> str:
    """Say what a part of the difference is about."""
    return {
        Group.KEYS: _("What counts as right"),
        Group.QUESTIONS: _("Questions"),
        Group.SETTINGS: _("Passing, counting and settings"),
        Group.LESSONS: _("Modules and lessons"),
        Group.WORDS: _("Words"),
        Group.MEDIA: _("Pictures and documents"),
        Group.FILES: _("Other changes in files"),
    }[group]


def change_words(change: Change) -> str:
    """Say what happened, without the thing it happened to."""
    if change.kind is ChangeKind.FILE:
        return _file_words(change)
    if change.part:
        return part_words(change.part)
    return {
        ChangeKind.KEY: _("The right answer changes"),
        ChangeKind.CHECK_KEY: _("The right answer of the lesson's check changes"),
        ChangeKind.QUESTION_ADDED: _("Question added"),
        ChangeKind.QUESTION_REMOVED: _("Question removed"),
        ChangeKind.QUESTION_TOPIC: _("Question moved to another topic"),
        ChangeKind.MODULE_ADDED: _("Module added"),
        ChangeKind.MODULE_REMOVED: _("Module removed"),
        ChangeKind.MODULE_MOVED: _("Module moved"),
        ChangeKind.LESSON_ADDED: _("Lesson added"),
        ChangeKind.LESSON_REMOVED: _("Lesson removed"),
        ChangeKind.LESSON_MOVED: _("Lesson moved"),
        ChangeKind.LESSON_RENAMED: _("Lesson renamed"),
        ChangeKind.MEDIUM_ADDED: _("Added"),
        ChangeKind.MEDIUM_REPLACED: _("Replaced"),
        ChangeKind.MEDIUM_REMOVED: _("Removed"),
    }.get(change.kind, change.kind.value)


def _file_words(change: Change) -> str:
    if not change.before:
        return _("File added")
    if not change.after:
        return _("File removed")
    return _("Written otherwise; what it says stays the same, or could not be read")


def part_words(part: str) -> str:
    """Say what a field is called; one without a name of its own keeps that of the file."""
    return {
        "pass_percent": _("Pass mark in percent"),
        "topic_percent": _("Least in each topic, in percent"),
        "draw": _("Questions drawn"),
        "per_topic": _("Questions drawn of each topic"),
        "tries": _("Tries"),
        "per_days": _("Days for these tries"),
        "wait_hours": _("Hours between two tries"),
        "minutes_limit": _("Time limit in minutes"),
        "minutes": _("Minutes"),
        "feedback": _("What is shown afterwards"),
        "confidence": _("Asks how sure people are"),
        "completes_with": _("What completes the course"),
        "requires": _("Courses required first"),
        "recommends": _("Courses that help first"),
        "covers": _("Maturity items it covers"),
        "learning_credit": _("Learning credit in hours"),
        "level": _("Level"),
        "announced": _("Only announced"),
        "topics": _("Topics"),
        "updated": _("Day of the update"),
        "practice": _("Practice task"),
        "item": _("Maturity item or thing to sort"),
        "verb": _("What it teaches: know, do or lead"),
        "title": _("Title"),
        "promise": _("Promise"),
        "audience": _("Whom it is for"),
        "outcomes": _("Outcomes"),
        "summary": _("Summary"),
        "text": _("Text"),
        "check": _("Question to check oneself by"),
        "stem": _("Question"),
        "explanation": _("Explanation"),
        "option": _("Option"),
        "why": _("Reason"),
        "why_true": _("Reason for “true”"),
        "why_false": _("Reason for “false”"),
        "step": _("Step"),
        "pair": _("Pair"),
        "extra": _("Answer that fits nothing"),
        "accepted": _("Accepted form"),
        "near-miss": _("Near miss"),
        "gap": _("Gap"),
        "category": _("Category"),
        "spot": _("Point on the picture"),
        "part": _("Part of the case"),
        "unit": _("Unit"),
        "picture": _("Picture"),
        "alt": _("What the picture shows"),
    }.get(part, part)


def state_words(state: State) -> tuple[str, str, str]:
    """Say where a draft stands: the words, a tone and an icon."""
    return {
        State.WRITING: (_("Being written"), "neutral", "pencil"),
        State.IN_REVIEW: (_("In review"), "accent", "clock"),
        State.APPROVED: (_("Approved"), "good", "circle-check"),
        State.SENT_BACK: (_("Sent back"), "warn", "triangle-alert"),
        State.CHANGED_SINCE: (_("Changed since it was approved"), "warn", "triangle-alert"),
        State.SCHEDULED: (_("Scheduled"), "accent", "calendar"),
    }[state]


def obstacle_words(obstacle: str) -> str:
    """Say what keeps a draft from being published, or kept it."""
    return {
        Obstacle.UNCHANGED.value: _("Nothing differs from the published edition."),
        Obstacle.CHANGED_SINCE.value: _("The draft was changed after this was decided."),
        Obstacle.BASE_IS_OLD.value: _("A later edition was published while this was written."),
        Obstacle.FAULTS.value: _("The checks found problems that have to be mended first."),
        Obstacle.SECOND_PERSON.value: _(
            "A second person has to approve exactly this before it is published."
        ),
        "no-author": _("Whoever decided this is no longer an author here."),
    }.get(obstacle, _("Something stood in the way. Open the page and publish by hand."))
