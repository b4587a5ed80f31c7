"""Work products handed in, and who judges them

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_WAY = sa.Enum("mentor", "peers", name="way", native_enum=False, length=40)
_STATE = sa.Enum(
    "waiting", "returned", "accepted", "withdrawn",
    name="submissionstate", native_enum=False, length=40,
)  # fmt: skip
_REVIEW = sa.Enum(
    "asked", "accepted", "returned", "passed-on", "dropped",
    name="reviewstate", native_enum=False, length=40,
)  # fmt: skip
_IS_WAITING = sa.text("state = 'waiting'")


def upgrade():
    _add_submissions()
    _add_reviews()


def _add_submissions():
    op.create_table(
        "learning_submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("way", _WAY, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("state", _STATE, nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(link = '') = (file_id IS NOT NULL)", name=op.f("ck_learning_submission_link_or_file")
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (closed_at IS NULL)",
            name=op.f("ck_learning_submission_closed_has_its_moment"),
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["learning_enrolment.id"],
            name=op.f("fk_learning_submission_enrolment_id_learning_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["core_file.id"], name=op.f("fk_learning_submission_file_id_core_file")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people_person.id"],
            name=op.f("fk_learning_submission_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_submission")),
        sa.UniqueConstraint(
            "person_id", "course_code", "number",
            name=op.f("uq_learning_submission_person_id_course_code_number"),
        ),
    )  # fmt: skip
    op.create_index(
        op.f("ix_learning_submission_enrolment_id"), "learning_submission", ["enrolment_id"]
    )
    op.create_index(
        "ix_learning_submission_one_waiting",
        "learning_submission",
        ["person_id", "course_code"],
        unique=True,
        sqlite_where=_IS_WAITING,
        postgresql_where=_IS_WAITING,
    )


def _add_reviews():
    op.create_table(
        "learning_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("state", _REVIEW, nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'asked') = (closed_at IS NULL)",
            name=op.f("ck_learning_review_closed_has_its_moment"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["people_person.id"],
            name=op.f("fk_learning_review_reviewer_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["learning_submission.id"],
            name=op.f("fk_learning_review_submission_id_learning_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_review")),
        sa.UniqueConstraint(
            "submission_id", "reviewer_id",
            name=op.f("uq_learning_review_submission_id_reviewer_id"),
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_learning_review_reviewer_id"), "learning_review", ["reviewer_id"])
    op.create_index(op.f("ix_learning_review_asked_at"), "learning_review", ["asked_at"])


def downgrade():
    op.drop_table("learning_review")
    op.drop_table("learning_submission")
