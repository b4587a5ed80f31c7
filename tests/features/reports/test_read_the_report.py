"""The board reads level, brakes, gaps and plan on a page, as PDF, spreadsheet and JSON."""

import io
import re
from collections import Counter

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from pmo_academy.core import db, pdf
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import Mode, Response, Result
from pmo_academy.maturity.service import Given
from tests.features.maturity.factories import (
    everywhere,
    make_closed_example,
    make_people,
    make_round,
)
from tests.features.reports.factories import make_catalogue, make_measured_team
from tests.rules.maturity.example import INPUT

ENDINGS = ("", ".pdf", ".xlsx", ".json")


def path(team, ending="", query=""):
    return f"/team/{team.id}/report{ending}{query}"


def pdf_of(page):
    return PdfReader(io.BytesIO(page.response.data))


def text_of(pdf):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def sheets_of(page):
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.response.data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def everything(visitor, team, *, as_):
    """All words and numbers that any form of the report contains."""
    page = visitor.get(path(team), as_=as_).words("main")
    pdf = text_of(pdf_of(visitor.get(path(team, ".pdf"), as_=as_)))
    sheets = sheets_of(visitor.get(path(team, ".xlsx"), as_=as_))
    document = visitor.get(path(team, ".json"), as_=as_).text
    return [page, pdf, str(sheets), document]


@pytest.mark.parametrize("ending", ENDINGS)
def test_who_may_read_the_team_may_read_its_report(visitor, session, cast, ending):
    make_measured_team(session, cast)

    visitor.get(path(cast.payments, ending), as_=cast.max)
    visitor.get(path(cast.payments, ending), as_=cast.ada)
    visitor.get(path(cast.payments, ending), as_=cast.lena, expect=403)
    visitor.get(path(cast.payments, ending), as_=cast.root, expect=403)
    visitor.get(path(cast.payments, ending), as_=cast.olga, expect=404)


