"""A folder of plain Markdown becomes a course; nothing is invented, losses are named."""

import io
import time
import zipfile
from datetime import date

import pytest
from PIL import Image

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.collection import collect
from pmo_academy.authoring.rules.front_matter import read as read_page
from pmo_academy.maturity.publishing import problems_in_model
from pmo_academy.studio.exchange.brought import UnreadableFileError
from pmo_academy.studio.exchange.markdown_folder import read, read_zip
from pmo_academy.studio.exchange.markdown_lesson import _LINK

DAY = date(2026, 12, 1)


def picture():
    target = io.BytesIO()
    Image.new("RGB", (20, 10), "white").save(target, "PNG")
    return target.getvalue()


def brought(files, title="Risk at work"):
    return read(
        {name: body.encode() if isinstance(body, str) else body for name, body in files.items()},
        code="NEW-01",
        title=title,
        updated=DAY,
    )


def course_of(found):
    text = found.files["courses/NEW-01/course.yaml"].decode()
    return strict_yaml.read(text, file="course.yaml").value


def lesson(text, **others):
    """The title and text of a lesson of one file, and its losses without the file's name."""
    found = brought({"a.md": text, **others})
    page = read_page(found.files["courses/NEW-01/lessons/a.md"], file="a.md")
    losses = [one.removeprefix("a.md: ") for one in found.losses]
    return page.fields.value["title"], page.body.strip("\n"), losses


def test_folders_are_modules_and_files_are_lessons_in_the_order_people_see():
    found = brought(
        {
            "book/10 Later/2-b.md": "# B\n\nText.",
            "book/10 Later/10-a.md": "# A\n\nText.",
            "book/2-first-steps/index.md": "# Welcome\n\nText.",
            "book/2-first-steps/a_zebra.md": "No heading here.",
            "__MACOSX/book/._a.md": "x",
        }
    )

    assert found.losses == ()
    assert set(found.files) == {
        f"courses/NEW-01/{name}"
        for name in (
            "course.yaml",
            "lessons/first-steps.md",
            "lessons/a-zebra.md",
            "lessons/b.md",
            "lessons/a.md",
            "questions/first-steps.yaml",
            "questions/later.yaml",
        )
    }
    course = course_of(found)
    assert course == {
        "code": "NEW-01",
        "title": "Risk at work",
        "minutes": 4,
        "updated": DAY,
        "requires": [],
        "recommends": [],
        "covers": {},
        "completes_with": ["lessons"],
        "modules": [
            {
                "key": "first-steps",
                "title": "First steps",
                "minutes": 2,
                "lessons": ["first-steps", "a-zebra"],
                "practice": False,
            },
            {
                "key": "later",
                "title": "Later",
                "minutes": 2,
                "lessons": ["b", "a"],
                "practice": False,
            },
        ],
    }
    assert lesson_fields(found, "a-zebra") == {"title": "A zebra", "minutes": 1}
    assert lesson_fields(found, "first-steps") == {"title": "Welcome", "minutes": 1}


def lesson_fields(found, key):
    return read_page(found.files[f"courses/NEW-01/lessons/{key}.md"], file=key).fields.value


def test_what_is_left_for_the_author_is_all_that_keeps_it_from_being_read():
    found = brought({"a.md": "# A\n\n" + "word " * 1000})
    collection = collect(found.files, model_problems=problems_in_model)
    messages = {one.message for one in collection.problems}

    assert course_of(found)["minutes"] == 8
    assert messages == {
        f"the field '{name}' is missing: add it"
        for name in (
            "level",
            "promise",
            "audience",
            "outcomes",
            "learning_credit",
            "topics",
            "summary",
            "quiz",
            "verb",
        )
    }


def test_the_first_heading_is_the_title_and_the_others_begin_below_it():
    title, body, losses = lesson(
        "Risk *now*\n=====\n\nOpening.\n\n# One\n\nText.\n\n## Two\n\n```\n# no heading\n```\n"
    )

    assert title == "Risk now"
    assert body == "Opening.\n\n## One\n\nText.\n\n### Two\n\n```\n# no heading\n```"
    assert losses == []


def test_headings_that_begin_below_the_title_stay():
    assert lesson("# T\n\nA.\n\n## One\n\nB\n---\n\nC.")[1] == "A.\n\n## One\n\n## B\n\nC."


def test_fields_of_other_products_at_the_top_give_the_title_alone():
    title, body, losses = lesson('---\ntitle: "A plan"\ntags: [x]\n---\n\nText.\n')

    assert (title, body) == ("A plan", "Text.")
    assert losses == ["its fields at the top, but for the title"]


def test_pictures_come_along_and_stand_alone():
    shown = picture()
    text = (
        'Look at ![A chart](../img/My%20Chart.PNG "March") here.\n\n'
        "![B][b]\n\n[b]: ../img/b.jpg\n\n![C](gone.png) ![D](https://x.test/d.png) ![E](e.svg)"
    )
    found = brought(
        {"m/a.md": text, "img/My Chart.PNG": shown, "img/b.jpg": b"jpg", "m/e.svg": b"<svg/>"}
    )
    body = found.files["courses/NEW-01/lessons/a.md"].decode().split("---\n", 2)[2]

    assert found.files["courses/NEW-01/media/my-chart.png"] == shown
    assert '\n\n![A chart](../media/my-chart.png "March")\n\n' in f"\n\n{body}"
    assert "Look at  here." in body
    assert "\n\n![B](../media/b.jpg)\n\n" in body
    assert "C D E" in body
    assert found.losses == (
        "m/a.md: the picture gone.png (its words stay)",
        "m/a.md: the picture https://x.test/d.png (its words stay)",
        "m/a.md: the picture e.svg (its words stay)",
        "m/e.svg: nothing shows it or leads to it",
    )


