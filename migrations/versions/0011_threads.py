"""Questions about lessons and their answers

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_STATE = sa.Enum("open", "answered", "hidden", name="threadstate", native_enum=False, length=40)


def upgrade():
    op.create_table(
        "learning_thread",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course_code", sa.String(), nullable=False),
        sa.Column("lesson_key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", _STATE, nullable=False),
        sa.Column("hidden_because", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'hidden') = (hidden_because <> '')",
            name=op.f("ck_learning_thread_hidden_has_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people_person.id"],
            name=op.f("fk_learning_thread_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_thread")),
    )  # fmt: skip
    op.create_index("ix_learning_thread_lesson", "learning_thread", ["course_code", "lesson_key"])
    op.create_index(op.f("ix_learning_thread_person_id"), "learning_thread", ["person_id"])
    op.create_index(op.f("ix_learning_thread_state"), "learning_thread", ["state"])
    op.create_table(
        "learning_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people_person.id"],
            name=op.f("fk_learning_reply_author_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["learning_thread.id"],
            name=op.f("fk_learning_reply_thread_id_learning_thread"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_reply")),
    )  # fmt: skip
    op.create_index(op.f("ix_learning_reply_author_id"), "learning_reply", ["author_id"])
    op.create_index(op.f("ix_learning_reply_thread_id"), "learning_reply", ["thread_id"])


def downgrade():
    op.drop_table("learning_reply")
    op.drop_table("learning_thread")
