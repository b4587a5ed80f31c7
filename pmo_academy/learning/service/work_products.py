"""Hand in a work product, judge it, pass the judging on, take it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

from sqlalchemy import func, select

from pmo_academy.core import audit, clock, events, files
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, DomainError
from pmo_academy.core.file_checks import CheckedFile
from pmo_academy.core.web_addresses import is_web_address
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries
from pmo_academy.learning.events import WorkProductAccepted, WorkProductJudged
from pmo_academy.learning.models import Enrolment, Review, Submission
from pmo_academy.learning.rules import reviewing
from pmo_academy.learning.rules.reviewing import ReviewState, SubmissionState, Way
from pmo_academy.learning.service.courses import complete_if_done
from pmo_academy.people.models import Person
from pmo_academy.people.queries import get_person

Verdicts = Mapping[str, tuple[bool | None, str]]


class HandInError(DomainError):
    """Something about what was handed in or said is missing; by the name of its field."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """What somebody hands in: a link or a file, a note, and who is to judge it."""

    way: Way
    link: str = ""
    file: CheckedFile | None = None
    note: str = ""


def hand_in(enrolment: Enrolment, code: str, what: HandedIn) -> Submission:
    """Hand in a work product and ask those who judge it."""
    queries.lock_enrolment(enrolment.id)
    person_id = enrolment.person_id
    _refuse_while_waiting(enrolment, code)
    if what.file is None and not is_web_address(what.link):
        raise HandInError(
            {"link": _("Enter a whole address that begins with https:// or http://.")}
        )
    reviewers = _choose(person_id=enrolment.person_id, code=code, way=what.way)
    submission = Submission(
        enrolment_id=enrolment.id,
        person_id=person_id,
        course_code=code,
        number=1 + _count(enrolment, code),
        way=what.way,
        note=what.note,
        link="" if what.file else what.link,
        file_id=files.store(what.file).id if what.file else None,
        file_name=what.file.name if what.file else "",
    )
    session().add(submission)
    session().flush()
    session().add_all(Review(submission_id=submission.id, reviewer_id=one) for one in reviewers)
    enrolment.last_at = clock.now()
    session().flush()
    audit.record(
        "learning.work-product-handed-in", subject=submission.id, by=person_id, course=code
    )
    return submission


def withdraw(submission: Submission) -> None:
    """Take back what nobody has decided about yet."""
    session().refresh(submission, with_for_update=True)
    if submission.state is not SubmissionState.WAITING:
        raise ConflictError(_("This work product has been judged and stays on record."))
    _close(submission, SubmissionState.WITHDRAWN)
    audit.record("learning.work-product-withdrawn", subject=submission.id, by=submission.person_id)


def decide(review: Review, verdicts: Verdicts, *, comment: str) -> SubmissionState:
    """Judge a work product line by line; return what has become of it."""
    submission = _lock(review)
    if review.state is not ReviewState.ASKED:
        raise ConflictError(_("You have judged this work product, or it went to somebody else."))
    _refuse_unsaid(verdicts)
    is_accepted = reviewing.is_accepted(verdicts)
    review.lines = {
        line: {"is_met": verdicts[line][0], "reason": verdicts[line][1].strip()}
        for line in reviewing.LINES
    }
    review.comment = comment.strip()
    review.state = ReviewState.ACCEPTED if is_accepted else ReviewState.RETURNED
    review.closed_at = clock.now()
    session().flush()
    audit.record(
        "learning.work-product-judged",
        subject=submission.id,
        by=review.reviewer_id,
        outcome=review.state.value,
    )
    events.publish(
        WorkProductJudged(
            review_id=review.id,
            reviewer_id=review.reviewer_id,
            course_code=submission.course_code,
        )
    )
    states = [one.state for one in queries.reviews_of(submission.id)]
    outcome = reviewing.outcome(states, way=submission.way)
    if outcome is not SubmissionState.WAITING:
        _close(submission, outcome)
    if outcome is SubmissionState.ACCEPTED:
        _complete(submission)
    return outcome


def pass_on(review: Review) -> None:
    """Ask somebody else in the place of this reviewer; raise ConflictError if nobody is left."""
    submission = _lock(review)
    if review.state is not ReviewState.ASKED:
        raise ConflictError(_("You have judged this work product, or it went to somebody else."))
    if not _pass_on(review, submission):
        raise ConflictError(
            _("Nobody else could judge this work product. Please do it, or ask a PMO lead.")
        )


def pass_on_overdue() -> int:
    """Ask others where a request lay unanswered for a week; return how many went on."""
    passed = 0
    for review in queries.list_overdue(timedelta(days=reviewing.DAYS_TO_REVIEW)):
        submission = _lock(review)
        if review.state is ReviewState.ASKED:
            passed += _pass_on(review, submission)
    return passed


def _pass_on(review: Review, submission: Submission) -> bool:
    asked = queries.asked_already(submission.id)
    for way in dict.fromkeys((submission.way, Way.MENTOR)):
        candidates = queries.list_candidates(submission.person_id, submission.course_code, way=way)
        for chosen in reviewing.choose(candidates, count=1, without=asked):
            review.state = ReviewState.PASSED_ON
            review.closed_at = clock.now()
            session().add(Review(submission_id=submission.id, reviewer_id=chosen))
            session().flush()
            audit.record("learning.review-passed-on", subject=submission.id, by=review.reviewer_id)
            return True
    return False


def _choose(*, person_id: UUID, code: str, way: Way) -> list[UUID]:
    needed = reviewing.reviewers_needed(way)
    candidates = queries.list_candidates(person_id, code, way=way)
    chosen = reviewing.choose(candidates, count=needed, without=())
    if len(chosen) < needed:
        raise HandInError({"way": _words_of_nobody(way)})
    return chosen


def _words_of_nobody(way: Way) -> str:
    if way is Way.PEERS:
        return str(_("Fewer than two colleagues are in this course. Ask your mentor instead."))
    return str(_("You have no manager here, and there is no PMO lead. Ask your administrator."))


def _refuse_while_waiting(enrolment: Enrolment, code: str) -> None:
    open_states = (SubmissionState.WAITING, SubmissionState.ACCEPTED)
    state = session().scalar(
        select(Submission.state).where(
            Submission.person_id == enrolment.person_id,
            Submission.course_code == code,
            Submission.state.in_(open_states),
        )
    )
    if state is SubmissionState.WAITING:
        raise ConflictError(_("You have handed in already. Take it back first to hand in anew."))
    if state is SubmissionState.ACCEPTED:
        raise ConflictError(_("Your work product is accepted; nothing more is needed."))


def _count(enrolment: Enrolment, code: str) -> int:
    own = (Submission.person_id == enrolment.person_id, Submission.course_code == code)
    return session().scalar(select(func.count(Submission.id)).where(*own)) or 0


def _refuse_unsaid(verdicts: Verdicts) -> None:
    problems = {
        f"{problem.line}-met" if problem.is_unsaid else f"{problem.line}-reason": str(
            _("Choose whether this line is met.")
            if problem.is_unsaid
            else _("Say what is missing, so that it can be mended.")
        )
        for problem in reviewing.problems_in(verdicts)
    }
    if problems:
        raise HandInError(problems)


def _lock(review: Review) -> Submission:
    """Let everybody who judges the same submission wait for each other."""
    submission = (
        session()
        .scalars(select(Submission).where(Submission.id == review.submission_id).with_for_update())
        .one()
    )
    session().refresh(review)
    return submission


def _close(submission: Submission, state: SubmissionState) -> None:
    submission.state = state
    submission.closed_at = clock.now()
    for review in queries.reviews_of(submission.id):
        if review.state is ReviewState.ASKED:
            review.state = ReviewState.DROPPED
            review.closed_at = clock.now()
    session().flush()


def _complete(submission: Submission) -> None:
    """Tell the features above, and complete the course if nothing else was missing."""
    events.publish(
        WorkProductAccepted(
            submission_id=submission.id,
            person_id=submission.person_id,
            course_code=submission.course_code,
        )
    )
    person: Person = get_person(submission.person_id)
    course = queries.get_course(submission.course_code, for_person=person)
    if course.enrolment is not None:
        complete_if_done(queries.lock_enrolment(course.enrolment.id))
