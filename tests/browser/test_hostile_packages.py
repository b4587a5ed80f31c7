"""A package that means harm: what it tries leads nowhere. Each try is made in a real browser."""

import pytest
from playwright.sync_api import expect

from pmo_academy.learning.models import LessonDone, PackageState
from tests.browser.test_packages import (  # noqa: F401 - the fixtures stand there
    academy,
    enrolled,
    package_in,
)
from tests.support.packages import scorm_12

pytestmark = pytest.mark.browser

TRIES = """
const academy = "ACADEMY";
const told = {};
const attempt = async (name, act) => {
  try { told[name] = String(await act()); } catch (error) { told[name] = "refused"; }
};
const waits = (one) => new Promise((done, fail) => { one.onload = done; one.onerror = fail; });
(async () => {
  api.LMSInitialize("");
  await attempt("parent document", () => parent.parent.document.title);
  await attempt("frame element", () => parent.frameElement.tagName);
  await attempt("top document", () => top.document.cookie);
  await attempt("top navigation", () => { top.location.href = "https://evil.test/"; return 1; });
  await attempt("own cookie", () => { document.cookie = "session=evil; path=/"; return "set"; });
  await attempt("domain cookie", () => { document.cookie = "session=evil; domain=127.0.0.1; path=/";
    return document.cookie.split("session=evil").length - 1; });
  await attempt("window", () => window.open(academy + "/me/learning").location.href);
  const options = { credentials: "include", mode: "no-cors" };
  await attempt("fetch", () => fetch(academy + "/me/learning", options));
  await attempt("elsewhere", () => fetch("https://evil.test/", { mode: "no-cors" }));
  await attempt("picture", async () => { const one = new Image();
    one.src = academy + "/static/mark.svg"; await waits(one); return "came"; });
  await attempt("worker", () => navigator.serviceWorker.register("sw.js"));
  await attempt("academy by this address", async () => (await fetch("/me/learning")).status);
  await attempt("left behind", () => { const before = localStorage.getItem("spy");
    localStorage.setItem("spy", "of the last one"); return before; });
  const frame = document.createElement("iframe");
  frame.src = academy + "/learn/PA-01/beta";
  document.body.append(frame);
  await new Promise((done) => setTimeout(done, 500));
  await attempt("framed academy", () => frame.contentDocument.title);
  const form = document.createElement("form");
  form.method = "post"; form.target = "_top";
  form.action = academy + "/learn/PA-01/beta/completion";
  document.body.append(form);
  form.submit();
  const values = { "cmi.core.lesson_status": "completed" };
  const forged = { sitting: 1, number: 50, calls: [], values };
  parent.parent.postMessage(forged, "*");
  top.postMessage({ ...forged, lesson: "beta", address: "/learn/PA-01/beta/commits" }, "*");
  await new Promise((done) => setTimeout(done, 500));
  document.querySelector("#log").textContent = JSON.stringify(told);
})();
"""


def test_a_hostile_package_reaches_nothing(academy, enrolled):  # noqa: F811
    enrolled(alpha=scorm_12(TRIES.replace("ACADEMY", academy.address)), beta=scorm_12())
    page = academy.page(listens=False)
    answered = []
    page.context.on("response", lambda one: answered.append(one))
    page.goto("/learn/PA-01/alpha")
    log = package_in(page).locator("#log")
    expect(log).to_contain_text("framed academy", timeout=20_000)
    told = log.evaluate("one => JSON.parse(one.textContent)")

    refused = (
        "parent document", "top document", "top navigation", "window", "fetch", "elsewhere",
        "picture", "worker", "framed academy",
    )  # fmt: skip
    assert {name: told[name] for name in refused} == dict.fromkeys(refused, "refused")
    assert told["frame element"] in ("refused", "null")
    assert told["academy by this address"] == "404"
    assert told["left behind"] == "null"
    assert page.url == f"{academy.address}/learn/PA-01/alpha"
    assert not [one for one in answered if "evil.test" in one.url]
    in_frames = [one for one in answered if one.frame.parent_frame]
    assert in_frames
    assert not [one for one in in_frames if one.url.startswith(academy.address)]
    assert not academy.stored(LessonDone)
    assert {one.stage for one in academy.stored(PackageState)} == {"not-started"}
    cookies = {one["domain"]: one["value"] for one in page.context.cookies(academy.address)}
    assert cookies
    assert "evil" not in cookies.values()


def test_what_a_package_leaves_behind_is_gone_at_the_next_start(academy, enrolled):  # noqa: F811
    enrolled(alpha=scorm_12(TRIES.replace("ACADEMY", academy.address)))
    page = academy.page(listens=False)
    for _start in range(2):
        page.goto("/learn/PA-01/alpha")
        log = package_in(page).locator("#log")
        expect(log).to_contain_text("framed academy", timeout=20_000)
        assert '"left behind":"null"' in log.text_content()


def test_a_page_elsewhere_cannot_report_for_a_lesson(academy, enrolled):  # noqa: F811
    """A message counts only from the frame that the page itself opened."""
    enrolled(alpha=scorm_12())
    page = academy.page()
    page.goto("/learn/PA-01/alpha")
    expect(package_in(page).locator("#where")).to_have_text("Slide 1")
    forged = {
        "sitting": 1,
        "number": 9,
        "calls": [],
        "values": {"cmi.core.lesson_status": "passed"},
    }
    page.evaluate("forged => window.postMessage(forged, '*')", forged)
    page.wait_for_timeout(300)

    assert not academy.stored(LessonDone)
