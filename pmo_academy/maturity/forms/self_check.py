"""The answers of a self-check as they come from its page: q1, q2, ... in the order asked."""

from collections.abc import Iterator, Mapping
from typing import cast

from werkzeug.datastructures import MultiDict

from pmo_academy.core.errors import OutOfDateFormError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.forms.answers import CHOICES
from pmo_academy.maturity.rules.answers import DONT_KNOW, Answer
from pmo_academy.maturity.rules.model import Form, Item, Model
from pmo_academy.maturity.rules.questionnaire import sections_of
from pmo_academy.maturity.rules.self_check import quick_items


def asked_by_section(model: Model) -> Iterator[tuple[str, list[tuple[Item, str]]]]:
    """Give each section's name with its questions and the names of their answers."""
    names = {item.code: name for item, name in _names(model)}
    for section in sections_of(model, out_of_scope=model.outside_of(Form.QUICK)):
        yield section.name, [(item, names[item.code]) for item in section.items]


def read_self_check(model: Model, form: MultiDict[str, str]) -> Mapping[str, Answer]:
    """Read what was answered; a question left open is not in it."""
    given = {item.code: form[name] for item, name in _names(model) if form.get(name)}
    if not CHOICES.issuperset(given.values()):
        raise OutOfDateFormError(_("This page is out of date. Open it again."))
    return {code: _answer(choice) for code, choice in given.items()}


def fields_of(model: Model, answers: Mapping[str, Answer]) -> list[tuple[str, str]]:
    """Write the answers as the page sends them."""
    return [(name, str(answers[item.code])) for item, name in _names(model) if item.code in answers]


def _names(model: Model) -> Iterator[tuple[Item, str]]:
    for at, item in enumerate(quick_items(model), start=1):
        yield item, f"q{at}"


def _answer(choice: str) -> Answer:
    return cast("Answer", choice if choice == DONT_KNOW else int(choice))
