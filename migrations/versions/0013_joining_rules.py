"""Rules for everybody who joins a team

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_IS_ACTIVE = sa.text("ended_at IS NULL")


def upgrade():
    op.create_table(
        "learning_joining_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("course_code", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "days BETWEEN 1 AND 365", name=op.f("ck_learning_joining_rule_days_are_some")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people_person.id"],
            name=op.f("fk_learning_joining_rule_made_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["people_team.id"],
            name=op.f("fk_learning_joining_rule_team_id_people_team"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_joining_rule")),
    )  # fmt: skip
    op.create_index(
        "ix_learning_joining_rule_one_active",
        "learning_joining_rule",
        ["team_id", "course_code"],
        unique=True,
        sqlite_where=_IS_ACTIVE,
        postgresql_where=_IS_ACTIVE,
    )


def downgrade():
    op.drop_table("learning_joining_rule")
