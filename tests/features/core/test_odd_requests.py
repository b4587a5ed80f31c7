"""Requests that no page of ours sends: each gets a plain answer, never a mistake of ours."""

from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from pmo_academy.people import service

HUGE = "9" * 30


@pytest.mark.parametrize("path", ["/admin/people?q=a%00b", "/learn/a%00b", "/learn?level=%00"])
def test_a_nul_in_an_address_is_refused(visitor, cast, path):
    visitor.get(path, as_=cast.root, expect=400)


def test_a_nul_in_a_form_is_refused(visitor, cast):
    form = {"name": "Team\x00", "parent_id": ""}

    page = visitor.post("/admin/teams", form, as_=cast.root, expect=400)

    assert "did not arrive whole" in page.words()


@pytest.mark.parametrize("number", [HUGE, "9" * 5000])
def test_a_number_too_long_for_the_database_is_not_found(visitor, cast, number):
    visitor.get(f"/quiz/{UUID(int=1)}/attempt/{number}", as_=cast.lena, expect=404)


@pytest.mark.parametrize("page", [HUGE, "-" + HUGE, "9" * 5000, "x"])
@pytest.mark.parametrize("path", ["/admin/people", "/admin/audit"])
def test_a_page_that_cannot_be_is_shown_without_rows(visitor, cast, path, page):
    visitor.get(f"{path}?page={page}", as_=cast.root)


@pytest.mark.parametrize(
    "problem", [IntegrityError("INSERT", {}, Exception()), StaleDataError("changed")]
)
def test_two_changes_that_cross_are_told_as_such(visitor, cast, monkeypatch, problem):
    def cross(**_):
        raise problem

    monkeypatch.setattr(service, "add_team", cross)
    form = {"name": "New team", "parent_id": ""}

    page = visitor.post("/admin/teams", form, as_=cast.root, expect=409)

    assert "Something changed in the meantime" in page.words()
    assert "try once more" in page.words()
