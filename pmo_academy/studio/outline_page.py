"""A draft's outline as its page shows it: titles, minutes, what is wrong where, what is new."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_academy.authoring.rules import front_matter, strict_yaml
from pmo_academy.authoring.rules.problems import ContentError, Problem
from pmo_academy.studio import queries
from pmo_academy.studio.models import WorkingDraft
from pmo_academy.studio.rules import outline
from pmo_academy.studio.service import checking, courses


@dataclass(frozen=True, kw_only=True)
class FileState:
    """What is to be said about a file: faults, advice, whether it differs from the edition."""

    faults: int
    advice: int
    is_changed: bool


@dataclass(frozen=True, kw_only=True)
class LessonRow:
    """A lesson of the outline; up and down say where it goes next, if it can."""

    key: str
    title: str
    minutes: int
    state: FileState
    up: tuple[str, int] | None
    down: tuple[str, int] | None


@dataclass(frozen=True, kw_only=True)
class ModuleRow:
    """A module of the outline with its lessons, and the size of its bank."""

    key: str
    title: str
    minutes: int
    lessons: Sequence[LessonRow]
    practice: FileState | None
    bank: FileState
    question_count: int
    draw: int


@dataclass(frozen=True, kw_only=True)
class OutlinePage:
    """The outline of a draft; without modules and with a problem when course.yaml is unreadable."""

    title: str
    minutes: int
    modules: Sequence[ModuleRow]
    about: FileState
    faults: Sequence[Problem]
    advice_count: int
    has_test: bool
    work_product: FileState | None
    unreadable: Sequence[Problem] = ()


def outline_page(draft: WorkingDraft) -> OutlinePage:
    """Return the outline of a course's draft."""
    files = queries.files_of(draft)
    checked = checking.checked(draft.kind, draft.key, files)
    about = _Files(draft, files, checked.problems)
    advice_count = len(checked.problems) - len(checked.faults)
    try:
        course = courses.read_course(draft)
        modules = [about.module(course, module) for module in course.get("modules") or ()]
    except (ContentError, KeyError, TypeError, AttributeError) as problem:
        return OutlinePage(
            title=draft.key,
            minutes=0,
            modules=(),
            about=about.state("course.yaml"),
            faults=checked.faults,
            advice_count=advice_count,
            has_test=False,
            work_product=None,
            unreadable=getattr(problem, "problems", checked.faults),
        )
    return OutlinePage(
        title=str(course.get("title") or draft.key),
        minutes=course.get("minutes") or 0,
        modules=modules,
        about=about.state("course.yaml"),
        faults=sorted(checked.faults),
        advice_count=advice_count,
        has_test=bool(course.get("test")),
        work_product=about.state("work-product.md") if about.has("work-product.md") else None,
    )


class _Files:
    """The files of a draft and what was found in each."""

    def __init__(
        self, draft: WorkingDraft, files: Mapping[str, bytes], problems: Sequence[Problem]
    ) -> None:
        self.folder = courses.folder(draft)
        self.files = files
        self.faults = Counter(one.file for one in problems if not one.is_advice)
        self.advice = Counter(one.file for one in problems if one.is_advice)
        self.changed = set(queries.changed_paths(draft))

    def has(self, name: str) -> bool:
        return f"{self.folder}/{name}" in self.files

    def state(self, name: str) -> FileState:
        path = f"{self.folder}/{name}"
        return FileState(
            faults=self.faults[path], advice=self.advice[path], is_changed=path in self.changed
        )

    def module(self, course: Mapping[str, Any], module: Mapping[str, Any]) -> ModuleRow:
        key = str(module["key"])
        return ModuleRow(
            key=key,
            title=str(module["title"]),
            minutes=module["minutes"],
            lessons=[self.lesson(course, str(lesson)) for lesson in module["lessons"]],
            practice=self.state(f"practice/{key}.md") if module["practice"] else None,
            bank=self.state(f"questions/{key}.yaml"),
            question_count=self.questions(key),
            draw=module["quiz"]["draw"],
        )

    def lesson(self, course: Mapping[str, Any], key: str) -> LessonRow:
        name = f"lessons/{key}.md"
        fields = self.fields(name)
        return LessonRow(
            key=key,
            title=str(fields.get("title") or key),
            minutes=fields.get("minutes") or 0,
            state=self.state(name),
            up=outline.step(course, key, -1),
            down=outline.step(course, key, 1),
        )

    def fields(self, name: str) -> Mapping[str, Any]:
        path = f"{self.folder}/{name}"
        try:
            value = front_matter.read(self.files[path], file=path).fields.value
        except (ContentError, KeyError):
            return {}
        return value if isinstance(value, dict) else {}

    def questions(self, key: str) -> int:
        path = f"{self.folder}/questions/{key}.yaml"
        try:
            text = strict_yaml.decoded(self.files[path], file=path)
            return len(strict_yaml.read(text, file=path).value["questions"])
        except (ContentError, KeyError, TypeError):
            return 0
