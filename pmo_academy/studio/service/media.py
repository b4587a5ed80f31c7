"""Changes files of courses in their drafts: brought, renamed, replaced everywhere, taken away."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from pmo_academy.authoring.media import medium_of
from pmo_academy.authoring.rules.captions import CaptionError
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.media_names import CAPTIONS, FOLDER, captions_of, is_video
from pmo_academy.core.errors import ConflictError, NotFoundError, StaleError
from pmo_academy.core.file_checks import CheckedFile, check
from pmo_academy.core.office_checks import FileError
from pmo_academy.core.storage import digest_of
from pmo_academy.core.video_checks import video_type
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.models import WorkingDraft
from pmo_academy.studio.queries import media
from pmo_academy.studio.queries.media import Shelved
from pmo_academy.studio.rules.media_uses import MediumKind, free_name, kind_of, with_other_name
from pmo_academy.studio.service import drafts

Files = dict[str, bytes | None]


class InUseError(ConflictError):
    """A file that texts name cannot be taken away."""


def check_brought(name: str, content: bytes) -> CheckedFile:
    """Return a file as a course may have it, under a name that fits, or raise FileError."""
    stem, _dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    if is_video(f"x.{ending.lower()}"):
        media_type, kind = video_type(content)
        checked = CheckedFile(name=stem + kind, media_type=media_type, content=content)
    elif ending.lower() == CAPTIONS:
        checked = CheckedFile(name=f"{stem}.{CAPTIONS}", media_type="text/vtt", content=content)
    else:
        checked = check(name, content)
    stem, _dot, ending = checked.name.rpartition(".")
    fitting = free_name(stem, ending, ())
    try:
        medium_of(fitting, checked.content)
    except CaptionError as problem:
        raise FileError(f"{problem.message} ({problem.line})") from problem
    return CheckedFile(name=fitting, media_type=checked.media_type, content=checked.content)


def add(code: str, files: Sequence[CheckedFile], *, by: UUID) -> list[str]:
    """Put files into a course's draft; return their names there.

    A file that is there already is not doubled, and none takes the place of another.
    """
    draft = _locked(code, by=by)
    there = media.read_library().in_course(code)
    added: Files = {}
    names = []
    for file in files:
        digest = digest_of(file.content)
        name = next((old for old, found in there.items() if found == digest), "")
        if not name:
            stem, _dot, ending = file.name.rpartition(".")
            name = free_name(stem, ending, there)
            added[_path(code, name)] = file.content
            there[name] = digest
        names.append(name)
    if added:
        drafts.save(draft, added, what=_("Added files: %(names)s", names=", ".join(names)), by=by)
    return names


def rename(code: str, path: str, wanted: str, *, seen: str, by: UUID) -> str:
    """Call a file otherwise, and its captions with it; the texts follow. Return the new path."""
    draft = _locked(code, by=by)
    library = media.read_library()
    medium = _seen(library.find(code, path), seen)
    if medium.kind is MediumKind.CAPTIONS:
        raise ConflictError(_("Captions are called as their video is. Rename the video."))
    ending = medium.name.rpartition(".")[2]
    stem = wanted.strip().removesuffix(f".{ending}")
    new = free_name(stem, ending, ())
    if new == medium.name:
        return path
    if new in library.in_course(code):
        raise ConflictError(_("%(name)s is taken in this course. Choose another one.", name=new))
    target = f"{path.rpartition('/')[0]}/{new}"
    what = _("Renamed %(old)s to %(new)s", old=medium.name, new=new)
    drafts.save(draft, _moved(draft, medium, target), what=what, by=by)
    return target


def replace(
    digest: str, places: Collection[str], file: CheckedFile, *, by: UUID
) -> Mapping[str, str]:
    """Put another file in the place of one in the drafts of these courses; texts follow.

    Returns the new path of each old one. Raises FileError for a file of another kind.
    """
    codes = {place.split("/")[1] for place in places}
    locked = {code: _locked(code, by=by) for code in sorted(codes)}
    library = media.read_library()
    alike = [one for one in library.alike(digest) if one.path in places]
    if {one.path for one in alike} != set(places) or not alike:
        raise StaleError(_("These files have changed since. Look at them again."))
    if any(kind_of(_path("x", file.name)) is not one.kind for one in alike):
        raise FileError(_("This is a file of another kind. Bring one of the same kind."))
    ending = file.name.rpartition(".")[2]
    targets = {}
    for medium in alike:
        stem, _dot, old = medium.name.rpartition(".")
        targets[medium.path] = medium.path
        files: Files = {medium.path: file.content}
        if ending != old:
            taken = library.in_course(medium.code)
            targets[medium.path] = _path(medium.code, free_name(stem, ending, taken))
            files = _moved(locked[medium.code], medium, targets[medium.path])
            files[targets[medium.path]] = file.content
        what = _("Replaced %(name)s", name=medium.name)
        drafts.save(locked[medium.code], files, what=what, by=by)
    return targets


def remove(code: str, path: str, *, seen: str, by: UUID) -> None:
    """Take a file out of a course's draft; raises InUseError while texts name it."""
    draft = _locked(code, by=by)
    medium = _seen(media.read_library().find(code, path), seen)
    if medium.uses:
        raise InUseError(_("It is used. Take it out of these texts first."))
    gone: Files = {path: None}
    if is_video(medium.name) and queries.find_file(draft, _path(code, captions_of(medium.name))):
        gone[_path(code, captions_of(medium.name))] = None
    drafts.save(draft, gone, what=_("Removed %(name)s", name=medium.name), by=by)


def _moved(draft: WorkingDraft, medium: Shelved, target: str) -> Files:
    """Return the files of a draft that change when one is called otherwise."""
    old = medium.path
    files: Files = {target: queries.find_file(draft, old), old: None}
    moves = {old: target}
    captions = _path(medium.code, captions_of(medium.name))
    if is_video(medium.name) and (body := queries.find_file(draft, captions)) is not None:
        moves[captions] = _path(medium.code, captions_of(target.rpartition("/")[2]))
        files |= {captions: None, moves[captions]: body}
    for path in sorted({use.path for use in medium.uses}):
        text = (queries.find_file(draft, path) or b"").decode()
        for one, other in moves.items():
            text = with_other_name(path, text, old=one, new=other)
        files[path] = text.encode()
    return files


def _seen(medium: Shelved, seen: str) -> Shelved:
    if medium.digest != seen:
        raise StaleError(_("Somebody else replaced this file. Look at it again."))
    return medium


def _locked(code: str, *, by: UUID) -> WorkingDraft:
    """Return the draft of a course for a change, begun if there is none."""
    if not queries.find_draft(Kind.COURSE, code) and not queries.latest_number(Kind.COURSE, code):
        raise NotFoundError
    drafts.begin(Kind.COURSE, code, by=by)
    return queries.lock_draft(Kind.COURSE, code)


def _path(code: str, name: str) -> str:
    return f"courses/{code}/{FOLDER}/{name}"
