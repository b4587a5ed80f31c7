"""What a new course begins with: a small one, or one built like those of the academy."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.yaml_writing import page, rewritten, written
from pmo_academy.studio.rules.outline import FIRST_QUIZ

LESSON_BODY = """
## How it is done

## Example:

## Example:

## Try it at work
"""
PRACTICE_BODY = """## Task

## Model answer
"""
FIRST_MINUTES = 10
TOPICS = 5
MODULES, LESSONS = 2, 3

Files = dict[str, bytes]


def small_course(code: str, title: str, promise: str, *, today: date) -> Files:
    """Return a course of one module with one lesson and an empty bank."""
    course = _course(code, title, promise, today=today, topics=1)
    course["modules"] = [_module(1, ["lesson-1"], practice=False)]
    return _with_parts(code, course)


def full_course(code: str, title: str, promise: str, *, today: date) -> Files:
    """Return a course of two full modules, with a course test and a work product."""
    course = _course(code, title, promise, today=today, topics=TOPICS)
    course["completes_with"] = ["lessons", "quizzes", "course-test", "work-product"]
    course["modules"] = [
        _module(n, [f"lesson-{n}-{m}" for m in range(1, LESSONS + 1)], practice=True)
        for n in range(1, MODULES + 1)
    ]
    course["test"] = {"minutes": 30}
    files = _with_parts(code, course)
    files[f"courses/{code}/questions/course-test.yaml"] = bank("course-test")
    files[f"courses/{code}/work-product.md"] = work_product()
    return files


def lesson(title: str) -> bytes:
    """Return a lesson with its headings, and nothing said yet."""
    fields: Mapping[str, Any] = {"title": title, "minutes": FIRST_MINUTES, "verb": "do"}
    return page(written(fields), LESSON_BODY).encode()


def practice(title: str) -> bytes:
    """Return a practice task with its two parts, and nothing said yet."""
    return page(written({"title": title, "minutes": FIRST_MINUTES}), PRACTICE_BODY).encode()


def work_product() -> bytes:
    """Return a work product whose four lines wait for their words."""
    rubric = {
        "complete": "All parts are there.",
        "fitting": "It fits the learner's own organisation.",
        "used": "Somebody at work has used it.",
        "improved": "It was changed after somebody else had read it.",
    }
    fields = {"title": "Work product", "rubric": rubric}
    return page(written(fields), "## What to make\n\n## How a reviewer reads it\n").encode()


def bank(module_key: str) -> bytes:
    """Return a bank without questions."""
    return written({"module": module_key, "questions": []}).encode()


def copied(files: Mapping[str, bytes], old: str, new: str, title: str) -> Files:
    """Return the files of a course under another code and title; links to itself follow."""
    moved: Files = {}
    for path, body in files.items():
        name = path.replace(f"courses/{old}/", f"courses/{new}/", 1)
        if name.endswith("/course.yaml"):
            text = body.decode()
            value = strict_yaml.read(text, file=name).value
            body = rewritten(text, {**value, "code": new, "title": title}).encode()
        elif name.endswith(".md"):
            body = body.replace(f"../{old}/".encode(), f"../{new}/".encode())
        moved[name] = body
    return moved


def _course(code: str, title: str, promise: str, *, today: date, topics: int) -> dict[str, Any]:
    return {
        "code": code,
        "title": title,
        "level": "all",
        "promise": promise,
        "audience": "Everybody who works in a PMO or with one.",
        "outcomes": [promise],
        "minutes": 1,
        "learning_credit": {"ways_of_working": 0, "power_skills": 0, "business_acumen": 0},
        "updated": today,
        "requires": [],
        "recommends": [],
        "covers": {},
        "completes_with": ["lessons", "quizzes"],
        "topics": [{"key": f"topic-{n}", "title": f"Topic {n}"} for n in range(1, topics + 1)],
    }


def _module(number: int, lessons: list[str], *, practice: bool) -> dict[str, Any]:
    return {
        "key": f"module-{number}",
        "title": f"Module {number}",
        "minutes": 1,
        "summary": f"Module {number}",
        "lessons": lessons,
        "practice": practice,
        "quiz": dict(FIRST_QUIZ),
    }


def _with_parts(code: str, course: dict[str, Any]) -> Files:
    folder = f"courses/{code}"
    files: Files = {}
    for module in course["modules"]:
        for key in module["lessons"]:
            files[f"{folder}/lessons/{key}.md"] = lesson(key.replace("-", " ").capitalize())
        if module["practice"]:
            files[f"{folder}/practice/{module['key']}.md"] = practice(
                f"{module['title']}: practice"
            )
        files[f"{folder}/questions/{module['key']}.yaml"] = bank(module["key"])
    files[f"{folder}/course.yaml"] = written(course).encode()
    return files
