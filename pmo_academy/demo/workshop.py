"""The sample round in review: Logistics PMO is half-way through its workshop."""

from datetime import timedelta

from pmo_academy.core import clock
from pmo_academy.demo import sheets
from pmo_academy.demo.people import Organisation
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import Mode, Perspective, Round
from pmo_academy.maturity.queries.workshop import get_board
from pmo_academy.maturity.queries.workshop_seat import get_seat
from pmo_academy.maturity.service import Given, RoundPlan
from pmo_academy.maturity.service import workshop as workshops
from pmo_academy.maturity.service.workshop_vote import vote

_SEED = 2025
_PERSPECTIVES = (*[Perspective.PMO] * 4, *[Perspective.DELIVERY] * 3)
_FIRST_VOTES = (
    (2, "The steering group asks us before it names anybody."),
    (2, ""),
    (2, "Since September, yes."),
    (1, "For small orders the sponsor still picks whoever is free."),
    (2, ""),
    (2, ""),
    (2, "We are asked, but nothing is recorded."),
)
_SECOND_VOTES = ((1, "Only the night before a crisis meeting."), (2, ""), (1, ""), (3, ""))


def add(organisation: Organisation) -> None:
    """Add the round with its answers, a question that was agreed on and one that people vote on."""
    olga, members = organisation.person("Olga"), organisation.members["Logistics PMO"]
    with clock.set_to(clock.now() - timedelta(days=16)):
        one = service.open_round(organisation.logistics, _plan(organisation), by=olga, seed=_SEED)
        for person, sheet in zip(members, sheets.logistics_in_review(), strict=True):
            own = queries.get_own_round(one.id, for_person=person)
            given = {item: Given(choice=choice) for item, choice in sheet.items()}
            service.save_answers(own, given)
            service.submit(queries.get_own_round(one.id, for_person=person))
    workshops.start_workshop(one, by=olga)
    _vote(organisation, one, place=1, votes=_FIRST_VOTES)
    workshops.show_votes(one, seen=_version(one), by=olga)
    because = "The PMO is asked each time; a recorded authorisation is still missing."
    workshops.agree(one, because=because, seen=_version(one), by=olga)
    _vote(organisation, one, place=2, votes=_SECOND_VOTES)


def _plan(organisation: Organisation) -> RoundPlan:
    people = organisation.members["Logistics PMO"]
    return RoundPlan(
        title="Autumn round",
        mode=Mode.ANONYMOUS,
        threshold=5,
        opens_on=clock.today(),
        closes_on=clock.today() + timedelta(days=14),
        invited=dict(zip((person.id for person in people), _PERSPECTIVES, strict=True)),
    )


def _vote(
    organisation: Organisation, one: Round, *, place: int, votes: tuple[tuple[int, str], ...]
) -> None:
    olga, members = organisation.person("Olga"), organisation.members["Logistics PMO"]
    workshops.open_ballot(one, place=place, seen=_version(one), by=olga)
    for person, (choice, reason) in zip(members[::-1], votes, strict=False):
        seat = get_seat(one.id, for_person=person)
        vote(seat, ballot=seat.ballot_token, choice=choice, reason=reason)


def _version(one: Round) -> int:
    return get_board(one).version
