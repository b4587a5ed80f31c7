"""Every word that a person sees goes through gettext, and retired words stay away."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "pmo_academy"
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
SPOKEN_ATTRIBUTES = re.compile(r"\b(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
# Macros write attributes outside of a tag.
ATTRIBUTE = re.compile(r"[\w-]+=\"[^\"]*\"")
WORD = re.compile(r"[A-Za-z]{2,}")
# Examples of what people type, and the gallery, which only developers see.
ALLOWED = re.compile(r"\w+@sample\.test")
# The words of specs that the product does not use, with what it says instead.
RETIRED = {
    r"\bcampaigns?\b": "assessment round",
    r"\brating\b": "answer",
    r"\bframeworks?\b": "maturity model",
    r"\bpractices\b": "items",
    r"\borganisation_id\b": "there is one organisation",
}


def templates():
    return [file for file in PACKAGE.rglob("*.html") if "gallery" not in file.parts]


def test_no_word_stands_bare_in_a_template():
    bare = []
    for file in templates():
        # Values become a placeholder, so that an attribute made of them is not empty.
        text = JINJA.sub(" ", ALLOWED.sub("", file.read_text("utf-8")))
        spoken = " ".join(SPOKEN_ATTRIBUTES.findall(text))
        visible = ATTRIBUTE.sub(" ", TAG.sub(" ", text))
        bare += [f"{file.name}: {word}" for word in WORD.findall(f"{visible} {spoken}")]

    assert templates()
    assert not bare


def test_retired_words_stay_away_from_pages():
    found = [
        f"{file.relative_to(ROOT)}: {match[0]} (say: {instead})"
        for file in templates()
        for pattern, instead in RETIRED.items()
        for match in re.finditer(pattern, file.read_text("utf-8"), re.IGNORECASE)
    ]

    assert not found
