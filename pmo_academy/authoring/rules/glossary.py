"""The glossary: one file of terms, and where texts use them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pmo_academy.authoring.rules.front_matter import Page
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.authoring.rules.shapes import Line, Shape
from pmo_academy.authoring.rules.shaping import shaped
from pmo_academy.authoring.rules.strict_yaml import Document

GLOSSARY_FILE = "glossary.yaml"
# [[term]], or [[term|the words as they stand in the sentence]].
TERM = re.compile(r"\[\[([^\[\]|<>\n]{1,80})(?:\|([^\[\]|<>\n]{1,80}))?\]\]")

_LETTERS = re.compile(r"[^a-z0-9]+")


class Term(Shape):
    """One term, what it means, what else it is called, and where that was read."""

    term: Annotated[Line, Field(max_length=60)]
    definition: Annotated[Line, Field(max_length=300)]
    also: Annotated[list[Line], Field(max_length=5)] = []
    source: Line | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the term is called."""
        return (self.term, *self.also)


class Glossary(Shape):
    """The file glossary.yaml."""

    terms: Annotated[list[Term], Field(min_length=1, max_length=500)]


@dataclass(frozen=True, kw_only=True)
class GlossarySource:
    """The file of the glossary."""

    document: Document
    glossary: Glossary

    @property
    def names(self) -> frozenset[str]:
        """Give every name, as it is looked up."""
        return frozenset(slug(name) for term in self.glossary.terms for name in term.names)


def read_glossary(document: Document, problems: list[Problem]) -> GlossarySource:
    """Read the glossary and note which names stand in it twice."""
    glossary = shaped(document, Glossary)
    seen: dict[str, str] = {}
    for at, term in enumerate(glossary.terms):
        for name in dict.fromkeys(map(slug, term.names)):
            if name in seen:
                message = f"'{term.term}' and '{seen[name]}' have a name in common; keep one"
                problems.append(document.problem(("terms", at, "term"), message))
            seen[name] = term.term
    return GlossarySource(document=document, glossary=glossary)


def unknown_terms(page: Page, names: frozenset[str]) -> Iterator[Problem]:
    """Find the terms of a text that the glossary does not have."""
    for number, line in enumerate(page.body.split("\n")):
        for found in TERM.finditer(line):
            if slug(found[1]) not in names:
                message = f"the glossary has no term '{found[1]}': add it to {GLOSSARY_FILE}"
                yield page.problem(number, message, column=found.start() + 1)


def slug(name: str) -> str:
    """Return a name as part of an address."""
    return _LETTERS.sub("-", name.casefold()).strip("-")
