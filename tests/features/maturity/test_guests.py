"""People without an account: asked by mail, they answer by a link and can do nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock, jobs
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.db import Base
from pmo_academy.core.permissions import Permission
from pmo_academy.maturity import queries
from pmo_academy.maturity.models import Invitation, Mode, Round
from pmo_academy.maturity.service import guests
from pmo_academy.maturity.views.guests import guesses
from pmo_academy.people import service as people
from pmo_academy.people import sessions, sign_in
from pmo_academy.people.models import Membership, Person
from tests.features.maturity.factories import make_round, publish_palm
from tests.features.maturity.test_running_a_round import errors, sent_by, typed
from tests.support.mail import mail_server

STRANGERS = "Nia Okafor <Nia@Partner.test>\nbo@partner.test"


@pytest.fixture
def model(session):
    edition = publish_palm()
    session.commit()
    return edition


@pytest.fixture
def nia(session, cast):
    """A guest of a round of the Payments PMO."""
    person = people.add_guest(email="nia@partner.test", name="Nia Okafor", by=cast.max)
    one = make_round(cast, [(person, "delivery")], title="Guest round")
    session.commit()
    return one, person


def link_of(session, person):
    (invitation,) = session.scalars(select(Invitation).where(Invitation.person_id == person.id))
    return guests.path_of(invitation.id)


def test_strangers_are_offered_a_private_link(visitor, cast, session, model):
    form = typed(cast, **{"emails-delivery": STRANGERS})
    refused = visitor.post("/assess/rounds/steps/3", form, as_=cast.max, expect=422)
    assert errors(refused) == ["#emails-delivery"]
    assert "Invite 2 people without an account by private link" in refused.words()

    again = sent_by(refused) | {"guests": "y"}
    visitor.post("/assess/rounds/steps/3", again, as_=cast.max, expect=200)
    preview = visitor.post("/assess/rounds/steps/4", again, as_=cast.max, expect=200)
    assert "2 people without an account" in preview.words()
    assert "3: 1 from the PMO, 2 from delivery" in preview.words()
    assert session.scalar(select(Person).where(Person.email == "nia@partner.test")) is None
    visitor.post("/assess/rounds", sent_by(preview), as_=cast.max)

    nia, bo = (
        session.scalars(select(Person).where(Person.email == email)).one()
        for email in ("nia@partner.test", "bo@partner.test")
    )
    assert (nia.name, bo.name, nia.password_hash) == ("Nia Okafor", "bo", "")
    assert session.scalars(select(Membership).where(Membership.person_id == nia.id)).all() == []


def test_a_guest_is_invited_later_and_to_a_second_round_as_the_same_person(
    visitor, cast, session, nia
):
    one, person = nia
    place = f"/assess/rounds/{one.id}/invitations"
    form = {"emails-pmo": "bo@partner.test"}
    visitor.post(place, form, as_=cast.max, expect=422)
    visitor.post(place, form | {"guests": "y"}, as_=cast.max)
    second = make_round(cast, [(cast.lena, "pmo")], title="Second")
    session.commit()

    visitor.post(
        f"/assess/rounds/{second.id}/invitations",
        {"emails-pmo": person.email}, as_=cast.max,
    )  # fmt: skip

    assert len(session.scalars(select(Person).where(Person.email.like("%partner%"))).all()) == 2
    assert len(session.scalars(select(Invitation)).all()) == 4


def test_a_closed_account_is_no_stranger(visitor, cast, session, nia):
    one, _person = nia
    cast.olga.deactivated_at = clock.now()
    session.commit()
    form = {"emails-pmo": cast.olga.email, "guests": "y"}

    page = visitor.post(f"/assess/rounds/{one.id}/invitations", form, as_=cast.max, expect=422)

    assert "is closed" in page.words()


def test_the_mail_has_the_link_and_the_database_only_its_digest(app, cast, session, nia):
    _one, person = nia
    with mail_server(app) as server:
        jobs.run_due()
    text = " ".join(server.mails[0].get_body("plain").get_content().split())
    link = link_of(session, person)

    assert f"http://localhost{link}" in text
    assert "This link is yours alone" in text
    token = link.removeprefix("/invitation/")
    rows = [
        str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table))
    ]
    assert rows
    assert not any(token in row for row in rows)


def test_a_guest_answers_and_hands_in(visitor, cast, session, nia):
    one, person = nia
    link = link_of(session, person)
    page = visitor.get(link)
    assert "This invitation is for Nia Okafor" in page.words()
    assert "Nobody sees your name beside an answer" in page.words()
    visitor.get(f"/assess/{one.id}", expect=302)

    begun = visitor.post(link)
    assert begun.location == f"/assess/{one.id}"
    overview = visitor.get(begun.location)
    entries = [link.get_text(strip=True) for link in overview.soup.select(".navigation__link")]
    assert entries == ["Assess"]
    assert "Your account" not in overview.words("header")
    form = {f"q{at}": "3" for at in range(1, 7)} | {"seen": "0.0.0.0.0.0"}
    visitor.post(f"/assess/{one.id}/mnd/pause", form)
    visitor.post(f"/assess/{one.id}/submission")
    done = visitor.get(f"/assess/{one.id}/done")

    assert "Your answers have arrived" in done.words()
    assert "See recommended learning" not in done.words()
    visitor.get("/", expect=302)
    assert visitor.post("/sign-out").location == "/sign-in"
    visitor.get(begun.location, expect=302)


def test_coming_in_leaves_no_moment_in_the_trail(visitor, session, nia):
    _one, person = nia
    before = len(session.scalars(select(AuditEntry)).all())

    visitor.post(link_of(session, person))

    assert len(session.scalars(select(AuditEntry)).all()) == before


def test_a_guest_may_do_nothing_but_answer(visitor, cast, session, nia):
    """The rights are asked for by every route; a link never brings those of a role along."""
    one, person = nia
    person.is_pmo_lead = person.is_administrator = True
    token = sessions.begin(person, is_guest=True)
    session.commit()
    visitor.post(link_of(session, person))

    guest = sign_in.load(token)
    assert [right for right in Permission if guest.may(right)] == [Permission.RESPOND]
    for place in ("/learn", "/me/account", "/certifications", "/team", "/admin/people",
                  f"/assess/rounds/{one.id}", f"/team/{cast.payments.id}"):  # fmt: skip
        visitor.get(place, expect=403)
    visitor.post("/assess/rounds", typed(cast), expect=403)
    visitor.post("/me/password", {}, expect=403)


def test_who_has_a_password_by_now_signs_in_instead(visitor, session, nia):
    one, person = nia
    link = link_of(session, person)
    person.password_hash = "something"
    session.commit()

    page = visitor.get(link)

    assert "You have an account by now" in page.words()
    assert page.soup.select_one(f"a[href='/sign-in?next=/assess/{one.id}']")
    visitor.post(link, expect=409)


def test_links_of_closed_accounts_planned_and_closed_rounds_say_what_to_do(visitor, session, nia):
    one, person = nia
    link = link_of(session, person)
    with clock.set_to(clock.now() + timedelta(days=15)):
        assert "The questionnaire closed on" in visitor.get(link).words()
        visitor.post(link, expect=409)
    one.opens_on = clock.today() + timedelta(days=1)
    session.commit()
    assert "Come back by this link then" in visitor.get(link).words()
    visitor.post(link, expect=409)
    person.deactivated_at = clock.now()
    session.commit()
    assert "This link works no longer" in visitor.get(link).words()
    visitor.post(link, expect=409)


def test_a_guest_whose_account_is_closed_or_who_sets_a_password_is_out(visitor, session, nia):
    one, person = nia
    visitor.post(link_of(session, person))
    visitor.get(f"/assess/{one.id}")

    people.change_password(person, new="a long sentence to sign in with")
    session.commit()

    visitor.get(f"/assess/{one.id}", expect=302)


def test_a_guest_sees_only_own_questionnaires(visitor, cast, session, nia):
    _one, person = nia
    other = make_round(cast, [(cast.lena, "pmo")], title="Not for guests")
    session.commit()
    visitor.post(link_of(session, person))

    visitor.get(f"/assess/{other.id}", expect=404)
    assert "Not for guests" not in visitor.get("/assess").words()


def test_an_ordinary_session_of_the_same_person_is_no_guest(visitor, cast, session, nia):
    _one, person = nia
    visitor.get("/learn", as_=person)


def test_guesses_are_slowed_down(visitor, session):
    guesses.forget()
    for number in range(40):
        visitor.get(f"/invitation/{number:064x}", expect=404)
    page = visitor.get("/invitation/" + "f" * 64, expect=429)
    assert "Wait 15 minutes" in page.words()
    guesses.forget()


def test_without_mail_the_links_are_handed_over_and_that_is_recorded(visitor, cast, session, nia):
    one, person = nia
    monitor = visitor.get(f"/assess/rounds/{one.id}", as_=cast.max)
    assert "hand the links over yourself" in monitor.words()

    page = visitor.post(f"/assess/rounds/{one.id}/links", as_=cast.max, expect=200)

    assert f"http://localhost{link_of(session, person)}" in page.words()
    assert "maturity.links-shown" in [row.action for row in session.scalars(select(AuditEntry))]
    visitor.post(f"/assess/rounds/{one.id}/links", as_=cast.lena, expect=403)
    visitor.post(f"/assess/rounds/{one.id}/links", as_=cast.olga, expect=404)


def test_with_mail_nobody_sees_the_links(app, visitor, cast, session, nia):
    one, person = nia
    with mail_server(app):
        page = visitor.post(f"/assess/rounds/{one.id}/links", as_=cast.max)
        assert page.location == f"/assess/rounds/{one.id}"
        assert link_of(session, person) not in visitor.get(page.location, as_=cast.max).text


def test_the_link_stays_the_same_when_people_are_invited_twice(cast, session, nia):
    one, person = nia
    before = session.scalars(select(Invitation.guest_digest)).all()
    guests.give_links(one)
    assert session.scalars(select(Invitation.guest_digest)).all() == before
    own = queries.get_own_round(one.id, for_person=person)
    assert own.mode is Mode.ANONYMOUS
    assert sessions.digest_of(guests.token_of(own.invitation_id)) == before[0]
    assert session.get_one(Round, one.id).title == "Guest round"
