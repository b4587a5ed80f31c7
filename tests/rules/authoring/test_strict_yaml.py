"""What plain YAML is, where each value stands, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.problems import ContentError, kept


def read(text, **options):
    return strict_yaml.read(text, file="f.yaml", **options)


def refusal(text, **options):
    with pytest.raises(ContentError) as error:
        read(text, **options)
    return str(error.value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("12.50", Decimal("12.50")),
        ("1.0e-9", Decimal("1.0e-9")),
        ("2026-11-22", date(2026, 11, 22)),
        ("'2026-11-22'", "2026-11-22"),
        ('"12"', "12"),
        ("word", "word"),
    ],
)
def test_values_are_what_they_look_like(written, value):
    found = read(f"a: {written}").value["a"]

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        *("NO", "no", "yes", "on", "Off", "y", "True", "TRUE", "Null", "~"),
        *("1:30", "012", "0x1F", "0o7", "1_000", "+1", ".5", "1.", ".inf", ".nan", "1e3"),
        *("2026-1-2", "2026-11-22 10:00", "1" * 16, "1.0e999"),
    ],
)
def test_what_yaml_1_1_would_turn_into_something_else_is_text(written):
    assert read(f"a: {written}").value["a"] == written


def test_blocks_fold_as_yaml_says():
    assert read("a: >-\n  one: two # three\n  four\n").value == {"a": "one: two # three four"}


def test_every_value_and_name_has_its_place():
    document = read("a: 1\nb:\n  - x\n  - {c: 2}\n", first_line=11)

    assert document.values[()] == (11, 1)
    assert document.values["a",] == (11, 4)
    assert document.values["b", 1, "c"] == (14, 9)
    assert document.names["b",] == (12, 1)
    assert document.names["b", 1, "c"] == (14, 6)


def test_what_is_not_there_is_reported_at_what_surrounds_it():
    document = read("a:\n  - {b: 1}\n")

    assert str(document.problem(("a", 0, "why"), "is missing")) == "f.yaml:2:5: is missing"
    assert str(document.problem_with_name(("x",), "is odd")) == "f.yaml:1:1: is odd"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f.yaml:1:1: the text is empty"),
        ("# only this\n", "f.yaml:2:1: the text is empty"),
        ("a: 1\na: 2\n", "f.yaml:2:1: the field 'a' stands here twice"),
        ("a: &x 1\n", "f.yaml:1:4: anchors and aliases aren't allowed; write the value out"),
        ("a: *x\n", "f.yaml:1:4: anchors and aliases aren't allowed; write the value out"),
        (
            "a: !!python/name:os.system x\n",
            "f.yaml:1:4: the tag tag:yaml.org,2002:python/name:os.sy",
        ),
        ("a: !x [1]\n", "f.yaml:1:4: the tag !x isn't allowed; remove it"),
        ("<<: {a: 1}\n", "f.yaml:1:1: merging with '<<' isn't allowed; write the fields out"),
        ("[a]: 1\n", "f.yaml:1:1: the name of a field must be a word"),
        ("a: 2026-02-30\n", "f.yaml:1:4: there is no day 2026-02-30"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document begins here; one file holds one"),
        ("a: " + "[" * 21, "f.yaml:1:23: nested deeper than 20 levels"),
        ("a: " + "[" * 100_000, "f.yaml:1:23: nested deeper than 20 levels"),
        ("a: b: c\n", "f.yaml:1:5: not readable as YAML: mapping values are not allowed in this"),
        ("a: [1\n", "f.yaml:2:1: not readable as YAML: did not find expected ',' or ']'; a text"),
        ("a:\n\tb: 1\n", "f.yaml:2:1: not readable as YAML: found character that cannot start"),
    ],
)
def test_what_is_not_plain_is_refused_with_its_place(text, message):
    assert refusal(text).startswith(message)


def test_a_file_must_be_small_utf_8_and_visible():
    def problem(body):
        with pytest.raises(ContentError) as error:
            strict_yaml.decoded(body, file="f.yaml")
        return str(error.value)

    assert strict_yaml.decoded("a: ä\r\n".encode(), file="f.yaml") == "a: ä\r\n"
    assert problem(b"x" * 256_001) == (
        "f.yaml:1:1: the file has 256,001 bytes; at most 256,000 are allowed: split it"
    )
    assert problem(b"a: 1\nb: \xff") == "f.yaml:2:1: not UTF-8; save the file in this encoding"
    assert problem(b"a: 1\nb: \x07") == (
        "f.yaml:2:4: the character U+0007 can't be shown; remove it"
    )
    assert problem(b"\xef\xbb\xbfa: 1").startswith("f.yaml:1:1: the character U+FEFF")


def test_plain_values_can_be_written_as_json():
    value = {"a": [Decimal("0.5"), date(2026, 11, 22), 1, "x", None, True]}

    assert strict_yaml.plain(value) == {"a": [0.5, "2026-11-22", 1, "x", None, True]}


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_place(text):
    problems = []
    kept(lambda: read(strict_yaml.decoded(text.encode(errors="replace"), file="f")), problems)

    assert all(one.line >= 1 and one.column >= 1 for one in problems)
