"""What a work product is made from: a template and a finished example to download."""

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.learning import service
from tests.features.core.test_file_checks import PDF
from tests.support.content import small_content, write_content

PRODUCT = "courses/PA-01/work-product.md"
TITLE = b"title: The work product\n"
PAGE = "/learn/PA-01/work-product"


@pytest.fixture
def enrolled(session, cast, tmp_path):
    """Give what loads the course with these fields and puts Lena into it."""

    def load(fields=""):
        made = small_content() | {"courses/PA-01/media/charter.pdf": PDF}
        made[PRODUCT] = made[PRODUCT].replace(TITLE, TITLE + fields.encode())
        report = authoring.load(write_content(tmp_path / "content", made))
        assert not [one.problems for one in report.editions if one.problems]
        service.enrol(cast.lena, "PA-01")
        session.commit()

    return load


def test_who_is_in_the_course_downloads_the_template(visitor, cast, enrolled):
    enrolled("template: media/charter.pdf\n")

    page = visitor.get(PAGE, as_=cast.lena)
    (link,) = page.soup.select("a.download")
    assert " ".join(link.get_text().split()) == "Template to fill in (PDF, 1 kB)"
    assert "Finished example" not in page.words()
    assert visitor.get(link["href"], as_=cast.lena).response.data == PDF


def test_who_is_not_in_the_course_does_not_see_the_page(visitor, cast, enrolled):
    enrolled("example: media/charter.pdf\n")

    assert "Finished example" in visitor.get(PAGE, as_=cast.lena).words()
    visitor.get(PAGE, as_=cast.max, expect=302)


def test_without_files_nothing_is_offered(visitor, cast, enrolled):
    enrolled()

    assert "To start from" not in visitor.get(PAGE, as_=cast.lena).words()
