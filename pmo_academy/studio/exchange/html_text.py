"""HTML of other products as Markdown that a question can hold, and what is lost on the way."""

import re

from pmo_academy.authoring.rules.markdown_checks import problem_in_text
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.html_blocks import BREAK, Block, BlockReader
from pmo_academy.studio.exchange.plain_markdown import Run, escaped, table, written

LONGEST = 100_000

_FORMULA = re.compile(r"\\\([^\n]{1,2000}?\\\)|\\\[[^\n]{1,2000}?\\\]|\$\$[^\n]{1,2000}?\$\$")
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|code|pre|a|img|ul|ol|li|table|tr|td|th|sub|sup|h[1-6]"
    r"|hr|blockquote|font|script|style|iframe|video|audio|object|svg)\b[^<>]*>",
    re.IGNORECASE,
)


def markdown_of(html: str) -> tuple[str, tuple[str, ...]]:
    """Return the Markdown of a text, and what of it a question cannot hold, each named once."""
    reader = _read(html)
    text = ""
    for at, block in enumerate(reader.blocks):
        is_tight = at and block.item and reader.blocks[at - 1].rest
        text += ("\n" if is_tight else "\n\n" if at else "") + _paragraph(reader, block)
    return text, tuple(reader.losses)


def line_of(html: str) -> tuple[str, tuple[str, ...]]:
    """Return a text as one line of Markdown, for an option or a reason."""
    lines, losses = lines_of(html)
    joined = (_("paragraphs (joined to one)"),) if len(lines) > 1 else ()
    return " ".join(lines), (*losses, *joined)


def lines_of(html: str) -> tuple[list[str], tuple[str, ...]]:
    """Return each paragraph, item and cell of a text as one line of Markdown."""
    reader = _read(html)
    lines = [_line(reader, runs) for block in reader.blocks for runs in _runs(block)]
    return [line for line in lines if line], tuple(reader.losses)


def plain_of(text: str) -> str:
    """Return plain words as Markdown that shows them as they are, line by line."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    paragraphs = "\n".join(lines).split("\n\n")
    return "\n\n".join(escaped(one.strip()).replace("\n", "\\\n") for one in paragraphs if one)


def is_html(text: str) -> bool:
    """Tell whether a text of unknown form holds tags of HTML."""
    return bool(_TAG.search(text))


def _read(html: str) -> BlockReader:
    reader = BlockReader()
    if len(html) > LONGEST:
        reader.losses[_("a text of more than %(most)s characters", most=f"{LONGEST:,}")] = None
        return reader
    reader.feed(html)
    reader.close()
    if _FORMULA.search(html):
        reader.losses[_("the layout of a formula (shown as it was typed)")] = None
    return reader


def _paragraph(reader: BlockReader, block: Block) -> str:
    if block.rows:
        rows = [[_line(reader, cell) for cell in row] for row in block.rows if row]
        return _inset(block, table(rows)) if rows else ""
    if block.code:
        return _inset(block, _code(reader, block))
    return _inset(block, _marked(reader, block.runs).replace(BREAK, "\\\n"))


def _code(reader: BlockReader, block: Block) -> str:
    """Write preformatted text; what a question would take for HTML or a link stands as words."""
    words = "".join(run.text for run in block.runs).replace(BREAK, "\n").strip("\n")
    if problem_in_text(words):
        reader.losses[_("the layout of code")] = None
        return plain_of(words)
    return "\n".join(f"    {line}" for line in words.split("\n"))


def _inset(block: Block, text: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([f"{block.first}{first}", *(f"{block.rest}{line}" for line in others)])


def _runs(block: Block) -> list[list[Run]]:
    return [cell for row in block.rows for cell in row] if block.rows else [block.runs]


def _line(reader: BlockReader, runs: list[Run]) -> str:
    plain = [Run(run.text.replace(BREAK, " ").replace("\n", " "), run.styles) for run in runs]
    return _marked(reader, plain)


def _marked(reader: BlockReader, runs: list[Run]) -> str:
    """Write words with their styles, without blanks at the ends of lines."""
    text, whole = written(runs)
    if not whole:
        reader.losses[_("some bold, italic or code letters")] = None
    lines = [" ".join(line.split(" ")).strip() for line in text.split(BREAK)]
    return re.sub(r" {2,}", " ", BREAK.join(lines)).strip(f" {BREAK}")
