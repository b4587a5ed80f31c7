"""The sample organisation as the access matrix sees it: ten visitors, one object of each kind.

The objects belong to Payments PMO and to Lena: own to Lena and Max, foreign to everybody
of Logistics PMO.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_academy.agenda.service import calendar_links, unsubscribing
from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.certification.models import (
    Award,
    Claim,
    Credential,
    PanelCase,
    RecordEntry,
    WorkEntry,
)
from pmo_academy.core import clock
from pmo_academy.core.ids import new_token
from pmo_academy.core.storage import digest_of
from pmo_academy.demo import organisation
from pmo_academy.exams.models import Attempt
from pmo_academy.learning.models import (
    Assignment,
    Exemption,
    JoiningRule,
    Kept,
    KeptKind,
    Review,
    Thread,
    ThreadState,
)
from pmo_academy.maturity.models import Evidence, EvidenceState, GapTask, Invitation, Plan, Round
from pmo_academy.maturity.queries import list_latest_editions, model_of
from pmo_academy.maturity.rules.self_check import quick_items
from pmo_academy.maturity.service import guests, self_checks
from pmo_academy.people import service as people
from pmo_academy.people.models import Management, Membership, Person, Team
from pmo_academy.people.preferences import MailKind
from pmo_academy.retention.queries import get_practice
from pmo_academy.studio.exchange import own_zip
from pmo_academy.studio.queries import get_draft
from pmo_academy.studio.rules import model_outline
from pmo_academy.studio.service import drafts, model_drafts, pieces, reviewing, uploads

ACTORS = (
    "anonymous", "staff", "staff-elsewhere", "manager", "manager-elsewhere", "pmo-lead",
    "administrator", "deactivated", "moved",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class World:
    """Who visits, and what stands in the place of each parameter of an address."""

    actors: dict[str, Person | None]
    values: dict[str, object]


def make_world(session: Session, content_dir) -> World:
    """Load the content and the sample organisation; find one object of each kind."""
    authoring.load(content_dir)
    organisation.add()
    lena, olga = _person(session, "lena@sample.test"), _person(session, "olga@sample.test")
    payments = session.scalars(select(Team).where(Team.name == "Payments PMO")).one()
    actors = {
        "anonymous": None,
        "staff": lena,
        "staff-elsewhere": _person(session, "samirhaddad@sample.test"),
        "manager": _person(session, "max@sample.test"),
        "manager-elsewhere": olga,
        "pmo-lead": _person(session, "ada@sample.test"),
        "administrator": _person(session, "root@sample.test"),
        "deactivated": _person(session, "priyanair@sample.test"),
        "moved": _person(session, "hannaberg@sample.test"),
    }
    session.add(Management(person_id=actors["moved"].id, team_id=payments.id))
    attempt = session.scalars(select(Attempt).where(Attempt.person_id == lena.id)).first()
    credential = session.scalars(select(Credential).where(Credential.person_id == lena.id)).one()
    open_round = session.scalars(
        select(Round)
        .join(Invitation, Invitation.round_id == Round.id)
        .where(Round.closed_at.is_(None), Invitation.person_id == lena.id)
    ).one()
    tomas = _person(session, "tomassilva@sample.test")  # has no password, so comes by a link
    by_link = session.scalars(
        select(Invitation.id).where(
            Invitation.round_id == open_round.id, Invitation.person_id == tomas.id
        )
    ).one()
    values = {
        "guest_token": guests.token_of(by_link),
        "team_id": payments.id,
        "plan_id": session.scalars(select(Plan.id).where(Plan.team_id == payments.id)).one(),
        "task_id": session.scalars(select(GapTask.id).where(GapTask.owner_id == lena.id)).one(),
        "evidence_id": session.scalars(
            select(Evidence.id).where(Evidence.state == EvidenceState.PROPOSED)
        ).one(),
        "person_id": lena.id,
        "thread_id": session.scalars(
            select(Thread.id).where(Thread.state == ThreadState.OPEN)
        ).one(),
        "rule_id": session.scalars(select(JoiningRule.id)).one(),
        "exemption_id": session.scalars(select(Exemption.id)).one(),
        "assignment_id": session.scalars(
            select(Assignment.id).where(Assignment.person_id == lena.id)
        ).one(),
        "note_id": session.scalars(
            select(Kept.id).where(Kept.person_id == lena.id, Kept.kind == KeptKind.NOTE)
        ).one(),
        "review_id": session.scalars(
            select(Review.id).where(Review.reviewer_id == lena.id, Review.closed_at.is_(None))
        ).one(),
        "card_id": get_practice(lena.id, today=clock.today()).waiting[0].id,
        "round_id": open_round.id,
        "slug": "mnd",
        "claim_id": session.scalars(select(Claim).where(Claim.title.contains("Risk"))).one().id,
        "credential_id": credential.id,
        "key": "foundation",
        "award_code": session.scalars(select(Award.code)).one(),
        "award_id": session.scalars(select(Award.id)).one(),
        "work_id": session.scalars(select(WorkEntry.id)).first(),
        "case_id": session.scalars(select(PanelCase.id)).one(),
        "entry_id": session.scalars(
            select(RecordEntry.id).where(RecordEntry.confirmed_at.is_(None))
        ).one(),
        "answer_key": "certificates",
        "code": "PA-01",
        "lesson_key": "office-and-person",
        "module_key": "one-word",
        "question_key": "q01",
        "ending": "csv",
        "format_key": "own",
        "version": 1,
        "quiz_id": attempt.quiz_id,
        "number": attempt.number,
        "position": 1,
        "token": people.make_password_link(lena, by=None),
        "name": "forms",
        "file": "first-round.json",
        "medium_name": "charter-template.xlsx",
        "medium_folder": "media",
        "digest": digest_of(Path("content/courses/PA-01/media/tram-company.png").read_bytes()),
        "model_code": "PALM",
        "upload_id": _upload(actors["pmo-lead"]),
        "piece_kind": "programmes",
        "piece_key": pieces.begin(Kind.PROGRAMME, "foundation", by=actors["pmo-lead"].id).key,
        "text_kind": "lessons",
        "text_key": "office-and-person",
        "domain_code": "MND",
        "item_code": "MND-S2",
        "change_number": _written_model(actors["pmo-lead"]),
        "comment_id": _comment(_person(session, "ada@sample.test")),
        "kept_token": _kept_self_check(),
        "calendar_token": calendar_links.make_link(lena),
        "unsubscribe_token": unsubscribing.token_for(lena.id, MailKind.DIGEST),
    }
    drafts.begin(Kind.COURSE, "PA-01", by=actors["pmo-lead"].id)
    return World(actors=actors, values=values)


def _upload(lead: Person) -> object:
    """The lead brought a course of one file; returns the id of the upload."""
    body = own_zip.write({"courses/OWN-01/course.yaml": b"code: OWN-01\n"})
    return uploads.keep("own.zip", body, by=lead.id).id


def _comment(author: Person) -> UUID:
    """Ada says something about a line of her draft; returns the comment's id."""
    draft = get_draft(Kind.COURSE, "PA-01")
    return reviewing.comment(draft, "courses/PA-01/course.yaml", 1, "Good.", by=author.id).id


