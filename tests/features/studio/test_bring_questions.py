"""Questions of other products are looked at first, then chosen, then added in one change."""

import base64
from io import BytesIO

import pytest

from pmo_academy.studio import queries
from pmo_academy.studio.exchange.brought import BroughtFile, BroughtQuestion
from pmo_academy.studio.queries.banks import get_desk
from pmo_academy.studio.service import bringing_questions as bringing
from tests.features.studio.banks import ADDRESS, BANK, PICTURE, bank_of, begin
from tests.support.eleven import ELEVEN

GIFT = """\
::Who decides:: Who decides on a change? { =The sponsor #Right. ~The cook #No. ~Nobody #No. }

::An essay:: Write about the office. {}

::Sum:: How many are two and two? { #4 }
"""
LINE = "(an essay|written)"


@pytest.fixture
def draft(session, cast, tmp_path):
    return begin(session, cast, tmp_path)


def _brought(text=GIFT, **fields):
    return {"file": (BytesIO(text.encode()), "quiz.gift"), "topic": "two", **fields}


def _review(visitor, cast, **fields):
    return visitor.post(
        f"{ADDRESS}/import", _brought(**fields), as_=cast.ada, expect=200,
        content_type="multipart/form-data",
    )  # fmt: skip


def _form(page, action):
    return {name: one for name, one in page.form(action).items() if name != "csrf_token"}


def test_a_file_is_looked_at_before_anything_is_added(visitor, cast, draft):
    visitor.get(f"{ADDRESS}/import", as_=cast.ada)
    page = _review(visitor, cast)

    words = page.words()
    assert "Questions in the file 3" in words
    assert "Can be taken 2" in words
    assert "Refused 1" in words
    assert queries.find_file(draft, BANK).decode() == ELEVEN


def test_the_chosen_ones_are_added_and_undone_in_one_change(visitor, cast, draft):
    form = _form(_review(visitor, cast), "/import/application")
    assert form["chosen"] == ["0", "1"]
    visitor.post(f"{ADDRESS}/import/application", form | {"chosen": "0"}, as_=cast.ada)

    new = list(bank_of(draft).values())[11:]
    assert [(one["key"], one["topic"], one["type"]) for one in new] == [
        ("who-decides", "two", "single")
    ]
    change = visitor.get(ADDRESS, as_=cast.ada).form("/first/undo")["change"]
    visitor.post(f"{ADDRESS}/undo", {"change": change}, as_=cast.ada)
    assert queries.find_file(draft, BANK).decode() == ELEVEN


def test_nothing_chosen_adds_nothing(visitor, cast, draft):
    form = _form(_review(visitor, cast), "/import/application")
    visitor.post(f"{ADDRESS}/import/application", form | {"chosen": "99"}, as_=cast.ada)

    assert "Nothing was chosen" in visitor.get(ADDRESS, as_=cast.ada).words()
    assert queries.find_file(draft, BANK).decode() == ELEVEN


def test_only_the_refused_ones_are_in_the_table_to_download(visitor, cast, draft):
    form = _form(_review(visitor, cast), "/import/refused")
    table = visitor.post(f"{ADDRESS}/import/refused", form, as_=cast.ada, expect=200)

    lines = table.text.strip().splitlines()
    assert len(lines) == 2
    assert "An essay" in lines[1]


def test_a_second_time_they_are_alike_and_not_chosen(visitor, cast, draft):
    stem = "Who decides on a change of the baseline once the board approved it for all?"
    text = GIFT.replace("Who decides on a change?", stem)
    form = _form(_review(visitor, cast, text=text), "/import/application")
    visitor.post(f"{ADDRESS}/import/application", form, as_=cast.ada)

    page = _review(visitor, cast, text=text)
    assert "Nearly the same as: who-decides" in page.words()
    assert _form(page, "/import/application")["chosen"] == "1"


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"file": ""}, "Choose a file."),      ({"text": "\x00"}, "Line 1")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(visitor, cast, draft, fields, words):
    page = visitor.post(
        f"{ADDRESS}/import", _brought(**fields), as_=cast.ada, expect=422,
        content_type="multipart/form-data",
    )  # fmt: skip
    assert words in page.words("#file-error")


def test_a_large_file_is_carried_through_the_confirmation(visitor, cast, draft):
    text = GIFT + "\n".join(f"// {'x' * 1000}" for _ in range(3_000))
    carried = base64.b64encode(text.encode()).decode()
    assert len(carried) > 3_000_000
    sent = {"source": carried, "name": "a.gift", "topic": "one", "chosen": ["0", "1"]}
    visitor.post(f"{ADDRESS}/import/application", sent, as_=cast.ada)

    assert len(bank_of(draft)) == 13


def test_a_page_that_is_not_ours_is_out_of_date(visitor, cast, draft):
    for source in ("no base64", "AAAA"):
        sent = {"source": source, "name": "a.gift"}
        visitor.post(f"{ADDRESS}/import/application", sent, as_=cast.ada, expect=400)


def test_a_picture_comes_along_and_takes_no_name_away(cast, draft):
    question = {
        "type": "hot-spot", "stem": "Where?", "picture": "../media/chart.png", "alt": "A chart",
        "spots": [{"x": 1, "y": 1, "text": "A", "right": True}, {"x": 9, "y": 9, "text": "B"}],
    }  # fmt: skip
    one = BroughtQuestion(place="line 1", name="Where", question=question, tags=("Five",))
    body = queries.find_file(draft, PICTURE) + b" "
    pictures = {"chart.png": body, "unused.png": b"x"}
    found = BroughtFile(format="qti", questions=(one,), pictures=pictures)
    desk = get_desk("PA-01")
    proposals = bringing.propose(desk, "first", found, topic="one")
    bringing.add_brought(desk, draft, "first", proposals, pictures=pictures, by=cast.ada.id)

    added = bank_of(draft)["where"]
    assert added["topic"] == "five"
    name = added["picture"].removeprefix("../media/")
    assert name.startswith("chart-")
    assert queries.find_file(draft, f"courses/PA-01/media/{name}") == body
    assert queries.find_file(draft, "courses/PA-01/media/unused.png") is None


def test_templates_are_given_and_nothing_else(visitor, cast, draft):
    assert visitor.get(f"{ADDRESS}/import/templates/csv", as_=cast.ada).text
    assert visitor.get(f"{ADDRESS}/import/templates/xlsx", as_=cast.ada).response.data[:2] == b"PK"
    visitor.get(f"{ADDRESS}/import/templates/doc", as_=cast.ada, expect=404)


def test_questions_are_offered_with_their_losses(visitor, cast, draft):
    page = visitor.get(f"{ADDRESS}/export", as_=cast.ada)
    assert "e08 is left out" in page.words()
    assert "Nothing is lost." in page.words()

    own = visitor.get(f"{ADDRESS}/export/own", as_=cast.ada)
    assert own.response.data.decode() == ELEVEN
    for key in ("gift", "qti", "csv"):
        file = visitor.get(f"{ADDRESS}/export/{key}", as_=cast.ada).response
        assert "PA-01-first" in file.headers["Content-Disposition"]
    visitor.get(f"{ADDRESS}/export/word", as_=cast.ada, expect=404)


@pytest.mark.parametrize("who", ["lena", "max", "root", "olga"])
def test_nobody_else_brings_or_takes_questions(visitor, cast, draft, who):
    for place in ("import", "export", "export/own"):
        visitor.get(f"{ADDRESS}/{place}", as_=getattr(cast, who), expect=403)
    visitor.post(f"{ADDRESS}/import/application", {}, as_=getattr(cast, who), expect=403)
