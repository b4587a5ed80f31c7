"""The questions of a bank for other products; what they cannot say is told before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask.typing import ResponseReturnValue

from pmo_academy.authoring.rules.media_names import FOLDER
from pmo_academy.authoring.rules.question_shapes import BankQuestion
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.studio.exchange import qti_writing
from pmo_academy.studio.exchange.brought import OfferedFile
from pmo_academy.studio.exchange.gift_writer import gift_of
from pmo_academy.studio.exchange.table_writer import csv_of
from pmo_academy.studio.queries.banks import Desk, get_desk
from pmo_academy.studio.rules.course_facts import bank_path
from pmo_academy.studio.rules.question_remarks import check_question
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.bringing_questions import given
from pmo_academy.studio.views.frames import render_course

_ADDRESS = "/courses/<code>/questions/<module_key>/export"
_OWN = "own"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A format with the file that it would be."""

    key: str
    title: str
    file: OfferedFile


@bp.get(_ADDRESS)
@requires(Permission.AUTHOR_COURSES)
def show_question_export(code: str, module_key: str) -> ResponseReturnValue:
    """Show in which formats the questions can be had, and what each loses."""
    desk = get_desk(code)
    quiz = desk.quiz(module_key)
    unsound = len(desk.bank(module_key).entries) - len(_questions(desk, module_key))
    offers = [
        Offer(key=key, title=str(title), file=_offered(desk, module_key, key))
        for key, title in _TITLES.items()
    ]
    return render_course(
        "studio/export.html",
        desk.draft,
        current="studio.list_banks",
        heading=_("Take questions along"),
        quiz=quiz,
        offers=offers,
        unsound=unsound,
    )


@bp.get(f"{_ADDRESS}/<format_key>")
@requires(Permission.AUTHOR_COURSES)
def download_questions(code: str, module_key: str, format_key: str) -> ResponseReturnValue:
    """Give the questions of a bank in a format."""
    desk = get_desk(code)
    desk.quiz(module_key)
    if format_key not in _TITLES:
        raise NotFoundError
    return given(_offered(desk, module_key, format_key))


def _offered(desk: Desk, module_key: str, key: str) -> OfferedFile:
    name = f"{desk.draft.key}-{module_key}"
    if key == _OWN:
        body = desk.files.get(bank_path(desk.draft.key, module_key))
        if body is None:
            body = desk.bank(module_key).with_questions([])
        return OfferedFile(name=f"{name}.yaml", media_type="application/yaml", content=body)
    return _WRITERS[key](desk, module_key, _questions(desk, module_key), name)


def _questions(desk: Desk, module_key: str) -> list[BankQuestion]:
    checked = (check_question(one, desk.around) for one in desk.bank(module_key).entries)
    return [one.question for one in checked if one.question is not None]


def _gift(_desk: Desk, _key: str, questions: Sequence[Any], name: str) -> OfferedFile:
    return gift_of(questions, name=name)


def _table(_desk: Desk, _key: str, questions: Sequence[Any], name: str) -> OfferedFile:
    return csv_of(questions, name=name)


def _qti(desk: Desk, key: str, questions: Sequence[Any], name: str) -> OfferedFile:
    folder = f"courses/{desk.draft.key}/{FOLDER}/"
    pictures = {one: desk.files[f"{folder}{one}"] for one in desk.facts.pictures}
    title = desk.quiz(key).title or desk.facts.title
    return qti_writing.write(questions, name=name, title=title, pictures=pictures)


_TITLES: Mapping[str, Any] = {
    _OWN: _l("Our own format (YAML): everything, byte for byte"),
    "gift": _l("GIFT: a text that many course platforms read"),
    "qti": _l("QTI 3.0: a package for assessment platforms"),
    "csv": _l("Table (CSV): for office software"),
}
_WRITERS: Mapping[str, Callable[[Desk, str, Sequence[Any], str], OfferedFile]] = {
    "gift": _gift,
    "qti": _qti,
    "csv": _table,
}
