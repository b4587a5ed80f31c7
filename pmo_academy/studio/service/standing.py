"""Where a draft stands: its files, what is wrong with them, what differs, what keeps it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pmo_academy.authoring.rules.collection import Draft
from pmo_academy.authoring.rules.course_reading import CourseSource, read_course
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.service import digest_of
from pmo_academy.studio import queries
from pmo_academy.studio.models import DraftReview, Release, WorkingDraft
from pmo_academy.studio.rules.changes import Change
from pmo_academy.studio.rules.difference import course_difference, file_difference
from pmo_academy.studio.rules.release import Obstacle
from pmo_academy.studio.rules.review import Asked, State, lacks_second_person, state_of
from pmo_academy.studio.service.checking import checked


@dataclass(frozen=True)
class Standing:
    """A draft with everything that decides on publishing it; each part is worked out once."""

    draft: WorkingDraft
    files: Mapping[str, bytes]
    base: Mapping[str, bytes]
    latest: int | None
    review: DraftReview | None
    release: Release | None

    @cached_property
    def digest(self) -> str:
        """The name of exactly these files."""
        return digest_of(self.files)

    @cached_property
    def sound(self) -> Draft:
        """The files as an edition to be, with everything that is wrong with them."""
        return checked(self.draft.kind, self.draft.key, self.files)

    @property
    def number(self) -> int:
        """The number that the next edition has."""
        return (self.latest or 0) + 1

    @property
    def asked(self) -> Asked | None:
        """The last request for a review."""
        if self.review is None:
            return None
        return Asked(verdict=self.review.verdict, digest=self.review.digest)

    @property
    def state(self) -> State:
        """Where the draft stands between writing and publishing."""
        is_scheduled = self.release is not None and not self.release.problem
        return state_of(self.asked, digest=self.digest, is_scheduled=is_scheduled)

    @cached_property
    def sources(self) -> tuple[CourseSource | None, CourseSource | None]:
        """The course as it was and as it is now, as far as they can be read."""
        source = self.sound.source
        after = source if isinstance(source, CourseSource) else None
        if self.draft.kind is not Kind.COURSE or not self.base:
            return None, after
        folder = f"courses/{self.draft.key}"
        inside = {name.removeprefix(f"{folder}/"): body for name, body in self.base.items()}
        return read_course(folder, inside, []), after

    @cached_property
    def changes(self) -> list[Change]:
        """What differs from the edition that the draft began from, what counts as right first."""
        before, after = self.sources
        if before is None or after is None:
            return list(file_difference(self.base, self.files))
        return course_difference(before, after, old_files=self.base, new_files=self.files)

    def obstacles(self, *, needs_second: bool) -> list[Obstacle]:
        """Return what keeps it from being published now."""
        found = []
        if self.files == self.base:
            found.append(Obstacle.UNCHANGED)
        if self.latest != self.draft.base_number:
            found.append(Obstacle.BASE_IS_OLD)
        if self.sound.faults or self.sound.source is None:
            found.append(Obstacle.FAULTS)
        if lacks_second_person(self.asked, digest=self.digest, is_asked_for=needs_second):
            found.append(Obstacle.SECOND_PERSON)
        return found


def standing_of(draft: WorkingDraft) -> Standing:
    """Return where a draft stands."""
    return Standing(
        draft=draft,
        files=queries.files_of(draft),
        base=queries.edition_files(draft.kind, draft.key, draft.base_number),
        latest=queries.latest_number(draft.kind, draft.key),
        review=queries.find_review(draft.id),
        release=queries.find_release(draft.id),
    )
