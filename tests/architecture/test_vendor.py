"""What others made is exactly what they published, with its licence beside it."""

import base64
import hashlib
import json
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "pmo_academy" / "ui" / "static"
MANIFEST = json.loads((STATIC / "vendor" / "manifest.json").read_text("utf-8"))


def test_every_file_from_elsewhere_is_unchanged():
    changed = [
        name
        for name, entry in MANIFEST.items()
        if entry["integrity"]
        != "sha384-"
        + base64.b64encode(hashlib.sha384((STATIC / name).read_bytes()).digest()).decode()
    ]

    assert not changed


def test_every_file_from_elsewhere_has_its_licence():
    missing = [
        name for name, entry in MANIFEST.items() if not (STATIC / entry["licence_file"]).exists()
    ]

    assert not missing


def test_nothing_from_elsewhere_is_unlisted():
    kept = [*STATIC.rglob("vendor/*/*"), *STATIC.rglob("*.woff2")]
    unlisted = [
        str(file.relative_to(STATIC))
        for file in kept
        if "LICENSE" not in file.name and str(file.relative_to(STATIC)) not in MANIFEST
    ]

    assert not unlisted


def test_the_fonts_stay_small():
    assert all(file.stat().st_size <= 60 * 1024 for file in STATIC.rglob("*.woff2"))
