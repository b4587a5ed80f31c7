"""What the sample people have learned: courses finished, begun and assigned."""

from datetime import datetime, timedelta
from uuid import UUID

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.file_checks import check
from pmo_academy.demo.answers import other_than, right_answer
from pmo_academy.demo.people import Organisation
from pmo_academy.exams import service as exams
from pmo_academy.exams.models import Quiz
from pmo_academy.learning import queries
from pmo_academy.learning import service as learning
from pmo_academy.learning.models import JoiningRule
from pmo_academy.learning.queries import TakenCourse
from pmo_academy.learning.rules.paragraphs import paragraphs
from pmo_academy.learning.rules.reviewing import LINES, Way
from pmo_academy.learning.service import HandedIn
from pmo_academy.people.models import Person

# Who went how far: courses finished with the days since, then courses begun with lessons done.
_FINISHED = {
    "Lena": {"PA-01": 24},
    "Max": {"PA-01": 140, "PA-08": 96, "PA-02": 45},
    "Priya": {"PA-01": 120, "PA-04": 60},
    "Jonas": {"PA-08": 30},
    "Olga": {"PA-01": 75},
    "Samir": {"PA-01": 50},
}
_BEGUN = {
    "Lena": {"PA-08": 3},
    "Tomás": {"PA-04": 5},
    "Hanna": {"PA-01": 2, "PA-04": 1},
    "Aisha": {"PA-01": 4},
    "Ingrid": {"PA-04": 9},
}
# What managers assigned: the course, to whom, and in how many days it is due.
_ASSIGNED = {
    "PA-04": (("Lena", 21), ("Tomás", 21), ("Wei", 21), ("Hanna", 6)),
    "PA-01": (("Wei", 9),),
}


EVERY_LESSON = 100
_QUESTIONS = (
    "We check plans and bind nobody. Does one mandatory check make us a Control office?",
    "Does a shared office of two departments count as one office or as two?",
)
_ANSWER = (
    "One check, usual for most projects and upheld on a bad day, is a Control service. The tier "
    "needs its own foundations besides: look at the core items of Control before you rename it."
)
_NOTE = "Names are replaced by roles. The sponsor read the first draft and struck out one line."
_THANKS = "Short and clear. I would show it to the two newest leads next."


def add(organisation: Organisation) -> None:
    """Let the people learn, each step at its moment, so that times look as they would."""
    now = clock.now()
    for name, courses in _FINISHED.items():
        for code, days in courses.items():
            _finish(
                organisation.person(name), code, at=now - timedelta(days=days), fails=name == "Lena"
            )
    for name, begun in _BEGUN.items():
        for code, lessons in begun.items():
            with clock.set_to(now - timedelta(days=2, hours=lessons)):
                _begin(organisation.person(name), code, lessons=lessons)
    with clock.set_to(now - timedelta(days=2)):
        _ask_colleagues(organisation.person("Aisha"), "PA-01")
    _keep(organisation.person("Lena"), "PA-08", at=now - timedelta(days=1))
    _ask(organisation.person("Lena"), organisation.ada, code="PA-08", now=now)
    manager = organisation.person("Max")
    session().add(
        JoiningRule(
            team_id=organisation.payments.id, course_code="PA-01", days=30, made_by=manager.id
        )
    )
    learning.exempt(
        organisation.person("Priya").id,
        "PA-08",
        reason="Ran two rounds with this model in her last post.",
        team=organisation.payments,
        by=manager,
    )
    for code, people in _ASSIGNED.items():
        for name, days in people:
            learning.assign(
                code,
                [organisation.person(name).id],
                team=organisation.payments,
                due_on=clock.today() + timedelta(days=days),
                by=manager,
            )


def _begin(person: Person, code: str, *, lessons: int) -> TakenCourse:
    enrolment = learning.enrol(person, code)
    course = queries.get_course(code, for_person=person)
    for step in course.lessons[:lessons]:
        learning.finish_lesson(enrolment, queries.get_lesson(course, step.key))
    return course


