"""What a course says about its banks, as far as its files can be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.course_shapes import TestEntry
from pmo_academy.authoring.rules.media_names import is_picture, media_name
from pmo_academy.authoring.rules.problems import ContentError

TEST_KEY = "course-test"
_BANK = re.compile(r"questions/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")
_TEST = {name: field.default for name, field in TestEntry.model_fields.items()}


@dataclass(frozen=True, kw_only=True)
class Quiz:
    """A quiz of the course: the questions of a module, or the course test."""

    key: str
    title: str
    draw: int
    per_topic: int = 0
    pass_percent: int = 0
    topic_percent: int = 0

    @property
    def is_test(self) -> bool:
        """Tell whether it draws from each topic of the course."""
        return self.per_topic > 0


@dataclass(frozen=True, kw_only=True)
class CourseFacts:
    """A course's title, topics, quizzes and pictures."""

    code: str
    title: str
    topics: Mapping[str, str]
    quizzes: tuple[Quiz, ...]
    pictures: tuple[str, ...]

    def quiz(self, key: str) -> Quiz | None:
        """Return a quiz by the key of its bank."""
        return next((one for one in self.quizzes if one.key == key), None)


def bank_path(code: str, key: str) -> str:
    """Say which file holds a bank."""
    return f"courses/{code}/questions/{key}.yaml"


def course_facts(code: str, files: Mapping[str, bytes]) -> CourseFacts:
    """Return what is needed of a course to write its questions; a broken file says nothing."""
    folder = f"courses/{code}/"
    inside = {path.removeprefix(folder): body for path, body in files.items()}
    course = _mapping(_read(inside.get("course.yaml", b"")))
    topics = {
        str(one.get("key")): str(one.get("title", one.get("key")))
        for one in _mappings(course.get("topics"))
    }
    quizzes = [_module(one) for one in _mappings(course.get("modules"))]
    if isinstance(course.get("test"), dict):
        quizzes.append(_test(course["test"], len(topics)))
    named = {one.key for one in quizzes}
    strays = [found[1] for path in sorted(inside) if (found := _BANK.fullmatch(path))]
    quizzes += [Quiz(key=key, title=key, draw=0) for key in strays if key not in named]
    media = (media_name(path) for path in inside)
    return CourseFacts(
        code=code,
        title=str(course.get("title", code)),
        topics=topics,
        quizzes=tuple(quizzes),
        pictures=tuple(sorted(name for name in media if name and is_picture(name))),
    )


def _module(module: Mapping[str, Any]) -> Quiz:
    quiz = _mapping(module.get("quiz"))
    key = str(module.get("key", ""))
    return Quiz(
        key=key,
        title=str(module.get("title", key)),
        draw=_whole(quiz.get("draw"), 0),
        pass_percent=_whole(quiz.get("pass_percent"), 0),
    )


def _test(test: Mapping[str, Any], topics: int) -> Quiz:
    per_topic = _whole(test.get("per_topic"), _TEST["per_topic"])
    return Quiz(
        key=TEST_KEY,
        title="",
        draw=per_topic * topics,
        per_topic=per_topic,
        pass_percent=_whole(test.get("pass_percent"), _TEST["pass_percent"]),
        topic_percent=_whole(test.get("topic_percent"), _TEST["topic_percent"]),
    )


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def _read(body: bytes) -> Any:
    try:
        return strict_yaml.read(strict_yaml.decoded(body, file=""), file="").value
    except ContentError:
        return None


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
