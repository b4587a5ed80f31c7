"""Lessons in full: pictures and downloads of course editions

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "learning_medium",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["learning_course_edition.id"],
            name=op.f("fk_learning_medium_edition_id_learning_course_edition"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "name", name=op.f("pk_learning_medium")),
    )


def downgrade():
    op.drop_table("learning_medium")
