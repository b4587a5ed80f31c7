"""The shape of the source: one place commits, files stay small, templates are used."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "pmo_academy"
LIMITS = {".py": 300, ".html": 120, ".css": 200, ".js": 100}
IMPORT = re.compile(r"{%-?\s*from\s+\"[^\"]+\"\s+import\s+(?P<names>[^%]+?)\s*-?%}")


def files(suffix):
    return [file for file in PACKAGE.rglob(f"*{suffix}") if "vendor" not in file.parts]


def test_only_the_database_module_commits():
    committing = [
        str(file.relative_to(ROOT))
        for file in files(".py")
        if re.search(r"\.commit\(", file.read_text("utf-8"))
    ]

    assert committing == ["pmo_academy/core/db.py"]


@pytest.mark.parametrize("suffix", sorted(LIMITS))
def test_files_stay_small(suffix):
    found = files(suffix)
    long = {
        str(file.relative_to(ROOT)): lines
        for file in found
        if (lines := len(file.read_text("utf-8").splitlines())) > LIMITS[suffix]
    }

    assert found
    assert not long


def test_templates_import_only_what_they_use():
    unused = []
    for file in files(".html"):
        text = file.read_text("utf-8")
        body = IMPORT.sub("", text)
        for imported in IMPORT.findall(text):
            names = [part.split(" as ")[-1].strip() for part in imported.split(",")]
            names = [name.removesuffix("with context").strip() for name in names]
            unused += [
                f"{file.relative_to(ROOT)}: {name}"
                for name in names
                if not re.search(rf"\b{name}\b", body)
            ]

    assert not unused


def test_every_template_is_used():
    sources = "".join(file.read_text("utf-8") for file in (*files(".py"), *files(".html")))
    lost = [
        name
        for file in files(".html")
        if "gallery" not in file.parts
        and (name := str(file).split("/templates/", 1)[1])
        and f'"{name}"' not in sources
    ]

    assert not lost


def test_every_python_file_says_what_it_is():
    silent = [
        str(file.relative_to(ROOT))
        for file in files(".py")
        if not file.read_text("utf-8").lstrip().startswith('"""')
    ]

    assert not silent
