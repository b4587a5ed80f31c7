"""Practice that lasts: cards, reviews and wishes

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_REASON = sa.Enum("missed", "gap", name="reason", native_enum=False, length=40)
_PHASE = sa.Enum("learning", "review", "relearning", name="phase", native_enum=False, length=40)
_RATING = sa.Enum("again", "hard", "good", "easy", name="rating", native_enum=False, length=40)


def upgrade():
    op.create_table(
        "retention_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course_code", sa.String(), nullable=False),
        sa.Column("quiz_key", sa.String(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("reason", _REASON, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("phase", _PHASE, nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("skipped_on", sa.Date(), nullable=True),
        sa.Column("answered_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(stability IS NULL) = (reviewed_on IS NULL)",
            name=op.f("ck_retention_card_reviewed_has_a_stability"),
        ),
        sa.CheckConstraint(
            "(begun_on IS NULL) = (reviewed_on IS NULL)",
            name=op.f("ck_retention_card_reviewed_has_begun"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_id"],
            ["exams_question.id"],
            name=op.f("fk_retention_card_answered_id_exams_question"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_retention_card_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_card")),
        sa.UniqueConstraint(
            "person_id",
            "course_code",
            "quiz_key",
            "question_key",
            name=op.f("uq_retention_card_person_id_course_code_quiz_key_question_key"),
        ),
    )
    with op.batch_alter_table("retention_card", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_retention_card_answered_id"), ["answered_id"], unique=False
        )

    op.create_table(
        "retention_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("rating", _RATING, nullable=False),
        sa.Column("predicted", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"],
            ["retention_card.id"],
            name=op.f("fk_retention_review_card_id_retention_card"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_review")),
    )
    with op.batch_alter_table("retention_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_retention_review_card_id"), ["card_id"], unique=False)

    op.create_table(
        "retention_wish",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("put_off_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_retention_wish_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_retention_wish")),
    )


def downgrade():
    op.drop_table("retention_wish")
    with op.batch_alter_table("retention_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_retention_review_card_id"))
    op.drop_table("retention_review")
    with op.batch_alter_table("retention_card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_retention_card_answered_id"))
    op.drop_table("retention_card")
