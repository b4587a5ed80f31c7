"""Who is invited: a choice beside each member of the team, and lists of addresses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from werkzeug.datastructures import MultiDict

from pmo_academy.core.forms import is_email_address
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import Perspective
from pmo_academy.maturity.queries.private_links import list_closed_accounts
from pmo_academy.maturity.queries.rounds import find_active_by_email
from pmo_academy.maturity.service.guests import Guest

MOST_ADDRESSES = 500
AS_GUESTS = "guests"

_BETWEEN = re.compile(r"[\n,;]+")
_NAMED = re.compile(r"\s*(?P<name>[^<>]*?)\s*<\s*(?P<address>[^<>\s]+)\s*>\s*")


@dataclass(frozen=True, kw_only=True)
class PeopleFields:
    """What was typed, by the name of its field; who is meant; and what is wrong.

    Strangers are the addresses that have no account here: they become guests once that is asked
    for.
    """

    typed: Mapping[str, str]
    people: Mapping[UUID, Perspective]
    guests: Mapping[str, Guest] = field(default_factory=dict)
    strangers: Sequence[str] = ()
    problems: Mapping[str, str] = field(default_factory=dict)


def read_people(
    form: MultiDict[str, str] | None, *, members: Sequence[tuple[UUID, str]]
) -> PeopleFields:
    """Read who is invited; before anything is typed, all members look from within the PMO."""
    if form is None:
        return PeopleFields(typed=usual_people(members), people={})
    typed = {name: form.get(name, "") for name in _fields(members)}
    people = {
        member: Perspective(typed[member_field(member)])
        for member, _name in members
        if typed[member_field(member)] in set(Perspective)
    }
    return _Lists(typed).read(people)


def usual_people(members: Sequence[tuple[UUID, str]]) -> dict[str, str]:
    """Return what stands in the fields before anything is typed."""
    return {member_field(member): Perspective.PMO.value for member, _name in members}


def member_field(member: UUID) -> str:
    """Name the field of a member."""
    return f"member-{member}"


def addresses_field(perspective: Perspective) -> str:
    """Name the field of the addresses of a perspective."""
    return f"emails-{perspective.value}"


class _Lists:
    """The lists of addresses, read into people, guests and problems."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed = typed
        self.lists = {one: _addresses(typed[addresses_field(one)]) for one in Perspective}
        self.wanted = {address for found in self.lists.values() for address, _name in found}
        self.groups: dict[str, Perspective] = {}
        self.guests: dict[str, Guest] = {}
        self.strangers: list[str] = []
        self.problems: dict[str, str] = {}

    def read(self, people: dict[UUID, Perspective]) -> PeopleFields:
        """Add the people of the lists to those chosen beside their names."""
        if len(self.wanted) > MOST_ADDRESSES:
            self.problems[addresses_field(Perspective.PMO)] = _(
                "Enter at most %(count)s addresses at a time.", count=MOST_ADDRESSES
            )
        else:
            self._add(people)
        return PeopleFields(
            typed=self.typed,
            people=people,
            guests=self.guests,
            strangers=tuple(self.strangers),
            problems=self.problems,
        )

    def _add(self, people: dict[UUID, Perspective]) -> None:
        known = find_active_by_email(self.wanted) if self.wanted else {}
        closed = list_closed_accounts(self.wanted - known.keys())
        for group, entries in self.lists.items():
            unknown = [(address, name) for address, name in entries if address not in known]
            self._add_strangers(group, unknown, closed=closed)
            for address, _name in entries:
                person = known.get(address)
                is_new = people.setdefault(person, group) == group if person else True
                if not is_new or self.groups.setdefault(address, group) != group:
                    self.problems[addresses_field(group)] = _(
                        "%(address)s stands in two groups. Keep one of them.", address=address
                    )

    def _add_strangers(
        self, group: Perspective, entries: Sequence[tuple[str, str]], *, closed: frozenset[str]
    ) -> None:
        """Make strangers guests if that is wanted; what is no address is a problem anyway."""
        name_of_field, addresses = addresses_field(group), [address for address, _name in entries]
        wrong = [address for address in addresses if not is_email_address(address)]
        gone = [address for address in addresses if address in closed]
        if wrong:
            self.problems[name_of_field] = _(
                "This is no email address: %(words)s. Write one address a line.",
                words=", ".join(wrong),
            )
        elif gone:
            self.problems[name_of_field] = _(
                "The account of %(addresses)s is closed. Ask an administrator to open it, or leave "
                "the address out.",
                addresses=", ".join(gone),
            )
        elif entries:
            self.strangers += addresses
            self.guests |= {
                address: Guest(name=name, perspective=group) for address, name in entries
            }
            if not self.typed[AS_GUESTS]:
                self.problems[name_of_field] = _(
                    "Nobody here has the address %(addresses)s. Check it, or invite by private "
                    "link below.",
                    addresses=", ".join(addresses),
                )


def _fields(members: Sequence[tuple[UUID, str]]) -> Iterator[str]:
    yield from (member_field(member) for member, _name in members)
    yield from map(addresses_field, Perspective)
    yield AS_GUESTS


def _addresses(text: str) -> list[tuple[str, str]]:
    """Read addresses, each perhaps with a name as mail programs write it: Nia <nia@example.org>."""
    found: dict[str, str] = {}
    for part in _BETWEEN.split(text):
        named = _NAMED.fullmatch(part)
        if named:
            found[named["address"].lower()] = named["name"].strip("\"' ")[:120]
        else:
            found |= {word.lower(): "" for word in part.split()}
    return list(found.items())
