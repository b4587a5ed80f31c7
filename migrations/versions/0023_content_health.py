"""What in published content wants somebody, as it was found last

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "studio_health_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_studio_health_check"),
    )
    op.create_table(
        "studio_health_finding",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ailment", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_studio_health_finding"),
    )


def downgrade():
    op.drop_table("studio_health_finding")
    op.drop_table("studio_health_check")
