"""The command pmo-academy score: an answers file to its result, without a database."""

import json
import sys
from pathlib import Path
from typing import Any

import click
import yaml

from pmo_academy import config
from pmo_academy.maturity.rules.learning_plan import Course
from pmo_academy.maturity.rules.model_document import ModelError, model_from
from pmo_academy.maturity.score_file import ScoreFileError, run


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--target", type=int, help="A rung from 1 to 9: adds gaps and the learning plan.")
@click.option("--model", "model_file", type=click.Path(path_type=Path), help="Another model file.")
def score(file: Path, target: int | None, model_file: Path | None) -> None:
    """Score the answers in FILE and print the result as JSON; exit 2 for bad input."""
    content = config.content_dir()
    try:
        document = run(
            file.read_text(encoding="utf-8"),
            model=model_from(_parsed(model_file or content / "models" / "palm.yaml")),
            courses=_courses(content),
            target=target,
        )
    except (ScoreFileError, ModelError) as refusal:
        _refuse(*map(str, refusal.problems))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        _refuse(f"{file}: cannot be read: {problem}")
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _courses(content: Path) -> list[Course]:
    documents = map(_parsed, sorted((content / "courses").glob("*/course.yaml")))
    return [
        Course(
            code=course["code"],
            hours=course["minutes"] / 60,
            covers=course["covers"],
            requires=tuple(course["requires"]),
        )
        for course in documents
    ]


def _parsed(file: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return parsed


def _refuse(*problems: str) -> None:
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(2)
