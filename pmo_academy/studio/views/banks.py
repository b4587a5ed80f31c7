"""The banks of a course, and one bank with what can be done with several questions at once."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_person
from pmo_academy.reports.items import VERDICTS, estimate_words
from pmo_academy.studio.forms.question_words import TYPE_HELP, TYPE_WORDS
from pmo_academy.studio.models import DraftChange, WorkingDraft
from pmo_academy.studio.queries.banks import Desk, find_bank_change, get_desk, is_of_banks
from pmo_academy.studio.rules.bank_edits import BankText
from pmo_academy.studio.rules.course_facts import Quiz, bank_path
from pmo_academy.studio.rules.question_remarks import check_question
from pmo_academy.studio.service import banks, drafts
from pmo_academy.studio.views.bank_rows import bank_rows, chosen_rows, read_wanted
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.frames import locked_course_draft, render_course

_ADDRESS = "/courses/<code>/questions/<module_key>"
Change = Callable[[WorkingDraft], DraftChange | None]


@dataclass(frozen=True, kw_only=True)
class BankCard:
    """A bank with what its questions are like."""

    quiz: Quiz
    bank: BankText
    types: Sequence[tuple[str, int]]
    topics: Sequence[tuple[str, int]]
    faults: int
    advice: int


@bp.get("/courses/<code>/questions")
@requires(Permission.AUTHOR_COURSES)
def list_banks(code: str) -> ResponseReturnValue:
    """Show the banks of a course with what is in them and what the checks say."""
    desk = get_desk(code)
    cards = [_card(desk, quiz) for quiz in desk.facts.quizzes]
    return render_course(
        "studio/banks.html",
        desk.draft,
        current="studio.list_banks",
        heading=_("Questions"),
        desk=desk,
        cards=cards,
        type_words=TYPE_WORDS,
    )


@bp.get(_ADDRESS)
@requires(Permission.AUTHOR_COURSES)
def show_bank(code: str, module_key: str) -> ResponseReturnValue:
    """Show the questions of a bank, narrowed and sorted as the address says."""
    desk = get_desk(code)
    quiz, bank = desk.quiz(module_key), desk.bank(module_key)
    wanted = read_wanted(request.args)
    rows = bank_rows(desk, bank)
    return render_course(
        "studio/bank.html",
        desk.draft,
        current="studio.list_banks",
        heading=quiz.title or _("Course test"),
        desk=desk,
        quiz=quiz,
        bank=bank,
        wanted=wanted,
        rows=chosen_rows(rows, wanted),
        total=len(rows),
        used_items=sorted({row.item for row in rows if row.item}),
        used_types=sorted({row.type for row in rows}),
        last=find_bank_change(desk.draft, bank_path(code, module_key)),
        type_words=TYPE_WORDS,
        type_help=TYPE_HELP,
        verdict_words=VERDICTS,
        estimate_words=estimate_words,
    )


@bp.post(f"{_ADDRESS}/topic")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def set_topic_of_questions(code: str, module_key: str) -> ResponseReturnValue:
    """Give the chosen questions another topic."""
    topic, keys = request.form.get("topic", ""), _chosen_keys()
    if topic not in get_desk(code).facts.topics:
        return _back(code, module_key, _("Choose a topic."))
    return _change(
        code,
        module_key,
        lambda draft: banks.set_topic(draft, module_key, keys, topic, by=current_person().id),
    )


@bp.post(f"{_ADDRESS}/item")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def set_item_of_questions(code: str, module_key: str) -> ResponseReturnValue:
    """Give the chosen questions another item of the model, or none."""
    item, keys = request.form.get("item", ""), _chosen_keys()
    if item and item not in get_desk(code).around.items:
        return _back(code, module_key, _("Choose an item of the model."))
    return _change(
        code,
        module_key,
        lambda draft: banks.set_item(draft, module_key, keys, item, by=current_person().id),
    )


@bp.post(f"{_ADDRESS}/removal")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def remove_questions(code: str, module_key: str) -> ResponseReturnValue:
    """Take the chosen questions out; it can be undone."""
    keys = _chosen_keys()
    return _change(
        code,
        module_key,
        lambda draft: banks.remove(draft, module_key, keys, by=current_person().id),
    )


@bp.post(f"{_ADDRESS}/copies")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def copy_questions(code: str, module_key: str) -> ResponseReturnValue:
    """Put copies of the chosen questions into another bank of the course."""
    to, keys = request.form.get("to", ""), _chosen_keys()
    if get_desk(code).facts.quiz(to) is None:
        return _back(code, module_key, _("Choose the bank to copy to."))
    return _change(
        code,
        module_key,
        lambda draft: banks.copy_to(draft, module_key, keys, to=to, by=current_person().id),
    )


@bp.post(f"{_ADDRESS}/<question_key>/double")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def double_question(code: str, module_key: str, question_key: str) -> ResponseReturnValue:
    """Put a copy of a question behind it."""
    return _change(
        code,
        module_key,
        lambda draft: banks.double(draft, module_key, question_key, by=current_person().id),
        keys=[question_key],
    )


@bp.post(f"{_ADDRESS}/<question_key>/position")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def move_question(code: str, module_key: str, question_key: str) -> ResponseReturnValue:
    """Move a question one place up or down."""
    steps = -1 if request.form.get("direction") == "up" else 1
    return _change(
        code,
        module_key,
        lambda draft: banks.move(
            draft, module_key, question_key, steps=steps, by=current_person().id
        ),
        keys=[question_key],
    )


@bp.post(f"{_ADDRESS}/undo")
@requires(Permission.AUTHOR_COURSES)
@submits_once
def undo_bank_change(code: str, module_key: str) -> ResponseReturnValue:
    """Take the last change of the bank back."""
    wanted = request.form.get("change", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 10 else 0
    try:
        with transaction():
            draft = locked_course_draft(code)
            if not is_of_banks(draft, number):
                raise NotFoundError
            drafts.undo(draft, number, by=current_person().id)
    except ConflictError as problem:
        return _back(code, module_key, str(problem))
    flash(_("Undone."), "success")
    return redirect(url_for(".show_bank", code=code, module_key=module_key), 303)


def _change(
    code: str, module_key: str, change: Change, *, keys: Sequence[str] | None = None
) -> ResponseReturnValue:
    if get_desk(code).facts.quiz(module_key) is None:
        raise NotFoundError
    if not (_chosen_keys() if keys is None else keys):
        return _back(code, module_key, _("Choose the questions first."))
    with transaction():
        done = change(locked_course_draft(code))
    if done is None:
        flash(_("That is so already. Nothing was changed."), "info")
    else:
        flash(_("Done: %(what)s. You can undo it below.", what=done.what), "success")
    back = request.form.get("back", "")[:500]
    place = url_for(".show_bank", code=code, module_key=module_key)
    return redirect(f"{place}?{back}" if back else place, 303)


def _chosen_keys() -> list[str]:
    return list(dict.fromkeys(request.form.getlist("chosen")))


def _back(code: str, module_key: str, words: str) -> ResponseReturnValue:
    flash(words, "warning")
    return redirect(url_for(".show_bank", code=code, module_key=module_key), 303)


def _card(desk: Desk, quiz: Quiz) -> BankCard:
    bank = desk.bank(quiz.key)
    checked = [check_question(one, desk.around) for one in bank.entries]
    remarks = [one for found in checked for one in found.remarks]
    return BankCard(
        quiz=quiz,
        bank=bank,
        types=sorted(Counter(one["type"] for one in bank.entries).items()),
        topics=sorted(Counter(str(one.get("topic")) for one in bank.entries).items()),
        faults=sum(not one.is_advice for one in remarks),
        advice=sum(one.is_advice for one in remarks),
    )
