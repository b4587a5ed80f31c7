"""Whom a new edition reaches, and why it may not be published."""

from enum import StrEnum


class Reach(StrEnum):
    """Who gets the new edition."""

    NEW = "new"
    ALL = "all"


class Obstacle(StrEnum):
    """What keeps a draft from being published."""

    UNCHANGED = "unchanged"
    CHANGED_SINCE = "changed-since"
    BASE_IS_OLD = "base-is-old"
    FAULTS = "faults"
    SECOND_PERSON = "second-person"
