"""The first tables

Revision ID: 0001
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "authoring_edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "courses",
                "models",
                "programmes",
                "credentials",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authoring_edition")),
        sa.UniqueConstraint(
            "kind", "key", "number", name=op.f("uq_authoring_edition_kind_key_number")
        ),
    )
    op.create_table(
        "certification_credential_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_credential_rules")),
        sa.UniqueConstraint(
            "key", "number", name=op.f("uq_certification_credential_rules_key_number")
        ),
    )
    op.create_table(
        "certification_programme_edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_programme_edition")),
        sa.UniqueConstraint(
            "key", "number", name=op.f("uq_certification_programme_edition_key_number")
        ),
    )
    op.create_table(
        "core_audit_entry",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous_seal", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_core_audit_entry")),
        sa.UniqueConstraint("previous_seal", name=op.f("uq_core_audit_entry_previous_seal")),
    )
    with op.batch_alter_table("core_audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_core_audit_entry_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_core_audit_entry_at"), ["at"], unique=False)

    op.create_table(
        "core_submission",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_core_submission")),
    )
    with op.batch_alter_table("core_submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_core_submission_at"), ["at"], unique=False)

    op.create_table(
        "exams_quiz",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("pass_percent", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exams_quiz")),
    )
    with op.batch_alter_table("exams_quiz", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exams_quiz_key"), ["key"], unique=False)

    op.create_table(
        "learning_course_edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "foundation",
                "support",
                "support-to-control",
                "control",
                "strategic",
                "all",
                name="level",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("promise", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("is_announced", sa.Boolean(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_course_edition")),
        sa.UniqueConstraint("code", "number", name=op.f("uq_learning_course_edition_code_number")),
    )
    with op.batch_alter_table("learning_course_edition", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_learning_course_edition_is_latest"), ["is_latest"], unique=False
        )

    op.create_table(
        "maturity_model_edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_model_edition")),
        sa.UniqueConstraint("code", "number", name=op.f("uq_maturity_model_edition_code_number")),
    )
    op.create_table(
        "people_failed_sign_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_failed_sign_in")),
    )
    with op.batch_alter_table("people_failed_sign_in", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_people_failed_sign_in_account"), ["account"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_people_failed_sign_in_address"), ["address"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_people_failed_sign_in_at"), ["at"], unique=False)

    op.create_table(
        "people_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("is_pmo_lead", sa.Boolean(), nullable=False),
        sa.Column("is_administrator", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "email = lower(email)", name=op.f("ck_people_person_email_is_lower_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_person")),
        sa.UniqueConstraint("email", name=op.f("uq_people_person_email")),
    )
    op.create_table(
        "people_team",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["people_team.id"], name=op.f("fk_people_team_parent_id_people_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_team")),
        sa.UniqueConstraint("name", name=op.f("uq_people_team_name")),
    )
    with op.batch_alter_table("people_team", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_team_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "authoring_source_file",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["authoring_edition.id"],
            name=op.f("fk_authoring_source_file_edition_id_authoring_edition"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "path", name=op.f("pk_authoring_source_file")),
    )
    op.create_table(
        "certification_credential",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("rules_key", sa.String(), nullable=False),
        sa.Column("earned_on", sa.Date(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_certification_credential_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_credential")),
        sa.UniqueConstraint(
            "person_id", "rules_key", name=op.f("uq_certification_credential_person_id_rules_key")
        ),
    )
    op.create_table(
        "exams_admission",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_exams_admission_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["exams_quiz.id"], name=op.f("fk_exams_admission_quiz_id_exams_quiz")
        ),
        sa.PrimaryKeyConstraint("quiz_id", "person_id", name=op.f("pk_exams_admission")),
    )
    with op.batch_alter_table("exams_admission", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exams_admission_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "exams_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("right_count", sa.Integer(), nullable=True),
        sa.Column("has_passed", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "(submitted_at IS NULL) = (has_passed IS NULL)",
            name=op.f("ck_exams_attempt_submitted_has_a_verdict"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_exams_attempt_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["exams_quiz.id"], name=op.f("fk_exams_attempt_quiz_id_exams_quiz")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exams_attempt")),
        sa.UniqueConstraint(
            "person_id", "quiz_id", "number", name=op.f("uq_exams_attempt_person_id_quiz_id_number")
        ),
    )
    with op.batch_alter_table("exams_attempt", schema=None) as batch_op:
        batch_op.create_index(
            "ix_exams_attempt_one_open",
            ["person_id", "quiz_id"],
            unique=True,
            sqlite_where=sa.text("submitted_at IS NULL"),
            postgresql_where=sa.text("submitted_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_exams_attempt_quiz_id"), ["quiz_id"], unique=False)

    op.create_table(
        "exams_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "single",
                "multiple",
                "true-false",
                "numeric",
                "ordering",
                "matching",
                name="questiontype",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["exams_quiz.id"], name=op.f("fk_exams_question_quiz_id_exams_quiz")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exams_question")),
        sa.UniqueConstraint("quiz_id", "key", name=op.f("uq_exams_question_quiz_id_key")),
    )
    with op.batch_alter_table("exams_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exams_question_quiz_id"), ["quiz_id"], unique=False)

    op.create_table(
        "learning_assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course_code", sa.String(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("assigned_by", sa.Uuid(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assigned_by"],
            ["people_person.id"],
            name=op.f("fk_learning_assignment_assigned_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_learning_assignment_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["people_team.id"], name=op.f("fk_learning_assignment_team_id_people_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_assignment")),
        sa.UniqueConstraint(
            "person_id", "course_code", name=op.f("uq_learning_assignment_person_id_course_code")
        ),
    )
    with op.batch_alter_table("learning_assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_learning_assignment_team_id"), ["team_id"], unique=False
        )

    op.create_table(
        "learning_module",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("practice", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["learning_course_edition.id"],
            name=op.f("fk_learning_module_edition_id_learning_course_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["exams_quiz.id"], name=op.f("fk_learning_module_quiz_id_exams_quiz")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_module")),
        sa.UniqueConstraint("edition_id", "key", name=op.f("uq_learning_module_edition_id_key")),
    )
    with op.batch_alter_table("learning_module", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learning_module_quiz_id"), ["quiz_id"], unique=False)

    op.create_table(
        "maturity_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("model_edition_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("named", "anonymous", name="mode", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("out_of_scope", sa.JSON(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "opens_on <= closes_on", name=op.f("ck_maturity_round_opens_before_it_closes")
        ),
        sa.CheckConstraint(
            "threshold BETWEEN 4 AND 10", name=op.f("ck_maturity_round_threshold_protects")
        ),
        sa.ForeignKeyConstraint(
            ["model_edition_id"],
            ["maturity_model_edition.id"],
            name=op.f("fk_maturity_round_model_edition_id_maturity_model_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"],
            ["people_person.id"],
            name=op.f("fk_maturity_round_opened_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["people_team.id"], name=op.f("fk_maturity_round_team_id_people_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_round")),
    )
    with op.batch_alter_table("maturity_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_maturity_round_team_id"), ["team_id"], unique=False)

    op.create_table(
        "maturity_target",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("by_date", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_by"], ["people_person.id"], name=op.f("fk_maturity_target_set_by_people_person")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["people_team.id"], name=op.f("fk_maturity_target_team_id_people_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_target")),
    )
    with op.batch_alter_table("maturity_target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_maturity_target_team_id"), ["team_id"], unique=False)

    op.create_table(
        "people_management",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_people_management_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["people_team.id"], name=op.f("fk_people_management_team_id_people_team")
        ),
        sa.PrimaryKeyConstraint("person_id", "team_id", name=op.f("pk_people_management")),
    )
    with op.batch_alter_table("people_management", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_management_team_id"), ["team_id"], unique=False)

    op.create_table(
        "people_membership",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_people_membership_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["people_team.id"], name=op.f("fk_people_membership_team_id_people_team")
        ),
        sa.PrimaryKeyConstraint("person_id", "team_id", name=op.f("pk_people_membership")),
    )
    with op.batch_alter_table("people_membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_membership_team_id"), ["team_id"], unique=False)

    op.create_table(
        "people_password_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_people_password_link_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_password_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_people_password_link_token_digest")),
    )
    with op.batch_alter_table("people_password_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_people_password_link_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "people_session",
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_people_session_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_people_session")),
    )
    with op.batch_alter_table("people_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_people_session_expires_at"), ["expires_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_people_session_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "certification_cycle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.Uuid(), nullable=False),
        sa.Column("rules_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "starts_on < ends_on", name=op.f("ck_certification_cycle_starts_before_it_ends")
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["certification_credential.id"],
            name=op.f("fk_certification_cycle_credential_id_certification_credential"),
        ),
        sa.ForeignKeyConstraint(
            ["rules_id"],
            ["certification_credential_rules.id"],
            name=op.f("fk_certification_cycle_rules_id_certification_credential_rules"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_cycle")),
        sa.UniqueConstraint(
            "credential_id",
            "starts_on",
            name=op.f("uq_certification_cycle_credential_id_starts_on"),
        ),
    )
    op.create_table(
        "exams_response",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("option_order", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["exams_attempt.id"],
            name=op.f("fk_exams_response_attempt_id_exams_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["exams_question.id"],
            name=op.f("fk_exams_response_question_id_exams_question"),
        ),
        sa.PrimaryKeyConstraint("attempt_id", "position", name=op.f("pk_exams_response")),
    )
    with op.batch_alter_table("exams_response", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exams_response_question_id"), ["question_id"], unique=False
        )

    op.create_table(
        "learning_lesson",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("module_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("check_type", sa.String(), nullable=False),
        sa.Column("check", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["learning_course_edition.id"],
            name=op.f("fk_learning_lesson_edition_id_learning_course_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["module_id"],
            ["learning_module.id"],
            name=op.f("fk_learning_lesson_module_id_learning_module"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_lesson")),
        sa.UniqueConstraint("edition_id", "key", name=op.f("uq_learning_lesson_edition_id_key")),
    )
    with op.batch_alter_table("learning_lesson", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_learning_lesson_module_id"), ["module_id"], unique=False
        )

    op.create_table(
        "maturity_evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("contributed_by", sa.Uuid(), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "accepted",
                "rejected",
                name="evidencestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (reviewed_by IS NULL)",
            name=op.f("ck_maturity_evidence_reviewed_has_a_reviewer"),
        ),
        sa.CheckConstraint(
            "reviewed_by <> contributed_by",
            name=op.f("ck_maturity_evidence_reviewer_is_somebody_else"),
        ),
        sa.ForeignKeyConstraint(
            ["contributed_by"],
            ["people_person.id"],
            name=op.f("fk_maturity_evidence_contributed_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"],
            ["people_person.id"],
            name=op.f("fk_maturity_evidence_reviewed_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["maturity_round.id"],
            name=op.f("fk_maturity_evidence_round_id_maturity_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_evidence")),
    )
    with op.batch_alter_table("maturity_evidence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maturity_evidence_round_id"), ["round_id"], unique=False
        )

    op.create_table(
        "maturity_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "perspective",
            sa.Enum(
                "pmo", "delivery", "leadership", name="perspective", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("took_part_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_maturity_invitation_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["maturity_round.id"],
            name=op.f("fk_maturity_invitation_round_id_maturity_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_invitation")),
        sa.UniqueConstraint(
            "round_id", "person_id", name=op.f("uq_maturity_invitation_round_id_person_id")
        ),
    )
    with op.batch_alter_table("maturity_invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maturity_invitation_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "maturity_response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column(
            "perspective",
            sa.Enum(
                "pmo", "delivery", "leadership", name="perspective", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_maturity_response_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["maturity_round.id"],
            name=op.f("fk_maturity_response_round_id_maturity_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_response")),
        sa.UniqueConstraint(
            "round_id", "person_id", name=op.f("uq_maturity_response_round_id_person_id")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("maturity_response", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maturity_response_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_maturity_response_round_id"), ["round_id"], unique=False
        )

    op.create_table(
        "maturity_result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("stated", "verified", name="resultkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("parameters_digest", sa.String(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["maturity_round.id"],
            name=op.f("fk_maturity_result_round_id_maturity_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_result")),
        sa.UniqueConstraint("round_id", "kind", name=op.f("uq_maturity_result_round_id_kind")),
    )
    op.create_table(
        "certification_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "education",
                "giving-back",
                "practitioner",
                name="category",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("ways_of_working", sa.Integer(), nullable=False),
        sa.Column("power_skills", sa.Integer(), nullable=False),
        sa.Column("business_acumen", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("course_code", sa.String(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("draft", "logged", name="claimstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "started_on <= ended_on", name=op.f("ck_certification_claim_started_before_it_ended")
        ),
        sa.CheckConstraint(
            "ways_of_working >= 0 AND power_skills >= 0 AND business_acumen >= 0",
            name=op.f("ck_certification_claim_quarters_are_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id"],
            ["certification_cycle.id"],
            name=op.f("fk_certification_claim_cycle_id_certification_cycle"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_claim")),
        sa.UniqueConstraint(
            "cycle_id", "course_code", name=op.f("uq_certification_claim_cycle_id_course_code")
        ),
    )
    with op.batch_alter_table("certification_claim", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certification_claim_cycle_id"), ["cycle_id"], unique=False
        )

    op.create_table(
        "learning_enrolment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_lesson_id", sa.Uuid(), nullable=True),
        sa.Column("last_paragraph", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["learning_course_edition.id"],
            name=op.f("fk_learning_enrolment_edition_id_learning_course_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["last_lesson_id"],
            ["learning_lesson.id"],
            name=op.f("fk_learning_enrolment_last_lesson_id_learning_lesson"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_learning_enrolment_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_enrolment")),
        sa.UniqueConstraint(
            "person_id", "edition_id", name=op.f("uq_learning_enrolment_person_id_edition_id")
        ),
    )
    with op.batch_alter_table("learning_enrolment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_learning_enrolment_edition_id"), ["edition_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_learning_enrolment_last_at"), ["last_at"], unique=False
        )

    op.create_table(
        "maturity_answer",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "choice IN ('', '0', '1', '2', '3', '4', 'D')",
            name=op.f("ck_maturity_answer_choice_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["maturity_response.id"],
            name=op.f("fk_maturity_answer_response_id_maturity_response"),
        ),
        sa.PrimaryKeyConstraint("response_id", "item", name=op.f("pk_maturity_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "learning_course_completion",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["learning_enrolment.id"],
            name=op.f("fk_learning_course_completion_enrolment_id_learning_enrolment"),
        ),
        sa.PrimaryKeyConstraint("enrolment_id", name=op.f("pk_learning_course_completion")),
    )
    op.create_table(
        "learning_lesson_done",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["learning_enrolment.id"],
            name=op.f("fk_learning_lesson_done_enrolment_id_learning_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"],
            ["learning_lesson.id"],
            name=op.f("fk_learning_lesson_done_lesson_id_learning_lesson"),
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "lesson_id", name=op.f("pk_learning_lesson_done")),
    )
    with op.batch_alter_table("learning_lesson_done", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_learning_lesson_done_lesson_id"), ["lesson_id"], unique=False
        )


def downgrade():
    with op.batch_alter_table("learning_lesson_done", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_lesson_done_lesson_id"))

    op.drop_table("learning_lesson_done")
    op.drop_table("learning_course_completion")
    op.drop_table("maturity_answer")
    with op.batch_alter_table("learning_enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_enrolment_last_at"))
        batch_op.drop_index(batch_op.f("ix_learning_enrolment_edition_id"))

    op.drop_table("learning_enrolment")
    with op.batch_alter_table("certification_claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certification_claim_cycle_id"))

    op.drop_table("certification_claim")
    op.drop_table("maturity_result")
    with op.batch_alter_table("maturity_response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_maturity_response_round_id"))
        batch_op.drop_index(batch_op.f("ix_maturity_response_person_id"))

    op.drop_table("maturity_response")
    with op.batch_alter_table("maturity_invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_maturity_invitation_person_id"))

    op.drop_table("maturity_invitation")
    with op.batch_alter_table("maturity_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_maturity_evidence_round_id"))

    op.drop_table("maturity_evidence")
    with op.batch_alter_table("learning_lesson", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_lesson_module_id"))

    op.drop_table("learning_lesson")
    with op.batch_alter_table("exams_response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exams_response_question_id"))

    op.drop_table("exams_response")
    op.drop_table("certification_cycle")
    with op.batch_alter_table("people_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_session_person_id"))
        batch_op.drop_index(batch_op.f("ix_people_session_expires_at"))

    op.drop_table("people_session")
    with op.batch_alter_table("people_password_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_password_link_person_id"))

    op.drop_table("people_password_link")
    with op.batch_alter_table("people_membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_membership_team_id"))

    op.drop_table("people_membership")
    with op.batch_alter_table("people_management", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_management_team_id"))

    op.drop_table("people_management")
    with op.batch_alter_table("maturity_target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_maturity_target_team_id"))

    op.drop_table("maturity_target")
    with op.batch_alter_table("maturity_round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_maturity_round_team_id"))

    op.drop_table("maturity_round")
    with op.batch_alter_table("learning_module", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_module_quiz_id"))

    op.drop_table("learning_module")
    with op.batch_alter_table("learning_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_assignment_team_id"))

    op.drop_table("learning_assignment")
    with op.batch_alter_table("exams_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exams_question_quiz_id"))

    op.drop_table("exams_question")
    with op.batch_alter_table("exams_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exams_attempt_quiz_id"))
        batch_op.drop_index(
            "ix_exams_attempt_one_open",
            sqlite_where=sa.text("submitted_at IS NULL"),
            postgresql_where=sa.text("submitted_at IS NULL"),
        )

    op.drop_table("exams_attempt")
    with op.batch_alter_table("exams_admission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exams_admission_person_id"))

    op.drop_table("exams_admission")
    op.drop_table("certification_credential")
    op.drop_table("authoring_source_file")
    with op.batch_alter_table("people_team", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_team_parent_id"))

    op.drop_table("people_team")
    op.drop_table("people_person")
    with op.batch_alter_table("people_failed_sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_failed_sign_in_at"))
        batch_op.drop_index(batch_op.f("ix_people_failed_sign_in_address"))
        batch_op.drop_index(batch_op.f("ix_people_failed_sign_in_account"))

    op.drop_table("people_failed_sign_in")
    op.drop_table("maturity_model_edition")
    with op.batch_alter_table("learning_course_edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learning_course_edition_is_latest"))

    op.drop_table("learning_course_edition")
    with op.batch_alter_table("exams_quiz", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exams_quiz_key"))

    op.drop_table("exams_quiz")
    with op.batch_alter_table("core_submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_core_submission_at"))

    op.drop_table("core_submission")
    with op.batch_alter_table("core_audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_core_audit_entry_at"))
        batch_op.drop_index(batch_op.f("ix_core_audit_entry_action"))

    op.drop_table("core_audit_entry")
    op.drop_table("certification_programme_edition")
    op.drop_table("certification_credential_rules")
    op.drop_table("authoring_edition")
