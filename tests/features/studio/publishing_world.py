"""A small course with people in the middle of it, and drafts of its next edition."""

from sqlalchemy import select

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core import clock
from pmo_academy.exams.models import Attempt, Question, Response
from pmo_academy.learning import queries as learning_queries
from pmo_academy.learning import service as learning
from pmo_academy.studio import queries
from pmo_academy.studio.service import drafts
from tests.support.content import write_content

CODE = "PA-01"
FOLDER = f"courses/{CODE}"
COURSE, BANK = f"{FOLDER}/course.yaml", f"{FOLDER}/questions/first.yaml"
ALPHA, BETA = f"{FOLDER}/lessons/alpha.md", f"{FOLDER}/lessons/beta.md"
GAMMA = f"{FOLDER}/lessons/gamma.md"
PRACTICE = f"{FOLDER}/practice/first.md"
PUBLISH = f"/studio/courses/{CODE}/publish"

# Another option of the first question is right.
NEW_KEY = (
    ("      - text: This\n        right: true\n", "      - text: This\n"),
    ("      - text: That one\n", "      - text: That one\n        right: true\n"),
)


def load(session, folder, files=None):
    authoring.load(write_content(folder, files))
    session.commit()


def begin(session, person):
    draft = drafts.begin(Kind.COURSE, CODE, by=person.id)
    session.commit()
    return draft


def write(session, draft, person, path, *swaps):
    """Change words of a file of the draft; without any the file goes."""
    body = queries.find_file(draft, path)
    for old, new in swaps:
        assert old.encode() in body, old
        body = body.replace(old.encode(), new.encode())
    drafts.save(draft, {path: body if swaps else None}, what="Written", by=person.id)
    session.commit()


def enrol(session, person, *, lessons=()):
    """The person is in the course and has these lessons done."""
    enrolment = learning.enrol(person, CODE)
    course = learning_queries.get_course(CODE, for_person=person)
    for key in lessons:
        learning.finish_lesson(enrolment, learning_queries.get_lesson(course, key))
    session.commit()
    return enrolment


def take_quiz(session, person, *, wrong=(), is_open=False):
    """An attempt at five questions; the first is answered by "That one", which is wrong so far."""
    course = learning_queries.get_course(CODE, for_person=person)
    quiz_id = course.modules[0].module.quiz_id
    keys = ("q01", "q07", "q08", "q09", "q10")
    bank = {
        one.key: one for one in session.scalars(select(Question).where(Question.quiz_id == quiz_id))
    }
    right = sum(key not in ("q01", *wrong) for key in keys)
    attempt = Attempt(
        quiz_id=quiz_id,
        person_id=person.id,
        number=1,
        seed=1,
        submitted_at=None if is_open else clock.now(),
        right_count=None if is_open else right,
        has_passed=None if is_open else right >= 4,
    )
    for position, key in enumerate(keys, start=1):
        response = Response(position=position, question_id=bank[key].id)
        response.question = bank[key]
        response.answer = [1] if key == "q01" else ["false" if key in wrong else "true"]
        response.is_right = None if is_open else key not in ("q01", *wrong)
        attempt.responses.append(response)
    session.add(attempt)
    session.commit()
    return attempt


def form_on(page, action):
    """What a browser would send for a form, without the token, which the visitor adds."""
    fields = page.form(action)
    del fields["csrf_token"]
    return fields


def publish(visitor, person, *, expect=303, **more):
    """Press the button of the page as it is shown."""
    form = form_on(visitor.get(PUBLISH, as_=person), "/publish")
    return visitor.post(PUBLISH, data={**form, **more}, as_=person, expect=expect)
