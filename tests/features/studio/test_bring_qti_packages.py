"""Packages of QTI: items in the order of their test, pictures, texts of other files, losses."""

import io
import zipfile
from decimal import Decimal

import pytest
from PIL import Image

from pmo_academy.studio.exchange import qti
from pmo_academy.studio.exchange.brought import UnreadableFileError
from tests.features.studio.qti_items import as_3_0, choices, declared, item

ITEM = item(declared("A"), choices("Now", "Then"))
PLAIN = declared("A")


def packed(files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return target.getvalue()


def manifest(*resources):
    inside = "".join(
        f'<resource identifier="r{at}" type="{kind}" href="{href}">{more}'
        f'<file href="{href}"/></resource>'
        for at, (kind, href, more) in enumerate(resources)
    )
    return (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">'
        f"<resources>{inside}</resources></manifest>"
    ).encode()


def items(*hrefs):
    return [("imsqti_item_xmlv2p1", href, "") for href in hrefs]


def picture(kind="PNG", size=(200, 100)):
    target = io.BytesIO()
    Image.new("RGB", size, "white").save(target, kind)
    return target.getvalue()


def test_items_are_brought_in_the_order_of_their_test_and_its_rules_are_losses():
    test = (
        '<assessmentTest identifier="t" title="Spring"><timeLimits maxTime="60"/><testPart>'
        '<assessmentSection identifier="s"><selection select="1"/>'
        '<assessmentItemRef identifier="b" href="items/b.xml" category="risk plan"/>'
        '<assessmentItemRef identifier="gone" href="items/gone.xml"><weight value="2"/>'
        "</assessmentItemRef></assessmentSection></testPart><outcomeProcessing/></assessmentTest>"
    )
    body = packed(
        {
            "imsmanifest.xml": manifest(
                *items("items/a.xml", "items/b.xml"), ("imsqti_test_xmlv2p1", "test.xml", "")
            ),
            "test.xml": test,
            "items/a.xml": ITEM,
            "items/b.xml": ITEM,
        }
    )
    found = qti.read("bank.zip", body)

    assert qti.probe("bank.zip", body)
    assert [one.place for one in found.questions] == [
        "items/b.xml",
        "items/gone.xml",
        "items/a.xml",
    ]
    assert len(found.questions) == len(found.taken) + len(found.refused)
    assert found.refused[0].losses == ("its file is not in the package",)
    assert found.questions[0].tags == ("risk", "plan")
    assert found.losses == (
        "the test “Spring”: its parts, sections and settings",
        "of the test: time limits",
        "of the test: how it adds up points and decides on passing",
        "of the test: which items are drawn",
        "of the test: weights of items",
    )


def test_sections_in_files_of_their_own_are_followed_once():
    reference = '<assessmentSectionRef identifier="s" href="section.xml"/>'
    section = (
        f'<assessmentSection identifier="s" title="S">{reference}'
        '<assessmentItemRef identifier="a" href="a.xml"/></assessmentSection>'
    )
    body = packed(
        {
            "imsmanifest.xml": manifest(("imsqti_test_xmlv2p2", "test.xml", "")),
            "test.xml": f'<assessmentTest identifier="t">{reference}</assessmentTest>',
            "section.xml": section,
            "a.xml": ITEM,
        }
    )

    assert [one.place for one in qti.read("bank.zip", body).taken] == ["a.xml"]


def test_a_package_in_a_folder_with_the_clutter_of_a_desktop_is_read():
    words = "<metadata><lom><keyword><string>Risk</string></keyword></lom></metadata>"
    body = packed(
        {
            "bank/imsmanifest.xml": manifest(("imsqti_item_xmlv3p0", "items/a%20b.xml", words)),
            "bank/items/a b.xml": as_3_0(ITEM.decode()),
            "__MACOSX/bank/._imsmanifest.xml": b"\0",
        }
    )
    (one,) = qti.read("bank.zip", body).questions

    assert one.question is not None
    assert one.tags == ("Risk",)


def test_items_without_a_manifest_are_found_by_what_they_are():
    body = packed({"b.xml": ITEM, "a/a.xml": ITEM, "readme.txt": b"Hello"})

    assert qti.probe("bank.zip", body)
    assert [one.place for one in qti.read("bank.zip", body).taken] == ["a/a.xml", "b.xml"]


def test_one_damaged_item_does_not_keep_the_others_out():
    body = packed(
        {"imsmanifest.xml": manifest(*items("a.xml", "b.xml")), "a.xml": b"<a", "b.xml": ITEM}
    )
    found = qti.read("bank.zip", body)

    assert [one.question is None for one in found.questions] == [True, False]
    assert "no sound XML" in found.refused[0].losses[0]


def test_a_package_of_the_old_version_is_refused_with_what_to_do():
    body = packed(
        {
            "imsmanifest.xml": manifest(("imsqti_xmlv1p2", "quiz.xml", "")),
            "quiz.xml": b"<questestinterop/>",
        }
    )

    assert qti.probe("bank.zip", body)
    with pytest.raises(UnreadableFileError, match=r"QTI 1\.2"):
        qti.read("bank.zip", body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"PK\x03\x04",
        b'{"a": 1}',
        b"<quiz><question/></quiz>",
        packed({"courses/PA-01/course.yaml": b"code: PA-01"}),
        packed({"imsmanifest.xml": b"<manifest><resource type='webcontent' href='a.html'/>"}),
    ],
)
def test_other_files_are_not_taken_for_qti(body):
    assert not qti.probe("file", body)


