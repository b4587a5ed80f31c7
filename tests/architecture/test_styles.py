"""The look lives in tokens, styles stay small, and no template carries styles or scripts."""

import gzip
import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "pmo_academy"
STATIC = PACKAGE / "ui" / "static"
HEAD = (PACKAGE / "ui" / "templates" / "layouts" / "_head.html").read_text("utf-8")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# The widths at which a layout changes cannot be custom properties.
PRELUDE = re.compile(r"@(?:media|container|page)[^{]*{(?:\s*margin: 2cm;)?")
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\(|:\s*(?:white|black|gr[ae]y|red)\b",
    re.IGNORECASE,
)
SIZE = re.compile(r"(?<![\w-])\d*\.?\d+(?:px|rem|pt|cm|mm)\b")
INLINE = re.compile(
    r"\s(?:style|on(?:click|change|input|submit|load|error|focus|blur|key\w+|mouse\w+|pointer\w+))\s*=|<style\b|javascript:|hx-on",
    re.IGNORECASE,
)
PLAIN_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE)


def stylesheets():
    return sorted((STATIC / "css").rglob("*.css"))


def found_in(pattern, file):
    text = PRELUDE.sub("", COMMENT.sub("", file.read_text("utf-8")))
    return [f"{file.name}: {match.group()}" for match in pattern.finditer(text)]


def test_colours_and_sizes_stand_only_in_the_tokens():
    others = [file for file in stylesheets() if file.name != "tokens.css"]

    assert others
    assert [hit for file in others for hit in found_in(COLOUR, file)] == []
    assert [hit for file in others for hit in found_in(SIZE, file)] == []


def test_every_token_that_is_used_is_defined_and_every_defined_one_is_used():
    text = "".join(file.read_text("utf-8") for file in stylesheets())

    defined = set(re.findall(r"^\s+(--[\w-]+):", text, re.MULTILINE))
    used = set(re.findall(r"var\((--[\w-]+)", text))

    assert used == defined


def test_every_stylesheet_names_its_layer():
    without = [
        file.name
        for file in stylesheets()
        if not re.search(
            r"@layer (?:reset|base|layout|components|utilities)", file.read_text("utf-8")
        )
    ]

    assert not without


def test_every_stylesheet_is_linked_and_every_linked_one_exists():
    linked = set(re.findall(r'"([\w/-]+)"', HEAD.split("for sheet in [")[1].split("]")[0]))

    assert linked == {
        str(file.relative_to(STATIC / "css").with_suffix("")) for file in stylesheets()
    }


def test_every_behaviour_is_announced_and_every_announced_one_exists():
    announced = set(re.findall(r'"([\w-]+)"', HEAD.split("for name in [")[1].split("]")[0]))

    assert announced == {file.stem for file in (STATIC / "js").glob("*.js")} - {"main"}


def test_styles_and_scripts_stay_small():
    styles = b"".join(file.read_bytes() for file in stylesheets())
    assert len(gzip.compress(styles)) <= 16 * 1024
    # All of them together; a page loads only those it asks for (tests/browser/test_weight.py).
    assert sum(file.stat().st_size for file in (STATIC / "js").glob("*.js")) <= 48 * 1024


def test_no_template_carries_styles_or_scripts():
    carrying = [
        f"{file.relative_to(PACKAGE)}: {match.group()}"
        for file in PACKAGE.rglob("*.html")
        for pattern in (INLINE, PLAIN_SCRIPT)
        for match in pattern.finditer(file.read_text("utf-8"))
    ]

    assert not carrying


def test_every_icon_that_is_used_is_in_the_sprite():
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    named = re.compile(r'\bicon\("([\w-]+)"|icon_name="([\w-]+)"')
    used = {
        first or second
        for file in PACKAGE.rglob("*.html")
        for first, second in named.findall(file.read_text("utf-8"))
    }

    assert used - sprite == set()
    assert len(sprite) <= 64
