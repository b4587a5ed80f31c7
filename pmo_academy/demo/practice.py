"""What the sample people have practised: fresh, fading, due today or done."""

from datetime import date, timedelta
from uuid import UUID

from pmo_academy.core import clock
from pmo_academy.demo.answers import other_than, right_answer
from pmo_academy.demo.people import Organisation
from pmo_academy.exams.rules.reading import to_fields
from pmo_academy.people.models import Person
from pmo_academy.retention import queries, service

# Who practised how many days ago; every fourth answer is wrong.
_PRACTISED = {"Lena": (20,), "Priya": (40, 39, 0)}
_EVERY = 4


def add(organisation: Organisation) -> None:
    """Let them practise, each session on its day."""
    today = clock.today()
    for name, days in _PRACTISED.items():
        for ago in days:
            _practise(organisation.person(name), today - timedelta(days=ago))
    service.fill(organisation.person("Lena"), today=today)


def _practise(person: Person, day: date) -> None:
    with clock.set_to(clock.now().replace(year=day.year, month=day.month, day=day.day)):
        service.fill(person, today=day)
        waiting = queries.get_practice(person.id, today=day).waiting
        for number, row in enumerate(waiting, start=1):
            _answer(person, row.id, day, is_right=number % _EVERY != 0)


def _answer(person: Person, card_id: UUID, day: date, *, is_right: bool) -> None:
    card, question = queries.get_card(card_id, for_person=person)
    asked = service.ask(card, question)
    answer = right_answer(asked)
    if not is_right:
        answer = other_than(answer, asked)
    fields = to_fields(asked, service.ANSWER, answer)
    service.keep_answer(card, question, fields=fields, seen=service.stamp(card, question))
    service.rate(card, question, felt="good", seen=service.stamp(card, question), today=day)
