"""A plain Markdown file as a lesson: its title, and a text without what lessons cannot hold."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from pmo_academy.authoring.rules.media_names import DOWNLOADS
from pmo_academy.studio.exchange.html_text import markdown_of
from pmo_academy.studio.exchange.names import file_name

PICTURES = {"png": "png", "jpg": "jpg", "jpeg": "jpg", "webp": "webp"}

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_FRONT = re.compile(
    r"\A---[ \t]*\n(?=[\w-]+:)(.*?)^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE
)
_TITLE = re.compile(r"""^title:[ \t]*(["']?)(.+?)\1[ \t]*$""", re.MULTILINE)
# All are bounded: each is tried at every place of a text that may be made to last.
_TARGET = (
    r"\([ \t]{0,9}<?((?:[^()\s<>]|\([^()\s]{0,200}\)){0,1000})>?"
    r"(?:[ \t]{1,9}[\"'(]([^\"'()]{0,300})[\"')])?[ \t]{0,9}\)"
)
_PICTURE = re.compile(rf"!\[([^\]]{{0,500}})\]{_TARGET}")
_LINK = re.compile(rf"(?<!!)\[((?:[^\[\]!]|!(?!\[)|!?\[[^\[\]]{{0,200}}\]){{0,500}})\]{_TARGET}")
_REFERRED = re.compile(r"(!?)\[([^\[\]]{1,500})\](?:\[([^\[\]]{0,200})\])?(?![\[(:])")
_REFERENCE = re.compile(
    r"^ {0,3}\[([^\]^][^\]]{0,200})\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(](.*)[\"')])?[ \t]*$"
)
_WIKI = re.compile(r"(!?)\[\[([^\[\]|]{1,200})(?:\|([^\[\]]{1,200}))?\]\]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<![A-Z][^<>]*>")
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)(`{1,9})(?!`).{1,2000}?(?<!`)\1(?!`)", re.DOTALL)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_TYPED = {
    "footnotes (shown as typed)": re.compile(r"\[\^[^\]]{1,100}\]"),
    "formulas (shown as typed)": re.compile(r"\$\$[^$]{1,2000}\$\$"),
}


