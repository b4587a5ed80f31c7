"""Review and publish: reviews, comments, releases; moved enrolments, carried passes, withdrawals

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("learning_enrolment", sa.Column("moved_from", sa.Integer(), nullable=True))
    op.add_column("learning_enrolment", _moment("moved_at", nullable=True))
    _create(
        "exams_carried_pass",
        _id("quiz_id"),
        _id("person_id"),
        _id("attempt_id"),
        _moment("passed_at"),
        *_keys("exams_carried_pass", "exams_quiz", "quiz_id"),
        *_keys("exams_carried_pass", "people_person", "person_id"),
        *_keys("exams_carried_pass", "exams_attempt", "attempt_id"),
        key=("quiz_id", "person_id"),
        indexes=("person_id", "attempt_id"),
    )
    _create(
        "learning_course_withdrawal",
        _id("id"),
        _text("course_code"),
        _text("reason"),
        _id("withdrawn_by"),
        _moment("withdrawn_at"),
        _id("ended_by", nullable=True),
        _moment("ended_at", nullable=True),
        sa.CheckConstraint("reason <> ''", name="ck_learning_course_withdrawal_has_a_reason"),
        *_keys("learning_course_withdrawal", "people_person", "withdrawn_by", "ended_by"),
        indexes=("withdrawn_by", "ended_by"),
    )
    op.create_index(
        "ix_learning_course_withdrawal_one_active",
        "learning_course_withdrawal",
        ["course_code"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    _create_studio_tables()


def _create_studio_tables():
    _create(
        "studio_review",
        _id("id"),
        _id("draft_id"),
        _id("asked_by"),
        _id("asked_of", nullable=True),
        _text("note"),
        _moment("asked_at"),
        _text("digest"),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        _text("reason"),
        _id("decided_by", nullable=True),
        _moment("decided_at", nullable=True),
        sa.CheckConstraint(
            "(verdict IS NULL) = (decided_at IS NULL)",
            name="ck_studio_review_decided_has_its_moment",
        ),
        *_keys("studio_review", "studio_draft", "draft_id"),
        *_keys("studio_review", "people_person", "asked_by", "asked_of", "decided_by"),
        indexes=("draft_id", "asked_by", "asked_of", "decided_by"),
    )
    _create(
        "studio_comment",
        _id("id"),
        _id("draft_id"),
        _text("path"),
        sa.Column("line", sa.Integer(), nullable=False),
        _text("quote"),
        _text("text"),
        _id("by"),
        _moment("at"),
        _id("resolved_by", nullable=True),
        _moment("resolved_at", nullable=True),
        sa.CheckConstraint(
            "(resolved_by IS NULL) = (resolved_at IS NULL)",
            name="ck_studio_comment_resolved_by_one",
        ),
        *_keys("studio_comment", "studio_draft", "draft_id"),
        *_keys("studio_comment", "people_person", "by", "resolved_by"),
        indexes=("draft_id", "by", "resolved_by"),
    )
    _create(
        "studio_release",
        _id("draft_id"),
        _id("id"),
        _moment("due_at"),
        _text("digest"),
        sa.Column("reach", sa.String(length=40), nullable=False),
        _id("by"),
        _moment("at"),
        _text("problem"),
        *_keys("studio_release", "studio_draft", "draft_id"),
        *_keys("studio_release", "people_person", "by"),
        sa.UniqueConstraint("id", name="uq_studio_release_id"),
        key=("draft_id",),
        indexes=("by",),
    )


def downgrade():
    for table in ("studio_release", "studio_comment", "studio_review"):
        op.drop_table(table)
    op.drop_table("learning_course_withdrawal")
    op.drop_table("exams_carried_pass")
    with op.batch_alter_table("learning_enrolment") as table:
        table.drop_column("moved_at")
        table.drop_column("moved_from")


def _create(table, *parts, key=("id",), indexes=()):
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"))
    for column in indexes:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _id(name, *, nullable=False):
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _text(name):
    return sa.Column(name, sa.String(), nullable=False)


def _moment(name, *, nullable=False):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _keys(table, target, *columns):
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}")
        for column in columns
    ]
