"""A QTI item while it is read: its answers, its feedback, and what is lost on the way."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from pmo_academy.studio.exchange.qti_scoring import (
    Response,
    Scoring,
    responses_of,
    right_answers,
    scoring_of,
)
from pmo_academy.studio.exchange.qti_text import Losses, Marks, line, markdown
from pmo_academy.studio.exchange.qti_xml import all_of, first_of

MOST_ELEMENTS = 10_000

_FEEDBACK = ("modal-feedback", "feedback-block", "feedback-inline")
_CHOICES = frozenset({
    "simple-choice", "inline-choice", "hottext", "hotspot-choice", "simple-associable-choice",
    "gap-text",
})  # fmt: skip


class RefusedError(Exception):
    """The item cannot be one of our questions; says why."""


@dataclass(kw_only=True)
class Package:
    """The files that an item comes with, and the pictures that its questions show."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    has_fixed_order: bool = False

    def find(self, place: str, target: str) -> tuple[str, bytes] | None:
        """Return the file that an item means, with its name in the package."""
        path = unquote(target.partition("#")[0].partition("?")[0])
        name = posixpath.normpath(posixpath.join(posixpath.dirname(place), path))
        body = self.files.get(name)
        return (name, body) if body is not None else None


@dataclass(kw_only=True)
class Item:
    """An item's body, answers and rules; feedback is taken from it piece by piece."""

    place: str
    title: str
    root: Element
    body: Element
    responses: Mapping[str, Response]
    scoring: Scoring
    package: Package
    losses: Losses = field(default_factory=dict)
    feedback: list[tuple[str, Element]] = field(default_factory=list)

    def markdown(self, element: Element, marks: Marks | None = None) -> str:
        """Return an element's words as paragraphs."""
        return markdown(element, self.losses, marks)

    def line(self, element: Element, marks: Marks | None = None) -> str:
        """Return an element's words as one line."""
        return line(element, self.losses, marks)

    def response(self, interaction: Element) -> Response:
        """Return what is declared of the answer to an interaction."""
        found = self.responses.get(interaction.get("response-identifier", ""))
        if found is None:
            raise RefusedError("its answer is not declared")
        return found

    def right(self, response: Response) -> list[str]:
        """Return the right answers; an item without any cannot be taken."""
        stated = self.scoring.stated.get(response.identifier)
        found = right_answers(response) or ([stated] if stated else [])
        if not found:
            raise RefusedError("it does not say which answer is right")
        worth = [points for points in response.mapped.values() if points > 0]
        if self.scoring.maps and worth:
            if len(worth if response.cardinality != "single" else set(worth)) > 1:
                self.lose("points for parts of an answer (it is right or wrong as a whole)")
            if max(worth) != 1:
                self.lose("its points (every question counts once)")
        return found

    def lose(self, what: str) -> None:
        """Note that something is left behind."""
        self.losses[what] = None

    def why(self, choice: str, response: Response) -> str:
        """Return, and take away, what is said to those who gave this answer."""
        called = {
            name
            for name, (identifier, answer) in self.scoring.answers.items()
            if answer == choice and identifier == response.identifier
        }
        return " ".join(self.line(one) for one in self._taken({choice, *called}))

    def misses(self, response: Response) -> dict[str, str]:
        """Return, and take away, what is said of certain answers, by the answer."""
        answers = [
            answer
            for identifier, answer in self.scoring.answers.values()
            if identifier == response.identifier
        ]
        said = {answer: self.why(answer, response) for answer in answers}
        return {answer: why for answer, why in said.items() if why}

    def explanation(self, identifiers: set[str] | None = None) -> str:
        """Return, and take away, all other feedback: of these names, or everything."""
        texts = [self.markdown(one) for one in self._taken(identifiers)]
        said = list(dict.fromkeys(text for text in texts if text))
        if len(said) > 1:
            self.lose("when each feedback is shown (joined to one explanation)")
        return "\n\n".join(said)

    def _taken(self, identifiers: set[str] | None) -> list[Element]:
        taken = [one for name, one in self.feedback if identifiers is None or name in identifiers]
        self.feedback = [(name, one) for name, one in self.feedback if one not in taken]
        return taken


def item_of(root: Element, *, place: str, package: Package) -> Item:
    """Return an item to be read."""
    if sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        raise RefusedError(f"it holds more than {MOST_ELEMENTS:,} elements")
    body = first_of(root, "item-body")
    if body is None:
        raise RefusedError("it has no body")
    scoring = scoring_of(root)
    return Item(
        place=place,
        title=root.get("title", "").strip() or root.get("identifier", "") or place,
        root=root,
        body=body,
        responses=responses_of(root),
        scoring=scoring,
        package=package,
        losses=dict.fromkeys(scoring.losses),
        feedback=_feedback(root),
    )


def _feedback(root: Element) -> list[tuple[str, Element]]:
    """List all feedback by the answer or outcome it is shown for, or by the choice it is in."""
    within = {
        inner: choice.get("identifier", "")
        for choice in root.iter()
        if choice.tag in _CHOICES
        for inner in all_of(choice, "feedback-inline")
    }
    return [(within.get(one, one.get("identifier", "")), one) for one in all_of(root, *_FEEDBACK)]
