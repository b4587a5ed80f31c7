"""Every page as the people it is for see it: axe objects to nothing and nothing is too wide.

In its usual state each page is looked at wide and narrow, light and dark; in its empty state, wide
and light, narrow and dark. Pages of the gallery have a test of their own.
"""

import pytest
from sqlalchemy import select

from pmo_academy.agenda.service import unsubscribing
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import session, transaction
from pmo_academy.exams import service as exams
from pmo_academy.people import service as people
from pmo_academy.people.models import Person
from pmo_academy.people.preferences import MailKind
from pmo_academy.studio.exchange import own_zip
from pmo_academy.studio.service import pieces, uploads
from tests.browser import places
from tests.browser.academy import FRESH_MANAGER, NEW, SOLE
from tests.support.browser import axe_violations

pytestmark = pytest.mark.browser

WIDE, NARROW = 1280, 320
ALL = [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")]
EMPTY = [(WIDE, "light"), (NARROW, "dark")]
REFUSED = {"/no-such-page": 404, "/admin/people": 403, "/password/used-up": 404}
ELSEWHERE = {
    "static", "healthz", "gallery.show_gallery", "question_gallery.show_types",
    "gallery.show_page",
    "workshop.show_state", "workshop_seat.show_state",
    "portfolio.export_portfolio", "reports.export_report_as_pdf", "reports.export_report_as_json",
    "reports.export_report_as_spreadsheet", "evidence.give_file", "studio.download_model",
    "studio.show_thumbnail", "studio.list_course_media", "studio.show_draft_medium",
    "studio.download_course", "studio.download_package",
    "studio.download_questions", "studio.download_question_template",
    "agenda.show_event",
    "scoring.download_example", "calendar.show_calendar", "items.download_quiz",
    "learning.show_package", "studio.show_trace",
    "learning.show_medium", "learning.download_notes", "learning.list_own_threads",
    "learning.give_own_file", "learning.give_reviewed_file",
    "reports.download_people", "certification.export_holders",
    "portfolio.export_coverage",
    "certification.export_claim_sheet", "certification.give_audit_folder",
    "certification.give_evidence", "certification.give_shown_evidence",
    "certificates.give_pdf", "certificates.give_picture", "certificates.give_token",
    "certificates.show_badge", "certificates.show_status_list", "certificates.show_issuer",
    "certificates.show_schema", "certificates.show_achievement",
}  # fmt: skip

# Who sees which pages; the words in braces stand in places.py.
USUAL = {
    "": ["/sign-in", "/help", "/password/{token}", "/password/used-up",
         "/invitation/{guest_token}", "/how-we-score", "/answers", "/answers/certificates",
         "/self-check", "/self-check/questions",
         "/self-check/kept/{kept}", "/unsubscribe/{unsubscribe}",
         "/certificates", "/certificates?code=none", "/certificates/{award}"],
    "lena@sample.test": [
        "/", "/help", "/me/account", "/me/agenda", "/me/preferences",
        "/me/learning", "/no-such-page", "/admin/people",
        "/learn", "/learn?level=strategic&length=short", "/learn/PA-01", "/learn/PA-02",
        "/learn/PA-04", "/learn/PA-08", "/learn/PA-08/three-tiers", "/learn/PA-08/work-product",
        "/learn/PA-08/print", "/learn/glossary", "/learn/tracks",
        "/learn/tracks/control-practitioner", "/answers", "/answers/types-and-levels",
        "/learn/PA-01/one-page-charter", "/learn/PA-08/swing-items-and-consensus",
        "/learn/PA-08/practice/types-and-styles",
        "/quiz/{open_quiz}", "/quiz/{taken_quiz}",
        "/quiz/{taken_quiz}/attempt/1/result", "/quiz/{taken_quiz}/attempt/2/result",
        "/assess", "/assess/{round}", "/assess/{round}/mnd", "/assess/{round}/lrn",
        "/assess/{round}/check", "/assess/{closed_round}",
        "/assess/{round}/evidence/new?item=MND-S2", "/team/{payments}/evidence/{evidence}",
        "/team/{payments}/evidence/{returned_evidence}",
        "/certifications", "/certifications/credentials/new",
        "/certifications/credentials/{pmp}", "/certifications/credentials/{pmp}/claims/new",
        "/certifications/claims/{claim}", "/certifications/claims/{draft}",
        "/certifications/credentials/{pmp}/claim-sheet",
        "/certifications/programmes/foundation", "/certifications/programmes/strategic-leader",
        "/certifications/record", "/certifications/programmes/strategic-leader/case",
        "/certifications/planner", "/certifications/planner/work", "/certifications/career",
        "/me/tasks", "/me/tasks/{task}",
        "/me/practice", "/me/practice/cards/{card}",
        "/learn/PA-01/work-product", "/me/reviews", "/me/reviews/{review}", "/me/notes",
        "/learn/PA-08/three-tiers/questions",
        "/search", "/search?q=charter", "/search?q=chartr", "/search?q=zzzzzz",
    ],
    "priyanair@sample.test": ["/assess/{round}/done", "/me/practice/done"],
    "max@sample.test": [
        "/", "/team/{payments}", "/team/{payments}/domain/AUT", "/team/{payments}/people",
        "/team/{payments}/people/{lena}", "/team/{payments}/assign/PA-04",
        "/team/{payments}/joining-rules", "/team/{payments}/assignments",
        "/team/{payments}/track-assignments", "/team/{payments}/track-assignments?track=foundation",
        "/team/{payments}/target", "/team/{payments}/plan",
        "/team/{payments}/plans/new", "/team/{payments}/plans/{plan}", "/team/{payments}/tasks",
        "/team/{payments}/evidence", "/team/{payments}/evidence?show=waiting",
        "/team/{payments}/evidence?show=expiring", "/team/{payments}/evidence/new",
        "/team/{payments}/evidence/{evidence}",
        "/team/{payments}/evidence/new?renews={returned_evidence}",
        "/team/{payments}/tasks/new?item=RES-C1", "/team/{payments}/tasks/{task}",
        "/assess/rounds/{round}", "/assess/rounds/{round}/closing",
        "/assess/rounds/{round}/invitations", "/assess/rounds/{closed_round}",
        "/assess/rounds/{round}/extension", "/assess/rounds/{closed_round}/reopening",
        "/assess/rounds/new?team={payments}",
        "/certificates/{award}", "/certifications", "/certifications/programmes/foundation",
        "/certifications/records", "/certifications/cases", "/certifications/cases/{case}",
        "/certifications/careers", "/certifications/careers/{lena}",
        "/quiz/{open_quiz}/attempt/2", "/quiz/{open_quiz}/attempt/2/check",
        *[f"/quiz/{{long_quiz}}/attempt/2?question={number}" for number in range(1, 7)],
        "/quiz/{long_quiz}/attempt/2/check",
    ],
    "olga@sample.test": [
        "/assess/{review_round}/workshop", "/certifications/programmes/strategic-leader/case",
    ],
    "ada@sample.test": [
        "/", "/team", "/team/{payments}", "/team/{data_platform}", "/assess", "/assess/rounds/new",
        "/studio/courses/PA-01/export", "/studio/bring/{upload}", "/studio/pieces/{piece}",
        "/studio", "/studio/health", "/studio/bring", "/studio/pieces", "/studio/courses/new",
        "/studio/courses/PA-01",
        "/studio/courses/PA-01/about", "/studio/courses/PA-01/modules/one-word",
        "/studio/courses/PA-01/checks",
        "/studio/courses/PA-01/changes", "/studio/courses/PA-01/discarding",
        "/studio/courses/PA-01/texts/lessons/office-and-person",
        "/studio/courses/PA-01/texts/practice/one-word",
        "/studio/courses/PA-01/texts/work-product/course",
        "/studio/media", "/studio/media?state=unused", "/studio/media/PA-01/media/tram-company.png",
        "/studio/courses/PA-01/questions", "/studio/courses/PA-01/questions/why-set-one-up",
        "/studio/courses/PA-01/questions/why-set-one-up/q01",
        "/studio/courses/PA-01/questions/why-set-one-up/new?type=case",
        "/studio/courses/PA-01/questions/course-test/try-out",
        "/studio/courses/PA-01/questions/why-set-one-up/import",
        "/studio/courses/PA-01/questions/why-set-one-up/export",
        "/studio/courses/PA-01/publish", "/studio/courses/PA-02/publish",
        "/studio/courses/PA-01/lines", "/studio/courses/PA-01/withdrawal",
        "/studio/courses/PA-01/later-edition",
        "/studio/models", "/studio/models/new", "/search?q=authorisation", "/search?q=lena",
        "/studio/models/copy", "/studio/models/PALM/1", "/studio/models/PALM/draft",
        "/studio/models/PALM/draft/words", "/studio/models/PALM/draft/limits",
        "/studio/models/PALM/draft/history", "/studio/models/PALM/draft/discarding",
        "/studio/models/PALM/draft/simulation",
        "/studio/models/PALM/draft/simulation/{closed_round}",
        "/studio/models/PALM/draft/publication", "/studio/models/OURS/draft/publication",
        "/studio/models/PALM/draft/domains/new", "/studio/models/PALM/draft/domains/MND",
        "/studio/models/PALM/draft/domains/MND/items/new",
        "/studio/models/PALM/draft/items/MND-S1", "/studio/models/OURS/draft",
        "/search?q=authorisation&kind=question",
        "/studio/lesson-questions", "/studio/lesson-questions/{thread}",
        "/studio/questions", "/studio/questions/PA-08/types-and-styles",
        "/studio/questions/PA-08/types-and-styles/q01",
        "/studio/questions/PA-08/types-and-styles/q01/versions/1/regrades",
        "/assess/rounds/{round}", "/assess/rounds/{small_round}",
        "/assess/rounds/{review_round}/review", "/assess/rounds/{review_round}/workshop",
        "/portfolio", "/portfolio?sort=-level", "/portfolio/certificates",
        "/certifications/holders", "/certifications/cases/{case}",
        "/certifications/awards/{award_id}/revocation", "/certifications/verifications",
        "/team/{payments}/report", "/team/{data_platform}/report",
        "/team/{data_platform}/evidence",
    ],
    "root@sample.test": [
        "/", "/how-we-score", "/self-check",
        "/admin/people", "/admin/people?q=nobody", "/admin/people/{lena}",
        "/admin/people/new", "/admin/teams", "/admin/teams/{payments}", "/admin/audit",
    ],
}  # fmt: skip

NOTHING_YET = {
    NEW: [
        "/", "/learn", "/learn/tracks", "/me/learning", "/me/practice", "/me/reviews",
        "/me/notes", "/me/account", "/me/agenda", "/assess",
        "/certifications",
        "/certifications/credentials/new", "/certifications/programmes/foundation",
        "/certifications/record", "/certifications/cases",
        "/certifications/planner", "/certifications/planner/work", "/certifications/career",
    ],
    FRESH_MANAGER: [
        "/", "/team/{retail}", "/team/{retail}/people", "/team/{retail}/people/{newcomer}",
        "/team/{retail}/assignments", "/team/{retail}/joining-rules", "/team/{retail}/assign/PA-04",
        "/assess/rounds/new?team={retail}", "/team/{retail}/report",
        "/team/{retail}/target", "/team/{retail}/plan", "/team/{retail}/tasks", "/me/tasks",
        "/certifications/holders", "/certifications/records", "/certifications/careers",
    ],
}  # fmt: skip

BARE = [
    "/", "/studio", "/learn", "/me/learning", "/assess", "/certifications", "/team", "/portfolio",
    "/assess/rounds/new",
    "/admin/people", "/admin/teams", "/admin/audit", "/certifications/credentials/new",
]  # fmt: skip


@pytest.fixture(scope="module")
def values(filled):
    """The sample organisation with some quizzes begun, and what stands for the words in braces."""
    filled.put_back()
    with filled.stored(), transaction():
        found = places.find()
        maximilian, lena = (
            session().scalars(select(Person).where(Person.email == email)).one()
            for email in ("max@sample.test", "lena@sample.test")
        )
        long = places.ask_one_of_each_type(found["long_quiz"])
        for quiz in (places.quiz(found["open_quiz"]), long):
            exams.start(quiz, maximilian)
        token = people.make_password_link(lena, by=None)
        ada = session().scalars(select(Person).where(Person.email == "ada@sample.test")).one()
        piece = pieces.begin(Kind.PROGRAMME, "foundation", by=ada.id)
        course = {"courses/OWN-01/course.yaml": b"code: OWN-01\n", "courses/odd": b""}
        upload = uploads.keep("own.zip", own_zip.write(course), by=ada.id).id
        kept = places.keep_self_check()
        places.write_models()
        ending = unsubscribing.token_for(lena.id, MailKind.DIGEST)
    studio = {"piece": f"programmes/{piece.key}", "upload": upload}
    return {**found, **studio, "token": token, "kept": kept, "unsubscribe": ending}


@pytest.fixture(scope="module")
def page_of(browser, filled):
    """A page for each person, kept for the next test, with what went wrong in it."""
    yield from places.kept_pages(browser, filled)


def each(pages):
    return [(who, path) for who, paths in pages.items() for path in paths]


@pytest.mark.parametrize(("who", "path"), each(USUAL))
def test_a_page_in_its_usual_state(page_of, values, who, path):
    page, trouble = page_of(who)

    expected = REFUSED.get(path, 200) if who in ("", "lena@sample.test") else 200
    assert problems(page, path.format(**values), ALL, status=expected) == []
    assert trouble == []


@pytest.mark.parametrize(("who", "path"), each(NOTHING_YET))
def test_a_page_of_somebody_who_has_nothing_yet(page_of, values, who, path):
    page, trouble = page_of(who)

    assert problems(page, path.format(**values), EMPTY) == []
    assert trouble == []


def test_the_pages_before_anything_is_there(visit, filled):
    filled.put_back("bare")
    page = visit(SOLE)

    found = {path: problems(page, path, EMPTY) for path in BARE}

    assert {path: all_ for path, all_ in found.items() if all_} == {}


def test_no_page_is_left_out(filled, values):
    router = filled.app.url_map.bind("localhost")
    seen = {
        router.match(path.partition("?")[0].format(**values))[0]
        for _, path in [*each(USUAL), *each(NOTHING_YET)]
        if path != "/no-such-page"
    }
    every = {rule.endpoint for rule in filled.app.url_map.iter_rules() if "GET" in rule.methods}

    assert every - seen - ELSEWHERE == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("who", "path"), [("lena@sample.test", "/learn"), ("", "/sign-in"), ("", "/ui/paper")]
)
def test_the_focus_is_seen_on_each_layout(visit, who, path, scheme):
    page = visit(who, color_scheme=scheme)
    page.goto(path)

    for _ in range(6):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => {
              const focused = document.activeElement;
              if (focused === document.body) return null;
              const { outlineStyle, outlineWidth } = getComputedStyle(focused);
              const box = focused.getBoundingClientRect();
              const isInside = box.bottom > 0 && box.right > 0 && box.width > 0;
              return [outlineStyle, parseFloat(outlineWidth) >= 2, isInside];
            }"""
        )
        assert ring in (["solid", True, True], None)


def problems(page, path, looks, *, status=200):
    """Open the page and say what is wrong with it at each width and in each scheme."""
    page.set_viewport_size({"width": looks[0][0], "height": 900})
    page.emulate_media(color_scheme=looks[0][1])
    response = page.goto(path)
    page.wait_for_load_state("load")
    found = [] if response.status == status else [f"status {response.status}"]
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} h1")
    if page.locator("main .button--primary:visible").count() > 1:
        found.append("more than one primary button")
    if not page.title().endswith(" | PMO Academy"):
        found.append(f"title {page.title()!r}")
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{wide} px wide at {width} px")
        # What depends on the scheme is looked at in each, the rest once at each width.
        known = scheme == "dark" and (width, "light") in looks
        violations = axe_violations(page, only_colours=known)
        found += [f"{width} px, {scheme}: {line}" for line in violations]
    return found
