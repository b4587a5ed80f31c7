"""Evidence: brought by those who know, reviewed by somebody else, renewed when it ends."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.files import StoredFile
from pmo_academy.maturity import queries
from pmo_academy.maturity.models import Evidence, EvidenceKind, EvidenceState
from pmo_academy.maturity.service.evidence import months_after
from tests.cast import make_person
from tests.features.core.test_file_checks import PDF, SVG, office, picture
from tests.features.maturity.factories import make_closed_example, make_round, publish_palm


def page_of(team):
    return f"/team/{team.id}/evidence"


def piece(evidence, action=""):
    return f"{page_of_id(evidence.team_id)}/{evidence.id}{action}"


def page_of_id(team_id):
    return f"/team/{team_id}/evidence"


def typed(**changes):
    today = clock.today().isoformat()
    return {
        "item": "MND-S2", "title": "Charter, signed", "kind": "link",
        "link": "https://files.example.test/charter", "dated_on": today, **changes,
    }  # fmt: skip


def file_of(content, name="plan.pdf"):
    return {"kind": "file", "file": (BytesIO(content), name)}


def bring(session, cast, by, **fields):
    """A piece of evidence of Payments PMO that waits for review."""
    team = fields.pop("team", cast.payments)
    evidence = Evidence(
        **{
            "team_id": team.id, "model_code": "PALM", "item": "MND-S2", "title": "Charter",
            "link": "https://files.example.test/charter", "dated_on": clock.today(),
            "valid_until": clock.today() + timedelta(days=365), "contributed_by": by.id, **fields,
        }
    )  # fmt: skip
    session.add(evidence)
    session.commit()
    return evidence


def accepted(session, cast, by, *, days, reviewer=None, **fields):
    return bring(
        session, cast, by, state=EvidenceState.ACCEPTED, reviewed_by=(reviewer or cast.ada).id,
        dated_on=clock.today() - timedelta(days=400),
        valid_until=clock.today() + timedelta(days=days), **fields,
    )  # fmt: skip


def only(session):
    session.expire_all()
    return session.query(Evidence).one()


@pytest.fixture
def palm(session):
    publish_palm()
    session.commit()


# Bringing it


@pytest.mark.usefixtures("palm")
@pytest.mark.parametrize("who", ["lena", "max", "ada"])
def test_members_managers_and_pmo_leads_bring_evidence(visitor, session, cast, who):
    person = getattr(cast, who)

    visitor.get(f"{page_of(cast.payments)}/new?item=MND-S2", as_=person)
    visitor.post(page_of(cast.payments), typed(), as_=person)

    one = only(session)
    assert (one.state, one.contributed_by) == (EvidenceState.PROPOSED, person.id)
    assert one.valid_until == months_after(one.dated_on, 12)
    assert "maturity.evidence-proposed" in [row.action for row in session.query(AuditEntry)]


@pytest.mark.usefixtures("palm")
def test_from_elsewhere_nothing_can_be_brought(visitor, session, cast):
    for person, status in ((cast.olga, 404), (cast.root, 404)):
        visitor.get(f"{page_of(cast.payments)}/new", as_=person, expect=status)
        visitor.post(page_of(cast.payments), typed(), as_=person, expect=status)

    assert session.query(Evidence).count() == 0


def test_who_is_invited_brings_evidence_while_the_round_runs(visitor, session, cast):
    guest = make_person(session, "Guest From Elsewhere")
    one = make_round(cast, [(guest, "leadership")])
    session.commit()

    visitor.get(f"{page_of(cast.payments)}/new", as_=guest)
    one.closed_at = clock.now()
    session.commit()

    visitor.get(f"{page_of(cast.payments)}/new", as_=guest, expect=404)


@pytest.mark.usefixtures("palm")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "Enter a title"),
        ({"item": "NO-1"}, "Not a valid choice"),
        ({"kind": ""}, "Choose a link, a file or a text"),
        ({"link": "javascript:alert(1)"}, "begins with https://"),
        ({"link": "https://me:secret@files.example.test/"}, "begins with https://"),
        ({"link": ""}, "begins with https://"),
        ({"kind": "text", "text": "  "}, "Write what shows it"),
        ({"kind": "file"}, "Choose a file"),
        ({"dated_on": "2999-01-01"}, "not after today"),
        ({"dated_on": "9999-12-31"}, "not after today"),
        ({"dated_on": "soon"}, "Enter a date"),
        ({"dated_on": "2020-01-01"}, "would have expired"),
        ({"valid_until": "2020-01-01"}, "would have expired"),
        ({"valid_until": "2999-01-01"}, "at most 36 months"),
    ],
)
def test_what_is_not_right_is_said_beside_the_field_and_nothing_is_lost(
    visitor, session, cast, changes, words
):
    page = visitor.post(page_of(cast.payments), typed(**changes), as_=cast.max, expect=422)

    assert words in page.words()
    if "title" not in changes:
        assert page.form("/evidence")["title"] == "Charter, signed"
    assert session.query(Evidence).count() == 0


@pytest.mark.usefixtures("palm")
def test_a_file_is_kept_and_given_out_only_to_be_saved(visitor, session, cast):
    visitor.post(page_of(cast.payments), typed(**file_of(PDF)), as_=cast.lena)

    got = visitor.get(piece(only(session), "/file"), as_=cast.max)

    headers = got.response.headers
    assert got.response.data == PDF
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment; filename=plan.pdf")
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("palm")
@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (SVG, "logo.png", "not kept here"),
        (office([("word/vbaProject.bin", b"x")]), "plan.docx", "macros"),
        (picture("JPEG", size=(90, 90))[:400], "site.jpg", "damaged"),
    ],
)
def test_a_hostile_file_is_refused_in_words(visitor, session, cast, content, name, words):
    form = typed(**file_of(content, name))

    page = visitor.post(page_of(cast.payments), form, as_=cast.lena, expect=422)

    assert words in page.words()
    assert "Choose the file again" in page.words()
    assert session.query(StoredFile).count() == 0


@pytest.mark.usefixtures("palm")
def test_what_is_too_large_gets_words_and_a_way_on(visitor, session, cast):
    elsewhere = piece(bring(session, cast, cast.lena), "/withdrawal")

    for path, megabytes, words in ((page_of(cast.payments), 11, "10 MB"), (elsewhere, 3, "2 MB")):
        answer = visitor.client(cast.lena).post(
            path,
            content_type="multipart/form-data; boundary=x",
            environ_overrides={"CONTENT_LENGTH": str(megabytes * 1024 * 1024)},
        )
        assert answer.status_code == 413
        assert f"At most {words} can be sent at a time" in answer.get_data(as_text=True)


@pytest.mark.usefixtures("palm")
def test_the_same_form_twice_is_brought_once_and_with_another_file_not_at_all(
    visitor, session, cast
):
    key = {"submission_key": "k" * 20}

    visitor.post(page_of(cast.payments), typed(**key, **file_of(PDF)), as_=cast.lena)
    visitor.post(page_of(cast.payments), typed(**key, **file_of(PDF)), as_=cast.lena)
    other = typed(**key, **file_of(picture()))
    visitor.post(page_of(cast.payments), other, as_=cast.lena, expect=409)

    assert session.query(Evidence).count() == session.query(StoredFile).count() == 1


# Reviewing it


@pytest.mark.usefixtures("palm")
@pytest.mark.parametrize("who", ["max", "ada"])
def test_somebody_else_accepts_and_it_counts(visitor, session, cast, who):
    evidence = bring(session, cast, cast.lena)

    visitor.post(piece(evidence, "/acceptance"), as_=getattr(cast, who))

    one = only(session)
    assert (one.state, one.reviewed_by) == (EvidenceState.ACCEPTED, getattr(cast, who).id)
    assert [*queries.list_backed_items(cast.payments.id, model_code="PALM")] == ["MND-S2"]


@pytest.mark.usefixtures("palm")
def test_nobody_reviews_their_own(visitor, session, cast):
    evidence = bring(session, cast, cast.max)

    page = visitor.get(piece(evidence), as_=cast.max)
    refused = visitor.post(piece(evidence, "/acceptance"), as_=cast.max, expect=403)
    visitor.post(piece(evidence, "/return"), {"reason": ""}, as_=cast.max, expect=403)

    assert "It can be reviewed by Ada Lind" in page.words()
    assert "It can be reviewed by Ada Lind" in refused.words()
    assert "Accept" not in [one.get_text(strip=True) for one in page.soup.select("main button")]
    assert only(session).state is EvidenceState.PROPOSED


@pytest.mark.usefixtures("palm")
def test_staff_do_not_review_and_others_do_not_see_it(visitor, session, cast):
    evidence = bring(session, cast, cast.lena)
    colleague = make_person(session, "Colleague", member_of=cast.payments)

    for action in ("/acceptance", "/return"):
        visitor.post(piece(evidence, action), {"reason": "x"}, as_=cast.lena, expect=403)
        visitor.post(piece(evidence, action), {"reason": "x"}, as_=cast.olga, expect=404)
    for person in (cast.olga, colleague):
        visitor.get(piece(evidence), as_=person, expect=404)
        visitor.get(piece(evidence, "/file"), as_=person, expect=404)
    visitor.get(piece(evidence, "/file"), as_=cast.lena, expect=404)

    assert only(session).state is EvidenceState.PROPOSED


@pytest.mark.usefixtures("palm")
def test_a_manager_of_another_team_who_brought_it_does_not_review_anything_here(
    visitor, session, cast
):
    evidence = bring(session, cast, cast.olga)

    visitor.get(piece(evidence), as_=cast.olga)
    visitor.post(piece(evidence, "/acceptance"), as_=cast.olga, expect=403)


@pytest.mark.usefixtures("palm")
def test_returning_takes_a_reason_which_the_contributor_reads(visitor, session, cast):
    evidence = bring(session, cast, cast.lena)

    empty = visitor.post(piece(evidence, "/return"), {"reason": " "}, as_=cast.max, expect=422)
    visitor.post(piece(evidence, "/return"), {"reason": "Not signed yet"}, as_=cast.max)

    assert "Say what is missing" in empty.words()
    assert "Not signed yet" in visitor.get(piece(evidence), as_=cast.lena).words()
    assert only(session).state is EvidenceState.REJECTED


@pytest.mark.usefixtures("palm")
def test_what_is_reviewed_is_not_reviewed_again(visitor, session, cast):
    evidence = bring(session, cast, cast.lena)
    visitor.post(piece(evidence, "/acceptance"), as_=cast.max)

    visitor.post(piece(evidence, "/return"), {"reason": "x"}, as_=cast.ada, expect=409)

    assert only(session).reviewed_by == cast.max.id


@pytest.mark.usefixtures("palm")
def test_what_expired_before_its_review_is_not_accepted(visitor, session, cast):
    evidence = bring(
        session, cast, cast.lena, dated_on=date(2020, 1, 1), valid_until=date(2021, 1, 1)
    )

    visitor.post(piece(evidence, "/acceptance"), as_=cast.max, expect=409)

    assert only(session).state is EvidenceState.PROPOSED


# Taking it back, renewing it


@pytest.mark.usefixtures("palm")
def test_own_evidence_is_taken_back_with_its_file_while_it_waits(visitor, session, cast):
    visitor.post(page_of(cast.payments), typed(**file_of(PDF)), as_=cast.lena)
    evidence = only(session)

    visitor.post(piece(evidence, "/withdrawal"), as_=cast.max, expect=403)
    visitor.post(piece(evidence, "/withdrawal"), as_=cast.olga, expect=404)
    visitor.post(piece(evidence, "/withdrawal"), as_=cast.lena)

    assert session.query(Evidence).count() == session.query(StoredFile).count() == 0


@pytest.mark.usefixtures("palm")
def test_what_was_reviewed_stays_on_record(visitor, session, cast):
    evidence = accepted(session, cast, cast.lena, days=30)

    visitor.post(piece(evidence, "/withdrawal"), as_=cast.lena, expect=409)


@pytest.mark.usefixtures("palm")
def test_renewing_makes_a_copy_that_is_reviewed_again_and_keeps_the_file(visitor, session, cast):
    visitor.post(page_of(cast.payments), typed(**file_of(PDF)), as_=cast.lena)
    first = only(session)
    first.state, first.reviewed_by = EvidenceState.ACCEPTED, cast.max.id
    first.dated_on, first.valid_until = date(2020, 1, 1), date(2021, 1, 1)
    session.commit()

    page = visitor.get(f"{page_of(cast.payments)}/new?renews={first.id}", as_=cast.max)
    form = {**page.form("/evidence"), "dated_on": clock.today().isoformat()}
    del form["csrf_token"]
    visitor.post(page_of(cast.payments), form, as_=cast.max)

    session.expire_all()
    old, new = session.query(Evidence).order_by(Evidence.contributed_at)
    assert (new.state, new.file_id) == (EvidenceState.PROPOSED, old.file_id)
    assert new.title == old.title
    assert "Expired on" in visitor.get(piece(old), as_=cast.lena).words()
    visitor.post(piece(new, "/withdrawal"), as_=cast.max)
    visitor.get(piece(old, "/file"), as_=cast.lena)


@pytest.mark.usefixtures("palm")
def test_a_form_does_not_tell_what_others_brought(visitor, session, cast):
    evidence = bring(session, cast, cast.max, title="For managers only")

    page = visitor.get(f"{page_of(cast.payments)}/new?renews={evidence.id}", as_=cast.lena)

    assert "For managers only" not in page.text


# The page of a team


def test_the_page_says_what_would_close_the_distance(visitor, session, cast):
    make_closed_example(session, cast)
    session.commit()

    page = visitor.get(page_of(cast.payments), as_=cast.max)

    assert (
        "Evidence for these 2 questions lifts the verified level from Support, basic to "
        "Control, basic." in page.words()
    )
    assert len(page.soup.select("#distance ~ .gaps > li")) == 2
    assert page.queries <= 10


def test_accepting_what_it_names_closes_the_distance(visitor, session, cast):
    make_closed_example(session, cast)
    for item in ("MND-S2", "RES-S1"):
        accepted(session, cast, cast.lena, days=300, item=item)

    words = visitor.get(page_of(cast.payments), as_=cast.max).words()

    assert "Evidence carries everything that the level rests on" in words
    assert "when the round closed it was Support, basic" in words


@pytest.mark.usefixtures("palm")
def test_only_who_reads_the_team_sees_its_evidence(visitor, cast):
    for person, status in ((cast.lena, 403), (cast.root, 403), (cast.olga, 404)):
        visitor.get(page_of(cast.payments), as_=person, expect=status)
    visitor.get(page_of(cast.payments), as_=cast.ada)


def test_a_filter_lists_what_waits(visitor, session, cast):
    publish_palm()
    bring(session, cast, cast.lena, title="Waits")
    accepted(session, cast, cast.lena, days=30, title="Ends soon")
    accepted(session, cast, cast.lena, days=-1, title="Is over")

    for name, title in (("waiting", "Waits"), ("expiring", "Ends soon"), ("expired", "Is over")):
        page = visitor.get(f"{page_of(cast.payments)}?show={name}", as_=cast.max)
        assert [one.get_text() for one in page.soup.select("main .task__link")] == [title]
    assert "Waiting for review (1)" in page.words()
    visitor.get(f"{page_of(cast.payments)}?show=nothing", as_=cast.max)


def test_a_team_without_a_model_is_told_so(visitor, cast):
    words = visitor.get(page_of(cast.payments), as_=cast.max).words()

    assert "No maturity model yet" in words
    visitor.get(f"{page_of(cast.payments)}/new", as_=cast.max, expect=409)


def test_texts_and_links_are_shown_as_what_they_are(visitor, session, cast):
    publish_palm()
    text = bring(
        session, cast, cast.lena, kind=EvidenceKind.TEXT, link="", text="<b>Seen</b>\nat the forum"
    )
    link = bring(session, cast, cast.lena)

    assert "<b>Seen</b> at the forum" in visitor.get(piece(text), as_=cast.max).words()
    shown = visitor.get(piece(link), as_=cast.max).one("main .prose a")
    assert shown["rel"] == ["noopener", "noreferrer", "nofollow"]
    assert shown.get_text() == link.link
