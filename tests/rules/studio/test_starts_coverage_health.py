"""What a course begins with, what it covers, and what in it wants somebody later."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.studio.rules import starts
from pmo_academy.studio.rules.coverage import coverage_of
from pmo_academy.studio.rules.health import Ailment, findings_in
from tests.rules.authoring.breaking import ALPHA, BANK, COURSE, checked, small_content

TODAY = date(2026, 12, 1)


def source_of(files, code="PA-01"):
    drafts = checked(files).drafts
    return next(one for one in drafts if one.key == code)


@pytest.mark.parametrize("begin", [starts.small_course, starts.full_course])
def test_a_course_begins_readable_and_lacks_only_what_its_author_writes(begin):
    files = begin("OWN-01", "Own", "You can.", today=TODAY)
    draft = source_of({**small_content(), **files}, "OWN-01")

    assert draft.source is not None
    told = {one.message for one in draft.faults}
    assert all("minutes" in one or "draws" in one or "must consist" in one for one in told), told


def test_a_copy_bears_its_own_code_and_leads_to_itself():
    files = {
        path: body for path, body in small_content().items() if path.startswith("courses/PA-01")
    }
    files["courses/PA-01/lessons/beta.md"] += b"[self](../../PA-01/lessons/alpha.md)\n"

    copy = starts.copied(files, "PA-01", "OWN-01", "A copy")

    assert b"code: OWN-01\ntitle: A copy\n" in copy["courses/OWN-01/course.yaml"]
    assert b"(../../OWN-01/lessons/alpha.md)" in copy["courses/OWN-01/lessons/beta.md"]
    assert len(copy) == len(files)


def test_what_is_promised_and_neither_taught_nor_asked_is_a_hole():
    files = small_content()
    files[COURSE] = files[COURSE].replace(b"MND-S2: 0.5}", b"MND-S2: 0.5, MND-T1: 1}")
    files[ALPHA] = files[ALPHA].replace(b"item: MND-S1\n", b"item: MND-C1\n")
    coverage = coverage_of(source_of(files).source)

    assert "MND-T1" in [one.item for one in coverage if one.is_hole]
    assert coverage[0].is_hole
    by_item = {one.item: one for one in coverage}
    assert by_item["MND-C1"].share is None
    assert not by_item["MND-C1"].is_hole
    assert by_item["MND-S2"].share == Decimal("0.5")


def test_a_sound_course_wants_nobody():
    assert findings_in(source_of(small_content()).source, [], today=TODAY) == []


def test_what_aged_is_broken_or_unexplained_is_found():
    source = source_of(small_content()).source
    problems = [
        Problem(file=ALPHA, line=1, column=1, message="leads nowhere"),
        Problem(file=BANK, line=1, column=1, message="say why this is right", is_advice=True),
        Problem(file=BANK, line=2, column=1, message="explain the answer", is_advice=True),
        Problem(file=BANK, line=3, column=1, message="has 2 options", is_advice=True),
    ]
    found = findings_in(source, problems, today=TODAY + timedelta(days=400))

    assert [(one.ailment, one.place, one.words) for one in found] == [
        (Ailment.BROKEN, "lessons/alpha.md", "leads nowhere"),
        (Ailment.STALE, "course.yaml", "2026-11-22"),
        (Ailment.UNEXPLAINED, "questions/first.yaml", "2"),
    ]
