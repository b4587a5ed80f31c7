import pytest

PAGES = [
    ("home", "/studio"),
    ("new", "/studio/courses/new"),
    ("outline", "/studio/courses/PA-01"),
    ("text", "/studio/courses/PA-01/texts/lessons/office-and-person"),
    ("checks", "/studio/courses/PA-01/checks"),
    ("about", "/studio/courses/PA-01/about"),
    ("changes", "/studio/courses/PA-01/changes"),
]


def test_shots(visit):
    for w, h, scheme in ((1280, 900, "light"), (320, 700, "dark")):
        page = visit("ada@sample.test", viewport={"width": w, "height": h}, color_scheme=scheme)
        for name, url in PAGES:
            page.goto(url)
            page.wait_for_timeout(400)
            page.screenshot(path=f"/tmp/shots/{name}-{w}.png", full_page=True)
            over = page.evaluate(
                "document.documentElement.scrollWidth-document.documentElement.clientWidth"
            )
            print(name, w, over)
