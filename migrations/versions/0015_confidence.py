"""Quizzes that ask how sure somebody is

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("exams_quiz", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("asks_confidence", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    with op.batch_alter_table("exams_quiz", schema=None) as batch_op:
        batch_op.alter_column(
            "asks_confidence", existing_type=sa.Boolean(), existing_nullable=False,
            server_default=None,
        )  # fmt: skip
    with op.batch_alter_table("exams_response", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confidence", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_exams_response_confidence_is_a_level"),
            "confidence IS NULL OR confidence BETWEEN 1 AND 3",
        )


def downgrade():
    with op.batch_alter_table("exams_response", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("ck_exams_response_confidence_is_a_level"), type_="check"
        )
        batch_op.drop_column("confidence")
    with op.batch_alter_table("exams_quiz", schema=None) as batch_op:
        batch_op.drop_column("asks_confidence")
