"""A whole quiz of a draft as learners would get it, answered and reviewed; nothing is stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from flask import request
from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.exams import service as exams
from pmo_academy.exams.rules.drawing import BankTooSmallError, InBank, draw, draw_by_blueprint
from pmo_academy.exams.rules.grading import Verdict, judge
from pmo_academy.exams.rules.questions import AskedQuestion
from pmo_academy.exams.rules.reviewing import ReviewedQuestion, review
from pmo_academy.exams.rules.showing import ShownQuestion
from pmo_academy.studio.queries.banks import Desk, get_desk
from pmo_academy.studio.rules.course_facts import Quiz
from pmo_academy.studio.rules.question_remarks import check_question
from pmo_academy.studio.views.asking import Fields, as_shown, published_form
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import render_course

_ADDRESS = "/courses/<code>/questions/<module_key>/try-out"
_MOST_SEED = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One question of the try-out."""

    key: str
    topic: str
    asked: AskedQuestion


@dataclass(frozen=True, kw_only=True)
class OnPage:
    """A question as the page shows it, and reviewed once the quiz is handed in."""

    key: str
    shown: ShownQuestion
    reviewed: ReviewedQuestion | None = None
    error: str = ""


@bp.get(_ADDRESS)
@requires(Permission.AUTHOR_COURSES)
def try_out(code: str, module_key: str) -> ResponseReturnValue:
    """Draw a quiz by its own rules, the same for the same seed of the address."""
    return _page(code, module_key, fields=None)


@bp.post(_ADDRESS)
@requires(Permission.AUTHOR_COURSES)
@repeats_safely
def review_try_out(code: str, module_key: str) -> ResponseReturnValue:
    """Review the answers as a result page would; nothing is stored."""
    return _page(code, module_key, fields=request.form.to_dict(flat=False))


def _page(code: str, module_key: str, *, fields: Fields | None) -> ResponseReturnValue:
    desk = get_desk(code)
    quiz, seed = desk.quiz(module_key), _seed()
    sound, left_out = _sound(desk, module_key)
    drawn, problem = _draw(desk, quiz, sound, seed)
    questions = [_on_page(one, at, fields) for at, one in enumerate(drawn, start=1)]
    is_done = fields is not None and not any(one.error for one in questions)
    return render_course(
        "studio/try_out.html",
        desk.draft,
        current="studio.list_banks",
        heading=_("Try-out: %(quiz)s", quiz=quiz.title or _("Course test")),
        status=422 if fields is not None and not is_done else 200,
        quiz=quiz,
        seed=seed,
        next_seed=(seed * 7919 + 1) % _MOST_SEED,
        questions=questions,
        left_out=left_out,
        problem=problem,
        verdict=_verdict(quiz, drawn, questions) if is_done else None,
    )


def _seed() -> int:
    wanted = request.args.get("seed", "1")
    return int(wanted) % _MOST_SEED if wanted.isdecimal() and len(wanted) < 10 else 1


def _sound(desk: Desk, module_key: str) -> tuple[dict[str, Drawn], list[str]]:
    """Return the questions that can be asked, and the keys of the rest."""
    sound: dict[str, Drawn] = {}
    left_out = []
    for entry in desk.bank(module_key).entries:
        checked = check_question(entry, desk.around)
        asked = None
        if checked.question is not None and checked.is_sound:
            asked = published_form(desk, module_key, checked.question)
        if asked is None:
            left_out.append(entry["key"])
        else:
            sound[entry["key"]] = Drawn(key=entry["key"], topic=str(entry["topic"]), asked=asked)
    return sound, left_out


def _draw(desk: Desk, quiz: Quiz, sound: dict[str, Drawn], seed: int) -> tuple[list[Drawn], str]:
    random = Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    pile = [InBank(key=one.key, topic=one.topic) for one in sound.values()]
    problem = ""
    if quiz.is_test:
        blueprint = dict.fromkeys(desk.facts.topics, quiz.per_topic)
        try:
            keys = draw_by_blueprint(pile, blueprint, random=random)
        except BankTooSmallError as error:
            problem = _(
                "On “%(topic)s” the test draws %(wanted)s questions and there are %(there)s.",
                topic=desk.facts.topics[error.topic],
                wanted=error.wanted,
                there=error.there,
            )
            there = Counter(one.topic for one in pile)
            least = {topic: min(count, there[topic]) for topic, count in blueprint.items()}
            keys = draw_by_blueprint(pile, least, random=random)
    else:
        keys = draw(pile, quiz.draw or len(pile), random=random)
    return [_shuffled(desk, sound[key], random) for key in keys], problem


def _shuffled(desk: Desk, drawn: Drawn, random: Random) -> Drawn:
    asked = as_shown(desk, drawn.asked, seed=random.randrange(_MOST_SEED))
    return Drawn(key=drawn.key, topic=drawn.topic, asked=asked)


def _on_page(drawn: Drawn, number: int, fields: Fields | None) -> OnPage:
    name = f"q{number}"
    shown = exams.show(drawn.asked, name, fields or {})
    if fields is None:
        return OnPage(key=drawn.key, shown=shown)
    try:
        answer = exams.read_answer(drawn.asked, name, fields)
    except exams.UnreadableAnswerError as problem:
        return OnPage(key=drawn.key, shown=shown, error=str(problem))
    return OnPage(key=drawn.key, shown=shown, reviewed=review(drawn.asked, answer))


def _verdict(quiz: Quiz, drawn: Sequence[Drawn], questions: Sequence[OnPage]) -> Verdict:
    marks = [
        (one.topic, bool(page.reviewed and page.reviewed.is_right))
        for one, page in zip(drawn, questions, strict=True)
    ]
    return judge(marks, pass_percent=quiz.pass_percent, topic_percent=quiz.topic_percent)