def _finish(person: Person, code: str, *, at: datetime, fails: bool) -> None:
    with clock.set_to(at - timedelta(days=6)):
        course = _begin(person, code, lessons=EVERY_LESSON)
    for number, quiz_id in enumerate(module.module.quiz_id for module in course.modules):
        if fails and number == 0:
            with clock.set_to(at - timedelta(days=2)):
                take(person, quiz_id, wrong=2)
        with clock.set_to(at - timedelta(hours=8 - number)):
            take(person, quiz_id, wrong=0)
    if course.edition.test_quiz_id:
        if fails:
            with clock.set_to(at - timedelta(days=1)):
                take(person, course.edition.test_quiz_id, wrong=8)
        with clock.set_to(at):
            take(person, course.edition.test_quiz_id, wrong=0)
    _hand_in(course, at=at)


def _hand_in(course: TakenCourse, *, at: datetime) -> None:
    """Hand in the work product, which came back once from a mentor and was accepted then."""
    if course.enrolment is None:
        return
    code = course.edition.code
    draft = check(
        f"{code.lower()}-draft.txt", b"One page, first draft. The review month is open.\n"
    )
    link = f"https://files.sample.test/{code.lower()}"
    for days, file, missing in ((3, draft, "used"), (0, None, "")):
        with clock.set_to(at - timedelta(days=days)):
            what = HandedIn(way=Way.MENTOR, link="" if file else link, file=file, note=_NOTE)
            submission = learning.hand_in(course.enrolment, code, what)
            (review,) = queries.reviews_of(submission.id)
            learning.decide(review, _verdicts(missing), comment=_THANKS)


def _keep(person: Person, code: str, *, at: datetime) -> None:
    """Keep a bookmark and a note in the first lesson of a course."""
    course = queries.get_course(code, for_person=person)
    lesson = queries.get_lesson(course, course.lessons[0].key)
    with clock.set_to(at):
        learning.bookmark(person, code, lesson.key, is_on=True)
        learning.write_note(
            person,
            code,
            lesson,
            at=paragraphs(lesson.html)[1],
            text="Ours: fourteen reviews on request, no gate. Ask Max whether that is all.",
        )


def _ask(person: Person, author: Person, *, code: str, now: datetime) -> None:
    """Ask twice about the first lesson of a course; one question has its answer."""
    lesson = queries.get_course(code, for_person=person).lessons[0]
    with clock.set_to(now - timedelta(days=3)):
        first = learning.ask_about_lesson(person, code, lesson.key, _QUESTIONS[0])
        learning.ask_about_lesson(person, code, lesson.key, _QUESTIONS[1])
    with clock.set_to(now - timedelta(days=2)):
        learning.answer_thread(first, _ANSWER, by=author)


def _verdicts(missing: str) -> dict[str, tuple[bool | None, str]]:
    return {
        line: (
            line != missing,
            "Nobody but you has used it yet. Try it on two projects." if line == missing else "",
        )
        for line in LINES
    }


def _ask_colleagues(person: Person, code: str) -> None:
    """Hand in to two colleagues, who have not answered yet."""
    _course, enrolment = queries.get_enrolled_course(code, for_person=person)
    link = "https://files.sample.test/charter-draft"
    learning.hand_in(enrolment, code, HandedIn(way=Way.PEERS, link=link, note=_NOTE))


def take(person: Person, quiz_id: UUID, *, wrong: int) -> None:
    """Take a quiz and hand it in, with so many answers wrong."""
    quiz = session().get_one(Quiz, quiz_id)
    attempt = exams.start(quiz, person)
    for response in attempt.responses:
        answer = right_answer(response.asked)
        if response.position <= wrong:
            answer = other_than(answer, response.asked)
        exams.save_answer(attempt, response.position, answer=answer, seen=response.version)
    exams.submit(attempt, quiz)