def _kept_self_check() -> str:
    """Somebody kept a self-check; returns the token of its link."""
    token = new_token()
    edition = list_latest_editions()[0]
    answers = {item.code: 3 for item in quick_items(model_of(edition.id))}
    self_checks.keep_self_check(answers, model_edition_id=edition.id, token=token)
    return token


def _written_model(author: Person) -> int:
    """Somebody writes on the next version of a model; returns the number of the change."""
    model_drafts.begin_next_version("PALM", by=author.id)
    change = model_drafts.write_part(
        "PALM",
        lambda value: model_outline.with_texts(value, {("title",): "Ladder"}),
        what="Words of the model",
        by=author.id,
    )
    return change.number


def change_sides(session: Session, world: World) -> None:
    """After everybody signed in: one account is closed, one manager moves to another team."""
    world.actors["deactivated"].deactivated_at = clock.now()
    moved = world.actors["moved"]
    logistics = session.scalars(select(Team).where(Team.name == "Logistics PMO")).one()
    for model in (Management, Membership):
        for row in session.scalars(select(model).where(model.person_id == moved.id)):
            session.delete(row)
        session.add(model(person_id=moved.id, team_id=logistics.id))


def _person(session: Session, email: str) -> Person:
    return session.scalars(select(Person).where(Person.email == email)).one()
