"""Who is invited: a choice beside each member of the team, and lists of addresses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from werkzeug.datastructures import MultiDict

from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries
from pmo_academy.maturity.models import Perspective

MOST_ADDRESSES = 500

_BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True, kw_only=True)
class PeopleFields:
    """What was typed, by the name of its field; who is meant; and what is wrong."""

    typed: Mapping[str, str]
    people: Mapping[UUID, Perspective]
    problems: Mapping[str, str] = field(default_factory=dict)


def read_people(
    form: MultiDict[str, str] | None, *, members: Sequence[tuple[UUID, str]]
) -> PeopleFields:
    """Read who is invited; before anything is typed, all members look from within the PMO."""
    if form is None:
        typed = {member_field(member): Perspective.PMO.value for member, _name in members}
        return PeopleFields(typed=typed, people={})
    typed = {name: form.get(name, "") for name in _fields(members)}
    people = {
        member: Perspective(typed[member_field(member)])
        for member, _name in members
        if typed[member_field(member)] in set(Perspective)
    }
    problems: dict[str, str] = {}
    _add_addressed(people, problems, typed=typed)
    return PeopleFields(typed=typed, people=people, problems=problems)


def member_field(member: UUID) -> str:
    """Name the field of a member."""
    return f"member-{member}"


def addresses_field(perspective: Perspective) -> str:
    """Name the field of the addresses of a perspective."""
    return f"emails-{perspective.value}"


def _fields(members: Sequence[tuple[UUID, str]]) -> Iterator[str]:
    yield from (member_field(member) for member, _name in members)
    yield from map(addresses_field, Perspective)


def _add_addressed(
    people: dict[UUID, Perspective], problems: dict[str, str], *, typed: Mapping[str, str]
) -> None:
    """Add the people of the lists; an address without an account, or twice, is a problem."""
    lists = {one: _addresses(typed[addresses_field(one)]) for one in Perspective}
    wanted = {address for addresses in lists.values() for address in addresses}
    if len(wanted) > MOST_ADDRESSES:
        problems[addresses_field(Perspective.PMO)] = _(
            "Enter at most %(count)s addresses at a time.", count=MOST_ADDRESSES
        )
        return
    known = queries.find_active_by_email(wanted) if wanted else {}
    for perspective, addresses in lists.items():
        name = addresses_field(perspective)
        unknown = [address for address in addresses if address not in known]
        if unknown:
            problems[name] = _(
                "Nobody with an active account has the address %(addresses)s. Check it, or ask an "
                "administrator to add the person.",
                addresses=", ".join(unknown),
            )
        for address in addresses:
            if address in known and people.setdefault(known[address], perspective) != perspective:
                problems[name] = _(
                    "%(address)s stands in two groups. Keep one of them.", address=address
                )


def _addresses(text: str) -> list[str]:
    return [part.lower() for part in _BETWEEN.split(text) if part]
