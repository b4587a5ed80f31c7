"""The glossary: what it holds, and which terms of texts it has not."""

import pytest

from tests.rules.authoring.breaking import ALPHA, problems_in_files, small_content

GLOSSARY = "glossary.yaml"
TERMS = """\
terms:
  - term: Sponsor
    definition: Who wants it.
    also: [sponsors]
  - term: Gate
    definition: Where it may stop.
"""


def problems(*, terms=TERMS, text="A bridge."):
    files = small_content()
    files[ALPHA] = files[ALPHA].replace(b"A bridge.", text.encode())
    return problems_in_files(files | ({GLOSSARY: terms.encode()} if terms else {}))


def test_terms_of_the_glossary_may_be_used():
    assert problems(text="[[sponsor]], [[SPONSORS]] and [[gate|gates]].") == []


@pytest.mark.parametrize(
    ("terms", "place"), [(TERMS, f"{ALPHA}:28:5: the glossary has no term 'baseline'"), ("", ALPHA)]
)
def test_other_terms_are_refused_with_their_place(terms, place):
    (found,) = problems(terms=terms, text="The [[baseline]].")

    assert found.startswith(place)


def test_a_name_stands_once():
    (found,) = problems(terms=TERMS + "  - {term: Door, definition: A door., also: [gate]}\n")

    assert found.startswith(f"{GLOSSARY}:7:12: 'Door' and 'Gate' have a name in common; keep one")


def test_lessons_are_not_blamed_for_a_broken_glossary():
    (found,) = problems(terms="terms: 1\n", text="The [[baseline]].")

    assert found.startswith(f"{GLOSSARY}:1:8: must be a list")
