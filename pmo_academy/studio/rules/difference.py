"""The difference between two editions of a course in terms of what it means to people."""

from collections.abc import Iterator, Mapping, Sequence

from pmo_academy.authoring.rules.course_reading import COURSE_FILE, CourseSource
from pmo_academy.authoring.rules.media_names import FOLDER
from pmo_academy.studio.rules.changes import Change, ChangeKind, Group
from pmo_academy.studio.rules.course_changes import (
    course_words,
    lesson_changes,
    page_words,
    setting_changes,
)
from pmo_academy.studio.rules.question_changes import bank_changes

_ORDER = list(Group)


def course_difference(
    before: CourseSource,
    after: CourseSource,
    *,
    old_files: Mapping[str, bytes],
    new_files: Mapping[str, bytes],
) -> list[Change]:
    """Return what differs between two editions, what counts as right first."""
    found = [
        *_of_banks(before, after),
        *setting_changes(before, after),
        *lesson_changes(before, after),
        *course_words(before, after),
        *page_words(before, after),
        *_of_media(after.folder, old_files, new_files),
    ]
    named = {one.file for one in found}
    if any(one.group is Group.LESSONS for one in found):
        named.add(f"{after.folder}/{COURSE_FILE}")
    found += [one for one in file_difference(old_files, new_files) if one.file not in named]
    return sorted(found, key=lambda one: _ORDER.index(one.group))


def file_difference(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Sequence[Change]:
    """Return the files that came, went or changed, for what is compared in no other way."""
    return [
        Change(
            kind=ChangeKind.FILE,
            file=path,
            before=(path,) if path in before else (),
            after=(path,) if path in after else (),
        )
        for path in sorted({**before, **after})
        if before.get(path) != after.get(path)
    ]


def _of_banks(before: CourseSource, after: CourseSource) -> Iterator[Change]:
    for key in sorted({**before.banks, **after.banks}):
        if _is_readable(key, before) and _is_readable(key, after):
            yield from bank_changes(before.banks.get(key), after.banks.get(key))


def _is_readable(key: str, source: CourseSource) -> bool:
    """Tell whether a bank can be compared: it is read, or there is no file."""
    return key in source.banks or f"questions/{key}.yaml" not in source.names


def _of_media(
    folder: str, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> Iterator[Change]:
    for change in file_difference(before, after):
        if not change.file.startswith(f"{folder}/{FOLDER}/"):
            continue
        name = change.file.rsplit("/", 1)[1]
        if not change.before:
            kind = ChangeKind.MEDIUM_ADDED
        else:
            kind = ChangeKind.MEDIUM_REPLACED if change.after else ChangeKind.MEDIUM_REMOVED
        yield Change(kind=kind, file=change.file, key=name, title=name)
