"""Claims with evidence, reported and verified; one activity in several cycles

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("certification_claim", schema=None) as batch_op:
        for name in ("description", "file_name"):
            batch_op.add_column(sa.Column(name, sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("activity_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("file_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("reported_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("verified_by", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True))
    # Each claim so far is an activity of its own.
    op.execute("UPDATE certification_claim SET activity_id = id")
    with op.batch_alter_table("certification_claim", schema=None) as batch_op:
        for name in ("description", "file_name"):
            batch_op.alter_column(
                name, existing_type=sa.String(), existing_nullable=False, server_default=None
            )
        batch_op.alter_column("activity_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_certification_claim_cycle_id_activity_id"), ["cycle_id", "activity_id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_certification_claim_verified_has_its_moment"),
            "(verified_by IS NULL) = (verified_at IS NULL)",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_certification_claim_file_id_core_file"), "core_file", ["file_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_certification_claim_verified_by_people_person"),
            "people_person",
            ["verified_by"],
            ["id"],
        )


def downgrade():
    with op.batch_alter_table("certification_claim", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_certification_claim_verified_by_people_person"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("fk_certification_claim_file_id_core_file"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("ck_certification_claim_verified_has_its_moment"), type_="check"
        )
        batch_op.drop_constraint(
            batch_op.f("uq_certification_claim_cycle_id_activity_id"), type_="unique"
        )
        batch_op.drop_column("verified_at")
        batch_op.drop_column("verified_by")
        batch_op.drop_column("asked_at")
        batch_op.drop_column("reported_on")
        batch_op.drop_column("file_name")
        batch_op.drop_column("file_id")
        batch_op.drop_column("activity_id")
        batch_op.drop_column("description")