def test_the_page_says_everything_that_a_board_needs(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.get(path(cast.payments), as_=cast.max)

    words = page.words()
    for expected in (
        "Payments PMO is at Control, basic.",
        "Held there by: Authorisation before start.",
        "Verified Support, basic",
        "Confidence is medium: 74 of 100.",
        "Gaps on the way to Control, intermediate",
        "60 of 60 questions; the owner left none out.",
        "Shared view of people on projects",
        "PALM 1.0",
    ):
        assert expected in words
    assert [tag["id"] for tag in page.soup.select("h2")] == [
        "level", "verified", "confidence", "profile", "change", "agreement", "gaps", "plan",
        "groups", "about", "questions",
    ]  # fmt: skip
    assert page.one("main .button--primary")["href"] == path(cast.payments, ".pdf")


def test_every_chart_is_followed_by_a_table_with_its_numbers(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.get(path(cast.payments), as_=cast.max)

    for svg in page.soup.select("svg.chart__svg"):
        table = svg.find_next("table").get_text(" ")
        numbers = re.findall(
            r"\d+", " ".join(tag.get_text() for tag in svg.select(".chart__text--number"))
        )
        assert set(numbers) <= set(re.findall(r"\d+", table))


def test_the_pdf_has_the_numbers_of_the_page(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.get(path(cast.payments), as_=cast.max)
    pdf = text_of(pdf_of(visitor.get(path(cast.payments, ".pdf"), as_=cast.max)))

    shown = Counter(
        cell.get_text(strip=True) for cell in page.soup.select("td.table__number, td.heat")
    )
    printed = Counter(re.findall(r"(?<![\w.])(?:\d+\.\d+|\d+|Hidden|–)(?![\w.])", pdf))
    assert len(shown) > 50
    assert {
        text: count for text, count in shown.items() if printed[text] < count and " of " not in text
    } == {}


def test_the_pdf_is_tagged_named_and_can_be_walked_through(visitor, session, cast):
    make_measured_team(session, cast)

    made = pdf_of(visitor.get(path(cast.payments, ".pdf"), as_=cast.max))

    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.metadata.title == "Maturity report: Payments PMO"
    assert b"pdfuaid:part" in made.xmp_metadata.stream.get_data()
    titles = [entry.title for entry in made.outline if not isinstance(entry, list)]
    assert any("Gaps on the way" in title for title in titles)
    last = made.pages[-1].extract_text()
    assert f"Page {len(made.pages)} of {len(made.pages)}" in last


def test_the_same_report_is_the_same_bytes(visitor, session, cast):
    make_measured_team(session, cast)

    for ending in (".pdf", ".xlsx", ".json"):
        first = visitor.get(path(cast.payments, ending), as_=cast.max).response.data
        again = visitor.get(path(cast.payments, ending), as_=cast.max).response.data
        assert first == again


@pytest.mark.parametrize(
    "name",
    [
        '#eval("1+1") *bold* $x$ <label> @cite \\ // /* `raw`',
        '=HYPERLINK("http://x")',
        "马骉镕 😀 ไทย مرحبا \u202e abc",
        "<script>alert(1)</script>",
    ],
)
def test_names_are_text_whatever_they_hold(visitor, session, cast, name):
    make_measured_team(session, cast)
    cast.payments.name = name
    session.commit()

    made = pdf_of(visitor.get(path(cast.payments, ".pdf"), as_=cast.max))
    sheets = sheets_of(visitor.get(path(cast.payments, ".xlsx"), as_=cast.max))
    visitor.get(path(cast.payments), as_=cast.max)

    assert made.metadata.title.startswith("Maturity report: " + name[:4])
    assert ["Team", name] in [row[:2] for row in sheets["Level"]]


def test_letters_that_no_font_has_become_squares_and_chinese_ones_stay(visitor, session, cast):
    make_measured_team(session, cast)
    cast.payments.name = "马骉镕 😀 PMO"
    session.commit()

    text = text_of(pdf_of(visitor.get(path(cast.payments, ".pdf"), as_=cast.max)))

    assert "马骉镕" in text
    assert "😀" not in text


def test_the_spreadsheet_has_numbers_in_the_sheets_of_the_report(visitor, session, cast):
    make_measured_team(session, cast)

    sheets = sheets_of(visitor.get(path(cast.payments, ".xlsx"), as_=cast.max))

    assert list(sheets)[:6] == ["Level", "Domains", "Questions", "Gaps", "Plan", "Groups"]
    assert list(sheets)[-1] == "About"
    domains = {row[0]: row for row in sheets["Domains"]}
    assert domains["Authorising and growing project managers"][1:4] == pytest.approx(
        [65.625, 45.833333, 20.3125]
    )
    assert (
        len([row for row in sheets["Questions"] if row[0] and len(row) > 3 and row[3] != ""]) == 61
    )
    gaps = [row for row in sheets["Gaps"][1:] if row[1] != ""]
    assert len(gaps) > 12


def test_the_json_has_the_oracle_under_names_that_stay(visitor, session, cast):
    one = make_measured_team(session, cast)

    document = visitor.get(path(cast.payments, ".json"), as_=cast.max).json

    assert document["format"] == "pmo-academy/maturity-report"
    assert document["round"]["id"] == str(one.id)
    assert document["stated"]["rung"] == 4
    assert document["verified"]["rung"] == 1
    assert document["stated"]["scores"]["C"] == pytest.approx(60.927354, abs=1e-6)
    assert document["brakes"][0]["item"] == "AUT-C1"
    assert document["change"] is None
    assert len(document["questions"]) == 60


def test_what_the_page_hides_is_in_no_form_of_the_report(visitor, session, cast):
    """Everybody skips MND-S1 but three, whose answers alone would give 2.7."""
    sheets = [dict(sheet) for sheet in INPUT["answers"]]
    for sheet in sheets[3:]:
        sheet["MND-S1"] = None
    for sheet, choice in zip(sheets, (1, 1, 0), strict=False):
        sheet["MND-S1"] = choice
    make_measured_team(session, cast, mode=Mode.ANONYMOUS, sheets=sheets)

    page = visitor.get(path(cast.payments), as_=cast.max)
    document = visitor.get(path(cast.payments, ".json"), as_=cast.max).json
    book = sheets_of(visitor.get(path(cast.payments, ".xlsx"), as_=cast.max))

    row = next(
        tag
        for tag in page.soup.select("#questions ~ .table-region tr")
        if "Written mandate" in tag.get_text()
    )
    assert [cell.get_text(strip=True) for cell in row.select("td")[1:]] == ["Hidden"] * 7
    assert next(one for one in document["questions"] if one["item"] == "MND-S1") == {
        "item": "MND-S1", "asked": True, "hidden": True,
    }  # fmt: skip
    line = next(row for row in book["Questions"] if "Written mandate" in row)
    assert line[3:] == ["Hidden"] * 7
    gap = next(row for row in book["Gaps"] if row[0] == "Written mandate")
    assert gap[1] == gap[3] == "Hidden"
    for text in everything(visitor, cast.payments, as_=cast.max):
        assert "0.6666" not in text
        assert "0.667" not in text


def test_small_groups_are_hidden_in_every_form(visitor, session, cast):
    make_measured_team(session, cast, mode=Mode.ANONYMOUS)

    page, pdf, sheets, _document = everything(visitor, cast.payments, as_=cast.max)
    document = visitor.get(path(cast.payments, ".json"), as_=cast.max).json

    for text in (page, pdf, sheets):
        assert "Hidden" in text
        assert "77.85" not in text
        assert "77.9" not in text
    assert [set(group) for group in document["groups"]] == [{"group", "hidden"}] * 3


def test_a_round_with_too_few_answers_has_no_report(visitor, session, cast):
    make_measured_team(session, cast, mode=Mode.ANONYMOUS, sheets=INPUT["answers"][:4])

    page = visitor.get(path(cast.payments), as_=cast.max)

    assert "Hidden to protect people" in page.words()
    assert not page.soup.select("table, .chart")
    for ending in ENDINGS[1:]:
        visitor.get(path(cast.payments, ending), as_=cast.max, expect=404)


def test_a_team_without_a_round_is_told_when_the_report_appears(visitor, cast):
    page = visitor.get(path(cast.payments), as_=cast.max)

    assert "No report yet" in page.words()
    assert "/assess/rounds/new" in page.one("main .button--primary")["href"]


def test_an_earlier_round_can_be_chosen_and_knows_nothing_of_later_ones(visitor, session, cast):
    make_catalogue(session)
    first = make_closed_example(session, cast, title="First round")
    make_closed_example(session, cast, title="Second round")
    session.commit()

    latest = visitor.get(path(cast.payments), as_=cast.max)
    earlier = visitor.get(path(cast.payments, query=f"?round={first.id}"), as_=cast.max)
    document = visitor.get(path(cast.payments, ".json", f"?round={first.id}"), as_=cast.max).json

    assert "Change since" in latest.words()
    assert "First round, closed on" in earlier.words(".page-header")
    assert "Second round" not in earlier.words("section[aria-labelledby=change]")
    assert f"round={first.id}" in earlier.one("main .button--primary")["href"]
    assert document["round"]["title"] == "First round"


def test_rounds_of_other_teams_do_not_exist_here(visitor, session, cast):
    one = make_measured_team(session, cast)

    for query in (f"?round={cast.lena.id}", "?round=nonsense"):
        visitor.get(path(cast.payments, query=query), as_=cast.max, expect=404)
    visitor.get(path(cast.logistics, query=f"?round={one.id}"), as_=cast.ada, expect=404)


def test_left_out_questions_are_listed_with_their_reasons(visitor, session, cast):
    make_measured_team(session, cast, out_of_scope={"VAL-T2": "Finance answers for it"})

    texts = everything(visitor, cast.payments, as_=cast.max)

    assert all("Finance answers for it" in text for text in texts)
    assert "59 of 60 questions" in texts[0]


def test_made_up_teams_bear_the_mark_in_every_form(visitor, session, cast):
    make_measured_team(session, cast)
    cast.payments.is_sample = True
    session.commit()

    page, pdf, sheets, _text = everything(visitor, cast.payments, as_=cast.max)

    assert "Sample" in page
    assert "Sample" in pdf
    assert "Sample" in sheets
    assert visitor.get(path(cast.payments, ".json"), as_=cast.max).json["sample"] is True


def test_the_quick_form_tells_the_tier_only(visitor, session, cast):
    one = make_measured_team(session, cast)
    one.form = "quick"
    session.commit()

    words = visitor.get(path(cast.payments), as_=cast.max).words()

    assert "Payments PMO is at Control." in words
    assert "Indicative" in words
    assert visitor.get(path(cast.payments, ".json"), as_=cast.max).json["stated"]["rung"] is None


def test_no_transaction_is_open_while_the_pdf_is_compiled(visitor, session, cast, monkeypatch):
    make_measured_team(session, cast)
    seen = []
    compiled = pdf.PdfDocument.compiled
    monkeypatch.setattr(
        pdf.PdfDocument,
        "compiled",
        lambda self: seen.append(db.session().in_transaction()) or compiled(self),
    )

    visitor.get(path(cast.payments, ".pdf"), as_=cast.max)

    assert seen == [False]


# Comments


def with_comments(session, cast, count, **fields):
    """A round of so many people, each with a comment on MND-S1."""
    people = make_people(session, count)
    one = make_round(cast, people, **fields)
    for at, (person, _group) in enumerate(people):
        own = queries.get_own_round(one.id, for_person=person)
        given = {item: Given(choice=str(choice)) for item, choice in everywhere(2).items()}
        given["MND-S1"] = Given(choice="2", comment=f"Comment number {at}")
        service.save_answers(own, given)
        service.submit(queries.get_own_round(one.id, for_person=person))
    service.close_round(one, by=cast.max)
    session.commit()
    return one


def comments_in(page):
    return re.findall(r"Comment number \d", page.words("section[aria-labelledby=comments]"))


def test_comments_are_shown_without_group_time_and_name(visitor, session, cast):
    with_comments(session, cast, 6)

    page = visitor.get(path(cast.payments), as_=cast.max)

    assert sorted(comments_in(page)) == [f"Comment number {at}" for at in range(6)]
    assert "Person pmo" not in page.text
    assert all(
        "Comment number 3" in text for text in everything(visitor, cast.payments, as_=cast.max)
    )


def test_the_page_of_a_domain_has_its_comments(visitor, session, cast):
    with_comments(session, cast, 6)

    page = visitor.get(f"/team/{cast.payments.id}/domain/MND", as_=cast.max)

    assert "6 comments" in page.words("#mnd-s1")
    assert "Comment number 3" in page.words("#mnd-s1")
    assert (
        "Comment number"
        not in visitor.get(f"/team/{cast.payments.id}/domain/STD", as_=cast.max).text
    )


def test_the_order_of_comments_is_not_that_of_the_sheets(visitor, session, cast):
    one = with_comments(session, cast, 8)
    shown = comments_in(visitor.get(path(cast.payments), as_=cast.max))

    sheets = session.scalars(
        select(Response).where(Response.round_id == one.id).order_by(Response.id)
    ).all()
    turned = [sheet.document for sheet in sheets][::-1]
    for sheet, document in zip(sheets, turned, strict=True):
        sheet.document = document
    session.commit()

    assert sorted(shown) == [f"Comment number {at}" for at in range(8)]
    assert comments_in(visitor.get(path(cast.payments), as_=cast.max)) == shown


def test_comments_of_few_people_are_not_shown(visitor, session, cast):
    one = with_comments(session, cast, 4)

    assert "Comment number" not in visitor.get(path(cast.payments), as_=cast.max).text
    assert session.scalar(select(Result.id).where(Result.round_id == one.id)) is None


def test_a_comment_on_a_hidden_question_is_hidden_too(visitor, session, cast):
    sheets = [dict(sheet) for sheet in INPUT["answers"]]
    for sheet in sheets[3:]:
        sheet["MND-S1"] = None
    one = make_measured_team(session, cast, mode=Mode.ANONYMOUS, sheets=sheets)
    sheet = session.scalars(select(Response).where(Response.round_id == one.id)).first()
    sheet.document = {**sheet.document, "comments": {"MND-S1": "Too few", "MND-C1": "Enough"}}
    session.commit()

    for text in everything(visitor, cast.payments, as_=cast.max):
        assert "Enough" in text
        assert "Too few" not in text


def test_nothing_is_shown_of_a_round_that_still_runs(visitor, session, cast):
    people = make_people(session, 6)
    make_round(cast, people)
    session.commit()

    assert "No report yet" in visitor.get(path(cast.payments), as_=cast.max).words()
