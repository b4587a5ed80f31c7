"""Claims and entries that are sent back with a reason

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLES = ("certification_claim", "certification_record_entry")


def upgrade():
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(
                sa.Column("sent_back_because", sa.String(), nullable=False, server_default="")
            )
        with op.batch_alter_table(table) as batch:
            batch.alter_column("sent_back_because", server_default=None)


def downgrade():
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("sent_back_because")
