"""Questions of a bank as a QTI 3.0 package: an item each, and a test that holds them all."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from pmo_academy.authoring.rules import question_shapes as shapes
from pmo_academy.studio.exchange.brought import OfferedFile
from pmo_academy.studio.exchange.own_zip import write as packed
from pmo_academy.studio.exchange.qti_interactions import RESPONSE, body_of
from pmo_academy.studio.exchange.qti_markup import blocks, element, shown, words
from pmo_academy.studio.exchange.qti_sheet import Sheet, said_of

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ITEMS = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_METADATA = "http://ltsc.ieee.org/xsd/LOM"
_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"
_WHERE = {
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{_ITEMS} {_SCHEMA}/imsqti_asiv3p0_v1p0.xsd",
}
_KINDS = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
_TEST = "test.xml"


@dataclass(kw_only=True)
class _Package:
    pictures: Mapping[str, bytes]
    files: dict[str, bytes] = field(default_factory=dict)
    resources: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    losses: dict[str, None] = field(default_factory=dict)


def write(
    questions: Sequence[shapes.BankQuestion],
    *,
    name: str,
    title: str,
    pictures: Mapping[str, bytes] | None = None,
) -> OfferedFile:
    """Write a package; the same questions always give the same bytes.

    The name is that of the file, without an ending; pictures are named as in the folder `media`.
    """
    package = _Package(pictures=pictures or {})
    taken: set[str] = set()
    for question in questions:
        identifier, at = f"item-{question.key}", 1
        while identifier in taken:
            at += 1
            identifier = f"item-{question.key}-{at}"
        taken.add(identifier)
        _add(package, question, identifier)
    package.files[_TEST] = _test(title, package.references)
    package.files["imsmanifest.xml"] = _manifest(package)
    return OfferedFile(
        name=f"{name}.zip",
        media_type="application/zip",
        content=packed(package.files),
        losses=tuple(package.losses),
    )


def _add(package: _Package, question: shapes.BankQuestion, identifier: str) -> None:
    """Add an item, unless its picture is missing."""
    sheet = Sheet()
    pictures: list[str] = []
    if isinstance(question, shapes.HotSpot):
        body = _hot_spot(package, question, sheet, pictures)
        if body is None:
            package.losses[f"{question.key}: its picture is not there or cannot be read"] = None
            return
    else:
        body = body_of(question, sheet)
    place = f"items/{identifier}.xml"
    sheet.say("explanation", question.explanation)
    package.files[place] = _item(question, identifier, body, sheet)
    package.losses.update(dict.fromkeys(f"{question.key}: {one}" for one in sheet.losses))
    package.references.append(element("qti-assessment-item-ref", identifier=identifier, href=place))
    package.resources.append(_resource(question, identifier, place, pictures))


def _item(question: shapes.BankQuestion, identifier: str, body: str, sheet: Sheet) -> bytes:
    item = element(
        "qti-assessment-item",
        sheet.declared(),
        element("qti-item-body", body),
        sheet.processing(),
        *sheet.feedback,
        xmlns=_ITEMS,
        **_WHERE,
        identifier=identifier,
        title=shown(question.stem) or identifier,
        adaptive="false",
        time_dependent="false",
    )
    return f"{_HEAD}{item}\n".encode()


def _hot_spot(
    package: _Package, question: shapes.HotSpot, sheet: Sheet, pictures: list[str]
) -> str | None:
    """Write points as small circles on the picture; None when the picture cannot be had."""
    name = posixpath.basename(question.picture)
    body = package.pictures.get(name, b"")
    kind = _KINDS.get(name.rpartition(".")[2])
    try:
        with Image.open(BytesIO(body)) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    if kind is None:
        return None
    package.files[f"media/{name}"] = body
    pictures.append(f"media/{name}")
    sheet.losses["points of the picture (each becomes a small circle)"] = None
    right = [f"spot-{at}" for at, spot in enumerate(question.spots, 1) if spot.right]
    sheet.declare(RESPONSE, "identifier", right)
    sheet.say_of_chosen(RESPONSE, [spot.why for spot in question.spots])
    radius = max(1, min(width, height) // 20)
    choices = []
    for at, spot in enumerate(question.spots, 1):
        if spot.why:
            sheet.add_feedback(said_of(RESPONSE), f"spot-{at}", spot.why)
        x, y = round(spot.x * width / 100), round(spot.y * height / 100)
        choices.append(_spot(f"spot-{at}", f"{x},{y},{radius}", shown(spot.text, longest=300)))
    picture = element("img", src=f"../media/{name}", alt=question.alt, width=width, height=height)
    return blocks(question.stem) + element(
        "qti-hotspot-interaction", picture, *choices, response_identifier=RESPONSE, max_choices=1
    )


def _spot(identifier: str, coords: str, label: str) -> str:
    return element(
        "qti-hotspot-choice",
        identifier=identifier,
        shape="circle",
        coords=coords,
        hotspot_label=label,
    )


def _test(title: str, references: Sequence[str]) -> bytes:
    section = element(
        "qti-assessment-section", *references, identifier="section", title=title, visible="true"
    )
    part = element(
        "qti-test-part",
        section,
        identifier="part",
        navigation_mode="nonlinear",
        submission_mode="individual",
    )
    test = element(
        "qti-assessment-test", part, xmlns=_ITEMS, **_WHERE, identifier="test", title=title
    )
    return f"{_HEAD}{test}\n".encode()


def _resource(
    question: shapes.BankQuestion, identifier: str, place: str, pictures: Sequence[str]
) -> str:
    """Write an item's entry in the manifest, with its topic and item as keywords."""
    files = [element("file", href=one) for one in (place, *pictures)]
    keywords = [
        element("keyword", element("string", words(one), language="en"))
        for one in (question.topic, question.item)
        if one
    ]
    general = element("lom", element("general", *keywords), xmlns=_METADATA)
    return element(
        "resource",
        element("metadata", general),
        *files,
        identifier=f"resource-{identifier}",
        type="imsqti_item_xmlv3p0",
        href=place,
    )


def _manifest(package: _Package) -> bytes:
    identifiers = [one.partition('identifier="')[2].partition('"')[0] for one in package.resources]
    test = element(
        "resource",
        element("file", href=_TEST),
        *(element("dependency", identifierref=one) for one in identifiers),
        identifier="resource-test",
        type="imsqti_test_xmlv3p0",
        href=_TEST,
    )
    metadata = element(
        "metadata", element("schema", "QTI Package"), element("schemaversion", "3.0.0")
    )
    manifest = element(
        "manifest",
        metadata,
        element("organizations"),
        element("resources", test, *package.resources),
        xmlns=_PACKAGE,
        identifier="manifest",
    )
    return f"{_HEAD}{manifest}\n".encode()