def hotspot(*, areas, right="A", picture_='<object type="image/png" data="../media/Map%201.png"'):
    inside = "".join(
        f'<hotspotChoice identifier="{key}" shape="{shape}" coords="{coords}"{more}/>'
        for key, shape, coords, more in areas
    )
    return item(
        declared(right),
        '<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Where?</prompt>'
        f'{picture_} width="200" height="100">A map</object>{inside}</hotspotInteraction>',
    )


AREAS = [
    ("A", "circle", "20,50,8", ' hotspotLabel="In the north"'),
    ("B", "rect", "100,0,200,50", ' hotspotLabel="In the east"'),
    ("C", "poly", "0,0,20,0,10,100,0,0", ""),
]


def test_areas_of_a_picture_become_points_and_the_picture_comes_along():
    shown = picture()
    body = packed({"items/a.xml": hotspot(areas=AREAS), "media/Map 1.png": shown})
    found = qti.read("bank.zip", body)

    (one,) = found.questions
    assert one.question == {
        "type": "hot-spot",
        "stem": "Where?",
        "picture": "../media/map-1.png",
        "alt": "A map",
        "spots": [
            {"x": Decimal(10), "y": Decimal(50), "text": "In the north", "right": True},
            {"x": Decimal(75), "y": Decimal(25), "text": "In the east", "right": False},
            {"x": Decimal(5), "y": Decimal(50), "text": "Point 3", "right": False},
        ],
    }
    assert found.pictures == {"map-1.png": shown}
    assert one.losses == (
        "what its points are called (they are numbered)",
        "the areas of the picture (each becomes a point)",
    )


@pytest.mark.parametrize(
    ("files", "areas", "words"),
    [
        ({}, AREAS, "not in the package"),
        ({"media/Map 1.png": b"<svg/>"}, AREAS, "no PNG"),
        ({"media/Map 1.png": picture("GIF")}, AREAS, "no PNG"),
        ({"media/Map 1.png": picture()}, [("A", "default", "", "")], "shape"),
        ({"media/Map 1.png": picture()}, AREAS[:1], "at least 2"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_and_not_brought(files, areas, words):
    found = qti.read("bank.zip", packed({"items/a.xml": hotspot(areas=areas), **files}))

    assert words in found.refused[0].losses[0]
    assert found.pictures == {}


def test_different_pictures_of_one_name_are_kept_apart():
    first, second = picture(), picture(size=(100, 100))
    body = packed(
        {
            "a/items/a.xml": hotspot(areas=AREAS),
            "a/media/Map 1.png": first,
            "b/items/a.xml": hotspot(areas=AREAS),
            "b/media/Map 1.png": second,
            "c/items/a.xml": hotspot(areas=AREAS),
            "c/media/Map 1.png": first,
        }
    )

    assert qti.read("bank.zip", body).pictures == {"map-1.png": first, "map-1-2.png": second}


def test_the_text_of_another_file_stands_before_the_question():
    stimulus = (
        '<qti-assessment-stimulus identifier="s"><qti-stimulus-body><p>Once upon a time.</p>'
        "</qti-stimulus-body></qti-assessment-stimulus>"
    )
    reference = '<assessmentStimulusRef identifier="s" href="../texts/s.xml"/>'
    one = item(PLAIN + reference, choices("Now", "Then"), version="3.0")
    whole = qti.read("b.zip", packed({"items/a.xml": one, "texts/s.xml": stimulus})).taken[0]
    alone = qti.read("b.zip", packed({"items/a.xml": one})).taken[0]

    assert whole.question["stem"] == "Once upon a time.\n\nWhich one?"
    assert whole.losses == ()
    assert alone.losses == ("the text of another file it is about",)
