import json

import pytest

from pmo_academy.maturity.score_file import ScoreFileError, run
from pmo_academy.maturity.score_file_reading import LONGEST_FILE
from tests.rules.maturity.example import COURSES, INPUT, INPUT_TEXT, ORACLE, PALM, all_answer

DOCUMENT = run(INPUT_TEXT, model=PALM, courses=COURSES)


def holds(found, expected):
    """Whether all that is expected is found, key by key and within a millionth."""
    if isinstance(expected, dict):
        return all(key in found and holds(found[key], expected[key]) for key in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(holds, found, expected))
    return found == pytest.approx(expected, abs=1e-6)


def problems(text, **options):
    with pytest.raises(ScoreFileError) as refused:
        run(text, model=PALM, courses=COURSES, **options)
    return refused.value.problems


def file(**fields):
    return json.dumps({**INPUT, **fields})


def sheets(*changes):
    return [{**all_answer(3), **change} for change in changes]


def test_the_worked_example_is_scored_as_published():
    stated = ("tier", "rung", "rung_name", "trace", "brakes", "composite", "domain_rung", "S", "m")

    assert holds(DOCUMENT["stated"], {name: ORACLE[name] for name in stated})
    assert holds(DOCUMENT["verified"], ORACLE["verified"])
    for part in ("confidence", "bootstrap", "jackknife", "swing"):
        assert holds(DOCUMENT[part], ORACLE[part]), part
    assert DOCUMENT["agreement"]["alpha"] == pytest.approx(0.567045, abs=1e-6)
    assert DOCUMENT["respondents"] == {"answered": 8, "counted": 8, "invited": 10}
    assert "gaps" not in DOCUMENT


@pytest.mark.parametrize("target", [5, 7])
def test_a_target_adds_gaps_and_plan(target):
    expected = ORACLE[f"target_{target}"]

    document = run(INPUT_TEXT, model=PALM, courses=COURSES, target=target)

    plan = document["plan"]
    courses = [[one["code"], one["hours"], one["share"]] for one in plan["courses"]]
    assert holds(document["gaps"][: len(expected["top"])], expected["top"])
    assert holds(courses, expected["recommend"])
    assert holds(plan, {"hours": expected["hours"], "residual": expected["residual"]})
    assert plan["percent_to_target"] == pytest.approx(expected["ptt"], abs=1e-6)


def test_a_consensus_value_is_used():
    document = run(file(consensus={"AUT-C1": 2}), model=PALM, courses=COURSES)

    assert document["stated"]["tier"]["C"] == pytest.approx(62.063718, abs=1e-6)
    assert document["stated"]["rung"] == 5


def test_the_document_is_plain_json():
    document = run(INPUT_TEXT, model=PALM, courses=COURSES, target=7)

    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_what_is_unknown_is_null():
    sheet = {code: "D" if "-T" in code else 3 for code in all_answer(3)}

    document = run(json.dumps({"answers": [sheet]}), model=PALM, courses=())

    assert document["stated"]["tier"]["T"] is None
    assert document["stated"]["composite"] is None
    assert document["bootstrap"] is None
    assert document["jackknife"] == {"S": None, "C": None, "T": None}
    assert document["agreement"]["items"]["MND-S1"] is None


def test_an_interval_nobody_can_know_is_null():
    sheet = {code: "D" if "-T" in code else 3 for code in all_answer(3)}

    document = run(json.dumps({"answers": [sheet] * 5}), model=PALM, courses=())

    assert document["bootstrap"]["ci"]["T"] is None


@pytest.mark.parametrize("invited", [8, 10, None])
def test_optional_fields_may_be_left_out_or_null(invited):
    text = file(invited=invited, groups=None, evidence=None, out_of_scope=None, consensus=None)

    assert run(text, model=PALM, courses=())["stated"]["rung"] == 4


def test_items_left_out_of_scope():
    document = run(file(out_of_scope=["RES-S2"]), model=PALM, courses=())

    assert document["stated"]["out_of_scope"] == ["RES-S2"]
    assert document["stated"]["m"]["RES-S2"] is None


