"""Files that were brought into the studio, kept for a day

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "studio_upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by"], ["people_person.id"], name="fk_studio_upload_by_people_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_studio_upload"),
    )
    op.create_index("ix_studio_upload_by", "studio_upload", ["by"])
    op.create_index("ix_studio_upload_at", "studio_upload", ["at"])


def downgrade():
    op.drop_table("studio_upload")
