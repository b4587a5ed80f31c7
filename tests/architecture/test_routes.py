"""Addresses: who may use them is said, they read well, and a GET never changes anything."""

import re

import pytest

from pmo_academy.core import guards
from pmo_academy.core.permissions import HELD_BY, Permission, Role, permissions_of

PLAIN_PART = re.compile(r"[a-z0-9-]+(?:\.(?:csv|json|md|pdf|xlsx|zip))?")
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
CHANGING_NAMES = ("add", "change", "delete", "save", "submit", "close", "open", "log", "confirm")


def rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_route_says_who_may_use_it(app):
    unsaid = [r.rule for r in rules(app) if not hasattr(app.view_functions[r.endpoint], "policy")]

    assert rules(app)
    assert not unsaid


def test_every_change_says_what_a_repeat_does(app):
    unsaid = [
        rule.rule
        for rule in rules(app)
        if rule.methods & {"POST", "PUT", "PATCH", "DELETE"}
        and not hasattr(app.view_functions[rule.endpoint], "repeat")
    ]

    assert not unsaid


def test_an_undeclared_route_keeps_the_app_from_starting(app):
    endpoint = "home.show_help"
    declared = app.view_functions[endpoint]
    app.view_functions[endpoint] = lambda: ""
    try:
        with pytest.raises(RuntimeError, match="say who may use it"):
            guards.check_routes(app)
    finally:
        app.view_functions[endpoint] = declared


def test_addresses_are_lower_case_with_hyphens(app):
    parts = [
        part
        for rule in rules(app)
        for part in PARAMETER.sub("", rule.rule).split("/")
        if part and not PLAIN_PART.fullmatch(part)
    ]

    assert not parts


def test_identifiers_in_addresses_are_typed(app):
    untyped = [
        rule.rule
        for rule in rules(app)
        for kind, name in PARAMETER.findall(rule.rule)
        if name.endswith("_id") and kind != "uuid"
    ]

    assert not untyped


def test_a_get_has_no_changing_name(app):
    wrong = [
        rule.endpoint
        for rule in rules(app)
        if "GET" in rule.methods and rule.endpoint.split(".")[-1].startswith(CHANGING_NAMES)
    ]

    assert not wrong


def test_every_permission_is_held_and_every_right_is_asked_for(app):
    asked = {getattr(app.view_functions[rule.endpoint], "policy", None) for rule in rules(app)}
    held = permissions_of(frozenset(Role))

    assert held == set(Permission)
    assert set(Permission) <= asked


def test_staff_hold_only_what_everybody_needs():
    assert {permission.value for permission in HELD_BY[Role.STAFF]} == {
        "people:keep-account",
        "learning:take",
        "maturity:respond",
        "certification:track",
    }
