"""Add the sample organisation: once, and in one transaction."""

from pmo_academy.demo import certificates, learning, people, practice, rounds, workshop, writing


def add() -> bool:
    """Add Harbour PMO with its people, learning, rounds and certificates; False if it is here."""
    if people.exists():
        return False
    organisation = people.add()
    learning.add(organisation)
    rounds.add(organisation)
    workshop.add(organisation)
    certificates.add(organisation)
    practice.add(organisation)
    writing.add(organisation)
    return True
