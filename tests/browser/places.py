"""Where things of the sample organisation stand: what is needed for the address of a page."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from uuid import UUID

from playwright.sync_api import Browser, Page
from sqlalchemy import Select, select, update

from pmo_academy.certification.models import (
    Award,
    Claim,
    ClaimState,
    Credential,
    Cycle,
    PanelCase,
)
from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.ids import new_token
from pmo_academy.exams.models import Attempt, Question, QuestionType, Quiz
from pmo_academy.learning.models import Review, Thread, ThreadState
from pmo_academy.maturity.models import (
    Evidence,
    EvidenceState,
    GapTask,
    Invitation,
    Plan,
    Response,
    Round,
)
from pmo_academy.maturity.queries import list_latest_editions, model_of
from pmo_academy.maturity.rules.self_check import quick_items
from pmo_academy.maturity.service import guests, self_checks
from pmo_academy.people.models import Person, Team
from pmo_academy.retention.queries import get_practice
from pmo_academy.studio.rules import model_outline
from pmo_academy.studio.service import model_drafts
from tests.browser.academy import NEW, Academy
from tests.support.browser import listen_for_trouble


def find() -> dict[str, object]:
    """Find one thing of each kind; quizzes are those of Lena and Max."""
    teams = {
        name.split(" PMO")[0]: key for name, key in session().execute(select(Team.name, Team.id))
    }
    lena = person("lena@sample.test")
    taken = session().scalars(select(Attempt.quiz_id).where(Attempt.person_id == lena.id)).first()
    pmp = session().scalars(select(Credential.id).where(Credential.person_id == lena.id)).one()
    of_pmp = select(Claim).join(Cycle, Cycle.id == Claim.cycle_id).where(Cycle.credential_id == pmp)
    claims = {claim.state: claim.id for claim in session().scalars(of_pmp)}
    return {
        "payments": teams["Payments"],
        "logistics": teams["Logistics"],
        "data_platform": teams["Data Platform"],
        "retail": teams["Retail"],
        "lena": lena.id,
        "thread": session().scalars(_open_thread()).one(),
        "review": session().scalars(_review_of(lena.id)).one(),
        "card": get_practice(lena.id, today=clock.today()).waiting[0].id,
        "newcomer": person(NEW).id,
        "taken_quiz": taken,
        "open_quiz": _quiz_named("Types and styles"),
        "long_quiz": _quiz_named("A sound self-assessment"),
        "round": _round("Winter round", teams["Payments"]),
        "closed_round": _round("Autumn round", teams["Payments"]),
        "review_round": _round("Autumn round", teams["Logistics"]),
        "small_round": _round("First self-assessment", teams["Data Platform"]),
        "plan": session().scalars(select(Plan.id)).one(),
        "task": session().scalars(select(GapTask.id).where(GapTask.owner_id == lena.id)).one(),
        "evidence": _evidence_that(EvidenceState.PROPOSED),
        "returned_evidence": _evidence_that(EvidenceState.REJECTED),
        "pmp": pmp,
        "award": session().scalars(select(Award.code)).one(),
        "award_id": session().scalars(select(Award.id)).one(),
        "case": session().scalars(select(PanelCase.id)).one(),
        "claim": claims[ClaimState.LOGGED],
        "draft": claims[ClaimState.DRAFT],
        "guest_token": guests.token_of(_invitation("Winter round", "tomassilva@sample.test")),
    }


def person(email: str) -> Person:
    """Give the person with this address."""
    return session().scalars(select(Person).where(Person.email == email)).one()


def write_models() -> None:
    """Let Ada write the next version of a model, and begin one of her own that lacks something."""
    ada = person("ada@sample.test").id
    model_drafts.begin_next_version("PALM", by=ada)
    model_drafts.begin_copy("PALM", 1, new_code="OURS", title="Our own ladder", by=ada)
    changes = (
        ("PALM", lambda value: model_outline.with_texts(value, {("title",): "Ladder"}), "Words"),
        ("PALM", lambda value: model_outline.without_item(value, "STD-S2"), "STD-S2 removed"),
        ("PALM", lambda value: _with_weight(value, "AUT-C2", 3), "Question AUT-C2"),
        ("OURS", lambda value: model_outline.without_item(value, "MND-S1"), "MND-S1 removed"),
    )
    for code, alter, what in changes:
        model_drafts.write_part(code, alter, what=what, by=ada)


def _with_weight(value: model_outline.Value, code: str, weight: int) -> model_outline.Value:
    item, domain = model_outline.find_item(value, code), model_outline.domain_of(value, code)
    return model_outline.with_item(value, str(domain), replace(item, weight=weight))


def sheet_with(comment: str) -> Response:
    """Give the sealed sheet on which somebody wrote this."""
    sealed = session().scalars(select(Response).where(Response.submitted_on.is_not(None)))
    (found,) = (one for one in sealed if comment in one.document["comments"].values())
    return found


def quiz(quiz_id: object) -> Quiz:
    """Give the quiz."""
    return session().get_one(Quiz, quiz_id)


def ask_one_of_each_type(quiz_id: object) -> Quiz:
    """Leave one question of each type in the bank of a quiz, and let it ask them all."""
    changed = quiz(quiz_id)
    bank = session().scalars(select(Question).where(Question.quiz_id == changed.id)).all()
    kept = {question.type: question.id for question in bank}
    spare = Quiz(key="PA-08/spare", title="Spare", draw=1, pass_percent=80, minutes=1)
    session().add(spare)
    session().flush()
    session().execute(
        update(Question)
        .where(Question.quiz_id == changed.id, Question.id.not_in(kept.values()))
        .values(quiz_id=spare.id)
    )
    for missing in set(QuestionType) - set(kept):
        elsewhere = select(Question).where(Question.type == missing, Question.quiz_id != spare.id)
        moved = session().scalars(elsewhere.limit(1)).one()
        moved.quiz_id, moved.key = changed.id, f"moved-{missing}"
    changed.draw = len(QuestionType)
    session().flush()
    return changed


def keep_self_check() -> str:
    """Keep a self-check in which everything is usual practice; give the token of its link."""
    token = new_token()
    edition = list_latest_editions()[0]
    answers = {item.code: 3 for item in quick_items(model_of(edition.id))}
    self_checks.keep_self_check(answers, model_edition_id=edition.id, token=token)
    return token


def kept_pages(browser: Browser, academy: Academy) -> Iterator[Callable[[str], tuple[Page, list]]]:
    """Give one page for each person, signed in once; the list has what went wrong since."""
    with ExitStack() as stack:
        pages: dict[str, tuple[Page, list]] = {}

        def page_of(email: str) -> tuple[Page, list]:
            if email not in pages:
                context = browser.new_context(
                    base_url=academy.address, locale="en-GB", reduced_motion="reduce"
                )
                stack.enter_context(context)
                if email:
                    academy.sign_in(context, email)
                page = context.new_page()
                pages[email] = (page, listen_for_trouble(page))
            page, trouble = pages[email]
            trouble.clear()
            return page, trouble

        yield page_of


def _open_thread() -> Select[UUID]:
    return select(Thread.id).where(Thread.state == ThreadState.OPEN)


def _review_of(person_id: UUID) -> Select[UUID]:
    return select(Review.id).where(Review.reviewer_id == person_id, Review.closed_at.is_(None))


def _quiz_named(title: str) -> UUID:
    return session().scalars(select(Quiz.id).where(Quiz.title == title)).one()


def _invitation(title: str, email: str) -> UUID:
    """Find an invitation of somebody who has no password and comes by a private link."""
    wanted = (
        select(Invitation.id)
        .join(Round, Round.id == Invitation.round_id)
        .join(Person, Person.id == Invitation.person_id)
    )
    return session().scalars(wanted.where(Round.title == title, Person.email == email)).one()


def _evidence_that(state: EvidenceState) -> UUID:
    return session().scalars(select(Evidence.id).where(Evidence.state == state)).one()


def _round(title: str, team_id: UUID) -> UUID:
    return (
        session()
        .scalars(select(Round.id).where(Round.title == title, Round.team_id == team_id))
        .one()
    )


def last_attempt(email: str) -> Attempt:
    """Give the attempt that somebody began last."""
    return (
        session()
        .scalars(
            select(Attempt)
            .where(Attempt.person_id == person(email).id)
            .order_by(Attempt.started_at.desc())
        )
        .first()
    )
