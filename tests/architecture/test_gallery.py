"""Every component stands in the gallery, and every page of it is drawn without a mistake."""

import re
from pathlib import Path

import html5lib
import pytest

from pmo_academy.ui import gallery

TEMPLATES = Path(gallery.__file__).parent / "templates"
COMPONENTS = sorted((TEMPLATES / "ui").glob("*.html"))
SHOWN = "".join(file.read_text("utf-8") for file in (TEMPLATES / "gallery").glob("*.html"))
MACRO = re.compile(r"{%-?\s*macro\s+([a-z]\w*)\(")
# Parts that only other components are made of.
PARTS = {"answer_frame", "described_by", "help_text", "error_text", "optional", "field_text"}


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_every_component_stands_in_the_gallery(file):
    missing = [
        name
        for name in MACRO.findall(file.read_text("utf-8"))
        if name not in PARTS and not re.search(rf"\b{name}\(", SHOWN)
    ]

    assert not missing


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_every_component_says_first_what_it_takes(file):
    assert file.read_text("utf-8").startswith("{# ")


@pytest.mark.parametrize("name", ["", "/question-types", *(f"/{name}" for name in gallery.PAGES)])
def test_every_page_of_the_gallery_is_drawn_strictly(app, name):
    response = app.test_client().get(f"/ui{name}")

    assert response.status_code == 200
    html5lib.HTMLParser(strict=True).parse(response.get_data(as_text=True))


def test_ids_are_unique_on_every_page_of_the_gallery(app):
    client = app.test_client()
    for name in (*gallery.PAGES, "question-types"):
        ids = re.findall(r'\sid="([^"]+)"', client.get(f"/ui/{name}").get_data(as_text=True))
        assert len(ids) == len(set(ids)), name
