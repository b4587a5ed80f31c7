"""The career ladder

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():

    op.create_table(
        "certification_ladder_edition",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_certification_ladder_edition")),
    )
    op.create_table(
        "certification_career_aim",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_certification_career_aim_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_certification_career_aim")),
    )
    op.create_table(
        "certification_competence_rating",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("competence", sa.String(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("own", "manager", name="side", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("rated_by", sa.Uuid(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "step BETWEEN 0 AND 3",
            name=op.f("ck_certification_competence_rating_step_is_one_of_four"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_certification_competence_rating_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["rated_by"],
            ["people_person.id"],
            name=op.f("fk_certification_competence_rating_rated_by_people_person"),
        ),
        sa.PrimaryKeyConstraint(
            "person_id", "competence", "side", name=op.f("pk_certification_competence_rating")
        ),
    )


def downgrade():

    op.drop_table("certification_competence_rating")
    op.drop_table("certification_career_aim")
    op.drop_table("certification_ladder_edition")
