"""Extra time with a reason, for one course, until a day

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("exams_extra_time", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("only_course", sa.String(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("until", sa.Date(), nullable=True))
    with op.batch_alter_table("exams_extra_time", schema=None) as batch_op:
        for name in ("reason", "only_course"):
            batch_op.alter_column(
                name, existing_type=sa.String(), existing_nullable=False, server_default=None
            )


def downgrade():
    with op.batch_alter_table("exams_extra_time", schema=None) as batch_op:
        batch_op.drop_column("until")
        batch_op.drop_column("only_course")
        batch_op.drop_column("reason")
