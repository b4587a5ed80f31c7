"""Questions that were brought get keys of their own, a topic, and the order of our banks."""

from decimal import Decimal

from pydantic import TypeAdapter

from pmo_academy.authoring.rules.question_shapes import BankQuestion
from pmo_academy.studio.exchange.brought import BroughtQuestion
from pmo_academy.studio.exchange.placing import UNNAMED, placed
from pmo_academy.studio.rules.keys import key_from


def brought(name, **fields):
    question = {"type": "true-false", "stem": "It ends.", "answer": True, **fields}
    return BroughtQuestion(place="line 1", name=name, question=question)


def test_keys_are_made_from_names_and_never_given_twice():
    taken = {"who-decides"}
    refused = BroughtQuestion(place="line 9", name="Odd", question=None, losses=("odd",))
    questions = [brought("Who decides?"), brought("Überblick"), refused, brought("who  DECIDES")]

    keys = [one["key"] for one in placed(questions, topic="scope", taken_keys=taken)]

    assert keys == ["who-decides-2", "uberblick", "who-decides-3"]
    assert taken == {"who-decides"}


def test_fields_stand_as_banks_are_written():
    (question,) = placed(
        [
            brought(
                "N", type="numeric", answer=Decimal("12.0"), explanation="So.",
                tolerance=Decimal(0), near_misses=[{"value": Decimal("2.5"), "why": "w"}],
            )
        ],
        topic="scope",
        taken_keys=set(),
    )  # fmt: skip

    assert list(question) == [
        "key", "type", "topic", "stem", "answer", "near_misses", "explanation",
    ]  # fmt: skip
    assert (question["answer"], type(question["answer"])) == (12, int)
    assert TypeAdapter(BankQuestion).validate_python(question).key == "n"


def test_names_without_letters_and_long_names_make_keys_too():
    assert key_from("变更 ?!", (), otherwise=UNNAMED) == "question"
    assert key_from("x" * 70, ()) == "x" * 60
    keys = [
        one["key"]
        for one in placed([brought("x" * 70), brought("x" * 61)], topic="s", taken_keys=set())
    ]
    assert keys == ["x" * 60, "x" * 58 + "-2"]
