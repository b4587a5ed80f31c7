"""SCORM packages: what they consist of, and what their files in a course are called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmo_academy.learning.rules.packages import Version

FOLDER = "packages"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.zip")


class Unsupported(StrEnum):
    """What a manifest asks for that is not done here."""

    SEQUENCING = "sequencing"
    NAVIGATION = "navigation"
    PREREQUISITES = "prerequisites"
    TIME_LIMITS = "time-limits"
    ORGANIZATIONS = "organizations"
    METADATA = "metadata"
    SHARED_DATA = "shared-data"
    SUBMANIFESTS = "submanifests"


class ManifestError(Exception):
    """The package cannot be read; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is opened for one entry of the table of contents; `is_sco` tells whether it reports."""

    identifier: str
    title: str
    path: str
    query: str = ""
    is_sco: bool = True
    launch_data: str = ""
    mastery_score: str = ""
    passing_score: str = ""
    completion_threshold: str = ""
    max_time: str = ""
    limit_action: str = ""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A package: what it is called, its parts in order, and what is not done with it here.

    `entries` counts the entries that name something to open, `refused` says of each that cannot
    be opened why; the others are `parts`.
    """

    version: Version
    edition: str
    title: str
    root: str
    entries: int
    parts: tuple[Part, ...]
    refused: tuple[tuple[str, str], ...]
    unsupported: Mapping[Unsupported, int]

    def part(self, identifier: str) -> Part | None:
        """Return a part by its identifier; the only one has no need to be named."""
        if not identifier and len(self.parts) == 1:
            return self.parts[0]
        return next((one for one in self.parts if one.identifier == identifier), None)


def package_name(path: str) -> str | None:
    """Return the name of a file in a course's folder `packages`; None for any other file."""
    folder, _, name = path.rpartition("/")
    return name if folder == FOLDER and _NAME.fullmatch(name) else None
