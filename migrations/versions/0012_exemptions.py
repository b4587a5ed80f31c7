"""Who need not take a course

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_IS_ACTIVE = sa.text("ended_at IS NULL")


def upgrade():
    op.create_table(
        "learning_exemption",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course_code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_learning_exemption_has_a_reason")),
        sa.ForeignKeyConstraint(
            ["granted_by"], ["people_person.id"],
            name=op.f("fk_learning_exemption_granted_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people_person.id"],
            name=op.f("fk_learning_exemption_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_exemption")),
    )  # fmt: skip
    op.create_index(op.f("ix_learning_exemption_person_id"), "learning_exemption", ["person_id"])
    op.create_index(
        "ix_learning_exemption_one_active",
        "learning_exemption",
        ["person_id", "course_code"],
        unique=True,
        sqlite_where=_IS_ACTIVE,
        postgresql_where=_IS_ACTIVE,
    )


def downgrade():
    op.drop_table("learning_exemption")