@dataclass(kw_only=True)
class Shelf:
    """All files that came along, the keys of lessons by their files, and what lessons use."""

    files: Mapping[str, bytes]
    lessons: Mapping[str, str]
    media: dict[str, bytes] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)

    def find(self, place: str, target: str) -> str | None:
        """Return the path of the file that a text means, if it came along."""
        path = unquote(target.partition("#")[0].partition("?")[0])
        near = posixpath.normpath(posixpath.join(posixpath.dirname(place), path))
        found = (near, posixpath.normpath(path.lstrip("/")))
        return next((one for one in found if path and one in self.files), None)

    def keep(self, path: str, ending: str) -> str:
        """Keep a file in the folder `media`; return its name there."""
        if path not in self.used:
            name = file_name(path, ending)
            stem, at = name.rpartition(".")[0], 1
            while self.media.get(name, self.files[path]) != self.files[path]:
                at += 1
                name = f"{stem}-{at}.{ending}"
            self.media[name] = self.files[path]
            self.used[path] = name
        return self.used[path]


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A title, empty where the text has none, the text below it, and what is left behind."""

    title: str
    body: str
    losses: tuple[str, ...]


def lesson_of(text: str, *, place: str, shelf: Shelf) -> Lesson:
    """Read a file; links and pictures are led to where their files are now."""
    losses: dict[str, None] = {}
    text = _UNSEEN.sub("", text)
    front = _FRONT.match(text)
    named = _TITLE.search(front[1]) if front else None
    if front:
        text = text[front.end() :]
        if [one for one in front[1].splitlines() if one.strip()][bool(named) :]:
            losses["its fields at the top, but for the title"] = None
    for words, pattern in _TYPED.items():
        if pattern.search(_CODE.sub("", text)):
            losses[words] = None
    writer = _Writer(place=place, shelf=shelf, losses=losses)
    title, body = _headed(_outside_code(text, writer.rewritten))
    return Lesson(
        title=_plain(named[2] if named and not title else title),
        body=re.sub(r"\n{3,}", "\n\n", body).strip("\n") + "\n",
        losses=tuple(losses),
    )


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Change a text but for its blocks of code."""
    pieces: list[str] = []
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if fence:
            pieces.append(line)
            if found and found[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif found:
            pieces += [change("\n".join(lines)), line] if lines else [line]
            lines, fence = [], found[1]
        else:
            lines.append(line)
    return "\n".join([*pieces, change("\n".join(lines))] if lines else pieces)


def _headed(text: str) -> tuple[str, str]:
    """Part a text into its first heading and the rest, whose headings begin below the title."""
    title = ""
    lines: list[str] = []
    levels: list[int] = []
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if found:
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        heading = None if fence or found else _heading(line, lines)
        if heading is None:
            lines.append(line)
        elif not title and not any(one.strip() for one in lines):
            title = heading[1]
        else:
            levels.append(len(lines))
            lines.append(f"{'#' * heading[0]} {heading[1]}")
    if any(lines[at].startswith("# ") for at in levels):
        for at in levels:
            lines[at] = f"#{lines[at]}".replace("####### ", "###### ", 1)
    return title, "\n".join(lines)


def _heading(line: str, before: list[str]) -> tuple[int, str] | None:
    """Return the level and words of a heading; an underlined one takes its words from above."""
    if found := _HEADING.match(line):
        return len(found[1]), (found[2] or "").strip()
    under = _UNDERLINE.match(line)
    is_alone = len(before) < 2 or not before[-2].strip()
    if under and before and is_alone and re.match(r" {0,3}[^\s>|#*+-]", before[-1]):
        return (1 if under[1][0] == "=" else 2), before.pop().strip()
    return None


def _plain(title: str) -> str:
    """Return the words of a heading without its marks."""
    words = _LINK.sub(r"\1", _PICTURE.sub(r"\1", title))
    return re.sub(r"(?<!\\)[*`]|\\(?=[!-/:-@\[-`{-~])", "", words).strip()


@dataclass(kw_only=True)
class _Writer:
    """Rewrites the pictures, links and HTML of one file."""

    place: str
    shelf: Shelf
    losses: dict[str, None]

    def rewritten(self, text: str) -> str:
        """Return a text without code blocks as a lesson can hold it."""
        text = self._without_references(text)
        codes: list[str] = []

        def put_by(found: re.Match[str]) -> str:
            codes.append(found[0])
            return f"\x00{len(codes) - 1}\x00"

        text = self._without_comments(_CODE.sub(put_by, text))
        text = _WIKI.sub(self._wiki, text)
        text = _IMAGE.sub(self._image, text)
        text = "\n\n".join(self._without_html(block) for block in text.split("\n\n"))
        text = _LINK.sub(self._link, text)
        text = "\n\n".join(self._with_pictures(block) for block in text.split("\n\n"))
        return re.sub("\x00(\\d+)\x00", lambda found: codes[int(found[1])], text)

    def _without_comments(self, text: str) -> str:
        pieces = []
        while (start := text.find("<!--")) >= 0 and (end := text.find("-->", start)) >= 0:
            pieces.append(text[:start])
            text = text[end + 3 :]
            self.losses["HTML (its words stay)"] = None
        return "".join([*pieces, text])

    def _without_references(self, text: str) -> str:
        """Write links that are defined elsewhere in the text where they stand."""
        targets: dict[str, str] = {}
        lines = []
        for line in text.split("\n"):
            if found := _REFERENCE.match(line):
                caption = f' "{found[3]}"' if found[3] else ""
                targets.setdefault(found[1].casefold(), f"({found[2]}{caption})")
            else:
                lines.append(line)

        def led(found: re.Match[str]) -> str:
            target = targets.get((found[3] or found[2]).casefold())
            return f"{found[1]}[{found[2]}]{target}" if target else found[0]

        return _REFERRED.sub(led, "\n".join(lines)) if targets else text

    def _wiki(self, found: re.Match[str]) -> str:
        """Read a link of a wiki; in our lessons such a mark means a term."""
        name, words = found[2].strip(), (found[3] or found[2]).strip()
        endings = ("", ".md", ".markdown")
        paths = [
            path
            for path in (*self.shelf.lessons, *self.shelf.files)
            if any(posixpath.basename(path) == posixpath.basename(name) + one for one in endings)
        ]
        if not paths:
            self.losses[f"the link to “{name[:80]}” (its words stay)"] = None
            return words
        way = posixpath.relpath(paths[0], posixpath.dirname(self.place) or ".")
        return f"{found[1]}[{words}]({way.replace(' ', '%20')})"

    def _image(self, found: re.Match[str]) -> str:
        named = {
            one[1].lower(): one[2] if one[2] is not None else one[3]
            for one in _ATTRIBUTE.finditer(found[0])
        }
        if not named.get("src"):
            return found[0]
        alt = named.get("alt", "").replace("]", ")").replace("[", "(")
        return f"![{alt}]({named['src'].replace(' ', '%20')})"

    def _without_html(self, block: str) -> str:
        """Turn HTML into Markdown: a block of it as a whole, tags within a line away."""
        if not _TAG.search(block):
            return block
        self.losses["HTML (its words stay)"] = None
        starts = re.match(r"\s*</?[A-Za-z!]", block)
        if starts and not _PICTURE.search(block):
            text, lost = markdown_of(block)
            self.losses.update(dict.fromkeys(lost))
            return text
        return _TAG.sub("", re.sub(r"<br\s*/?>", "\\\n", block))

    def _link(self, found: re.Match[str]) -> str:
        words, target = found[1], found[2]
        if target.startswith("https://"):
            return found[0]
        path = self.shelf.find(self.place, target) if ":" not in target else None
        if path and path in self.shelf.lessons:
            return f"[{words}]({self.shelf.lessons[path]}.md)"
        ending = (path or "").rpartition(".")[2].lower()
        if path and (ending in DOWNLOADS or ending in PICTURES):
            name = self.shelf.keep(path, PICTURES.get(ending, ending))
            if ending in DOWNLOADS:
                return f"[{words}](../media/{name})"
            return f"![{words}](../media/{name})"
        self.losses[f"the link to {target[:120]} (its words stay)"] = None
        return words

    def _with_pictures(self, block: str) -> str:
        """Put each picture of a block on a line of its own below, where its file came along."""
        if not _PICTURE.search(block):
            return block
        shown: list[str] = []
        text = _PICTURE.sub(lambda found: self._picture(found, shown), block)
        lines = [line for line in text.split("\n") if line.strip()]
        return "\n\n".join(one for one in ("\n".join(lines), *shown) if one)

    def _picture(self, found: re.Match[str], shown: list[str]) -> str:
        words, target, caption = found[1], found[2], found[3]
        path = self.shelf.find(self.place, target) if ":" not in target else None
        name = target.removeprefix("../media/")
        if path is None and target.startswith("../media/") and name in self.shelf.media:
            shown.append(found[0])
            return ""
        ending = PICTURES.get((path or "").rpartition(".")[2].lower())
        if path is None or ending is None:
            self.losses[f"the picture {target[:120]} (its words stay)"] = None
            return words
        said = f' "{caption}"' if caption else ""
        shown.append(f"![{words}](../media/{self.shelf.keep(path, ending)}{said})")
        return ""
