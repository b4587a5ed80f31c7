"""Two ways of using a page: with the keyboard alone, and with a pointer; and how each answers."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import BrowserContext, Locator, Page

from pmo_academy.core.db import transaction
from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType, plain
from pmo_academy.people import sessions
from pmo_academy.people.models import Person

FARTHEST = 120  # presses of Tab from the top of the longest page to its last control
Document = Mapping[str, Any]
CHOICE = "input[type=radio], input[type=checkbox]"
IS_FOCUSED = "element => element === document.activeElement"


class Keyboard:
    """Uses a page without a pointer: presses keys and looks where the focus is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, target: Locator) -> None:
        """Press Tab until the control has the focus."""
        control = target.element_handle()
        for _ in range(FARTHEST):
            if control.evaluate(IS_FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")

    def press(self, role: str, name: str, *, within: Locator | None = None) -> None:
        """Go to a link, button or summary and press Enter."""
        self.to((within or self.page).get_by_role(role, name=name).first)
        self.page.keyboard.press("Enter")

    def open(self, summary: str, *, within: Locator | None = None) -> None:
        """Open what is folded behind these words."""
        self.to((within or self.page).locator("summary", has_text=summary).first)
        self.page.keyboard.press("Enter")

    def choose(self, target: Locator) -> None:
        """Tick a box, or choose one of a group of radios with the arrows."""
        if target.get_attribute("type") == "checkbox":
            self.to(target)
            self.page.keyboard.press("Space")
            return
        group = self.page.locator(f"input[type=radio][name='{target.get_attribute('name')}']")
        chosen = group.and_(self.page.locator(":checked"))
        self.to(chosen if chosen.count() else group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows do not lead to {target}")

    def pick(self, target: Locator, words: str) -> None:
        """Go down a list to these words."""
        self.to(target)
        labels = target.locator("option").all_inner_texts()
        for _ in range(_place_of(words, labels)):
            self.page.keyboard.press("ArrowDown")

    def write(self, target: Locator, words: str) -> None:
        """Type into a field."""
        self.to(target)
        self.page.keyboard.type(words)


class Pointer:
    """Uses a page as most people do."""

    def choose(self, target: Locator) -> None:
        """Tick or choose."""
        target.check()

    def pick(self, target: Locator, words: str) -> None:
        """Choose from a list."""
        target.select_option(index=_place_of(words, target.locator("option").all_inner_texts()))

    def write(self, target: Locator, words: str) -> None:
        """Fill a field."""
        target.fill(words)


def answer(hand: Keyboard | Pointer, place: Locator, question: AskedQuestion) -> None:
    """Give the right answer to the question that stands in this part of the page."""
    if question.type is QuestionType.CASE:
        for number, part in enumerate(question.parts):
            answer(hand, place.locator(".case__part").nth(number), part)
    elif question.type is QuestionType.CLOZE:
        _fill(hand, place, question.document["gaps"])
    elif question.type in (QuestionType.NUMERIC, QuestionType.SHORT_TEXT):
        words = question.document.get("answer") or question.document["accepted"][0]
        hand.write(place.locator("input.control"), str(words))
    elif question.type in _PICKED:
        _pick(hand, place, _PICKED[question.type](question.document))
    elif question.type is QuestionType.HOT_SPOT:
        right = [at for at, option in enumerate(question.document["options"]) if option["right"]]
        hand.choose(place.locator(".choices label").nth(right[0]).locator(CHOICE))
    else:
        labels = place.locator(".choices label")
        shown = labels.all_inner_texts()
        for words in _right_words(question):
            hand.choose(labels.nth(_place_of(words, shown)).locator(CHOICE))


def _places(document: Document) -> dict[str, str]:
    steps = [plain(step["text"]) for step in document["steps"]]
    return {step: str(number) for number, step in enumerate(steps, start=1)}


def _partners(document: Document) -> dict[str, str]:
    return {plain(pair["left"]): plain(pair["right"]) for pair in document["pairs"]}


def _kinds(document: Document) -> dict[str, str]:
    names = [plain(name) for name in document["categories"]]
    return {plain(one["text"]): names[one["category"]] for one in document["items"]}


_PICKED = {
    QuestionType.ORDERING: _places,
    QuestionType.MATCHING: _partners,
    QuestionType.CATEGORISE: _kinds,
}


def _pick(hand: Keyboard | Pointer, place: Locator, choices: dict[str, str]) -> None:
    rows = place.locator(".order-row")
    for number, left in enumerate(rows.locator("label").all_inner_texts()):
        wanted = choices[" ".join(left.split())]
        hand.pick(rows.nth(number).locator("select"), wanted)


def _fill(hand: Keyboard | Pointer, place: Locator, gaps: list[dict[str, Any]]) -> None:
    for number, gap in enumerate(gaps):
        field = place.locator(".blank").nth(number)
        right = [plain(option["text"]) for option in gap["options"] if option["right"]]
        if right:
            hand.pick(field, right[0])
        else:
            hand.write(field, gap["accepted"][0])


def _right_words(question: AskedQuestion) -> list[str]:
    if question.type is QuestionType.TRUE_FALSE:
        return ["True" if question.document["answer"] else "False"]
    return [plain(option["text"]) for option in question.document["options"] if option["right"]]


def _place_of(words: str, shown: list[str]) -> int:
    return ["".join(text.split()) for text in shown].index("".join(words.split()))


def sign_in(app: Flask, context: BrowserContext, person: Person, address: str) -> None:
    """Give a browser the session of a person, without the form."""
    with transaction():
        token = sessions.begin(person)
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    cookie = signer.dumps({"_user_id": token, "_fresh": True})
    context.add_cookies([{"name": "session", "value": cookie, "url": address}])
