"""The studio: drafts of content, their files and their changes

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "studio_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("base_number", sa.Integer(), nullable=True),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["started_by"], ["people_person.id"], name="fk_studio_draft_started_by_people_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_studio_draft"),
        sa.UniqueConstraint("kind", "key", name="uq_studio_draft_kind_key"),
    )
    op.create_index("ix_studio_draft_started_by", "studio_draft", ["started_by"])
    op.create_table(
        "studio_draft_file",
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["studio_draft.id"], name="fk_studio_draft_file_draft_id_studio_draft"
        ),
        sa.PrimaryKeyConstraint("draft_id", "path", name="pk_studio_draft_file"),
    )
    op.create_table(
        "studio_draft_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by"], ["people_person.id"], name="fk_studio_draft_change_by_people_person"
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["studio_draft.id"], name="fk_studio_draft_change_draft_id_studio_draft"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_studio_draft_change"),
        sa.UniqueConstraint("draft_id", "number", name="uq_studio_draft_change_draft_id_number"),
    )
    op.create_index("ix_studio_draft_change_by", "studio_draft_change", ["by"])
    op.create_table(
        "studio_draft_version",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("after", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["studio_draft_change.id"],
            name="fk_studio_draft_version_change_id_studio_draft_change",
        ),
        sa.PrimaryKeyConstraint("change_id", "path", name="pk_studio_draft_version"),
    )
    op.create_index("ix_studio_draft_version_path", "studio_draft_version", ["path"])


def downgrade():
    op.drop_table("studio_draft_version")
    op.drop_table("studio_draft_change")
    op.drop_table("studio_draft_file")
    op.drop_table("studio_draft")