NOT_AN_ANSWER = 'is not an answer; use 0 to 4, "D" or null'


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (7, "7"),
        (-1, "-1"),
        (2.5, "2.5"),
        (3.0, "3.0"),
        (True, "true"),
        ("3", '"3"'),
        ("d", '"d"'),
        ("x" * 99, '"' + "x" * 39 + "..."),
        ("a\nb", '"a\\nb"'),
        ([3], "a list"),
        ({"value": 3}, "an object"),
    ],
)
def test_an_answer_that_is_none_is_told_with_respondent_and_item(answer, shown):
    text = json.dumps({"answers": sheets({}, {}, {"AUT-C1": answer})})

    assert problems(text) == [f"respondent 3, item AUT-C1: {shown} {NOT_AN_ANSWER}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "line 1, column 1: not JSON: Expecting value"),
        ('{"answers": [}', "line 1, column 14: not JSON: Expecting value"),
        ("[" * 100_000, "the file: nested too deeply"),
        ('{"answers": [' + "9" * 5000 + "]}", "the file: a number in it has too many digits"),
        ("[]", "the file: a list where an object with names is needed"),
        ("{}", "answers: missing; a list with one object for each respondent"),
        ('{"answers": {}}', "answers: an object where a list is needed"),
        ('{"answers": []}', "answers: nobody has answered"),
        ('{"answers": [3]}', "respondent 1: 3 where an object with names is needed"),
        (
            '{"answers": [{"MND-S1": 1, "MND-S1": 2}]}',
            "respondent 1, item MND-S1: stands there more than once",
        ),
        (
            '{"answers": [{"MND-S1": NaN}]}',
            f"respondent 1, item MND-S1: NaN {NOT_AN_ANSWER}",
        ),
        (
            '{"answers": [{"XYZ-S1": 1}]}',
            "respondent 1, item XYZ-S1: there is no such item in PALM 1.0",
        ),
        (
            '{"answers": [{"MND\\nS1": 1}]}',
            'respondent 1, item "MND\\nS1": there is no such item in PALM 1.0',
        ),
        (
            '{"answers": [{}], "answers": [{}]}',
            "the file, answers: stands there more than once",
        ),
        (
            '{"answers": [{}], "evidense": []}',
            "evidense: there is no such field; use answers, groups, invited, out_of_scope, "
            "evidence, consensus",
        ),
    ],
)
def test_a_file_that_cannot_be_read(text, expected):
    assert problems(text) == [expected]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"groups": "pmo"}, 'groups: "pmo" where a list is needed'),
        ({"groups": ["pmo"] * 7}, "groups: 7 groups for 8 respondents"),
        ({"groups": ["pmo"] * 9}, "groups: 9 groups for 8 respondents"),
        (
            {"groups": ["pmo"] * 7 + ["finance"]},
            'respondent 8: "finance" is not a group; use pmo, delivery, leadership',
        ),
        (
            {"groups": [["pmo"]] + ["pmo"] * 7},
            "respondent 1: a list is not a group; use pmo, delivery, leadership",
        ),
        ({"invited": 7}, "invited: 7 invited, but 8 respondents"),
        ({"invited": -1}, "invited: -1 is not a number of people"),
        ({"invited": True}, "invited: true is not a number of people"),
        ({"invited": 9.5}, "invited: 9.5 is not a number of people"),
        ({"evidence": ["MND-X1"]}, "evidence, item MND-X1: there is no such item in PALM 1.0"),
        ({"evidence": [3]}, "evidence: 3 is not an item"),
        ({"evidence": "MND-S1"}, 'evidence: "MND-S1" where a list is needed'),
        (
            {"out_of_scope": ["MND-X1"]},
            "out_of_scope, item MND-X1: there is no such item in PALM 1.0",
        ),
        (
            {"out_of_scope": ["AUT-C1"]},
            "out_of_scope, item AUT-C1: a core item cannot be out of scope",
        ),
        (
            {"out_of_scope": ["RES-S1", "RES-S2"]},
            "out_of_scope, domain RES: at most 1 item of a domain",
        ),
        (
            {
                "out_of_scope": [
                    f"{d}-T2" for d in ("MND", "STD", "DEV", "AUT", "RES", "MUL", "MON")
                ]
            },
            "out_of_scope: at most 6 items in total",
        ),
        ({"consensus": []}, "consensus: a list where an object with names is needed"),
        (
            {"consensus": {"AUT-C1": 5}},
            "consensus, item AUT-C1: 5 is not a value; use a number from 0 to 4",
        ),
        (
            {"consensus": {"AUT-C1": True}},
            "consensus, item AUT-C1: true is not a value; use a number from 0 to 4",
        ),
        (
            {"consensus": {"AUT-C1": float("nan")}},
            "consensus, item AUT-C1: NaN is not a value; use a number from 0 to 4",
        ),
        ({"consensus": {"X": 1}}, "consensus, item X: there is no such item in PALM 1.0"),
    ],
)
def test_a_field_that_does_not_fit(fields, expected):
    assert problems(file(**fields)) == [expected]


def test_all_problems_are_told_at_once():
    text = json.dumps({"answers": sheets({"AUT-C1": 9}, {"MND-S1": "x"}), "invited": 1})

    assert problems(text, target=12) == [
        "target: 12 is not a rung to aim at; use 1 to 9",
        f"respondent 1, item AUT-C1: 9 {NOT_AN_ANSWER}",
        f'respondent 2, item MND-S1: "x" {NOT_AN_ANSWER}',
        "invited: 1 invited, but 2 respondents",
    ]


def test_a_file_may_not_be_endless():
    assert problems(" " * (LONGEST_FILE + 1)) == [
        f"the file: longer than {LONGEST_FILE} characters"
    ]


def test_a_byte_order_mark_is_no_problem():
    assert run("\ufeff" + INPUT_TEXT, model=PALM, courses=COURSES) == DOCUMENT
