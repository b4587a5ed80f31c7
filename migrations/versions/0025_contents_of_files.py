"""Contents of files lie in the storage, not in the database

Each content is put into the storage before its column goes, in one transaction: where the storage
does not take one, the database stays as it was. The way back brings every content back, or nothing.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op
from flask import current_app

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

FILE = sa.table(
    "core_file",
    sa.column("id", sa.Uuid()),
    sa.column("digest"),
    sa.column("content", sa.LargeBinary()),
)
MEDIUM = sa.table(
    "learning_medium",
    sa.column("edition_id", sa.Uuid()),
    sa.column("name"),
    sa.column("digest"),
    sa.column("content", sa.LargeBinary()),
)
SOURCE = sa.table(
    "authoring_source_file",
    sa.column("edition_id", sa.Uuid()),
    sa.column("path"),
    sa.column("digest"),
    sa.column("body", sa.LargeBinary()),
)
NAME = "ck_authoring_source_file_is_in_one_place"
DRAFT_FILE = sa.table(
    "studio_draft_file",
    sa.column("draft_id", sa.Uuid()),
    sa.column("path"),
    sa.column("digest"),
    sa.column("body", sa.LargeBinary()),
)
VERSION = sa.table(
    "studio_draft_version",
    sa.column("change_id", sa.Uuid()),
    sa.column("path"),
    sa.column("before_digest"),
    sa.column("after_digest"),
    sa.column("before", sa.LargeBinary()),
    sa.column("after", sa.LargeBinary()),
)
FOLDERS = {"media", "packages"}


def upgrade():
    op.create_table(
        "core_missing_file",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_core_missing_file")),
    )
    with op.batch_alter_table("authoring_source_file") as batch:
        batch.add_column(sa.Column("digest", sa.String(), nullable=True))
        batch.alter_column("body", existing_type=sa.LargeBinary(), nullable=True)
    with op.batch_alter_table("studio_draft_file") as batch:
        batch.add_column(sa.Column("digest", sa.String(), nullable=True))
    with op.batch_alter_table("studio_draft_version") as batch:
        batch.add_column(sa.Column("before_digest", sa.String(), nullable=True))
        batch.add_column(sa.Column("after_digest", sa.String(), nullable=True))
    for table, place in _places(FILE, FILE.c.id):
        _move_out(table, place, table.c.content, {})
    for table, place in _places(MEDIUM, MEDIUM.c.edition_id, MEDIUM.c.name):
        _move_out(table, place, table.c.content, {})
    for table, place in _places(SOURCE, SOURCE.c.edition_id, SOURCE.c.path):
        if FOLDERS.intersection(place["path"].split("/")[:-1]):
            _move_out(table, place, table.c.body, {"body": None})
    for name in ("core_file", "learning_medium"):
        with op.batch_alter_table(name) as batch:
            batch.drop_column("content")
    with op.batch_alter_table("authoring_source_file") as batch:
        batch.create_check_constraint(batch.f(NAME), "(body IS NULL) <> (digest IS NULL)")


def downgrade():
    with op.batch_alter_table("authoring_source_file") as batch:
        batch.drop_constraint(batch.f(NAME), type_="check")
    for name in ("core_file", "learning_medium"):
        with op.batch_alter_table(name) as batch:
            batch.add_column(sa.Column("content", sa.LargeBinary(), nullable=True))
    for table, place in _places(FILE, FILE.c.id):
        _move_in(table, place, "content")
    for table, place in _places(MEDIUM, MEDIUM.c.edition_id, MEDIUM.c.name):
        _move_in(table, place, "content")
    for table, place in _places(SOURCE, SOURCE.c.edition_id, SOURCE.c.path):
        _move_in(table, place, "body")
    for table, place in _places(DRAFT_FILE, DRAFT_FILE.c.draft_id, DRAFT_FILE.c.path):
        _move_in(table, place, "body")
    for table, place in _places(VERSION, VERSION.c.change_id, VERSION.c.path):
        _move_in(table, place, "before", "before_digest")
        _move_in(table, place, "after", "after_digest")
    for name in ("core_file", "learning_medium"):
        with op.batch_alter_table(name) as batch:
            batch.alter_column("content", existing_type=sa.LargeBinary(), nullable=False)
    with op.batch_alter_table("authoring_source_file") as batch:
        batch.alter_column("body", existing_type=sa.LargeBinary(), nullable=False)
        batch.drop_column("digest")
    with op.batch_alter_table("studio_draft_file") as batch:
        batch.drop_column("digest")
    with op.batch_alter_table("studio_draft_version") as batch:
        batch.drop_column("before_digest")
        batch.drop_column("after_digest")
    op.drop_table("core_missing_file")


def _places(table, *keys):
    """The keys of all rows first, so that only one content is in memory at a time."""
    return [(table, dict(row._mapping)) for row in op.get_bind().execute(sa.select(*keys)).all()]


def _move_out(table, place, column, values):
    content = op.get_bind().scalar(sa.select(column).where(_is(table, place)))
    digest = current_app.extensions["files"].put(bytes(content))
    op.get_bind().execute(sa.update(table).where(_is(table, place)).values(digest=digest, **values))


def _move_in(table, place, name, digest_name="digest"):
    digest = op.get_bind().scalar(sa.select(table.c[digest_name]).where(_is(table, place)))
    if digest:
        content = current_app.extensions["files"].get(digest)
        op.get_bind().execute(sa.update(table).where(_is(table, place)).values({name: content}))


def _is(table, place):
    return sa.and_(*(table.c[name] == value for name, value in place.items()))
