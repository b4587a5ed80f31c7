"""A path in a real browser: a locked course, why, an exemption by the manager, and it opens."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.hands import sign_in
from tests.cast import make_person

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_scripts", [True, False])
def test_who_joins_a_team_is_given_its_course(
    app, browser, live_server, session, cast, has_scripts
):
    factories.make_course(session, "PA-52", title="Gates that can say no")
    newcomer = make_person(session, "New Comer")
    session.commit()

    def page_of(person):
        context = browser.new_context(
            base_url=live_server,
            java_script_enabled=has_scripts,
            viewport={"width": 320, "height": 800},
        )
        sign_in(app, context, person, live_server)
        return context.new_page()

    manager, administrator, learner = map(page_of, (cast.max, cast.root, newcomer))
    manager.goto(f"/team/{cast.payments.id}/assignments")
    manager.get_by_role("link", name="Rules for those who join").press("Enter")
    manager.get_by_label("Course").select_option(label="PA-52 Gates that can say no")
    manager.get_by_label("Within days").fill("30")
    manager.get_by_role("button", name="Make rule").press("Enter")
    expect(manager.get_by_text("2 present members got the course.")).to_be_visible()

    administrator.goto(f"/admin/people/{newcomer.id}")
    administrator.locator(f"input[name=member_of][value='{cast.payments.id}']").check()
    administrator.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(administrator.get_by_text("Saved.")).to_be_visible()

    learner.goto("/me/agenda")
    learner.get_by_role("link", name="Start Gates that can say no", exact=True).press("Enter")
    expect(learner.get_by_role("button", name="Start course")).to_be_visible()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_locked_course_opens_by_an_exemption(
    app, browser, live_server, session, cast, has_scripts
):
    factories.make_course(session, "PA-52", title="Gates that can say no")
    factories.make_course(session, "PA-53", title="Portfolios", requires=["PA-52"])

    def page_of(person):
        context = browser.new_context(
            base_url=live_server,
            java_script_enabled=has_scripts,
            viewport={"width": 320, "height": 800},
        )
        sign_in(app, context, person, live_server)
        return context.new_page()

    learner, manager = page_of(cast.lena), page_of(cast.max)
    learner.goto("/learn/PA-53")
    expect(learner.get_by_text("ask your manager for an exemption")).to_be_visible()
    expect(learner.get_by_role("link", name="Gates that can say no")).to_be_visible()

    manager.goto(f"/team/{cast.payments.id}/assignments")
    manager.locator("#exemptions summary").press("Enter")
    manager.get_by_label("Person", exact=True).select_option(label="Lena Ortiz")
    manager.locator("#exempt_from").select_option(label="PA-52 Gates that can say no")
    manager.get_by_label("Reason").fill("Led gates for six years.")
    manager.get_by_role("button", name="Exempt", exact=True).press("Enter")
    expect(manager.get_by_text("Lena Ortiz, PA-52: Led gates for six years.")).to_be_visible()

    learner.goto("/learn/PA-53")
    learner.get_by_role("button", name="Start course").press("Enter")
    expect(learner.get_by_role("heading", name="Lesson first-1")).to_be_visible()
