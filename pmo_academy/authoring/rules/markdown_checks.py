"""What is wrong with a Markdown text: too heavy to parse, HTML, pictures, headings, length."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pmo_academy.authoring.rules.blocks import Picture, pictures_in, read_blocks
from pmo_academy.authoring.rules.front_matter import Page
from pmo_academy.authoring.rules.problems import ContentError, Problem

MAX_BLOCK = 5_000
MAX_NESTING = 50
LESSON_WORDS = (500, 900)
TASK, MODEL_ANSWER = "Task", "Model answer"
LAST_HEADING = "Try it at work"
EXAMPLE = "Example:"
EXAMPLE_COUNT = 2

_BLOCK_END = re.compile(r"\n[ \t]*\n")
_HTML = re.compile(r"</?[a-zA-Z][^>]*>|<!--")
_LINK = re.compile(r"!?\[[^\]]*\]\(")
# Words that tell nobody who hears links alone where they lead.
_EMPTY_WORDS = frozenset(
    {"here", "click here", "this", "this link", "link", "more", "read more", "this page"}
)
_HAS_LETTER = re.compile(r"\w")
_parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable("table")


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading, its level and the line it stands in; the first line of the text is 0."""

    line: int
    level: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """Where a link leads and where it stands; the first line of the text is 0."""

    line: int
    column: int
    target: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What a text consists of, as far as it is checked."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    problems: tuple[Problem, ...]
    begins_with_heading: bool


def outlined(page: Page) -> Outline:
    """Read a text; one that would keep the parser busy for long is refused unread."""
    heavy = _too_heavy(page)
    if heavy:
        raise ContentError([heavy])
    tokens = _parser.parse(page.body)
    headings = tuple(_headings(tokens))
    blocks, faults = read_blocks(page.body)
    pictures = tuple(pictures_in(blocks))
    problems = [
        *_foreign(page, tokens),
        *_skipped_levels(page, headings),
        *_misplaced_pictures(page, tokens, pictures),
        *(page.problem(fault.line, fault.message, column=fault.column) for fault in faults),
    ]
    return Outline(
        headings=headings,
        links=tuple(_links(page, tokens)),
        pictures=pictures,
        problems=tuple(problems),
        begins_with_heading=bool(tokens) and tokens[0].type == "heading_open",
    )


def problems_in_lesson(page: Page, found: Outline) -> Iterator[Problem]:
    """Find what a lesson lacks: its opening, two examples, the task at the end, its length."""
    titles = [heading.text for heading in found.headings if heading.level == 2]
    examples = sum(title.startswith(EXAMPLE) for title in titles)
    if examples != EXAMPLE_COUNT:
        yield page.problem(
            0, f"has {examples} headings '## {EXAMPLE} ...'; a lesson has {EXAMPLE_COUNT}"
        )
    if titles[-1:] != [LAST_HEADING]:
        line = found.headings[-1].line if found.headings else 0
        yield page.problem(line, f"the last heading must be '## {LAST_HEADING}'")
    if found.begins_with_heading:
        yield page.problem(0, "begin with a paragraph that says why this matters, not a heading")
    words = count_words(page.body)
    least, most = LESSON_WORDS
    if not least <= words <= most:
        yield page.problem(0, f"has {words} words; a lesson has {least} to {most}")


def advice_on_links(page: Page, found: Outline) -> Iterator[Problem]:
    """Find links whose words do not tell where they lead (WCAG 2.4.4)."""
    for link in found.links:
        if link.words.strip().casefold() in _EMPTY_WORDS:
            message = f"say where it leads instead of '{link.words}'"
            yield page.problem(link.line, message, column=link.column)


def problems_in_practice(page: Page, found: Outline) -> Iterator[Problem]:
    """Find whether a practice task lacks one of its two parts."""
    titles = [heading.text for heading in found.headings if heading.level == 2]
    if titles != [TASK, MODEL_ANSWER] or not found.begins_with_heading:
        yield page.problem(0, f"must consist of '## {TASK}' and '## {MODEL_ANSWER}', in this order")


def problem_in_text(text: str) -> str | None:
    """Say what doesn't belong into a text of a question or a field."""
    if _HTML.search(text):
        return "HTML isn't allowed; use Markdown, or write '<' as '\\<'"
    if _LINK.search(text):
        return "links and pictures don't belong here"
    return None


def count_words(text: str) -> int:
    """Count what stands between blanks and holds a letter or digit."""
    return sum(1 for word in text.split() if _HAS_LETTER.search(word))


def _too_heavy(page: Page) -> Problem | None:
    """Refuse what would keep the parser busy: its time grows with the square of a block."""
    line = 0
    for block in _BLOCK_END.split(page.body):
        if len(block) > MAX_BLOCK:
            message = (
                f"a block of {len(block):,} characters; part it so that none has {MAX_BLOCK:,}"
            )
            return page.problem(line, message)
        if block.count("[") - block.count("]") > MAX_NESTING:
            return page.problem(line, f"more than {MAX_NESTING} brackets are opened and not closed")
        line += block.count("\n") + 2
    return None


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            yield Heading(line=_line(token), level=int(token.tag[1:]), text=inside.content)


def _skipped_levels(page: Page, headings: tuple[Heading, ...]) -> Iterator[Problem]:
    level = 1
    for heading in headings:
        if heading.level == 1:
            yield page.problem(heading.line, "headings begin at '##'; '#' is the title of the page")
        elif heading.level > level + 1:
            wanted = "#" * (level + 1)
            yield page.problem(heading.line, f"skips a level of headings; write '{wanted}'")
        level = max(heading.level, 1)


def _foreign(page: Page, tokens: list[Token]) -> Iterator[Problem]:
    for line, token in _all(tokens):
        if token.type in ("html_block", "html_inline"):
            yield page.problem(line, "HTML isn't allowed; use Markdown, or write '<' as '\\<'")


def _misplaced_pictures(
    page: Page, tokens: list[Token], pictures: tuple[Picture, ...]
) -> Iterator[Problem]:
    """Find pictures that do not stand alone, and those that nobody could hear."""
    alone = {picture.line for picture in pictures}
    for line, token in _all(tokens):
        if token.type == "image" and line not in alone:
            message = "a picture stands alone on its line: ![what it shows](../media/name.png)"
            yield page.problem(line, message)
    for picture in pictures:
        if not picture.words:
            message = "say between [ and ] what the picture shows, or write [decorative]"
            yield page.problem(picture.line, message, column=3)


def _links(page: Page, tokens: list[Token]) -> Iterator[Link]:
    lines = page.body.split("\n")
    following = list(_all(tokens))
    for at, (line, token) in enumerate(following):
        if token.type == "link_open":
            target = str(token.attrs["href"])
            inside = takewhile(lambda one: one[1].type != "link_close", following[at + 1 :])
            yield Link(
                line=line,
                column=lines[line].find(f"({target}") + 2,
                target=target,
                words="".join(one.content for _line, one in inside),
            )


def _all(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    """Give every token, also those within a paragraph, with its line."""
    for token in tokens:
        line = _line(token)
        yield line, token
        for inside in token.children or ():
            yield line, inside
            line += inside.type in ("softbreak", "hardbreak")


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
