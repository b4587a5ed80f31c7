"""Awards, their keys, tests of programmes, panels and records

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():

    op.create_table(
        "certification_signing_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("public_pem", sa.String(), nullable=False),
        sa.Column("sealed_pem", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_signing_key")),
        sa.UniqueConstraint("name", name=op.f("uq_certification_signing_key_name")),
    )
    with op.batch_alter_table("certification_signing_key", schema=None) as batch_op:
        batch_op.create_index(
            "ix_certification_signing_key_one_current",
            ["is_current"],
            unique=True,
            sqlite_where=sa.text("is_current"),
            postgresql_where=sa.text("is_current"),
        )

    op.create_table(
        "certification_award",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("programme_key", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("status_place", sa.Integer(), nullable=False),
        sa.Column("awarded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_because", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by IS NULL)",
            name=op.f("ck_certification_award_revoked_by_somebody"),
        ),
        sa.CheckConstraint(
            "revoked_by IS NULL OR revoked_by <> person_id",
            name=op.f("ck_certification_award_by_another"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["certification_programme_edition.id"],
            name=op.f("fk_certification_award_edition_id_certification_programme_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_certification_award_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"],
            ["people_person.id"],
            name=op.f("fk_certification_award_revoked_by_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_award")),
        sa.UniqueConstraint("code", name=op.f("uq_certification_award_code")),
        sa.UniqueConstraint("status_place", name=op.f("uq_certification_award_status_place")),
    )
    with op.batch_alter_table("certification_award", schema=None) as batch_op:
        batch_op.create_index(
            "ix_certification_award_one_valid",
            ["person_id", "programme_key"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.create_table(
        "certification_panel_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting", "returned", "passed", name="panelstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_at IS NULL)",
            name=op.f("ck_certification_panel_case_decided_in_time"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_certification_panel_case_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_panel_case")),
        sa.UniqueConstraint(
            "person_id",
            "programme_key",
            "number",
            name=op.f("uq_certification_panel_case_person_id_programme_key_number"),
        ),
    )
    with op.batch_alter_table("certification_panel_case", schema=None) as batch_op:
        batch_op.create_index(
            "ix_certification_panel_case_one_waiting",
            ["person_id", "programme_key"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "certification_programme_test",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_key", sa.String(), nullable=False),
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("made_of", sa.String(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["quiz_id"],
            ["exams_quiz.id"],
            name=op.f("fk_certification_programme_test_quiz_id_exams_quiz"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_programme_test")),
        sa.UniqueConstraint("quiz_id", name=op.f("uq_certification_programme_test_quiz_id")),
    )
    with op.batch_alter_table("certification_programme_test", schema=None) as batch_op:
        batch_op.create_index(
            "ix_certification_programme_test_one_latest",
            ["programme_key"],
            unique=True,
            sqlite_where=sa.text("is_latest"),
            postgresql_where=sa.text("is_latest"),
        )

    op.create_table(
        "certification_record_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(confirmed_by IS NULL) = (confirmed_at IS NULL)",
            name=op.f("ck_certification_record_entry_confirmed_has_its_moment"),
        ),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> person_id",
            name=op.f("ck_certification_record_entry_by_another"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"],
            ["people_person.id"],
            name=op.f("fk_certification_record_entry_confirmed_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_certification_record_entry_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_record_entry")),
    )
    with op.batch_alter_table("certification_record_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certification_record_entry_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "certification_panel_opinion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=True),
        sa.Column("is_for", sa.Boolean(), nullable=True),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(is_for IS NULL) = (given_at IS NULL)",
            name=op.f("ck_certification_panel_opinion_given_has_its_moment"),
        ),
        sa.CheckConstraint("seat IN (1, 2)", name=op.f("ck_certification_panel_opinion_two_seats")),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["people_person.id"],
            name=op.f("fk_certification_panel_opinion_asked_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["certification_panel_case.id"],
            name=op.f("fk_certification_panel_opinion_case_id_certification_panel_case"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"],
            ["people_person.id"],
            name=op.f("fk_certification_panel_opinion_reviewer_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_panel_opinion")),
        sa.UniqueConstraint(
            "case_id",
            "reviewer_id",
            name=op.f("uq_certification_panel_opinion_case_id_reviewer_id"),
        ),
        sa.UniqueConstraint(
            "case_id", "seat", name=op.f("uq_certification_panel_opinion_case_id_seat")
        ),
    )
    with op.batch_alter_table("certification_panel_opinion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certification_panel_opinion_reviewer_id"), ["reviewer_id"], unique=False
        )

    op.create_table(
        "certification_period",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("claims", sa.JSON(), nullable=False),
        sa.Column("badge", sa.JSON(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.CheckConstraint(
            "starts_on <= ends_on", name=op.f("ck_certification_period_starts_before_it_ends")
        ),
        sa.ForeignKeyConstraint(
            ["award_id"],
            ["certification_award.id"],
            name=op.f("fk_certification_period_award_id_certification_award"),
        ),
        sa.ForeignKeyConstraint(
            ["key_id"],
            ["certification_signing_key.id"],
            name=op.f("fk_certification_period_key_id_certification_signing_key"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_period")),
        sa.UniqueConstraint(
            "award_id", "number", name=op.f("uq_certification_period_award_id_number")
        ),
    )
    with op.batch_alter_table("certification_period", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certification_period_ends_on"), ["ends_on"], unique=False
        )


def downgrade():

    with op.batch_alter_table("certification_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certification_period_ends_on"))

    op.drop_table("certification_period")
    with op.batch_alter_table("certification_panel_opinion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certification_panel_opinion_reviewer_id"))

    op.drop_table("certification_panel_opinion")
    with op.batch_alter_table("certification_record_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certification_record_entry_person_id"))

    op.drop_table("certification_record_entry")
    with op.batch_alter_table("certification_programme_test", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_certification_programme_test_one_latest",
            sqlite_where=sa.text("is_latest"),
            postgresql_where=sa.text("is_latest"),
        )

    op.drop_table("certification_programme_test")
    with op.batch_alter_table("certification_panel_case", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_certification_panel_case_one_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.drop_table("certification_panel_case")
    with op.batch_alter_table("certification_award", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_certification_award_one_valid",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.drop_table("certification_award")
    with op.batch_alter_table("certification_signing_key", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_certification_signing_key_one_current",
            sqlite_where=sa.text("is_current"),
            postgresql_where=sa.text("is_current"),
        )

    op.drop_table("certification_signing_key")
