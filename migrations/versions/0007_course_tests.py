"""Course tests and time limits

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KIND = sa.Enum("module", "course-test", name="quizkind", native_enum=False, length=40)
_FEEDBACK = sa.Enum(
    "full", "after-pass", "score-only", name="feedback", native_enum=False, length=40
)
_IS_RUNNING = sa.text("submitted_at IS NULL AND deadline_at IS NOT NULL")

# Columns of older rows that were filled once; new rows bring their values.
_FILLED = {
    "exams_quiz": {
        "kind": _KIND,
        "blueprint": sa.JSON(),
        "topic_percent": sa.Integer(),
        "wait_hours": sa.Integer(),
        "feedback": _FEEDBACK,
    },
    "exams_attempt": {"is_timed_out": sa.Boolean()},
}


def upgrade():
    with op.batch_alter_table("exams_quiz", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", _KIND, server_default="module", nullable=False))
        batch_op.add_column(sa.Column("blueprint", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(
            sa.Column("topic_percent", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("tries", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("per_days", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("wait_hours", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("minutes_limit", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("feedback", _FEEDBACK, server_default="full", nullable=False))
        batch_op.create_check_constraint(
            batch_op.f("ck_exams_quiz_topic_percent_is_a_share"), "topic_percent BETWEEN 0 AND 100"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_exams_quiz_tries_are_some"), "tries IS NULL OR tries > 0"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_exams_quiz_days_belong_to_tries"),
            "per_days IS NULL OR tries IS NOT NULL",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_exams_quiz_a_limit_is_some_time"),
            "minutes_limit IS NULL OR minutes_limit > 0",
        )

    with op.batch_alter_table("exams_attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("is_timed_out", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_index(
            "ix_exams_attempt_running",
            ["deadline_at"],
            unique=False,
            sqlite_where=_IS_RUNNING,
            postgresql_where=_IS_RUNNING,
        )

    for table, columns in _FILLED.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name, kind in columns.items():
                batch_op.alter_column(
                    name, existing_type=kind, existing_nullable=False, server_default=None
                )

    op.create_table(
        "exams_extra_time",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "percent BETWEEN 1 AND 300", name=op.f("ck_exams_extra_time_percent_is_some")
        ),
        sa.ForeignKeyConstraint(
            ["given_by"],
            ["people_person.id"],
            name=op.f("fk_exams_extra_time_given_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_exams_extra_time_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_exams_extra_time")),
    )

    with op.batch_alter_table("learning_course_edition", schema=None) as batch_op:
        batch_op.add_column(sa.Column("test_quiz_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_learning_course_edition_test_quiz_id_exams_quiz"),
            "exams_quiz",
            ["test_quiz_id"],
            ["id"],
        )
        batch_op.create_index(
            batch_op.f("ix_learning_course_edition_test_quiz_id"), ["test_quiz_id"], unique=False
        )


def downgrade():
    with op.batch_alter_table("learning_course_edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_course_edition_test_quiz_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_learning_course_edition_test_quiz_id_exams_quiz"), type_="foreignkey"
        )
        batch_op.drop_column("test_quiz_id")
    op.drop_table("exams_extra_time")
    with op.batch_alter_table("exams_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_exams_attempt_running")
        batch_op.drop_column("is_timed_out")
        batch_op.drop_column("deadline_at")
    with op.batch_alter_table("exams_quiz", schema=None) as batch_op:
        for name in (
            "topic_percent_is_a_share",
            "tries_are_some",
            "days_belong_to_tries",
            "a_limit_is_some_time",
        ):
            batch_op.drop_constraint(batch_op.f(f"ck_exams_quiz_{name}"), type_="check")
        for name in (
            "kind",
            "blueprint",
            "topic_percent",
            "tries",
            "per_days",
            "wait_hours",
            "minutes_limit",
            "feedback",
        ):
            batch_op.drop_column(name)
