"""Accounts and teams, for the administrator alone."""

import pytest

from pmo_academy.people import queries


def new_person(**fields):
    return {"name": "Nia Okafor", "email": "Nia@Example.test", **fields}


def test_the_administrator_adds_a_person_with_a_team(visitor, cast, session):
    page = visitor.post(
        "/admin/people", new_person(member_of=[str(cast.payments.id)]), as_=cast.root
    )

    nia = queries.find_person_by_email("nia@example.test")
    assert page.location == f"/admin/people/{nia.id}"
    assert queries.team_ids_of(nia.id) == ({cast.payments.id}, set())
    assert "/password/" in visitor.get(page.location, as_=cast.root).words()


def test_a_second_click_adds_nobody_twice(visitor, cast):
    form = new_person(submission_key="k" * 32)

    first = visitor.post("/admin/people", form, as_=cast.root)
    second = visitor.post("/admin/people", form, as_=cast.root)

    assert first.location == second.location
    assert queries.list_people(page=1, containing="nia")[1] == 1


def test_the_same_key_for_something_else_is_refused(visitor, cast):
    visitor.post("/admin/people", new_person(submission_key="k" * 32), as_=cast.root)

    other = new_person(submission_key="k" * 32, email="other@example.test")
    visitor.post("/admin/people", other, as_=cast.root, expect=409)


def test_a_known_address_is_refused_beside_its_field(visitor, cast):
    form = new_person(email=cast.lena.email, submission_key="k" * 32)
    page = visitor.post("/admin/people", form, as_=cast.root, expect=422)

    assert "here already" in page.one("#email-error").get_text()
    assert page.one("#name")["value"] == "Nia Okafor"
    visitor.post("/admin/people", new_person(submission_key="k" * 32), as_=cast.root)


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "two@at@signs.test", "x" * 255])
def test_an_address_that_is_none_is_refused(visitor, cast, email):
    page = visitor.post("/admin/people", new_person(email=email), as_=cast.root, expect=422)

    assert page.one("#email-error").get_text(strip=True)


def test_roles_and_teams_change(visitor, cast, session):
    visitor.post(
        f"/admin/people/{cast.lena.id}",
        {"name": "Lena O.", "is_pmo_lead": "y", "manager_of": [str(cast.logistics.id)]},
        as_=cast.root,
    )

    session.refresh(cast.lena)
    assert cast.lena.is_pmo_lead
    assert cast.lena.name == "Lena O."
    assert queries.team_ids_of(cast.lena.id) == (set(), {cast.logistics.id})


def test_nobody_locks_themselves_out(visitor, cast, session):
    visitor.post(f"/admin/people/{cast.root.id}", {"name": "Root"}, as_=cast.root, expect=422)
    visitor.post(f"/admin/people/{cast.root.id}/deactivation", as_=cast.root, expect=409)

    session.refresh(cast.root)
    assert cast.root.is_administrator
    assert cast.root.is_active


def test_a_deactivated_account_opens_again(visitor, cast, session):
    visitor.post(f"/admin/people/{cast.lena.id}/deactivation", as_=cast.root)
    page = visitor.get(f"/admin/people/{cast.lena.id}", as_=cast.root)
    assert "Deactivated on" in page.words()

    visitor.post(f"/admin/people/{cast.lena.id}/activation", as_=cast.root)

    session.refresh(cast.lena)
    assert cast.lena.is_active


def test_teams_stand_below_teams_but_never_in_a_circle(visitor, cast, session):
    group = {"name": "Harbour PMO", "parent_id": ""}
    visitor.post("/admin/teams", group, as_=cast.root)
    below = {"name": "Payments PMO", "parent_id": str(cast.logistics.id)}
    visitor.post(f"/admin/teams/{cast.payments.id}", below, as_=cast.root)

    circle = {"name": "Logistics PMO", "parent_id": str(cast.payments.id)}
    page = visitor.post(f"/admin/teams/{cast.logistics.id}", circle, as_=cast.root, expect=422)

    assert "cannot stand below itself" in page.words()
    assert {team.name for team in queries.list_readable_teams(cast.olga)} == {
        "Payments PMO",
        "Logistics PMO",
    }


def test_a_team_name_is_given_once(visitor, cast):
    page = visitor.post(
        "/admin/teams", {"name": "Payments PMO", "parent_id": ""}, as_=cast.root, expect=422
    )

    assert "here already" in page.one("#name-error").get_text()


@pytest.mark.parametrize("path", ["/admin/people", "/admin/teams", "/admin/audit"])
def test_others_may_not_look(visitor, cast, path):
    for person in (cast.lena, cast.max, cast.ada):
        visitor.get(path, as_=person, expect=403)
    visitor.get(path, expect=302)
    visitor.get(path, as_=cast.root)


def test_others_may_not_change(visitor, cast, session):
    visitor.post(f"/admin/people/{cast.lena.id}", {"name": "X"}, as_=cast.max, expect=403)

    session.refresh(cast.lena)
    assert cast.lena.name == "Lena Ortiz"


def test_an_unknown_account_is_not_found(visitor, cast):
    visitor.get(f"/admin/people/{cast.payments.id}", as_=cast.root, expect=404)
    visitor.get("/admin/people/17", as_=cast.root, expect=404)
    visitor.get(f"/admin/teams/{cast.lena.id}", as_=cast.root, expect=404)


def test_a_search_finds_by_name_and_says_when_nobody_fits(visitor, cast):
    assert "Lena Ortiz" in visitor.get("/admin/people?q=ORTIZ", as_=cast.root).words()
    assert "Nobody found" in visitor.get("/admin/people?q=%25", as_=cast.root).words()
