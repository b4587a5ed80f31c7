"""Regrades of answers whose key was wrong

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "exams_regrade",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quiz_key", sa.String(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people_person.id"],
            name=op.f("fk_exams_regrade_decided_by_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exams_regrade")),
    )  # fmt: skip
    op.create_index(op.f("ix_exams_regrade_quiz_key"), "exams_regrade", ["quiz_key"])
    op.create_table(
        "exams_correction",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("regrade_id", sa.Uuid(), nullable=False),
        sa.Column("later_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["later_id"], ["exams_question.id"],
            name=op.f("fk_exams_correction_later_id_exams_question"),
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["exams_question.id"],
            name=op.f("fk_exams_correction_question_id_exams_question"),
        ),
        sa.ForeignKeyConstraint(
            ["regrade_id"], ["exams_regrade.id"],
            name=op.f("fk_exams_correction_regrade_id_exams_regrade"),
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_exams_correction")),
    )  # fmt: skip
    op.create_index(op.f("ix_exams_correction_regrade_id"), "exams_correction", ["regrade_id"])
    op.create_table(
        "exams_regraded_answer",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("regrade_id", sa.Uuid(), nullable=False),
        sa.Column("right_before", sa.Integer(), nullable=False),
        sa.Column("had_passed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id", "position"],
            ["exams_response.attempt_id", "exams_response.position"],
            name=op.f("fk_exams_regraded_answer_attempt_id_position_exams_response"),
        ),
        sa.ForeignKeyConstraint(
            ["regrade_id"], ["exams_regrade.id"],
            name=op.f("fk_exams_regraded_answer_regrade_id_exams_regrade"),
        ),
        sa.PrimaryKeyConstraint(
            "attempt_id", "position", name=op.f("pk_exams_regraded_answer")
        ),
    )  # fmt: skip
    op.create_index(
        op.f("ix_exams_regraded_answer_regrade_id"), "exams_regraded_answer", ["regrade_id"]
    )


def downgrade():
    op.drop_table("exams_regraded_answer")
    op.drop_table("exams_correction")
    op.drop_table("exams_regrade")
