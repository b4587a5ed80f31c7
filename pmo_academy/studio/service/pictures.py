"""Pictures on their way into a draft's folder `media`."""

from uuid import UUID

from pmo_academy.authoring.media import medium_of
from pmo_academy.authoring.rules.media_names import FOLDER, PICTURES
from pmo_academy.core.file_checks import CheckedFile
from pmo_academy.core.office_checks import FileError
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.models import WorkingDraft
from pmo_academy.studio.rules.keys import key_from
from pmo_academy.studio.service import courses, drafts


def add_picture(draft: WorkingDraft, brought: CheckedFile, *, by: UUID) -> str:
    """Put a picture into the draft and return its name; one that is there already is not doubled.

    Raises FileError for what is no picture.
    """
    stem, _dot, ending = brought.name.rpartition(".")
    if ending not in PICTURES:
        raise FileError(_("This is no picture. Bring a PNG, JPEG or WebP."))
    folder = f"{courses.folder(draft)}/{FOLDER}/"
    there = {
        path: body for path, body in queries.files_of(draft).items() if path.startswith(folder)
    }
    for path, body in there.items():
        if body == brought.content:
            return path.removeprefix(folder)
    taken = {path.removeprefix(folder).rpartition(".")[0] for path in there}
    name = f"{key_from(stem, taken)}.{ending}"
    medium_of(name, brought.content)
    what = _("Added picture %(name)s", name=name)
    drafts.save(draft, {f"{folder}{name}": brought.content}, what=what, by=by)
    return name
