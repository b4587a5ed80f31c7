"""Adds lessons to a module in course.yaml and touches nothing else in the file."""

from collections.abc import Sequence

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pmo_academy.core.errors import UnreadableFileError
from pmo_academy.core.words import gettext as _

MOST_LESSONS = 12


def add_lessons(body: bytes, keys: Sequence[str], *, module: str, minutes: int) -> bytes:
    """Return course.yaml with these lessons at the end of a module, the last one if none is named.

    The minutes of the module and of the course grow by so many for each.
    """
    text = body.decode()
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    chosen = _module(root, module)
    lessons = _value(chosen, "lessons") if chosen else None
    if not isinstance(lessons, SequenceNode):
        raise UnreadableFileError(_("The course has no module for this: add one first."))
    if len(lessons.value) + len(keys) > MOST_LESSONS:
        message = _(
            "A module has at most %(most)s lessons: choose one with room for %(count)s more.",
            most=MOST_LESSONS,
            count=len(keys),
        )
        raise UnreadableFileError(message)
    changes = [_addition(text, lessons, keys)]
    for holder in (chosen, root):
        found = _value(holder, "minutes")
        if isinstance(found, ScalarNode) and found.value.isdecimal():
            total = str(int(found.value) + minutes * len(keys))
            changes.append((found.start_mark.index, found.end_mark.index, total))
    for begin, end, replacement in sorted(changes, reverse=True):
        text = text[:begin] + replacement + text[end:]
    return text.encode()


def _addition(text: str, lessons: SequenceNode, keys: Sequence[str]) -> tuple[int, int, str]:
    """Return where the keys are written, in the manner of the list that is there."""
    if lessons.flow_style or not lessons.value:
        at = text.rindex("]", lessons.start_mark.index, lessons.end_mark.index)
        comma = ", " if lessons.value else ""
        return at, at, comma + ", ".join(keys)
    last = lessons.value[-1]
    at = text.find("\n", last.end_mark.index)
    at = len(text) if at < 0 else at
    indent = " " * lessons.start_mark.column
    return at, at, "".join(f"\n{indent}- {key}" for key in keys)


def _module(root: Node | None, key: str) -> Node | None:
    modules = _value(root, "modules")
    found = modules.value if isinstance(modules, SequenceNode) else []
    named = [one for one in found if not key or _text(_value(one, "key")) == key]
    return named[-1] if named else None


def _value(node: Node | None, name: str) -> Node | None:
    if not isinstance(node, MappingNode):
        return None
    return next((value for key, value in node.value if _text(key) == name), None)


def _text(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""
