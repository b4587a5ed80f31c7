"""Staying on track: preferences, digests, private calendars

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "people_preference",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("mails_digest", sa.Boolean(), nullable=False),
        sa.Column("mails_invitation", sa.Boolean(), nullable=False),
        sa.Column("mails_closing", sa.Boolean(), nullable=False),
        sa.Column("mails_expiry", sa.Boolean(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_until", sa.Time(), nullable=False),
        sa.Column("uses_shortcuts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_people_preference_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_people_preference")),
    )
    op.create_table(
        "agenda_digest",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("week", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("week BETWEEN 1 AND 53", name=op.f("ck_agenda_digest_week_exists")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_agenda_digest_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("person_id", "year", "week", name=op.f("pk_agenda_digest")),
    )
    op.create_table(
        "agenda_calendar_link",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_agenda_calendar_link_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_agenda_calendar_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_agenda_calendar_link_token_digest")),
    )


def downgrade():
    op.drop_table("agenda_calendar_link")
    op.drop_table("agenda_digest")
    op.drop_table("people_preference")
