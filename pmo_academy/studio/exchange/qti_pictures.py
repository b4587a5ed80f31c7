"""QTI interactions on a picture as points of a picture to choose from."""

import posixpath
import re
import unicodedata
from decimal import Decimal
from io import BytesIO
from xml.etree.ElementTree import Element

from PIL import Image, UnidentifiedImageError

from pmo_academy.core.numbers import percent, rounded
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.qti_choices import Fields, reasoned
from pmo_academy.studio.exchange.qti_item import Item, RefusedError
from pmo_academy.studio.exchange.qti_scoring import number
from pmo_academy.studio.exchange.qti_xml import all_of, first_of, words_of

_KINDS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}


def hotspot(item: Item, interaction: Element) -> Fields:
    """Read areas of a picture as points, each at the middle of its area."""
    response = item.response(interaction)
    right = item.right(response)
    picture = first_of(interaction, "object", "img")
    if picture is None:
        raise RefusedError("its picture is missing")
    name, size = _picture(item, picture)
    spots = []
    for at, one in enumerate(all_of(interaction, "hotspot-choice"), 1):
        x, y = _middle(one, size)
        words = one.get("hotspot-label") or one.get("aria-label") or words_of(one)
        if not words:
            item.lose("what its points are called (they are numbered)")
        identifier = one.get("identifier", "")
        fields = {
            "x": x,
            "y": y,
            "text": words or _("Point %(number)s", number=at),
            "right": identifier in right,
        }
        spots.append(reasoned(fields, item.why(identifier, response)))
    item.lose("the areas of the picture (each becomes a point)")
    alt = picture.get("alt") or words_of(picture)
    if not alt:
        item.lose("what the picture shows, in words")
    return {
        "type": "hot-spot",
        "picture": f"../media/{name}",
        "alt": alt or item.title,
        "spots": spots,
    }


def _picture(item: Item, element: Element) -> tuple[str, tuple[Decimal, Decimal]]:
    """Keep the picture of a question; return its name and the measures that places refer to."""
    target = element.get("data") or element.get("src") or ""
    found = item.package.find(item.place, target)
    if found is None:
        raise RefusedError(f"its picture “{target[-80:]}” is not in the package")
    path, body = found
    try:
        with Image.open(BytesIO(body)) as image:
            kind, (width, height) = _KINDS.get(image.format or ""), image.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        kind = None
    if kind is None:
        raise RefusedError("its picture is no PNG, JPEG or WebP")
    name = _name(item, path, kind, body)
    declared = [number(element.get(side)) for side in ("width", "height")]
    if declared[0] and declared[1]:
        return name, (declared[0], declared[1])
    return name, (Decimal(width), Decimal(height))


def _name(item: Item, path: str, kind: str, body: bytes) -> str:
    """Return a name as pictures of a course have, none for two different ones."""
    stem = posixpath.basename(path).rpartition(".")[0]
    ascii_ = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:50].strip("-") or "picture"
    name, at = f"{base}.{kind}", 1
    while item.package.pictures.get(name, body) != body:
        at += 1
        name = f"{base}-{at}.{kind}"
    item.package.pictures[name] = body
    return name


def _middle(area: Element, size: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    """Return the middle of an area in percent of the picture."""
    figures = [number(one) for one in re.split(r"[\s,]+", area.get("coords", "").strip())]
    known = [one for one in figures if one is not None]
    shape = area.get("shape")
    if shape in ("circle", "ellipse") and len(known) >= 3:
        x, y = known[0], known[1]
    elif shape in ("rect", "poly") and len(known) >= 4:
        across, down = known[0::2], known[1::2]
        x, y = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    else:
        raise RefusedError(f"an area of the picture has the shape “{shape or ''}”")
    return _within(x, size[0]), _within(y, size[1])


def _within(value: Decimal, whole: Decimal) -> Decimal:
    """Return a place in percent, as short as still means the same pixel."""
    share = min(max(percent(value, whole), Decimal(0)), Decimal(100))
    whole_percent = rounded(share, 0)
    is_same = abs(whole_percent - share) * whole <= Decimal(50)
    return whole_percent if is_same else rounded(share, 1)
