"""A PMP holder in the middle of a cycle sees what is missing and takes the claim sheet along."""

import csv
import io
import zipfile

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_scripts", [True, False])
def test_what_is_missing_and_the_claim_sheet(visit, has_scripts):
    page = visit(
        "lena@sample.test", java_script_enabled=has_scripts, viewport={"width": 320, "height": 800}
    )
    page.goto("/certifications")
    page.get_by_role("link", name="PMP", exact=True).click()
    for words in (
        "41 of 60 PDUs count in this cycle.",
        "You need 19 more in all.",
        "You need 6 more in Education.",
        "You need 4 more in Business Acumen.",
        "At the pace of the last year you will be short by",
    ):
        expect(page.get_by_text(words).first).to_be_visible()

    page.get_by_role("link", name="Change Risk workshop design").click()
    page.get_by_label("What you learned or gave").fill("How to run a risk workshop in two hours.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Change Risk workshop design").click()
    page.get_by_label("File").set_input_files(
        {"name": "attendance.txt", "mimeType": "text/plain", "buffer": b"Six hours.\n"}
    )
    page.get_by_role("button", name="Keep file").click()
    expect(page.get_by_role("link", name="Save attendance.txt")).to_be_visible()

    page.get_by_role("link", name="PMP", exact=True).click()
    page.get_by_role("link", name="Claim sheet").click()
    rows = list(csv.DictReader(io.StringIO(saved(page, "Save as CSV").decode())))
    (risk,) = (row for row in rows if row["Title"] == "Risk workshop design")
    assert len(rows) == 8
    assert risk["Description"] == "How to run a risk workshop in two hours."
    assert (risk["Ways of Working"], risk["Power Skills"]) == ("4.00", "2.00")
    with zipfile.ZipFile(io.BytesIO(saved(page, "Audit folder"))) as archive:
        assert archive.read(risk["Evidence"]) == b"Six hours.\n"
    page.get_by_role("button", name="Note as reported today").click()
    expect(page.get_by_text("Everything that is logged in this cycle has been")).to_be_visible()


def saved(page, link):
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    return download.value.path().read_bytes()


def test_the_sheet_is_copied_field_by_field_with_the_keyboard(visit):
    page = visit("lena@sample.test", permissions=["clipboard-read", "clipboard-write"])
    page.goto("/certifications")
    page.get_by_role("link", name="PMP", exact=True).click()
    page.get_by_role("link", name="Claim sheet").click()
    sheet = page.get_by_role("region", name="Risk workshop design")
    sheet.get_by_role("button", name="Copy Title").press("Enter")
    expect(sheet.get_by_role("button", name="Copy Title")).to_have_text("Copied")
    expect(sheet.get_by_role("status")).to_have_text("Copied: Title")
    assert page.evaluate("navigator.clipboard.readText()") == "Risk workshop design"
    expect(sheet.get_by_role("button", name="Copy Address")).to_have_count(0)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_evidence_that_does_not_show_it_comes_back_with_the_reason(visit, has_scripts):
    options = {"java_script_enabled": has_scripts, "viewport": {"width": 320, "height": 800}}
    lena, ada = visit("lena@sample.test", **options), visit("ada@sample.test", **options)
    lena.goto("/certifications")
    lena.get_by_role("link", name="PMP", exact=True).click()
    lena.get_by_role("link", name="Change Risk workshop design").click()
    lena.get_by_label("Link to evidence").fill("https://example.test/workshop")
    lena.get_by_role("button", name="Save").click()
    lena.get_by_role("link", name="Change Risk workshop design").click()
    lena.get_by_role("button", name="Ask a PMO lead to verify it").click()

    ada.goto("/certifications/verifications")
    ada.get_by_text("Send it back").click()
    ada.get_by_role("button", name="Send back").click()
    expect(ada.get_by_text("Say what is missing; the owner reads it.").first).to_be_visible()
    ada.get_by_label("What is missing").fill("The page names no day and no hours.")
    ada.get_by_role("button", name="Send back").click()
    expect(ada.get_by_text("Sent back. The owner reads why.")).to_be_visible()

    lena.goto("/me/agenda")
    lena.get_by_role("link", name="See why the claim “Risk workshop design” came back").click()
    expect(lena.get_by_text("The page names no day and no hours.")).to_be_visible()
