"""Markdown files with fields at the top, between two lines of three dashes."""

from dataclasses import dataclass

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.problems import ContentError, Problem
from pmo_academy.authoring.rules.strict_yaml import Document

MAX_BYTES = 100_000
_FENCE = "---"


@dataclass(frozen=True, kw_only=True)
class Page:
    """The fields of a Markdown file, its text, and the line in which the text begins."""

    fields: Document
    body: str
    body_line: int

    def problem(self, line: int, message: str, *, column: int = 1) -> Problem:
        """Say what is wrong in a line of the text; its first line is 0."""
        return Problem(
            file=self.fields.file, line=self.body_line + line, column=column, message=message
        )


def read(body: bytes, *, file: str) -> Page:
    """Split a file into fields and text."""
    fields, text, line = split(body, file=file)
    return Page(fields=strict_yaml.read(fields, file=file, first_line=2), body=text, body_line=line)


def split(body: bytes, *, file: str) -> tuple[str, str, int]:
    """Return the fields as they are written, the text, and the line in which the text begins."""
    text = strict_yaml.decoded(body, file=file, max_bytes=MAX_BYTES).replace("\r\n", "\n")
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise _no_fence(file, "the file must begin with a line of three dashes, then its fields")
    ends = [at for at, line in enumerate(lines) if at and line.rstrip() == _FENCE]
    if not ends:
        raise _no_fence(file, "the fields don't end; add a line of three dashes after them")
    end = ends[0]
    fields = "".join(f"{line}\n" for line in lines[1:end])
    return fields, "\n".join(lines[end + 1 :]), end + 2


def _no_fence(file: str, message: str) -> ContentError:
    return ContentError([Problem(file=file, line=1, column=1, message=message)])
