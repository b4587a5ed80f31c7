"""Packages of other products: their files, how far somebody is in one, raw traces

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "learning_package",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_learning_package")),
    )
    op.create_table(
        "learning_package_file",
        sa.Column("package_digest", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_digest"],
            ["learning_package.digest"],
            name=op.f("fk_learning_package_file_package_digest_learning_package"),
        ),
        sa.PrimaryKeyConstraint("package_digest", "path", name=op.f("pk_learning_package_file")),
    )
    with op.batch_alter_table("learning_package_file") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_learning_package_file_folded"), ["folded"], unique=False
        )

    op.create_table(
        "learning_package_call",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("sitting", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("is_clipped", sa.Boolean(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["learning_enrolment.id"],
            name=op.f("fk_learning_package_call_enrolment_id_learning_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"],
            ["learning_lesson.id"],
            name=op.f("fk_learning_package_call_lesson_id_learning_lesson"),
        ),
        sa.PrimaryKeyConstraint(
            "enrolment_id",
            "lesson_id",
            "sitting",
            "position",
            name=op.f("pk_learning_package_call"),
        ),
    )
    with op.batch_alter_table("learning_package_call") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_learning_package_call_lesson_id"), ["lesson_id"], unique=False
        )

    op.create_table(
        "learning_package_state",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("sitting", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("seconds_before", sa.Integer(), nullable=False),
        sa.Column("seconds_now", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "sitting > 0", name=op.f("ck_learning_package_state_sittings_count_from_one")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["learning_enrolment.id"],
            name=op.f("fk_learning_package_state_enrolment_id_learning_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"],
            ["learning_lesson.id"],
            name=op.f("fk_learning_package_state_lesson_id_learning_lesson"),
        ),
        sa.PrimaryKeyConstraint(
            "enrolment_id", "lesson_id", name=op.f("pk_learning_package_state")
        ),
    )
    with op.batch_alter_table("learning_package_state") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_learning_package_state_lesson_id"), ["lesson_id"], unique=False
        )

    with op.batch_alter_table("learning_lesson") as batch_op:
        batch_op.add_column(sa.Column("package_digest", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("part", sa.JSON(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_learning_lesson_package_digest"), ["package_digest"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_learning_lesson_package_digest_learning_package"),
            "learning_package",
            ["package_digest"],
            ["digest"],
        )


def downgrade():
    with op.batch_alter_table("learning_lesson") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_learning_lesson_package_digest_learning_package"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_learning_lesson_package_digest"))
        batch_op.drop_column("part")
        batch_op.drop_column("package_digest")

    with op.batch_alter_table("learning_package_state") as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_package_state_lesson_id"))

    op.drop_table("learning_package_state")
    with op.batch_alter_table("learning_package_call") as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_package_call_lesson_id"))

    op.drop_table("learning_package_call")
    with op.batch_alter_table("learning_package_file") as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_package_file_folded"))

    op.drop_table("learning_package_file")
    op.drop_table("learning_package")
