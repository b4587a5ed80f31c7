"""What did not change keeps its lines; what is written reads back as the same."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.authoring.rules import front_matter, strict_yaml
from pmo_academy.authoring.rules.yaml_writing import page, rewritten, written

CONTENT = Path(__file__).resolve().parents[3] / "content"
FILES = sorted(CONTENT.rglob("*.yaml"))
BANK = """\
# Written by hand.
module: first   # of two
questions:
  # The easy one.
  - key: q01
    stem: >-
      A long
      stem.
    weights: {a: 1.50}
  - key: q02
    stem: Another
after: [1, 2]
"""

texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=60
)
plain = st.one_of(
    texts,
    st.booleans(),
    st.none(),
    st.integers(-(10**14), 10**14),
    st.decimals(-1000, 1000, places=2, allow_nan=False).map(lambda one: one + Decimal("0.00")),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
names = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
values = st.recursive(
    plain, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(names, inside, max_size=4)
)


def read(text):
    return strict_yaml.read(text, file="a.yaml").value


@given(st.dictionaries(names, values, min_size=1, max_size=5))
def test_what_is_written_reads_back_as_the_same(value):
    assert read(written(value)) == value


@given(st.dictionaries(names, values, min_size=1, max_size=5), st.dictionaries(names, values))
def test_a_text_written_anew_holds_the_new_values(old, new):
    value = {**old, **new}

    assert read(rewritten(written(old), value)) == value


def test_a_changed_entry_leaves_the_others_and_comments_as_they_are():
    value = read(BANK)
    value["questions"][1]["stem"] = "A new: stem"

    assert rewritten(BANK, value) == BANK.replace("stem: Another", "stem: 'A new: stem'")


def test_entries_move_with_their_lines_and_new_ones_join_them():
    value = read(BANK)
    first, second = value["questions"]
    value["questions"] = [second, {"key": "q03", "parts": [{"a": 1}]}, first]

    text = rewritten(BANK, value)

    assert read(text) == value
    assert "    weights: {a: 1.50}\n" in text
    assert "  - key: q03\n    parts:\n    - a: 1\n" in text
    assert text.startswith("# Written by hand.\nmodule: first   # of two\n")
    assert text.endswith("after: [1, 2]\n")


def test_a_list_may_become_empty_and_full_again():
    empty = {**read(BANK), "questions": []}

    assert read(rewritten(BANK, empty)) == empty
    assert read(rewritten(rewritten(BANK, empty), read(BANK))) == read(BANK)


@pytest.mark.parametrize("text", ["{a: 1, b: 2}\n", "a: 1", "- 1\n"])
def test_what_is_not_one_field_a_line_is_written_whole(text):
    assert read(rewritten(text, {"a": 3})) == {"a": 3}


def test_a_text_that_cannot_take_it_in_is_written_whole():
    assert rewritten("# Mine.\na: 1\n...\n", {"a": 1, "b": 2}) == "a: 1\nb: 2\n"


def test_plain_entries_of_a_list_are_written_too():
    assert (
        rewritten("a:\n  - one\n  - two\n", {"a": ["two", "three"]}) == "a:\n  - two\n  - three\n"
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(CONTENT).as_posix())
def test_nothing_changes_where_nothing_changed_and_a_field_changes_alone(file):
    text = file.read_text("utf-8")
    value = read(text)

    assert rewritten(text, value) == text
    name = list(value)[-1]
    start = strict_yaml.read(text, file="a.yaml").names[name,][0] - 1
    changed = rewritten(text, {**value, name: "CHANGED"})
    assert read(changed) == {**value, name: "CHANGED"}
    assert changed.splitlines()[:start] == text.splitlines()[:start]


def test_what_stands_there_twice_is_written_out():
    half = Decimal("0.50")

    assert written({"a": half, "b": [half]}) == "a: 0.50\nb:\n- 0.50\n"


def test_a_page_reads_back():
    found = front_matter.read(page(written({"title": "A"}), "Text.\n").encode(), file="a.md")

    assert found.fields.value == {"title": "A"}
    assert found.body == "Text.\n"
