"""Every level opens its why: the rows and the rule, and nothing that the page hides."""

from pmo_academy.maturity import service
from pmo_academy.maturity.models import Mode
from tests.features.maturity.factories import everywhere, hand_in, make_people, make_round
from tests.features.reports.factories import make_measured_team


def path(team):
    return f"/team/{team.id}"


def why(page, summary):
    """The words of the details with this summary."""
    (found,) = [
        one for one in page.soup.select("details") if one.summary.get_text(strip=True) == summary
    ]
    return " ".join(found.get_text(" ").split()), found


def test_a_brake_shows_its_answers_and_its_rule(visitor, session, cast):
    make_measured_team(session, cast)
    words, found = why(visitor.get(path(cast.payments), as_=cast.max), "Why is it held there?")

    assert "A decisive question below 2.0 holds Control at basic." in words
    counts = [row.select("td")[-1].get_text() for row in found.select("tbody tr")]
    assert counts == ["0", "5", "3", "0", "0", "0"] or sum(map(int, counts)) == 8
    assert "Mean 1.5, needs 2.0" in words
    assert found.select_one('a[href="/how-we-score?model=PALM#brakes"]')


def test_verified_shows_what_counts_less_for_want_of_evidence(visitor, session, cast):
    make_measured_team(session, cast)
    words, _found = why(visitor.get(path(cast.payments), as_=cast.max), "Why this verified level?")

    assert "at most 2.0" in words
    assert "Verified: Support, basic" in words
    assert "32 questions count less for want of evidence" in words
    assert "Control 60.9 52.0" in words


def test_confidence_shows_its_six_parts_and_their_sum(visitor, session, cast):
    make_measured_team(session, cast)
    words, found = why(visitor.get(path(cast.payments), as_=cast.max), "Why this confidence?")

    points = [float(row.select("td")[-2].get_text()) for row in found.select("tbody tr")]
    assert len(points) == 6
    assert abs(sum(points) - 74.1) < 0.3
    assert "Sum 74.1: medium" in words
    assert "Evidence How much of what is claimed accepted evidence backs 24 25" in words
    assert "Nothing: it is full." in words


def test_a_why_hides_what_the_page_hides(visitor, session, cast):
    """Six answer, but the decisive question only three of them: its answers are not shown."""
    people = make_people(session, 6)
    one = make_round(cast, people, mode=Mode.ANONYMOUS, threshold=5)
    for at, (person, _group) in enumerate(people):
        sheet = everywhere(3) | {"AUT-C1": 1}
        if at >= 3:
            del sheet["AUT-C1"]
        hand_in(one, person, sheet)
    service.close_round(one, by=cast.max)

    words, found = why(visitor.get(path(cast.payments), as_=cast.max), "Why is it held there?")

    assert "Hidden to protect people" in words
    assert "Mean 1.0" not in words
    assert "Authorisation before start" in words
    for row in found.select("tbody tr"):
        assert row.th.get_text() != "Authorisation before start" or "Hidden" in row.get_text()


def test_a_domain_that_holds_shows_its_questions(visitor, session, cast):
    people = make_people(session, 6)
    one = make_round(cast, people, mode=Mode.NAMED)
    for person, _group in people:
        hand_in(one, person, everywhere(3) | {"AUT-C1": 2, "AUT-C2": 0})
    service.close_round(one, by=cast.max)

    words, _found = why(visitor.get(path(cast.payments), as_=cast.max), "Why is it held there?")

    assert "A decisive domain below 40 of 100 holds Control at basic." in words
    assert "Assignment by fit 1 0.0" in words
    assert "needs 40" in words


def test_every_why_leads_to_a_place_that_exists(visitor, session, cast):
    make_measured_team(session, cast)
    page = visitor.get(path(cast.payments), as_=cast.max)
    rules = visitor.get("/how-we-score?model=PALM", as_=cast.max)

    links = [a["href"] for a in page.soup.select('a[href^="/how-we-score"]')]
    assert {link.split("#")[1] for link in links} >= {"ladder", "brakes", "verified", "confidence"}
    for link in links:
        assert rules.one("#" + link.split("#")[1])