def test_links_lead_to_lessons_downloads_and_the_web_and_nowhere_else():
    text = (
        "[next](../x/Next%20one.md#part), [plan](plan.docx), [web](https://a.test/b_(c)), "
        "[old](http://a.test), [mail](mailto:a@b.test), [up](../../../etc/passwd), [part](#part), "
        "`[code](x.md)`, [by name][n]\n\n[n]: https://n.test\n"
    )
    found = brought({"m/a.md": text, "x/Next one.md": "Text.", "m/plan.docx": b"PK"})
    body = found.files["courses/NEW-01/lessons/a.md"].decode()

    assert (
        "[next](next-one.md), [plan](../media/plan.docx), [web](https://a.test/b_(c)), "
        "old, mail, up, part, `[code](x.md)`, [by name](https://n.test)"
    ) in body
    assert found.files["courses/NEW-01/media/plan.docx"] == b"PK"
    assert [one.partition(" (")[0] for one in found.losses] == [
        "m/a.md: the link to http://a.test",
        "m/a.md: the link to mailto:a@b.test",
        "m/a.md: the link to ../../../etc/passwd",
        "m/a.md: the link to #part",
    ]


def test_marks_of_a_wiki_are_links_where_the_page_came_along_and_never_terms():
    body = brought({"a.md": "See [[b]], [[b|this]], [[c]].", "b.md": "Text."})
    text = body.files["courses/NEW-01/lessons/a.md"].decode()

    assert "See [b](b.md), [this](b.md), c." in text
    assert body.losses == ("a.md: the link to “c” (its words stay)",)


def test_html_becomes_markdown_or_its_words():
    _title, body, losses = lesson(
        "# T\n\n<div><p>One <b>two</b></p><script>alert(1)</script></div>\n\n"
        'Three <span style="x">four</span><br>five<!-- no -->.\n\n`<b>` stays.\n\n'
        '<p align="center"><img src="c.png" alt="Chart"></p>',
        **{"c.png": picture()},
    )

    assert body == (
        "One **two**\n\nThree four\\\nfive.\n\n`<b>` stays.\n\n![Chart](../media/c.png)"
    )
    assert losses == ["HTML (its words stay)", "a script"]


def test_what_our_pages_do_not_know_is_said():
    _title, _body, losses = lesson("# T\n\nA note[^1] and $$x^2$$.\n\n[^1]: Where.")

    assert losses == ["footnotes (shown as typed)", "formulas (shown as typed)"]


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("b.md", "\xff".encode("latin-1"), "not in UTF-8"),
        ("b.md", b" \n", "empty"),
        ("b.md", b"x" * 99_000, "part it"),
        ("SUMMARY.md", b"- [A](a.md)", "list of contents"),
        ("b.pptx", b"PK", "nothing shows it"),
    ],
)
def test_files_that_cannot_be_lessons_are_left_out_and_said(name, body, words):
    (loss,) = brought({"a.md": "Text.", name: body}).losses

    assert loss.startswith(f"{name}: ")
    assert words in loss


def test_names_that_are_the_same_get_numbers():
    found = brought({"x/a.md": "1", "y/A.md": "2", "z/1 a.md": "3", "项目/一.md": "4"})
    modules = course_of(found)["modules"]

    assert [one["lessons"] for one in modules] == [["a"], ["a-2"], ["a-3"], ["part"]]
    assert [one["key"] for one in modules] == ["x", "y", "z", "part"]


def test_different_pictures_of_one_name_are_kept_apart():
    found = brought(
        {
            "x/a.md": "![A](p.png)",
            "y/b.md": "![B](p.png)\n\n![A](../x/p.png)",
            "x/p.png": b"1",
            "y/p.png": b"2",
        }
    )

    assert found.files["courses/NEW-01/media/p.png"] == b"1"
    assert found.files["courses/NEW-01/media/p-2.png"] == b"2"
    assert "![B](../media/p-2.png)\n\n![A](../media/p.png)" in (
        found.files["courses/NEW-01/lessons/b.md"].decode()
    )


def test_a_zip_without_markdown_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "Hello")

    with pytest.raises(UnreadableFileError, match="no Markdown"):
        read_zip(target.getvalue(), code="NEW-01", title="T", updated=DAY)


@pytest.mark.parametrize("part", ["![", "[[", "`a``", "<!--", "[^", "[a](", "$$x", "<a"])
def test_texts_that_are_made_to_last_do_not(part):
    began = time.monotonic()
    brought({"a.md": part * (85_000 // len(part))})

    assert time.monotonic() - began < 10


def test_odd_brackets_keep_nobody_waiting():

    assert _LINK.search("[" + "![a]" * 2000) is None
