"""A score that would tell what few people answered reads as hidden, not as unknown."""

import pytest

from pmo_academy.maturity.models import Mode
from tests.features.reports.factories import make_measured_team
from tests.rules.maturity.example import INPUT

# The only other question of the pair, so that the score would be the value.
LEFT_OUT = {"LRN-T2": "Another unit does it"}


# Seven numbers of eight people, 1 1 2 1 1 1 1: 100 * (8 / 7) / 4 = 28.6.
@pytest.mark.parametrize(("answered_by", "words"), [(4, "Hidden"), (8, "29")])
def test_the_table_of_domains_hides_what_few_people_answered(
    visitor, session, cast, answered_by, words
):
    few = {"LRN-T1"}
    sheets = [
        {
            item: None if item in few and at >= answered_by else choice
            for item, choice in sheet.items()
        }
        for at, sheet in enumerate(INPUT["answers"])
    ]
    make_measured_team(session, cast, mode=Mode.ANONYMOUS, sheets=sheets, out_of_scope=LEFT_OUT)

    page = visitor.get(f"/team/{cast.payments.id}", as_=cast.max)

    row = next(one for one in page.soup.select("table.table--heat tbody tr") if "LRN" in one.text)
    assert row.select("td")[2].text == words
