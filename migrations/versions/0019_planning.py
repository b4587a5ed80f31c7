"""What people have done before, for the way to outside certificates

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():

    op.create_table(
        "certification_schooling",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "schooling",
            sa.Enum(
                "secondary", "degree", "accredited", name="schooling", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_certification_schooling_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_certification_schooling")),
    )
    op.create_table(
        "certification_work_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "project",
                "programme",
                "portfolio",
                "other",
                name="workkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("has_led", sa.Boolean(), nullable=False),
        sa.Column("is_agile", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "ended_on IS NULL OR started_on <= ended_on",
            name=op.f("ck_certification_work_entry_starts_before_it_ends"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_certification_work_entry_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_work_entry")),
    )
    with op.batch_alter_table("certification_work_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certification_work_entry_person_id"), ["person_id"], unique=False
        )


def downgrade():

    with op.batch_alter_table("certification_work_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certification_work_entry_person_id"))

    op.drop_table("certification_work_entry")
    op.drop_table("certification_schooling")
