"""Every picture, video, document and package of all courses, and the texts that name them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from uuid import UUID

from PIL import Image, UnidentifiedImageError
from sqlalchemy import select

from pmo_academy.authoring.models import Edition, SourceFile
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.media_names import lies_apart
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.files import storage
from pmo_academy.core.storage import MissingFileError
from pmo_academy.studio.models import DraftFile, WorkingDraft
from pmo_academy.studio.rules.media_uses import (
    TEXTS,
    MediumKind,
    Use,
    kind_of,
    title_in,
    uses_in,
)

_MOST_KEPT = 500


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """A file of a course as its draft has it, else as it is published."""

    code: str
    title: str
    path: str
    digest: str
    is_published: bool
    has_draft: bool
    uses: Sequence[Use]

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]

    @property
    def kind(self) -> MediumKind:
        """What the file is to a reader."""
        return kind_of(self.path)

    @property
    def lacks_words(self) -> bool:
        """Tell whether it stands somewhere and nothing says what it shows."""
        return any(one.has_no_words for one in self.uses)

    @property
    def is_needed(self) -> bool:
        """Tell whether a text names it, or it holds the captions of a video."""
        return bool(self.uses) or self.kind is MediumKind.CAPTIONS


@dataclass(frozen=True, kw_only=True)
class Measured:
    """How large a content is, and for a picture how wide and high."""

    size: int
    width: int = 0
    height: int = 0
    is_missing: bool = False


@dataclass(kw_only=True)
class Contents:
    """What the files of a course hold, by their path: digests, and what the texts say."""

    digests: dict[str, str] = field(default_factory=dict)
    uses: dict[str, list[Use]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def put(self, path: str, body: bytes | None, digest: str | None) -> None:
        """Take a file in, in the place of what stood there; without any content it is gone."""
        for held in (self.digests, self.uses, self.titles):
            held.pop(path, None)
        if digest and lies_apart(path):
            self.digests[path] = digest
        elif body is not None and path.endswith(TEXTS):
            text = body.decode("utf-8", "replace")
            self.titles[path] = title_in(text)
            self.uses[path] = list(uses_in(path, text))


_kept: dict[UUID, Contents] = {}


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A course: what its draft holds, else its latest edition, and what that edition holds."""

    code: str
    has_draft: bool
    now: Contents
    published: Contents


class Library:
    """The files of all courses as they were at one moment."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self.media = [one for shelf in shelves for one in _shelved(shelf)]
        self.courses = {shelf.code: _title(shelf) for shelf in shelves}
        self.titles = {path: title for shelf in shelves for path, title in shelf.now.titles.items()}

    def find(self, code: str, path: str) -> Shelved:
        """Return a file of a course, or raise NotFoundError."""
        for one in self.media:
            if (one.code, one.path) == (code, path):
                return one
        raise NotFoundError

    def alike(self, digest: str) -> list[Shelved]:
        """Return the files of all courses with this content."""
        return [one for one in self.media if one.digest == digest]

    def in_course(self, code: str) -> dict[str, str]:
        """Return the digest of each file of a course, by its name."""
        return {one.name: one.digest for one in self.media if one.code == code}


def read_library() -> Library:
    """Return the files of all courses, by course and name."""
    return Library(_shelves())


@lru_cache(maxsize=5_000)
def _measured(digest: str, is_picture: bool) -> Measured:
    size = storage().size_of(digest)
    if not is_picture:
        return Measured(size=size)
    try:
        with Image.open(BytesIO(storage().get(digest))) as picture:
            return Measured(size=size, width=picture.width, height=picture.height)
    except (OSError, UnidentifiedImageError):
        return Measured(size=size)


def measured(medium: Shelved) -> Measured:
    """Return the measures of a file; a content never changes, so they are found once."""
    try:
        return _measured(medium.digest, medium.kind is MediumKind.PICTURE)
    except MissingFileError:
        return Measured(size=0, is_missing=True)


def _shelved(shelf: Shelf) -> Iterator[Shelved]:
    uses: dict[str, list[Use]] = {}
    for path in sorted(shelf.now.uses):
        for use in shelf.now.uses[path]:
            uses.setdefault(use.file, []).append(use)
    for path, digest in sorted(shelf.now.digests.items()):
        yield Shelved(
            code=shelf.code,
            title=_title(shelf),
            path=path,
            digest=digest,
            is_published=shelf.published.digests.get(path) == digest,
            has_draft=shelf.has_draft,
            uses=uses.get(path, []),
        )


def _title(shelf: Shelf) -> str:
    return shelf.now.titles.get(f"courses/{shelf.code}/course.yaml", "")


def _shelves() -> list[Shelf]:
    """Return every course: its latest edition, and what its draft made of the one it began from."""
    drafts = {
        draft.key: draft
        for draft in session().scalars(select(WorkingDraft).where(WorkingDraft.kind == Kind.COURSE))
    }
    latest, bases = _editions(drafts)
    contents = _read({*latest.values(), *bases.values()})
    changed: dict[UUID, list[DraftFile]] = {}
    for one in session().scalars(select(DraftFile).order_by(DraftFile.path)):
        changed.setdefault(one.draft_id, []).append(one)
    shelves = []
    for code in sorted({*latest, *drafts}):
        published = contents[latest[code]] if code in latest else Contents()
        now = published
        if code in drafts:
            now = deepcopy(contents[bases[code]]) if code in bases else Contents()
            for file in changed.get(drafts[code].id, []):
                now.put(file.path, file.body, file.digest)
        shelves.append(Shelf(code=code, has_draft=code in drafts, now=now, published=published))
    return shelves


def _editions(
    drafts: Mapping[str, WorkingDraft],
) -> tuple[Mapping[str, UUID], Mapping[str, UUID]]:
    """Return the latest edition of each course, and the one that each draft began from."""
    rows = session().execute(
        select(Edition.id, Edition.key, Edition.number)
        .where(Edition.kind == Kind.COURSE)
        .order_by(Edition.number)
    )
    latest, bases = {}, {}
    for row in rows:
        latest[row.key] = row.id
        if row.key in drafts and drafts[row.key].base_number == row.number:
            bases[row.key] = row.id
    return latest, bases


def _read(editions: Collection[UUID]) -> Mapping[UUID, Contents]:
    """Return what editions hold; they never change, so each is read once."""
    unread = [one for one in editions if one not in _kept]
    if len(_kept) + len(unread) > _MOST_KEPT:
        _kept.clear()
        unread = list(editions)
    found = {one: Contents() for one in unread}
    files = select(SourceFile).where(SourceFile.edition_id.in_(unread)).order_by(SourceFile.path)
    for file in session().scalars(files) if unread else ():
        found[file.edition_id].put(file.path, file.body, file.digest)
    _kept.update(found)
    return {one: _kept[one] for one in editions}
