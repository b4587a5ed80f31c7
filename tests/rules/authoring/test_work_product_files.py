"""The template and the example of a work product are files of the course."""

import pytest

from tests.rules.authoring.breaking import PRODUCT, problems_in_files, small_content

FILES = {"courses/PA-01/media/sheet.xlsx": b"any", "courses/PA-01/media/done.pdf": b"any"}
TITLE = b"title: The work product\n"


def problems_with(fields):
    files = small_content() | FILES
    assert TITLE in files[PRODUCT]
    files[PRODUCT] = files[PRODUCT].replace(TITLE, TITLE + fields.encode())
    return problems_in_files(files)


@pytest.mark.parametrize(
    "fields",
    [
        "template: media/sheet.xlsx\n",
        "example: media/done.pdf\n",
        "template: media/sheet.xlsx\nexample: media/done.pdf\n",
    ],
)
def test_a_template_and_an_example_that_are_there_are_fine(fields):
    assert problems_with(fields) == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("template: media/no.xlsx\n", "3:11: there is no file 'media/no.xlsx'; put it into"),
        ("template: media/sheet.xlsx\nexample: media/no.pdf\n", "4:10: there is no file"),
        ("example: ../PA-02/media/done.pdf\n", "3:10: there is no file"),
        ("example: https://example.org/done.pdf\n", "3:10: there is no file"),
        ("sample: media/done.pdf\n", "3:1: "),
    ],
)
def test_a_file_that_is_not_there_is_told_with_its_place(fields, problem):
    (found,) = problems_with(fields)

    assert found.startswith(f"{PRODUCT}:{problem}")
