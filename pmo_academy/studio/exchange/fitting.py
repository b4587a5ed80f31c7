"""Whether a question that was read is one of ours, and why not, in words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pmo_academy.authoring.rules.markdown_checks import problem_in_text
from pmo_academy.authoring.rules.problems import ContentError, Path
from pmo_academy.authoring.rules.question_shapes import Check
from pmo_academy.authoring.rules.question_type_checks import findings
from pmo_academy.authoring.rules.shapes import Shape
from pmo_academy.authoring.rules.shaping import shaped
from pmo_academy.authoring.rules.strict_yaml import Document
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import BroughtQuestion

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]")


class _Held(Shape):
    question: Check


def fits(question: Mapping[str, Any]) -> tuple[str, ...]:
    """Say in words what keeps a question from being one of ours; nothing if it is one."""
    paths = list(_paths(dict(question), ("question",)))
    # Each place is written as a line of its own, so that a problem can be traced back to it.
    places = {path: (at, 1) for at, path in enumerate(paths)} | {(): (0, 1)}
    document = Document(
        file="", value={"question": dict(question)}, values=places, names=dict(places)
    )
    try:
        held = shaped(document, _Held)
    except ContentError as error:
        found = [(paths[one.line], one.message) for one in error.problems]
    else:
        found = [(("question", *path), words) for path, words in findings(held.question)]
        found.extend(_in_texts(dict(question), paths))
    return tuple(dict.fromkeys(_said(path, message) for path, message in found))


def brought(
    place: str,
    name: str,
    question: Mapping[str, Any],
    *,
    losses: Iterable[str] = (),
    tags: Iterable[str] = (),
) -> BroughtQuestion:
    """Return a question as taken with its losses, or as refused with the reasons."""
    reasons = fits(question)
    return BroughtQuestion(
        place=place,
        name=name,
        question=None if reasons else question,
        losses=reasons or tuple(dict.fromkeys(losses)),
        tags=tuple(dict.fromkeys(tags)),
    )


def refused(place: str, name: str, *reasons: str) -> BroughtQuestion:
    """Return a question that cannot be taken."""
    return BroughtQuestion(place=place, name=name, question=None, losses=reasons)


def _paths(value: Any, path: Path) -> Iterator[Path]:
    yield path
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _paths(one, (*path, name))
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from _paths(one, (*path, at))


def _in_texts(question: Mapping[str, Any], paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        value: Any = question
        for step in path[1:]:
            value = value[step]
        if not isinstance(value, str):
            continue
        if message := problem_in_text(value):
            yield path, message
        if odd := _UNSEEN.search(value):
            yield (
                path,
                _("the character U+%(code)s can't be shown; remove it", code=f"{ord(odd[0]):04X}"),
            )


def _said(path: Path, message: str) -> str:
    steps = [f"{step + 1}" if isinstance(step, int) else step for step in path[1:]]
    return f"{' '.join(steps)}: {message}" if steps else message
