"""Files that somebody brought and reads about before anything of them is taken."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.studio.models import Upload

KEPT_FOR = timedelta(days=1)
MOST_BYTES = 60 * 1024 * 1024


def keep(name: str, body: bytes, *, by: UUID) -> Upload:
    """Keep a file for a day."""
    upload = Upload(name=name[:200], body=body, by=by)
    session().add(upload)
    session().flush()
    return upload


def get_upload(upload_id: UUID, *, by: UUID) -> Upload:
    """Return what somebody brought themselves, or raise NotFoundError."""
    upload = session().get(Upload, upload_id)
    if upload is None or upload.by != by:
        raise NotFoundError
    return upload


def forget(upload: Upload) -> None:
    """Delete a file that was taken or is not wanted."""
    session().delete(upload)


def forget_old() -> None:
    """Delete what nobody came back for."""
    session().execute(delete(Upload).where(Upload.at < clock.now() - KEPT_FOR))
