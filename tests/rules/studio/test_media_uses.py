"""Which files a text names, what it says of them, and what a rename leaves of it."""

import pytest

from pmo_academy.studio.rules.media_uses import (
    MediumKind,
    Use,
    free_name,
    kind_of,
    title_in,
    uses_in,
    with_other_name,
)

LESSON = "courses/PA-01/lessons/alpha.md"
PRODUCT = "courses/PA-01/work-product.md"
BANK = "courses/PA-01/questions/basics.yaml"
LINE = "courses/PA-01/media/line.png"


def files_named(path, text):
    return [use.file for use in uses_in(path, text)]


def test_a_picture_comes_with_its_words():
    (use,) = uses_in(LESSON, 'Before ![A line](../media/line.png "Drawn") after')

    assert use == Use(path=LESSON, file=LINE, words="A line")
    assert not use.has_no_words
    assert (use.place, use.key) == ("lesson", "alpha")


@pytest.mark.parametrize("text", ["![](../media/line.png)", "![  ](../media/line.png)"])
def test_a_picture_without_words_is_told(text):
    (use,) = uses_in(LESSON, text)

    assert use.has_no_words


def test_a_link_needs_no_words_for_a_picture():
    (use,) = uses_in(LESSON, "the [template](../media/line.png)")

    assert use.words is None
    assert not use.has_no_words


def test_a_work_product_names_files_beside_it():
    text = "---\ntemplate: media/plan.xlsx\n---\n[it](media/plan.xlsx)"

    assert files_named(PRODUCT, text) == ["courses/PA-01/media/plan.xlsx"] * 2
    assert next(uses_in(PRODUCT, text)).place == "work-product"


def test_a_question_is_known_by_its_key():
    text = "questions:\n- key: q1\n  stem: x\n- key: q2\n  picture: ../media/line.png\n- key: q3\n"

    (use,) = uses_in(BANK, text)
    assert (use.place, use.key, use.question) == ("question", "basics", "q2")
    (lone,) = uses_in(BANK, "picture: ../media/line.png")
    assert lone.question == ""


def test_a_package_is_named_too():
    assert files_named(LESSON, "package: ../packages/safety.zip") == [
        "courses/PA-01/packages/safety.zip"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "media/line.png",
        "../../PA-02/media/line.png",
        "https://example.org/media/line.png",
        "../media/Line.png",
        "../multimedia/line.png",
        "../media/line.pngs-",
        "../../../media/line.png",
    ],
)
def test_what_names_no_file_of_the_course_is_no_use(text):
    assert files_named(LESSON, text) == []


def test_a_rename_changes_that_name_and_nothing_else():
    text = "![A](../media/line.png) ../media/line-2.png media/line.png ../media/line.png\r\n"

    assert with_other_name(LESSON, text, old=LINE, new="courses/PA-01/media/bar.png") == (
        "![A](../media/bar.png) ../media/line-2.png media/line.png ../media/bar.png\r\n"
    )
    assert with_other_name(LESSON, text, old="courses/PA-01/media/no.png", new=LINE) == text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (LINE, MediumKind.PICTURE),
        ("courses/PA-01/media/a.webm", MediumKind.VIDEO),
        ("courses/PA-01/media/a.vtt", MediumKind.CAPTIONS),
        ("courses/PA-01/media/a.pdf", MediumKind.DOCUMENT),
        ("courses/PA-01/packages/a.zip", MediumKind.PACKAGE),
    ],
)
def test_the_folder_and_the_ending_say_what_a_file_is(path, kind):
    assert kind_of(path) is kind


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("IMG 0815 (Kopie)", "img-0815-kopie.png"),
        ("Überblick", "berblick.png"),
        ("图", "file.png"),
        ("line", "line-3.png"),
        ("x" * 200, "x" * 60 + ".png"),
    ],
)
def test_a_free_name_fits_and_is_not_taken(wanted, name):
    assert free_name(wanted, "png", {"line.png", "line-2.png"}) == name


def test_a_text_is_called_by_its_title():
    assert title_in("---\ntitle: 'Who decides'\nminutes: 3\n---\n") == "Who decides"
    assert title_in("no title here") == ""


def test_what_is_said_of_a_course_is_a_place_of_its_own():
    (use,) = uses_in("courses/PA-01/course.yaml", "cover: media/line.png")
    (practice,) = uses_in("courses/PA-01/practice/map.md", "[it](../media/line.png)")

    assert (use.place, practice.place) == ("course", "practice")
