"""What would make a question better: reasons for each answer, a good number of choices."""

from collections.abc import Iterator, Mapping
from typing import Any

from pmo_academy.authoring.rules.problems import Path

Advice = tuple[Path, str]

# By type: the list, what is in it, and how many are good to answer.
_GOOD: Mapping[str, tuple[str, int, int]] = {
    "single": ("options", 3, 5),
    "multiple": ("options", 4, 6),
    "ordering": ("steps", 3, 6),
    "matching": ("pairs", 3, 6),
    "categorise": ("items", 3, 8),
    "hot-spot": ("spots", 3, 8),
}
_LISTS = ("options", "steps", "pairs", "extra", "gaps", "items", "spots", "near_misses")
_REASONS = ("why", "why_true", "why_false")


def advice_on(question: Any) -> Iterator[Advice]:
    """Give what a question lacks, each with its place within; the parts of a case too."""
    yield from _counts(question)
    if not question.explanation.strip():
        yield ("explanation",), "explain the answer: learners keep what is explained to them"
    yield from _reasons(question, ())
    for at, part in enumerate(getattr(question, "parts", ())):
        for place, message in advice_on(part):
            yield ("parts", at, *place), message


def _counts(question: Any) -> Iterator[Advice]:
    if question.type not in _GOOD:
        return
    name, least, most = _GOOD[question.type]
    count = len(getattr(question, name))
    if not least <= count <= most:
        yield (name,), f"has {count} {name}; {least} to {most} are good to answer"


def _reasons(part: Any, path: Path) -> Iterator[Advice]:
    for name in _REASONS:
        reason = getattr(part, name, None)
        if reason is not None and not reason.strip():
            yield (*path, name), "say why this is right or wrong"
    for name in _LISTS:
        for at, inside in enumerate(getattr(part, name, None) or ()):
            yield from _reasons(inside, (*path, name, at))
