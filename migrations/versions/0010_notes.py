"""Notes on paragraphs and bookmarks of lessons

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_KIND = sa.Enum("note", "bookmark", name="keptkind", native_enum=False, length=40)
_IS_BOOKMARK = sa.text("kind = 'bookmark'")
_LESSON = ["person_id", "course_code", "lesson_key"]


def upgrade():
    op.create_table(
        "learning_kept",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _KIND, nullable=False),
        sa.Column("course_code", sa.String(), nullable=False),
        sa.Column("lesson_key", sa.String(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("excerpt", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'note') = (text <> '')", name=op.f("ck_learning_kept_a_note_has_words")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people_person.id"],
            name=op.f("fk_learning_kept_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_kept")),
    )  # fmt: skip
    op.create_index("ix_learning_kept_lesson", "learning_kept", _LESSON)
    op.create_index(
        "ix_learning_kept_one_bookmark",
        "learning_kept",
        _LESSON,
        unique=True,
        sqlite_where=_IS_BOOKMARK,
        postgresql_where=_IS_BOOKMARK,
    )


def downgrade():
    op.drop_table("learning_kept")
