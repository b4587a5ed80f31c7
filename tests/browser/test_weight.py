"""What a first visit costs: everything a page loads, compressed as for the network."""

import gzip

import pytest

from tests.browser import places

pytestmark = pytest.mark.browser

MOST_OF_A_PAGE = 150_000
MOST_OF_THE_SCRIPTS = 60_000
KINDS = {"document", "stylesheet", "script", "font", "other"}  # other: the sheet of icons

HEAVIEST = [
    ("max@sample.test", "/team/{payments}"),
    ("max@sample.test", "/team/{payments}/domain/AUT"),
    ("max@sample.test", "/assess/rounds/new?team={payments}"),
    ("lena@sample.test", "/assess/{round}/check"),
    ("lena@sample.test", "/assess/{round}/mul"),
    ("lena@sample.test", "/learn/PA-08/three-tiers"),
    ("lena@sample.test", "/quiz/{taken_quiz}/attempt/1/result"),
    ("lena@sample.test", "/certifications/credentials/{pmp}"),
    ("root@sample.test", "/admin/audit"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "path"), HEAVIEST)
def test_a_first_visit_is_light(visit, academy, who, path):
    with academy.stored():
        values = places.find()
    page = visit(who)
    loaded = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(path.format(**values), wait_until="networkidle")

    sizes = {
        response.url: (response.request.resource_type, size_of(response))
        for response in loaded
        if response.request.resource_type in KINDS
    }
    assert {kind for kind, _ in sizes.values()} == KINDS
    assert sum(size for _, size in sizes.values()) <= MOST_OF_A_PAGE, sizes
    scripts = sum(size for kind, size in sizes.values() if kind == "script")
    assert scripts <= MOST_OF_THE_SCRIPTS, sizes


def size_of(response):
    return len(gzip.compress(response.body(), compresslevel=6))
