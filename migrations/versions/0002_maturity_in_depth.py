"""Maturity in depth

Revision ID: 0002
Revises: 0001
"""

from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NOW, _TODAY = sa.func.now(), sa.func.current_date()
_FORM = sa.Enum("full", "quick", "solo", name="form", native_enum=False, length=40)
_EVIDENCE_KIND = sa.Enum("link", "file", "text", name="evidencekind", native_enum=False, length=40)


def upgrade():
    op.create_table(
        "core_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_file")),
    )
    op.create_table(
        "core_job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_job")),
        sa.UniqueConstraint("key", name=op.f("uq_core_job_key")),
    )
    with op.batch_alter_table("core_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_core_job_done_at"), ["done_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_core_job_due_at"), ["due_at"], unique=False)

    op.create_table(
        "maturity_self_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("model_edition_id", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_edition_id"],
            ["maturity_model_edition.id"],
            name=op.f("fk_maturity_self_check_model_edition_id_maturity_model_edition"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_self_check")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_maturity_self_check_token_digest")),
    )
    with op.batch_alter_table("maturity_self_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maturity_self_check_expires_on"), ["expires_on"], unique=False
        )

    op.create_table(
        "maturity_careless_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("leaves_out", sa.Boolean(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["people_person.id"],
            name=op.f("fk_maturity_careless_decision_decided_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["maturity_round.id"],
            name=op.f("fk_maturity_careless_decision_round_id_maturity_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_careless_decision")),
    )
    with op.batch_alter_table("maturity_careless_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maturity_careless_decision_round_id"), ["round_id"], unique=False
        )

    op.create_table(
        "maturity_heard_group",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column(
            "perspective",
            sa.Enum(
                "pmo", "delivery", "leadership", name="perspective", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["maturity_round.id"],
            name=op.f("fk_maturity_heard_group_round_id_maturity_round"),
        ),
        sa.PrimaryKeyConstraint("round_id", "perspective", name=op.f("pk_maturity_heard_group")),
    )
    op.create_table(
        "maturity_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("target_rung", sa.Integer(), nullable=False),
        sa.Column("by_date", sa.Date(), nullable=False),
        sa.Column("budget_hours", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people_person.id"], name=op.f("fk_maturity_plan_made_by_people_person")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["maturity_round.id"],
            name=op.f("fk_maturity_plan_round_id_maturity_round"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["people_team.id"], name=op.f("fk_maturity_plan_team_id_people_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_plan")),
    )
    with op.batch_alter_table("maturity_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_maturity_plan_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_maturity_plan_team_id"), ["team_id"], unique=False)

    op.create_table(
        "maturity_reopening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("sheets_before", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["people_person.id"],
            name=op.f("fk_maturity_reopening_decided_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["maturity_round.id"],
            name=op.f("fk_maturity_reopening_round_id_maturity_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_reopening")),
    )
    with op.batch_alter_table("maturity_reopening", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maturity_reopening_round_id"), ["round_id"], unique=False
        )

    op.create_table(
        "maturity_workshop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("means", sa.JSON(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["opened_by"],
            ["people_person.id"],
            name=op.f("fk_maturity_workshop_opened_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["maturity_round.id"],
            name=op.f("fk_maturity_workshop_round_id_maturity_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_workshop")),
        sa.UniqueConstraint("round_id", name=op.f("uq_maturity_workshop_round_id")),
    )
    op.create_table(
        "maturity_gap_task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("point", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("course_code", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "point BETWEEN 1 AND 4", name=op.f("ck_maturity_gap_task_point_can_be_reached")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["people_person.id"],
            name=op.f("fk_maturity_gap_task_created_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["people_person.id"],
            name=op.f("fk_maturity_gap_task_owner_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["maturity_plan.id"],
            name=op.f("fk_maturity_gap_task_plan_id_maturity_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["maturity_round.id"],
            name=op.f("fk_maturity_gap_task_round_id_maturity_round"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["people_team.id"], name=op.f("fk_maturity_gap_task_team_id_people_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_gap_task")),
    )
    with op.batch_alter_table("maturity_gap_task", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maturity_gap_task_owner_id"), ["owner_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_maturity_gap_task_team_id"), ["team_id"], unique=False)

    op.create_table(
        "maturity_workshop_topic",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "voting",
                "shown",
                "agreed",
                "not-agreed",
                "skipped",
                name="topicstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ballot", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.CheckConstraint(
            "ballot BETWEEN 0 AND 3", name=op.f("ck_maturity_workshop_topic_at_most_three_ballots")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["maturity_workshop.id"],
            name=op.f("fk_maturity_workshop_topic_workshop_id_maturity_workshop"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_workshop_topic")),
        sa.UniqueConstraint(
            "workshop_id", "item", name=op.f("uq_maturity_workshop_topic_workshop_id_item")
        ),
    )
    op.create_table(
        "maturity_workshop_vote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("ballot", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "choice BETWEEN 0 AND 4", name=op.f("ck_maturity_workshop_vote_choice_is_an_anchor")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_maturity_workshop_vote_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["maturity_workshop_topic.id"],
            name=op.f("fk_maturity_workshop_vote_topic_id_maturity_workshop_topic"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maturity_workshop_vote")),
        sa.UniqueConstraint(
            "topic_id",
            "ballot",
            "person_id",
            name=op.f("uq_maturity_workshop_vote_topic_id_ballot_person_id"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("maturity_workshop_vote", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maturity_workshop_vote_topic_id"), ["topic_id"], unique=False
        )

    _widen(
        "maturity_round",
        {
            "form": (_FORM, "full"),
            "reminder_days": (sa.JSON(), [7, 1]),
            "holds_workshop": (sa.Boolean(), False),
            "leaves_out_careless": (sa.Boolean(), False),
        },
    )
    op.add_column("maturity_round", sa.Column("ended_at", sa.DateTime(timezone=True)))
    _widen("maturity_target", {"raised": (sa.JSON(), {})})
    _widen("people_session", {"is_guest": (sa.Boolean(), False)})
    _widen(
        "maturity_result",
        {
            "number": (sa.Integer(), 1),
            "is_latest": (sa.Boolean(), True),
            "sheets": (sa.Integer(), 0),
        },
    )
    with op.batch_alter_table("maturity_result") as table:
        table.drop_constraint("uq_maturity_result_round_id_kind", type_="unique")
        table.create_unique_constraint(
            "uq_maturity_result_round_id_kind_number", ["round_id", "kind", "number"]
        )
    _widen("maturity_invitation", {"invited_on": (sa.Date(), _TODAY)})
    with op.batch_alter_table("maturity_invitation") as table:
        table.add_column(sa.Column("mailed_on", sa.Date()))
        table.add_column(sa.Column("guest_digest", sa.String()))
        table.create_unique_constraint("uq_maturity_invitation_guest_digest", ["guest_digest"])
    _give_evidence_to_teams()
    _seal_sheets()


def _widen(table, columns, **options):
    """Add columns that are never empty, with what the rows of today get."""
    with op.batch_alter_table(table, **options) as changing:
        for name, (kind, _value) in columns.items():
            changing.add_column(sa.Column(name, kind, nullable=True))
    names = [sa.column(name, kind) for name, (kind, _value) in columns.items()]
    values = {name: value for name, (_kind, value) in columns.items()}
    op.get_bind().execute(sa.table(table, *names).update().values(values))
    with op.batch_alter_table(table, **options) as changing:
        for name, (kind, _value) in columns.items():
            changing.alter_column(name, existing_type=kind, nullable=False)


def _give_evidence_to_teams():
    """Evidence backs an item of the team's, in every round; before, it belonged to one round."""
    with op.batch_alter_table("maturity_evidence") as table:
        table.add_column(sa.Column("team_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("model_code", sa.String(), nullable=True))
        table.add_column(sa.Column("file_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE maturity_evidence SET team_id = (SELECT team_id FROM maturity_round"
        " WHERE maturity_round.id = maturity_evidence.round_id)"
    )
    op.execute(
        "UPDATE maturity_evidence SET model_code = (SELECT code FROM maturity_model_edition"
        " JOIN maturity_round ON maturity_round.model_edition_id = maturity_model_edition.id"
        " WHERE maturity_round.id = maturity_evidence.round_id)"
    )
    _widen(
        "maturity_evidence",
        {
            "kind": (_EVIDENCE_KIND, "text"),
            "text": (sa.String(), ""),
            "contributed_at": (sa.DateTime(timezone=True), _NOW),
            "review_note": (sa.String(), ""),
        },
    )
    op.execute("UPDATE maturity_evidence SET kind = 'link' WHERE link <> ''")
    with op.batch_alter_table("maturity_evidence") as table:
        table.drop_index("ix_maturity_evidence_round_id")
        table.drop_constraint("fk_maturity_evidence_round_id_maturity_round", type_="foreignkey")
        table.drop_column("round_id")
        table.alter_column("team_id", existing_type=sa.Uuid(), nullable=False)
        table.alter_column("model_code", existing_type=sa.String(), nullable=False)
        table.create_foreign_key(
            "fk_maturity_evidence_team_id_people_team", "people_team", ["team_id"], ["id"]
        )
        table.create_foreign_key(
            "fk_maturity_evidence_file_id_core_file", "core_file", ["file_id"], ["id"]
        )
        table.create_check_constraint(
            op.f("ck_maturity_evidence_dated_before_it_ends"), "dated_on <= valid_until"
        )
        table.create_check_constraint(
            op.f("ck_maturity_evidence_file_has_its_file"),
            "(kind = 'file') = (file_id IS NOT NULL)",
        )
        table.create_index("ix_maturity_evidence_team_id_model_code", ["team_id", "model_code"])


def _seal_sheets():
    """What was handed in becomes one document of the sheet; its rows of answers go."""
    unordered = {"table_kwargs": {"sqlite_with_rowid": False}}
    _widen(
        "maturity_response", {"pages": (sa.JSON(), {}), "document": (sa.JSON(), {})}, **unordered
    )
    with op.batch_alter_table("maturity_response", **unordered) as table:
        table.alter_column("perspective", existing_type=sa.String(length=40), nullable=True)
    sheets = sa.table(
        "maturity_response",
        sa.column("id", sa.Uuid()),
        sa.column("round_id", sa.Uuid()),
        sa.column("perspective", sa.String()),
        sa.column("submitted_on", sa.Date()),
        sa.column("document", sa.JSON()),
    )
    answers = sa.table(
        "maturity_answer",
        sa.column("response_id", sa.Uuid()),
        sa.column("item", sa.String()),
        sa.column("choice", sa.String()),
        sa.column("comment", sa.String()),
    )
    rounds = {row.id: row for row in op.get_bind().execute(_rounds())}
    bind, counts, groups = op.get_bind(), Counter(), {}
    submitted = (
        sa.select(sheets.c.id, sheets.c.round_id, sheets.c.perspective)
        .where(sheets.c.submitted_on.is_not(None))
        .order_by(sheets.c.id)
    )
    for sheet in bind.execute(submitted).all():
        one, own = rounds[sheet.round_id], answers.c.response_id == sheet.id
        given = bind.execute(sa.select(answers).where(own).order_by(answers.c.item)).all()
        document = {
            "answers": {row.item: row.choice for row in given if row.choice},
            "comments": {row.item: row.comment for row in given if row.comment},
            "flags": [],
        }
        bind.execute(answers.delete().where(own))
        if 2 * len(document["answers"]) >= _questions(one):
            counts[sheet.round_id, sheet.perspective] += 1
        elif one.mode == "anonymous":
            bind.execute(sheets.delete().where(sheets.c.id == sheet.id))
            continue
        bind.execute(sheets.update().where(sheets.c.id == sheet.id).values(document=document))
    for (round_id, perspective), counted in counts.items():
        groups.setdefault(round_id, {})[perspective] = counted
    for round_id, counted in groups.items():
        _count_groups(rounds[round_id], counted, sheets=sheets)


def _rounds():
    rounds = sa.table(
        "maturity_round",
        *map(sa.column, ("mode", "threshold", "closed_at")),
        sa.column("id", sa.Uuid()),
        sa.column("out_of_scope", sa.JSON()),
        sa.column("model_edition_id", sa.Uuid()),
    )
    editions = sa.table(
        "maturity_model_edition", sa.column("id", sa.Uuid()), sa.column("document", sa.JSON())
    )
    return sa.select(rounds, editions.c.document).join(
        editions, editions.c.id == rounds.c.model_edition_id
    )


def _questions(one):
    return sum(len(domain["items"]) for domain in one.document["domains"]) - len(one.out_of_scope)


def _count_groups(one, counted, *, sheets):
    """Note how many were heard of each group; the sheets of few people stop saying their group."""
    heard = sa.table(
        "maturity_heard_group",
        sa.column("round_id", sa.Uuid()),
        sa.column("perspective", sa.String()),
        sa.column("counted", sa.Integer()),
    )
    results = sa.table(
        "maturity_result", sa.column("round_id", sa.Uuid()), sa.column("sheets", sa.Integer())
    )
    bind, ours = op.get_bind(), sheets.c.round_id == one.id
    if one.mode == "anonymous" and one.closed_at and sum(counted.values()) < one.threshold:
        bind.execute(sheets.delete().where(ours))
        return
    rows = [
        {"round_id": one.id, "perspective": group, "counted": counted.get(group, 0)}
        for group in ("pmo", "delivery", "leadership")
    ]
    bind.execute(heard.insert(), rows)
    of_round = results.c.round_id == one.id
    bind.execute(results.update().where(of_round).values(sheets=sum(counted.values())))
    if one.mode == "anonymous":
        small = _hidden(counted, one.threshold)
        hidden = ours & sheets.c.perspective.in_(small)
        bind.execute(sheets.update().where(hidden).values(perspective=None))


def _hidden(counted, threshold):
    """Name the groups of few people, and further ones until they are enough together."""
    ascending = sorted(counted, key=lambda group: (counted[group], group))
    hidden = [group for group in ascending if counted[group] < threshold]
    for group in ascending[len(hidden) :]:
        if not hidden or sum(counted[one] for one in hidden) >= threshold:
            break
        hidden.append(group)
    return hidden


def downgrade():
    message = "Sealed sheets cannot be taken apart again; restore the backup from before."
    raise NotImplementedError(message)
