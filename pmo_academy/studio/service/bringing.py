"""A ZIP that somebody brings: what is in it, what would become of it, and its taking over."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pmo_academy.authoring.models import Edition
from pmo_academy.authoring.queries import latest_editions
from pmo_academy.authoring.rules.collection import Draft, collect
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.problems import ContentError, Problem
from pmo_academy.authoring.service import digest_of
from pmo_academy.core import clock
from pmo_academy.core.archives import open_zip
from pmo_academy.core.errors import NotFoundError, StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.publishing import problems_in_model
from pmo_academy.studio import queries
from pmo_academy.studio.exchange import markdown_folder, own_zip
from pmo_academy.studio.exchange.brought import OfferedFile, UnreadableFileError
from pmo_academy.studio.exchange.markdown_folder import BroughtCourse
from pmo_academy.studio.exchange.scorm import files_for, read_package
from pmo_academy.studio.exchange.scorm_export import export_course
from pmo_academy.studio.models import Upload, WorkingDraft
from pmo_academy.studio.rules import outline
from pmo_academy.studio.rules.outline import Course, NewCourse
from pmo_academy.studio.service import checking, courses, drafts

# What has a page in the studio; the other kinds are loaded as files.
MANIFEST = "imsmanifest.xml"
WRITTEN_HERE = (Kind.COURSE, Kind.MODEL)
_CODE = re.compile(r"[A-Z]{2,6}-[0-9]{2}")


@dataclass(frozen=True, kw_only=True)
class BroughtPiece:
    """A piece of content in a ZIP of our format: its files, what is published, what is wrong."""

    kind: Kind
    key: str
    file_count: int
    published: int | None
    has_draft: bool
    is_same: bool
    faults: Sequence[Problem]
    advice_count: int
    is_readable: bool
    mark: str = ""

    @property
    def may_be_taken(self) -> bool:
        """Tell whether it becomes a draft when it is chosen."""
        is_named = self.kind is not Kind.COURSE or _CODE.fullmatch(self.key)
        return (
            self.kind in WRITTEN_HERE and bool(is_named) and self.is_readable and not self.is_same
        )

    @property
    def name(self) -> str:
        """Return what the form calls it."""
        return f"{self.kind.value}/{self.key}"


@dataclass(frozen=True, kw_only=True)
class OwnReport:
    """What a ZIP of our own format holds: files in are files of pieces and files that are none."""

    file_count: int
    pieces: Sequence[BroughtPiece]
    strays: Sequence[Problem]


def is_own(body: bytes) -> bool:
    """Tell whether a ZIP holds content in our format; raises UnreadableFileError if unreadable."""
    open_zip(body)
    try:
        own_zip.read(body)
    except UnreadableFileError:
        return False
    return True


def report_on(body: bytes) -> OwnReport:
    """Return what would become of a ZIP in our format; nothing is stored."""
    files = own_zip.read(body)
    collection = collect(files, model_problems=problems_in_model)
    checking.check_together(collection)
    published = latest_editions()
    writing = {(one.kind, one.key): one for one in queries.list_drafts()}
    return OwnReport(
        file_count=len(files),
        pieces=[
            _piece(one, published.get((one.kind, one.key)), writing.get((one.kind, one.key)))
            for one in collection.drafts
        ],
        strays=collection.strays,
    )


def take(body: bytes, names: Mapping[str, str], *, by: UUID) -> list[WorkingDraft]:
    """Make the chosen pieces of a ZIP in our format drafts, each as one change.

    With each name comes the mark of the draft that the report showed; raises StaleError where
    somebody has written on it since.
    """
    chosen = [one for one in report_on(body).pieces if one.may_be_taken and one.name in names]
    if any(names[one.name] != one.mark for one in chosen):
        raise StaleError(_("Somebody wrote on the draft since you saw this. Look at it anew."))
    pieces = {(one.kind, one.key) for one in chosen}
    return [
        _put(one.kind, one.key, one.files, by=by)
        for one in collect(own_zip.read(body), model_problems=problems_in_model).drafts
        if (one.kind, one.key) in pieces
    ]


def is_package(body: bytes) -> bool:
    """Tell whether a ZIP is a package of a course platform, such as SCORM."""
    return any(name.lower() == MANIFEST for name in open_zip(body))


def list_places() -> list[tuple[str, str]]:
    """Return where a package may go: each module of each course that is written, by name."""
    places = []
    for draft in queries.list_drafts():
        if draft.kind is Kind.COURSE:
            try:
                course = courses.read_course(draft)
            except ContentError:
                continue  # It is mended from its history; nothing can be put into it now.
            places += [
                (f"{draft.key}:{one['key']}", f"{draft.key} {course['title']}: {one['title']}")
                for one in course.get("modules") or ()
            ]
    return places


def take_package(upload: Upload, place: str, *, by: UUID) -> WorkingDraft:
    """Make a package lessons at the end of a module, named as list_places names it."""
    if place not in dict(list_places()):
        raise NotFoundError
    code, _colon, module_key = place.partition(":")
    draft = queries.lock_draft(Kind.COURSE, code)
    added = files_for(read_package(upload.name, upload.body), queries.files_of(draft))
    keys = [path.rpartition("/")[2].removesuffix(".md") for path in added if "/lessons/" in path]

    def change(course: Course) -> NewCourse:
        for key in keys:
            course = outline.with_lesson(course, module_key, key)
        return dict(course)

    what = _("Brought the package %(name)s", name=upload.name)
    courses.change_course(draft, change, what=what, by=by, files=added)
    return draft


def package_of(
    code: str, files: Mapping[str, bytes]
) -> tuple[OfferedFile | None, Sequence[Problem]]:
    """Return a course as a SCORM 1.2 package; none while problems keep it from being published."""
    checked = checking.checked(Kind.COURSE, code, files)
    if checked.faults or not isinstance(checked.source, CourseSource):
        return None, sorted(checked.faults)
    return export_course(checked.source), ()


def preview_markdown(body: bytes) -> BroughtCourse:
    """Return what a course from a ZIP of plain Markdown would be; nothing is stored."""
    return markdown_folder.read_zip(body, code="OWN-01", title="-", updated=clock.today())


def take_markdown(body: bytes, code: str, title: str, *, by: UUID) -> Sequence[str]:
    """Begin a course from a ZIP of plain Markdown; returns what of it was lost."""
    brought = markdown_folder.read_zip(body, code=code, title=title, updated=clock.today())
    draft = drafts.begin_new(Kind.COURSE, code, brought.files, by=by)
    courses.complete(draft, by=by)
    return brought.losses


def _put(kind: Kind, key: str, files: Mapping[str, bytes], *, by: UUID) -> WorkingDraft:
    draft = drafts.begin(kind, key, by=by)
    gone = dict.fromkeys(set(queries.files_of(draft)) - set(files))
    drafts.save(draft, {**gone, **files}, what=_("Brought as a file"), by=by)
    return draft


def _piece(draft: Draft, published: Edition | None, written: WorkingDraft | None) -> BroughtPiece:
    return BroughtPiece(
        kind=draft.kind,
        key=draft.key,
        file_count=len(draft.files),
        published=published.number if published else None,
        has_draft=written is not None,
        mark=digest_of(queries.files_of(written)) if written else "",
        is_same=published is not None and published.digest == digest_of(draft.files),
        faults=sorted(draft.faults),
        advice_count=len(draft.problems) - len(draft.faults),
        is_readable=draft.source is not None,
    )
